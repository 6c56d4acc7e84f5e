/* The public functions: what they refuse, and that a refused call changes nothing. */
#include <relata/lookup.h>
#include <relata/relata.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define refused(call) assert_int_equal(call, RELATA_ERROR_ARGUMENT)

typedef struct fixture {
    char list[64];
    char weights[64];
    char text[64];
    relata_engine *engine; /* sealed, with one listed place and a listed ship */
    relata_reader *reader;
    relata_error err;
} fixture;

static void write_file(const char *path, const char *bytes)
{
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    assert_true(fputs(bytes, out) >= 0);
    assert_int_equal(fclose(out), 0);
}

static void make_file(char path[64], const char *template, int ending, const char *bytes)
{
    (void)strcpy(path, template);
    int file = mkstemps(path, ending);
    assert_true(file >= 0);
    (void)close(file);
    write_file(path, bytes);
}

static int set_up(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    if (f == NULL)
        return 1;
    make_file(f->list, "/tmp/relata-api-XXXXXX.tsv", 4,
              "type\tname\nplace\tGyeongju\nship\tEver Given\nship\tEver Gone\n");
    make_file(f->text, "/tmp/relata-api-XXXXXX.txt", 4, "The Ever Given and the Ever Gone met in Gyeongju.\n");
    assert_int_equal(relata_engine_new(&f->engine, NULL), RELATA_OK);
    assert_int_equal(relata_engine_add_gazetteer(f->engine, f->list, false, NULL), RELATA_OK);
    make_file(f->weights, "/tmp/relata-api-XXXXXX.weights", 8, "in a list of the user\t40\t40\t40\n");
    assert_int_equal(relata_engine_add_rules(f->engine, f->weights, NULL), RELATA_OK);
    assert_int_equal(relata_engine_seal(f->engine, NULL), RELATA_OK);
    const char *paths[] = {f->text};
    assert_int_equal(relata_reader_new(paths, 1, NULL, NULL, &f->reader, NULL), RELATA_OK);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;
    relata_reader_free(f->reader);
    relata_engine_free(f->engine);
    (void)unlink(f->list);
    (void)unlink(f->weights);
    (void)unlink(f->text);
    free(f);
    return 0;
}

static bool count_extraction(void *user, const relata_extraction *extraction)
{
    *(size_t *)user += extraction->count;
    return true;
}

static bool refuse_extraction(void *user, const relata_extraction *extraction)
{
    (void)extraction;
    ++*(size_t *)user;
    return false;
}

static bool count_bytes(void *user, const char *bytes, size_t length)
{
    (void)bytes;
    *(size_t *)user += length;
    return true;
}

static bool refuse_bytes(void *user, const char *bytes, size_t length)
{
    (void)user;
    (void)bytes;
    (void)length;
    return false;
}

static void freeing_nothing_is_fine(void **state)
{
    (void)state;
    relata_engine_free(NULL);
    relata_reader_free(NULL);
    relata_network_free(NULL);
    relata_index_free(NULL);
    relata_extract_options_init(NULL);
    relata_build_options_init(NULL);
    assert_int_equal(relata_reader_documents(NULL), 0);
    assert_int_equal(relata_reader_skipped(NULL), 0);
    assert_null(relata_format_of_path(NULL));
    assert_false(relata_engine_has_type(NULL, "person"));
}

static void engines_refuse_what_is_missing(void **state)
{
    fixture *f = *state;
    relata_engine *engine;
    refused(relata_engine_new(NULL, &f->err));
    assert_true(f->err.message[0] != '\0');
    assert_int_equal(f->err.status, RELATA_ERROR_ARGUMENT);
    assert_int_equal(relata_engine_new(&engine, &f->err), RELATA_OK);
    assert_int_equal(f->err.status, RELATA_OK); /* an error of before is gone */
    refused(relata_engine_add_gazetteer(NULL, f->list, true, &f->err));
    refused(relata_engine_add_gazetteer(engine, NULL, true, &f->err));
    refused(relata_engine_add_rules(NULL, f->list, &f->err));
    refused(relata_engine_add_rules(engine, NULL, NULL));
    refused(relata_engine_seal(NULL, &f->err));
    assert_false(relata_engine_has_type(engine, NULL));
    relata_engine_free(engine);
}

static void a_sealed_engine_takes_no_more(void **state)
{
    fixture *f = *state;
    refused(relata_engine_seal(f->engine, &f->err));
    assert_non_null(strstr(f->err.message, "sealed"));
    refused(relata_engine_add_gazetteer(f->engine, f->list, true, &f->err));
    refused(relata_engine_add_rules(f->engine, "x.weights", &f->err));
    assert_true(relata_engine_has_type(f->engine, "ship"));
    assert_true(relata_engine_has_type(f->engine, "person"));
    assert_false(relata_engine_has_type(f->engine, "boat"));
}

static void an_engine_that_failed_to_seal_is_of_no_use(void **state)
{
    fixture *f = *state;
    char furniture[64];
    relata_engine *engine;
    relata_network *network = NULL;
    size_t count = 0;
    make_file(furniture, "/tmp/relata-api-XXXXXX.furniture", 10, "Read More\n");
    assert_int_equal(relata_engine_new(&engine, NULL), RELATA_OK);
    assert_int_equal(relata_engine_add_rules(engine, furniture, NULL), RELATA_OK);
    (void)unlink(furniture);
    assert_int_equal(relata_engine_seal(engine, &f->err), RELATA_ERROR_IO);
    write_file(furniture, "Read More\n");
    refused(relata_engine_seal(engine, &f->err));
    refused(relata_engine_add_gazetteer(engine, f->list, true, &f->err));
    refused(relata_extract(engine, f->reader, NULL, count_extraction, &count, NULL, &f->err));
    refused(relata_build(engine, f->reader, NULL, &network, NULL, &f->err));
    relata_engine_free(engine);
    (void)unlink(furniture);
}

static void readers_refuse_what_is_missing(void **state)
{
    fixture *f = *state;
    const char *paths[] = {f->text, NULL};
    relata_reader *reader = NULL;
    relata_document document;
    refused(relata_reader_new(NULL, 1, NULL, NULL, &reader, &f->err));
    refused(relata_reader_new(paths, 0, NULL, NULL, &reader, &f->err));
    refused(relata_reader_new(paths, 2, NULL, NULL, &reader, &f->err));
    refused(relata_reader_new(paths, 1, NULL, NULL, NULL, &f->err));
    assert_null(reader);
    refused(relata_reader_next(NULL, &document, &f->err));
    refused(relata_reader_next(f->reader, NULL, &f->err));
    assert_int_equal(relata_reader_documents(f->reader), 0);
    assert_int_equal(relata_reader_next(f->reader, &document, &f->err), RELATA_OK);
    assert_int_equal(relata_reader_next(f->reader, &document, &f->err), RELATA_END);
    assert_int_equal(relata_reader_documents(f->reader), 1);
}

static void extraction_refuses_what_is_missing(void **state)
{
    fixture *f = *state;
    relata_engine *open;
    size_t count = 0, skipped = 77;
    assert_int_equal(relata_engine_new(&open, NULL), RELATA_OK);
    refused(relata_extract(NULL, f->reader, NULL, count_extraction, &count, &skipped, &f->err));
    refused(relata_extract(open, f->reader, NULL, count_extraction, &count, &skipped, &f->err));
    refused(relata_extract(f->engine, NULL, NULL, count_extraction, &count, &skipped, &f->err));
    refused(relata_extract(f->engine, f->reader, NULL, NULL, &count, &skipped, &f->err));
    assert_int_equal(count, 0);
    assert_int_equal(skipped, 77);
    assert_int_equal(relata_reader_documents(f->reader), 0);
    assert_int_equal(relata_extract(f->engine, f->reader, NULL, count_extraction, &count, &skipped, &f->err),
                     RELATA_OK);
    assert_int_equal(count, 3);
    assert_int_equal(skipped, 0);
    relata_engine_free(open);
}

static void extraction_refuses_wrong_options(void **state)
{
    fixture *f = *state;
    size_t count = 0;
    const char *unknown[] = {"ship", "boat"}, *missing[] = {NULL}, *ships[] = {"ship"};
    relata_extract_options options;
    relata_extract_options_init(&options);
    options.offsets = (relata_offsets)9;
    refused(relata_extract(f->engine, f->reader, &options, count_extraction, &count, NULL, &f->err));
    relata_extract_options_init(&options);
    options.types = unknown;
    options.type_count = 2;
    refused(relata_extract(f->engine, f->reader, &options, count_extraction, &count, NULL, &f->err));
    assert_string_equal(f->err.message, "unknown type \"boat\"");
    options.types = missing;
    options.type_count = 1;
    refused(relata_extract(f->engine, f->reader, &options, count_extraction, &count, NULL, &f->err));
    options.types = NULL;
    refused(relata_extract(f->engine, f->reader, &options, count_extraction, &count, NULL, &f->err));
    options.types = ships;
    assert_int_equal(relata_extract(f->engine, f->reader, &options, count_extraction, &count, NULL, &f->err),
                     RELATA_OK);
    assert_int_equal(count, 2);
}

static void a_receiver_that_stops_fails_the_run(void **state)
{
    fixture *f = *state;
    size_t calls = 0, skipped = 77;
    assert_int_equal(relata_extract(f->engine, f->reader, NULL, refuse_extraction, &calls, &skipped, &f->err),
                     RELATA_ERROR_IO);
    assert_int_equal(calls, 1);
    assert_int_equal(skipped, 77);
}

static void extractions_are_written_only_if_given(void **state)
{
    fixture *f = *state;
    relata_extraction empty = {.id = "a"};
    size_t length = 0;
    refused(relata_extraction_write_json(NULL, count_bytes, &length, &f->err));
    refused(relata_extraction_write_json(&empty, NULL, &length, &f->err));
    assert_int_equal(relata_extraction_write_json(&empty, refuse_bytes, NULL, &f->err), RELATA_ERROR_IO);
    assert_int_equal(length, 0);
    assert_int_equal(relata_extraction_write_json(&empty, count_bytes, &length, &f->err), RELATA_OK);
    assert_true(length > 0);
}

static void building_refuses_what_is_missing(void **state)
{
    fixture *f = *state;
    relata_engine *open;
    relata_network *network = NULL;
    assert_int_equal(relata_engine_new(&open, NULL), RELATA_OK);
    refused(relata_build(NULL, f->reader, NULL, &network, NULL, &f->err));
    refused(relata_build(open, f->reader, NULL, &network, NULL, &f->err));
    refused(relata_build(f->engine, NULL, NULL, &network, NULL, &f->err));
    refused(relata_build(f->engine, f->reader, NULL, NULL, NULL, &f->err));
    assert_null(network);
    relata_engine_free(open);
}

static void building_refuses_wrong_options(void **state)
{
    fixture *f = *state;
    static const double weights[] = {-1, -0.0 / 0.0};
    const char *unknown[] = {"boat"};
    relata_network *network = NULL;
    relata_build_options options;
    relata_build_options_init(&options);
    options.window = (relata_window)9;
    refused(relata_build(f->engine, f->reader, &options, &network, NULL, &f->err));
    options.window = RELATA_WINDOW_TOKENS;
    options.window_tokens = 1;
    refused(relata_build(f->engine, f->reader, &options, &network, NULL, &f->err));
    for (size_t i = 0; i < 2; i++) {
        relata_build_options_init(&options);
        options.min_weight = weights[i];
        refused(relata_build(f->engine, f->reader, &options, &network, NULL, &f->err));
    }
    relata_build_options_init(&options);
    options.types = unknown;
    options.type_count = 1;
    refused(relata_build(f->engine, f->reader, &options, &network, NULL, &f->err));
    assert_null(network);
    assert_int_equal(relata_reader_documents(f->reader), 0);
}

static void building_refuses_wrong_shapes(void **state)
{
    fixture *f = *state;
    const char *unknown[] = {"degree", "closenes"}, *missing[] = {NULL};
    static const double alphas[] = {-0.01, 1.01, -0.0 / 0.0}, resolutions[] = {0, -1, 1e10, -0.0 / 0.0};
    relata_network *network = NULL;
    relata_build_options good, options;
    relata_build_options_init(&good);
    for (size_t i = 0; i < sizeof alphas / sizeof alphas[0]; i++) {
        options = good;
        options.alpha = alphas[i];
        refused(relata_build(f->engine, f->reader, &options, &network, NULL, &f->err));
    }
    for (size_t i = 0; i < sizeof resolutions / sizeof resolutions[0]; i++) {
        options = good;
        options.resolution = resolutions[i];
        refused(relata_build(f->engine, f->reader, &options, &network, NULL, &f->err));
    }
    options = good;
    options.backbone = RELATA_BACKBONE_NOISE_CORRECTED;
    options.weight = RELATA_WEIGHT_NPMI;
    refused(relata_build(f->engine, f->reader, &options, &network, NULL, &f->err));
    const struct {
        const char *const *measures;
        size_t count;
        relata_layout layout;
        relata_backbone backbone;
    } CASES[] = {{unknown, 2, 0, 0}, {missing, 1, 0, 0}, {NULL, 1, 0, 0}, {NULL, 0, 9, 0}, {NULL, 0, 0, 9}};
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        options = good;
        options.measures = CASES[i].measures;
        options.measure_count = CASES[i].count;
        options.layout = CASES[i].layout;
        options.backbone = CASES[i].backbone;
        refused(relata_build(f->engine, f->reader, &options, &network, NULL, &f->err));
    }
    assert_null(network);
    assert_int_equal(relata_reader_documents(f->reader), 0);
}

static void networks_are_written_only_in_known_formats(void **state)
{
    fixture *f = *state;
    relata_network *network;
    relata_summary summary;
    size_t length = 0;
    const char *paths[] = {"/tmp/relata-api-none.csv"}, *missing[] = {NULL};
    assert_int_equal(relata_build(f->engine, f->reader, NULL, &network, &summary, &f->err), RELATA_OK);
    assert_int_equal(summary.documents, 1);
    assert_int_equal(summary.mentions, 3);
    assert_int_equal(summary.entities, 3);
    assert_int_equal(summary.edges, 3);
    assert_int_equal(summary.skipped, 0);
    refused(relata_network_write(NULL, "json", count_bytes, &length, &f->err));
    refused(relata_network_write(network, NULL, count_bytes, &length, &f->err));
    refused(relata_network_write(network, "json", NULL, &length, &f->err));
    refused(relata_network_write(network, "csv", count_bytes, &length, &f->err));
    assert_int_equal(length, 0);
    assert_int_equal(relata_network_write(network, "json", refuse_bytes, NULL, &f->err), RELATA_ERROR_IO);
    assert_int_equal(relata_network_write(network, "graphml", count_bytes, &length, &f->err), RELATA_OK);
    assert_true(length > 0);
    refused(relata_network_save(NULL, paths, 1, &f->err));
    refused(relata_network_save(network, NULL, 1, &f->err));
    refused(relata_network_save(network, missing, 1, &f->err));
    refused(relata_network_save(network, paths, 1, &f->err));
    assert_int_not_equal(access(paths[0], F_OK), 0);
    assert_int_equal(relata_network_save(network, NULL, 0, &f->err), RELATA_OK);
    relata_network_free(network);
}

static void formats_are_told_by_extension(void **state)
{
    (void)state;
    assert_string_equal(relata_format_of_path("a/b.graphml"), "graphml");
    assert_string_equal(relata_format_of_path("b.JSON"), "json");
    assert_null(relata_format_of_path("b.csv"));
    assert_null(relata_format_of_path("json"));
    size_t count = 0;
    while (relata_format_extension(count) != NULL)
        assert_non_null(relata_format_of_path(relata_format_extension(count++)));
    assert_int_equal(count, 2);
}

static void lookups_refuse_what_is_missing(void **state)
{
    fixture *f = *state;
    relata_index *index = NULL;
    const relata_answer *answer = NULL;
    size_t length = 0;
    refused(relata_index_open(NULL, &index, &f->err));
    refused(relata_index_open(f->text, NULL, &f->err));
    assert_int_equal(relata_index_open(f->text, &index, &f->err), RELATA_ERROR_FORMAT);
    refused(relata_index_find(NULL, "x", &answer, &f->err));
    refused(relata_answer_write_json(NULL, count_bytes, &length, &f->err));
    assert_null(index);
    assert_null(answer);
}

static void a_network_can_be_looked_up(void **state)
{
    fixture *f = *state;
    char path[64];
    const char *paths[] = {path};
    relata_network *network;
    relata_index *index;
    const relata_answer *answer = NULL;
    size_t length = 0;
    make_file(path, "/tmp/relata-api-XXXXXX.json", 5, "");
    assert_int_equal(relata_build(f->engine, f->reader, NULL, &network, NULL, &f->err), RELATA_OK);
    assert_int_equal(relata_network_save(network, paths, 1, &f->err), RELATA_OK);
    assert_int_equal(relata_index_open(path, &index, &f->err), RELATA_OK);
    refused(relata_index_find(index, NULL, &answer, &f->err));
    refused(relata_index_find(index, "x", NULL, &f->err));
    assert_int_equal(relata_index_find(index, "gyeongju", &answer, &f->err), RELATA_OK);
    assert_int_equal(answer->entity_count, 1);
    assert_int_equal(answer->entities[0].neighbour_count, 2);
    refused(relata_answer_write_json(answer, NULL, &length, &f->err));
    assert_int_equal(relata_answer_write_json(answer, count_bytes, &length, &f->err), RELATA_OK);
    assert_true(length > 0);
    relata_index_free(index);
    relata_network_free(network);
    (void)unlink(path);
}

#define WITH_ENGINE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(freeing_nothing_is_fine),
        WITH_ENGINE(engines_refuse_what_is_missing),
        WITH_ENGINE(a_sealed_engine_takes_no_more),
        WITH_ENGINE(an_engine_that_failed_to_seal_is_of_no_use),
        WITH_ENGINE(readers_refuse_what_is_missing),
        WITH_ENGINE(extraction_refuses_what_is_missing),
        WITH_ENGINE(extraction_refuses_wrong_options),
        WITH_ENGINE(a_receiver_that_stops_fails_the_run),
        WITH_ENGINE(extractions_are_written_only_if_given),
        WITH_ENGINE(building_refuses_what_is_missing),
        WITH_ENGINE(building_refuses_wrong_options),
        WITH_ENGINE(building_refuses_wrong_shapes),
        WITH_ENGINE(networks_are_written_only_in_known_formats),
        cmocka_unit_test(formats_are_told_by_extension),
        WITH_ENGINE(lookups_refuse_what_is_missing),
        WITH_ENGINE(a_network_can_be_looked_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
