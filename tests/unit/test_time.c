/* The public interface to periods: what it refuses, what it hands out, and what it leaves where writing fails. */
#include <relata/time.h>

#include "export/export.h"
#include "model/network.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define refused(call) assert_int_equal(call, RELATA_ERROR_ARGUMENT)

typedef struct fixture {
    char home[64]; /* the folder that the test runs in */
    relata_engine *engine;
    relata_network *network; /* of two months and of a document without a date */
    relata_summary summary;
} fixture;

static void put(const char *path, const char *text)
{
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    assert_true(fputs(text, out) >= 0);
    assert_int_equal(fclose(out), 0);
}

static relata_status build(fixture *f, relata_slicing slice, relata_network **ret)
{
    const char *paths[] = {"news.jsonl"};
    relata_reader *reader = NULL;
    relata_build_options options;
    relata_build_options_init(&options);
    options.slice = slice;
    assert_int_equal(relata_reader_new(paths, 1, NULL, NULL, &reader, NULL), RELATA_OK);
    relata_status status = relata_build(f->engine, reader, &options, ret, &f->summary, NULL);
    relata_reader_free(reader);
    return status;
}

static int set_up(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    if (f == NULL)
        return 1;
    *state = f;
    (void)strcpy(f->home, "/tmp/relata-time-XXXXXX");
    if (mkdtemp(f->home) == NULL || chdir(f->home) != 0)
        return 1;
    put("places.tsv", "type\tname\nplace\tGyeongju\nship\tEver Given\nship\tEver Gone\n");
    put("own.weights", "in a list of the user\t40\t40\t40\n");
    put("news.jsonl", "{\"id\":\"a\",\"date\":\"2025-09-01\",\"text\":\"The Ever Given met the Ever Gone.\"}\n"
                      "{\"id\":\"b\",\"date\":\"2025-10-02\",\"text\":\"The Ever Given left Gyeongju.\"}\n"
                      "{\"id\":\"c\",\"text\":\"Gyeongju saw the Ever Gone.\"}\n");
    assert_int_equal(relata_engine_new(&f->engine, NULL), RELATA_OK);
    assert_int_equal(relata_engine_add_gazetteer(f->engine, "places.tsv", false, NULL), RELATA_OK);
    assert_int_equal(relata_engine_add_rules(f->engine, "own.weights", NULL), RELATA_OK);
    assert_int_equal(relata_engine_seal(f->engine, NULL), RELATA_OK);
    return build(f, RELATA_SLICING_MONTH, &f->network) == RELATA_OK ? 0 : 1;
}

static int tear_down(void **state)
{
    fixture *f = *state;
    char command[128];
    relata_network_free(f->network);
    relata_engine_free(f->engine);
    (void)snprintf(command, sizeof command, "rm -rf '%s'", f->home);
    int done = chdir("/") == 0 ? system(command) : 1;
    free(f);
    return done;
}

static void slices_are_handed_out(void **state)
{
    fixture *f = *state;
    relata_slice slice;
    relata_error err = {0};
    assert_int_equal(f->summary.slices, 2);
    assert_int_equal(f->summary.unsliced, 1);
    assert_int_equal(relata_network_slices(f->network), 2);
    assert_int_equal(relata_network_slice(f->network, 1, &slice, &err), RELATA_OK);
    assert_string_equal(slice.period, "2025-10");
    assert_int_equal(slice.documents, 1);
    assert_int_equal(relata_network_slices(slice.network), 0);
    assert_int_equal(relata_network_trends(slice.network), 0);
    assert_non_null(relata_network_relations(slice.network));
    refused(relata_network_slice(f->network, 2, &slice, &err));
    assert_string_equal(slice.period, "2025-10");
    refused(relata_network_slice(f->network, 0, NULL, &err));
    refused(relata_network_slice(NULL, 0, &slice, NULL));
    assert_int_equal(relata_network_slices(NULL), 0);
}

static void trends_are_handed_out(void **state)
{
    fixture *f = *state;
    relata_trend trend;
    relata_error err = {0};
    size_t edges = 0, rose = 0;
    for (size_t i = 0; i < relata_network_trends(f->network); i++) {
        assert_int_equal(relata_network_trend(f->network, i, &trend, &err), RELATA_OK);
        edges += trend.with_id != NULL;
        if (strcmp(trend.id, "place:gyeongju") == 0 && strcmp(trend.period, "2025-10") == 0 && trend.with_id == NULL) {
            rose++;
            assert_string_equal(trend.label, "Gyeongju");
            assert_string_equal(trend.before, "2025-09");
            assert_int_equal(trend.documents + trend.count, 2);
            assert_int_equal(trend.documents_before + trend.count_before, 0);
            assert_true(trend.share > trend.share_before && trend.log_likelihood > 0);
        }
        assert_true(trend.before != NULL || strcmp(trend.period, "2025-09") == 0);
    }
    assert_int_equal(rose, 1);
    assert_int_equal(edges, 3); /* one comes and goes, one comes */
    refused(relata_network_trend(f->network, relata_network_trends(f->network), &trend, &err));
    refused(relata_network_trend(f->network, 0, NULL, &err));
    refused(relata_network_trend(NULL, 0, &trend, NULL));
    assert_int_equal(relata_network_trends(NULL), 0);
}

static void units_are_named(void **state)
{
    fixture *f = *state;
    relata_slicing unit = RELATA_SLICING_NONE;
    relata_network *network = NULL;
    assert_true(relata_slicing_of_name("quarter", &unit));
    assert_int_equal(unit, RELATA_SLICING_QUARTER);
    assert_false(relata_slicing_of_name(NULL, &unit) || relata_slicing_of_name("day", NULL) ||
                 relata_slicing_of_name("decade", &unit));
    assert_string_equal(relata_slicing_name(RELATA_SLICING_DAY), "day");
    assert_string_equal(relata_slicing_name(RELATA_SLICING_NONE), "");
    assert_null(relata_slicing_name((relata_slicing)(RELATA_SLICING_DAY + 1)));
    refused(build(f, (relata_slicing)(RELATA_SLICING_DAY + 1), &network));
    assert_null(network);
}

static bool is_there(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0;
}

static void folders_get_slices(void **state)
{
    fixture *f = *state;
    static const char *const paths[] = {"out/graph.json", "out/slices/"};
    relata_network *plain = NULL;
    assert_int_equal(relata_network_save(f->network, paths, 2, NULL), RELATA_OK);
    assert_true(is_there("out/slices/2025-09/relations.graphml") && is_there("out/slices/2025-10/graph.json"));
    assert_true(is_there("out/slices/trends.tsv") && is_there("out/slices/trends.json"));
    assert_int_equal(build(f, RELATA_SLICING_NONE, &plain), RELATA_OK);
    assert_int_equal(relata_network_save(plain, paths, 2, NULL), RELATA_OK);
    assert_true(is_there("out/graph.json"));
    assert_false(is_there("out/slices"));
    relata_network_free(plain);
}

/* Something is in the way of the last file: the first one stays as it was, and so do the slices of before. */
static void all_or_none(void **state)
{
    fixture *f = *state;
    static const char *const paths[] = {"out/graph.json", "out/slices/"};
    relata_error err = {0};
    relata_network *days = NULL;
    assert_int_equal(relata_network_save(f->network, paths, 2, NULL), RELATA_OK);
    put("out/graph.json", "old");
    assert_int_equal(unlink("out/slices/trends.json") + mkdir("out/slices/trends.json", 0777), 0);
    assert_int_equal(build(f, RELATA_SLICING_DAY, &days), RELATA_OK);
    assert_int_equal(relata_network_save(days, paths, 2, &err), RELATA_ERROR_IO);
    assert_string_equal(err.source, "out/slices/trends.json");
    assert_true(is_there("out/slices/2025-09/graph.json"));
    assert_false(is_there("out/slices/2025-10-02/graph.json"));
    struct stat about;
    assert_int_equal(stat("out/graph.json", &about), 0);
    assert_int_equal(about.st_size, 3);
    relata_network_free(days);
}

/* ---- the writer ---- */

static bool refuse(void *user, const char *bytes, size_t length)
{
    (void)bytes;
    (void)length;
    ++*(int *)user;
    return false;
}

static bool collect(void *user, const char *bytes, size_t length)
{
    return rl_buffer_append(user, bytes, length);
}

static void trends_are_written_whatever_names_hold(void **state)
{
    (void)state;
    rl_network empty = {0};
    rl_slice slices[] = {{"2024", 1, &empty}, {"2025", 4, &empty}};
    rl_trend trends[] = {
        {.slice = 1, .documents = 1, .documents_before = 1, .share = 0.25, .share_before = 1, .log_likelihood = -1.5}};
    rl_node nodes[] = {{.id = "a\tb", .label = "tab\there\nand \x01 \"quotes\" \xff", .type = "person"}};
    rl_network network = {.nodes = nodes,
                          .node_count = 1,
                          .slices = slices,
                          .slice_count = 2,
                          .trends = trends,
                          .trend_count = 1,
                          .slicing = "year"};
    rl_buffer text = {0};
    assert_int_equal(rl_trends_write(&network, "trends.tsv", collect, &text, NULL), RELATA_OK);
    const char *row = strchr(rl_buffer_string(&text), '\n') + 1;
    assert_string_equal(
        row, "entity\ttab here and   \"quotes\" \xef\xbf\xbd\t\t2025\t2024\t1\t1\t0.25\t1\t-0.75\t-1.5\t0\t0\ta b\t\n");
    rl_buffer_clear(&text);
    assert_int_equal(rl_trends_write(&network, "trends.json", collect, &text, NULL), RELATA_OK);
    assert_non_null(strstr(rl_buffer_string(&text), "\"name\":\"tab here and   \\\"quotes\\\" \xef\xbf\xbd\""));
    for (size_t i = 0; rl_trends_name(i) != NULL; i++) {
        int calls = 0;
        assert_int_equal(rl_trends_write(&network, rl_trends_name(i), refuse, &calls, NULL), RELATA_ERROR_IO);
        assert_int_equal(calls, 1);
    }
    rl_buffer_free(&text);
    refused(rl_trends_write(&network, "trends.xls", collect, &text, NULL));
    network.slicing = NULL;
    refused(rl_trends_write(&network, "trends.tsv", collect, &text, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(slices_are_handed_out, set_up, tear_down),
        cmocka_unit_test_setup_teardown(trends_are_handed_out, set_up, tear_down),
        cmocka_unit_test_setup_teardown(units_are_named, set_up, tear_down),
        cmocka_unit_test_setup_teardown(folders_get_slices, set_up, tear_down),
        cmocka_unit_test_setup_teardown(all_or_none, set_up, tear_down),
        cmocka_unit_test(trends_are_written_whatever_names_hold),
    };
    return cmocka_run_group_tests_name("time", tests, NULL, NULL);
}
