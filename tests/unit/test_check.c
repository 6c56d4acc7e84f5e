/* Checking lists: every finding with its place, none that is not there, and the bounds. */
#include <relata/gazetteer.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { FILES = 3 };

typedef struct fixture {
    char paths[FILES][64];
    relata_engine *engine; /* its lexicon knows "may" and "target" */
    char found[4096];      /* "file:line:column kind!message<other;": the file's number, ! for errors */
    size_t stop_after;     /* findings, 0 for never */
    size_t count;
    relata_check_summary summary;
    relata_error err;
} fixture;

static void put(const char *path, const char *bytes)
{
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    assert_true(fputs(bytes, out) >= 0);
    assert_int_equal(fclose(out), 0);
}

static int set_up(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    if (f == NULL)
        return 1;
    for (size_t i = 0; i < FILES; i++) {
        (void)strcpy(f->paths[i], "/tmp/relata-check-XXXXXX.tsv");
        int file = mkstemps(f->paths[i], 4);
        assert_true(file >= 0);
        (void)close(file);
    }
    put(f->paths[0], "type\tname\tkind\nordinary\tMay\tmonth\nordinary\ttarget\tcommon\n");
    assert_int_equal(relata_engine_new(&f->engine, NULL), RELATA_OK);
    assert_int_equal(relata_engine_add_gazetteer(f->engine, f->paths[0], true, NULL), RELATA_OK);
    assert_int_equal(relata_engine_seal(f->engine, NULL), RELATA_OK);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;
    for (size_t i = 0; i < FILES; i++)
        (void)unlink(f->paths[i]);
    relata_engine_free(f->engine);
    free(f);
    return 0;
}

static size_t number_of(const fixture *f, const char *path)
{
    size_t i = 0;
    while (i < FILES && strcmp(f->paths[i], path) != 0)
        i++;
    return i;
}

static bool receive(void *user, const relata_finding *finding)
{
    fixture *f = user;
    size_t used = strlen(f->found), room = sizeof f->found - used;
    int length = snprintf(f->found + used, room, "%zu:%zu:%zu %s%c", number_of(f, finding->file), finding->line,
                          finding->column, finding->kind, finding->is_error ? '!' : '?');
    used += (size_t)length;
    room -= (size_t)length;
    if (finding->other_file != NULL)
        length = snprintf(f->found + used, room, " %zu:%zu:%zu", number_of(f, finding->other_file),
                          finding->other_line, finding->other_column);
    else
        length = finding->more > 0 ? snprintf(f->found + used, room, " +%zu", finding->more) : 0;
    used += (size_t)length;
    assert_true(used + 2 < sizeof f->found);
    (void)strcpy(f->found + used, "\n");
    assert_true(strlen(finding->message) > 0);
    return ++f->count != f->stop_after;
}

static relata_status check_with(fixture *f, const relata_check_options *options, size_t files)
{
    const char *paths[FILES];
    for (size_t i = 0; i < files; i++)
        paths[i] = f->paths[i];
    f->found[0] = '\0';
    f->count = 0;
    return relata_gazetteer_check(paths, files, options, receive, f, &f->summary, &f->err);
}

static void assert_found(fixture *f, const char *list, const char *expected)
{
    relata_check_options options;
    relata_check_options_init(&options);
    options.engine = f->engine;
    put(f->paths[0], list);
    assert_int_equal(check_with(f, &options, 1), RELATA_OK);
    assert_string_equal(f->found, expected);
}

static void a_good_list_has_no_findings(void **state)
{
    fixture *f = *state;
    assert_found(f, "id\ttype\tname\taliases\tweak_aliases\tlatitude\n\tplace\tWashington\tU.S. capital\tDC|May\t38.9\n"
                    "x:1\tship\tMV Ocean Glory\tOcean Glory|OCEAN GLORY\t\t\n",
                 "");
    assert_found(f, "type\tname\tkind\nordinary\tMay\tmonth\ntitle\tE\trank\nplace\tTARGET\t\n", "");
    assert_int_equal(f->summary.files, 1);
    assert_int_equal(f->summary.rows, 3);
    assert_int_equal(f->summary.errors + f->summary.warnings, 0);
}

static void all_errors_are_found(void **state)
{
    fixture *f = *state;
    assert_found(f, "type\tname\tlatitude\tprior\nplace\tA b\t91\tmany\nplace\tC d\t\nplace\t\t\t\n\t\t\t\nPlace\tE f\t\t\n"
                    "title\tg\t\t\nplace\t!!\t\t\nplace\tH\x01\t\t\nplace\tI\xFF\t\t\n",
                 "0:2:11 number!\n0:2:14 number!\n0:3:1 column!\n0:4:7 missing!\n0:5:1 missing!\n0:5:2 missing!\n"
                 "0:6:1 type!\n0:7:1 kind!\n0:8:7 name!\n0:9:8 control-character!\n0:10:8 encoding!\n");
    assert_int_equal(f->summary.errors, 11);
    assert_found(f, "type\tname\ttypo\tname\nplace\tSeoul\tx\ty\nplace\tSeoul\t\t\n",
                 "0:1:11 column!\n0:1:16 column!\n0:3:7 duplicate-id! 0:2:7\n");
    assert_found(f, "type\taliases\nplace\tSeoul\n", "0:1:1 column!\n");
    assert_found(f, "type\tna\x01me\nplace\tSeoul\n", "0:1:8 control-character!\n");
    assert_found(f, "# nothing\n", "0:0:0 column!\n");
    assert_found(f, "", "0:0:0 column!\n");
}

static void names_that_are_too_long_are_errors(void **state)
{
    fixture *f = *state;
    char list[2048] = "type\tname\naliens\t";
    memset(list + strlen(list), 'a', 1001);
    (void)strcat(list, "\naliens\ta b c d e f g h i j k l m n o p\naliens\ta b c d e f g h i j k l m n o p q\n");
    assert_found(f, list, "0:2:8 name!\n0:4:8 name!\n");
}

static void ids_are_one_entity_in_several_files(void **state)
{
    fixture *f = *state;
    put(f->paths[0], "type\tname\taliases\nplace\tSeoul\tHanseong\n");
    put(f->paths[1], "id\ttype\tname\taliases\nplace:seoul\tplace\tSeoul City\tSeoul|Hanseong\nplace:seoul\tplace\tX y\t\n");
    put(f->paths[2], "id\ttype\tname\nplace:seoul\tship\tSeoul Star\n");
    assert_int_equal(check_with(f, NULL, FILES), RELATA_OK);
    assert_string_equal(f->found, "1:3:1 duplicate-id! 1:2:1\n2:2:1 id-type?\n2:2:1 type! 0:2:7\n");
}

static void shared_names_are_told_with_both_places(void **state)
{
    fixture *f = *state;
    put(f->paths[0], "type\tname\taliases\nplace\tParis\tCity of Light|Lut\xC3\xA8" "ce\nperson\tParis\t\n");
    put(f->paths[1], "type\tname\taliases\tweak_aliases\nplace\tParis Texas\tPARIS|lutece\tCity of Light\n");
    assert_int_equal(check_with(f, NULL, 2), RELATA_OK);
    assert_string_equal(f->found, "1:2:19 shared-name? 0:2:7\n1:2:25 shared-name? 0:2:27\n");
    assert_found(f, "type\tname\taliases\tweak_aliases\nplace\tSeoul\tSeoul|Keijo|Keijo\tKeijo\n",
                 "0:2:13 repeated-name? 0:2:7\n0:2:25 repeated-name? 0:2:19\n0:2:31 repeated-name? 0:2:19\n");
    assert_found(f, "type\tname\taliases\nplace\tSt. Louis\tSt Louis\nthing\tC\ncompany\tC++ Ltd\tC Ltd\n"
                    "company\tAT&T\tAT T\ncompany\tAsia-Pacific Co\t\ncompany\tAsia Pacific Corp\tAsia Pacific Co\n",
                 "0:3:1 column!\n0:7:27 shared-name? 0:6:9\n");
}

static void words_and_letters_are_told_for_strong_names_only(void **state)
{
    fixture *f = *state;
    assert_found(f, "type\tname\taliases\tweak_aliases\ncompany\tTarget\tTARGET|T|target\tMay|X\nperson\tMay\t\t\n"
                    "family_name\tMay\tT\t\n",
                 "0:2:9 ordinary-word?\n0:2:23 one-letter?\n0:2:25 ordinary-word?\n0:3:8 ordinary-word?\n");
    put(f->paths[0], "type\tname\nperson\tMay\n");
    assert_int_equal(check_with(f, NULL, 1), RELATA_OK);
    assert_string_equal(f->found, "");
}

static void spelling_is_told_of_all_names_and_attributes(void **state)
{
    fixture *f = *state;
    assert_found(f, "type\tname\tfamily\tdemonyms\tcountry\nplace\tFoo (bar\tB  z\tM\xD0\xBE" "c|\" \tFrance \n",
                 "0:2:11 unbalanced?\n0:2:17 spaces?\n0:2:22 mixed-scripts?\n0:2:27 spaces?\n0:2:26 unbalanced?\n"
                 "0:2:26 name!\n0:2:35 spaces?\n");
}

static void findings_of_a_kind_are_bounded(void **state)
{
    fixture *f = *state;
    const relata_check_options options = {.most = 2};
    put(f->paths[0], "type\tname\nplace\t\nplace\t\nplace\t\nplace\t\nplace\tFoo (\n");
    put(f->paths[1], "type\tname\nplace\t\n");
    assert_int_equal(check_with(f, &options, 2), RELATA_OK);
    assert_string_equal(f->found, "0:2:7 missing!\n0:3:7 missing!\n0:6:11 unbalanced?\n0:0:0 missing! +2\n"
                                  "1:2:7 missing!\n");
    assert_int_equal(f->summary.errors, 5);
    assert_int_equal(f->summary.warnings, 1);
    const relata_check_options none = {.most = 0};
    assert_int_equal(check_with(f, &none, 2), RELATA_OK);
    assert_string_equal(f->found, "0:0:0 missing! +4\n0:0:0 unbalanced? +1\n1:0:0 missing! +1\n");
}

static void a_receiver_can_stop_the_check(void **state)
{
    fixture *f = *state;
    relata_check_summary before = {.files = 77};
    put(f->paths[0], "type\tname\nplace\t\nplace\t\n");
    for (f->stop_after = 1; f->stop_after <= 2; f->stop_after++) {
        f->summary = before;
        assert_int_equal(check_with(f, NULL, 1), RELATA_ERROR_IO);
        assert_int_equal(f->count, f->stop_after);
        assert_int_equal(f->summary.files, 77);
        assert_string_equal(f->err.message, "the receiver stopped the check");
    }
}

static void files_that_cannot_be_read_are_findings(void **state)
{
    fixture *f = *state;
    assert_int_equal(unlink(f->paths[0]), 0);
    put(f->paths[1], "type\tname\nplace\tSeoul\n");
    assert_int_equal(check_with(f, NULL, 2), RELATA_OK);
    assert_string_equal(f->found, "0:0:0 file!\n");
    assert_int_equal(f->summary.rows, 1);
}

static void bad_calls_are_refused(void **state)
{
    fixture *f = *state;
    const char *path = f->paths[0], *none = NULL;
    relata_engine *open = NULL;
    assert_int_equal(relata_engine_new(&open, NULL), RELATA_OK);
    const relata_check_options options = {.engine = open};
    assert_int_equal(relata_gazetteer_check(NULL, 1, NULL, receive, f, NULL, NULL), RELATA_ERROR_ARGUMENT);
    assert_int_equal(relata_gazetteer_check(&path, 0, NULL, receive, f, NULL, NULL), RELATA_ERROR_ARGUMENT);
    assert_int_equal(relata_gazetteer_check(&none, 1, NULL, receive, f, NULL, NULL), RELATA_ERROR_ARGUMENT);
    assert_int_equal(relata_gazetteer_check(&path, 1, NULL, NULL, f, NULL, NULL), RELATA_ERROR_ARGUMENT);
    assert_int_equal(relata_gazetteer_check(&path, 1, &options, receive, f, NULL, NULL), RELATA_ERROR_ARGUMENT);
    assert_int_equal(relata_finding_write_json(NULL, NULL, NULL, NULL), RELATA_ERROR_ARGUMENT);
    relata_check_options_init(NULL);
    relata_engine_free(open);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_good_list_has_no_findings, set_up, tear_down),
        cmocka_unit_test_setup_teardown(all_errors_are_found, set_up, tear_down),
        cmocka_unit_test_setup_teardown(names_that_are_too_long_are_errors, set_up, tear_down),
        cmocka_unit_test_setup_teardown(ids_are_one_entity_in_several_files, set_up, tear_down),
        cmocka_unit_test_setup_teardown(shared_names_are_told_with_both_places, set_up, tear_down),
        cmocka_unit_test_setup_teardown(words_and_letters_are_told_for_strong_names_only, set_up, tear_down),
        cmocka_unit_test_setup_teardown(spelling_is_told_of_all_names_and_attributes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(findings_of_a_kind_are_bounded, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_receiver_can_stop_the_check, set_up, tear_down),
        cmocka_unit_test_setup_teardown(files_that_cannot_be_read_are_findings, set_up, tear_down),
        cmocka_unit_test_setup_teardown(bad_calls_are_refused, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
