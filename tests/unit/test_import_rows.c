/* Rows of imports: what is kept, what is left out and counted, and which columns are written. */
#include "importing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static imported *import_csv(const char *type, const char *text)
{
    relata_import_options options;
    relata_import_options_init(&options);
    options.format = "csv";
    options.type = type;
    return import_text(&options, text);
}

static void only_used_columns_are_written(void **state)
{
    (void)state;
    imported *i = import_csv("person", "name,role,country,prior\nAnna,,,\nBerta,Judge,,7\n");
    assert_int_equal(i->status, RELATA_OK);
    assert_string_equal(i->list, "type\tname\trole\tprior\nperson\tAnna\t\t\nperson\tBerta\tJudge\t7\n");
    assert_int_equal(i->summary.read, 2);
    assert_int_equal(i->summary.taken, 2);
    assert_int_equal(i->summary.reason_count, 0);
}

static void names_of_lists_are_split_and_said_once(void **state)
{
    (void)state;
    imported *i = import_csv("person", "name,aliases,weak_aliases\nAnna,Anna|A.|A.||Ann,Ann|Annie|An\n");
    assert_string_equal(i->list, "type\tname\taliases\tweak_aliases\nperson\tAnna\tA.|Ann\tAnnie|An\n");
}

static void rows_with_one_id_are_one(void **state)
{
    (void)state;
    imported *i = import_csv(NULL, "id,type,name\n1,person,A\n1,person,B\n,place,Zürich\n,place,zurich\n,ship,Zürich\n"
                                   ",given_name,Anna\n,given_name,ANNA\n,given_name,Anna\n");
    assert_string_equal(i->list, "id\ttype\tname\n1\tperson\tA\n\tplace\tZürich\n\tship\tZürich\n\tgiven_name\tAnna\n"
                                 "\tgiven_name\tANNA\n");
    assert_int_equal(i->summary.left_out, 3);
    assert_int_equal(import_left(i, RELATA_IMPORT_ROWS, "the id"), 3);
}

static void rows_that_cannot_be_kept_say_why(void **state)
{
    (void)state;
    imported *i = import_csv(NULL, "id,type,name,kind\n,person,,\n,person,a|b,\n,person,\"!\",\n,,A,\n,Person,A,\n"
                                   "# 1,person,A,\n,title,Dr,none\n,title,Dr,honorific\n,person,Caf\xE9,\nx\n");
    assert_int_equal(i->status, RELATA_OK);
    assert_string_equal(i->list, "type\tname\tkind\ntitle\tDr\thonorific\n");
    assert_int_equal(i->summary.read, 10);
    assert_int_equal(i->summary.left_out, 9);
    assert_int_equal(i->summary.broken, 1);
    assert_int_equal(i->notices, 1);
    assert_int_equal(i->summary.reason_count, 9);
    static const char *const WHY[] = {"no name",      "a \"|\"",  "a name without a letter", "none of the types",
                                      "a type that is", "an id that", "a kind that",          "not valid UTF-8",
                                      "broken"};
    for (size_t k = 0; k < sizeof WHY / sizeof WHY[0]; k++)
        assert_int_equal(import_left(i, RELATA_IMPORT_ROWS, WHY[k]), 1);
}

static void names_and_values_that_cannot_be_kept_leave_the_row(void **state)
{
    (void)state;
    imported *i = import_csv("place", "name,aliases,latitude,longitude,prior,population,strength,role\n"
                                      "A,B|!|Caf\xE9,91,-180,x,-1,strong,Caf\xE9\n");
    assert_string_equal(i->list, "type\tname\taliases\tlongitude\nplace\tA\tB\t-180\n");
    assert_int_equal(i->summary.taken, 1);
    assert_int_equal(import_left(i, RELATA_IMPORT_NAMES, "a name without"), 1);
    assert_int_equal(import_left(i, RELATA_IMPORT_NAMES, "not valid UTF-8"), 1);
    assert_int_equal(import_left(i, RELATA_IMPORT_VALUES, "not a number"), 3);
    assert_int_equal(import_left(i, RELATA_IMPORT_VALUES, "a strength"), 1);
    assert_int_equal(import_left(i, RELATA_IMPORT_VALUES, "not valid UTF-8"), 1);
}

static void aliases_are_bounded(void **state)
{
    (void)state;
    char text[2048] = "name,aliases\nA,", number[16];
    for (int i = 0; i < 70; i++) {
        snprintf(number, sizeof number, "N%d|", i);
        strcat(text, number);
    }
    strcat(text, "\n");
    imported *i = import_csv("person", text);
    assert_non_null(strstr(i->list, "|N63\n"));
    assert_int_equal(import_left(i, RELATA_IMPORT_NAMES, "more than 64"), 6);
}

static void countries_get_our_names(void **state)
{
    (void)state;
    imported *i = import_csv("person", "name,country\nA,USA\nB,cz\nC,CZ\nD,Russian Federation\nE,cote d'ivoire\nF,Atlantis\n");
    assert_string_equal(i->list, "type\tname\tcountry\nperson\tA\tUnited States\nperson\tB\tcz\nperson\tC\tCzech Republic\n"
                                 "person\tD\tRussia\nperson\tE\tIvory Coast\nperson\tF\tAtlantis\n");
}

static void strength_is_set_where_it_is_missing(void **state)
{
    (void)state;
    relata_import_options options;
    relata_import_options_init(&options);
    options.format = "tsv";
    options.type = "person";
    options.strength = "sure";
    imported *i = import_text(&options, "name\tstrength\nA\t\nB\tusual\n");
    assert_string_equal(i->list, "type\tname\tstrength\nperson\tA\tsure\nperson\tB\tusual\n");
}

static void maps_join_sources(void **state)
{
    (void)state;
    static const char *const maps[] = {"name=First + Last,aliases=Nick+Also", "role=a\\,b\\+c"};
    relata_import_options options;
    relata_import_options_init(&options);
    options.format = "csv";
    options.type = "person";
    options.maps = maps;
    options.map_count = 2;
    options.split = ";/";
    imported *i = import_text(&options, "First,Last,Nick,Also,\"a,b+c\"\nAnna,Bell,Nan;Nana,A/B,Judge\n,Cher,,,\n");
    assert_string_equal(i->list, "type\tname\taliases\trole\nperson\tAnna Bell\tNan|Nana|A|B\tJudge\nperson\tCher\t\t\n");
}

static void assert_refused(const char *map, const char *message)
{
    relata_import_options options;
    relata_import_options_init(&options);
    options.format = "csv";
    options.maps = &map;
    options.map_count = 1;
    imported *i = import_text(&options, "a\nb\n");
    assert_int_equal(i->status, RELATA_ERROR_ARGUMENT);
    assert_non_null(strstr(i->err.message, message));
    assert_int_equal(i->length, 0);
}

static void maps_that_mean_nothing_are_refused(void **state)
{
    (void)state;
    assert_refused("", "has no \"=\"");
    assert_refused("name", "has no \"=\"");
    assert_refused("name=a,", "has no \"=\"");
    assert_refused("nmae=a", "\"nmae\" is no column of relata");
    assert_refused("name=", "has an empty source");
    assert_refused("name=a+", "has an empty source");
    assert_refused("name=a,name=b", "is there twice");
    assert_refused("id=a", "\"name=");
    assert_refused("name=a", "nothing says what type");
    assert_refused("name=a+a+a+a+a+a+a+a+a+a+a+a+a+a+a+a+a", "more than 16");
}

static void nothing_taken_is_an_error(void **state)
{
    (void)state;
    imported *i = import_csv("person", "name\n!\n");
    assert_int_equal(i->status, RELATA_ERROR_FORMAT);
    assert_int_equal(i->length, 0);
    assert_non_null(strstr(i->err.message, "a name without a letter"));
}

static bool refuse_bytes(void *user, const char *bytes, size_t length)
{
    (void)user;
    (void)bytes;
    (void)length;
    return false;
}

static void calls_are_checked(void **state)
{
    (void)state;
    static const char *const paths[] = {RELATA_SOURCE_ROOT "/gazetteers/en/people.tsv"}, *const none[] = {NULL};
    relata_import_options options;
    relata_error err = {0};
    relata_import_options_init(&options);
    assert_int_equal(relata_import(&options, paths, 1, refuse_bytes, NULL, NULL, &err), RELATA_ERROR_ARGUMENT);
    options.format = "csv";
    options.data = IMPORT_DATA;
    assert_int_equal(relata_import(&options, paths, 1, NULL, NULL, NULL, &err), RELATA_ERROR_ARGUMENT);
    assert_int_equal(relata_import(&options, none, 1, refuse_bytes, NULL, NULL, NULL), RELATA_ERROR_ARGUMENT);
    assert_int_equal(relata_import(&options, paths, 0, refuse_bytes, NULL, NULL, NULL), RELATA_ERROR_ARGUMENT);
    assert_int_equal(relata_import_save(&options, paths, 1, NULL, NULL, NULL), RELATA_ERROR_ARGUMENT);
    options.min_population = 1;
    assert_int_equal(relata_import(&options, paths, 1, refuse_bytes, NULL, NULL, &err), RELATA_ERROR_ARGUMENT);
    options.min_population = 0;
    options.split = "é";
    assert_int_equal(relata_import(&options, paths, 1, refuse_bytes, NULL, NULL, &err), RELATA_ERROR_ARGUMENT);
    options.split = NULL;
    options.separator = '"';
    assert_int_equal(relata_import(&options, paths, 1, refuse_bytes, NULL, NULL, &err), RELATA_ERROR_ARGUMENT);
    options.format = "excel";
    assert_int_equal(relata_import(&options, paths, 1, refuse_bytes, NULL, NULL, &err), RELATA_ERROR_ARGUMENT);
    assert_string_equal(relata_import_format(0), "geonames");
    assert_null(relata_import_format(8));
}

static void a_writer_that_refuses_ends_the_import(void **state)
{
    (void)state;
    imported *i = import_csv("person", "name\nA\n");
    assert_int_equal(i->status, RELATA_OK);
    char path[] = "/tmp/relata-test-XXXXXX";
    const char *const paths[] = {path};
    int descriptor = mkstemp(path);
    assert_int_equal(write(descriptor, "name\nA\n", 7), 7);
    close(descriptor);
    relata_error err = {0};
    relata_import_options options = {.format = "csv", .type = "person", .data = IMPORT_DATA};
    assert_int_equal(relata_import(&options, paths, 1, refuse_bytes, NULL, NULL, &err), RELATA_ERROR_IO);
    assert_string_equal(err.message, "the output could not be written");
    options.temporary = "/nonexistent";
    assert_int_equal(relata_import(&options, paths, 1, refuse_bytes, NULL, NULL, &err), RELATA_ERROR_IO);
    assert_string_equal(err.source, "/nonexistent");
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_used_columns_are_written),
        cmocka_unit_test(names_of_lists_are_split_and_said_once),
        cmocka_unit_test(rows_with_one_id_are_one),
        cmocka_unit_test(rows_that_cannot_be_kept_say_why),
        cmocka_unit_test(names_and_values_that_cannot_be_kept_leave_the_row),
        cmocka_unit_test(aliases_are_bounded),
        cmocka_unit_test(countries_get_our_names),
        cmocka_unit_test(strength_is_set_where_it_is_missing),
        cmocka_unit_test(maps_join_sources),
        cmocka_unit_test(maps_that_mean_nothing_are_refused),
        cmocka_unit_test(nothing_taken_is_an_error),
        cmocka_unit_test(calls_are_checked),
        cmocka_unit_test(a_writer_that_refuses_ends_the_import),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
