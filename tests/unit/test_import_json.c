/* JSON of any layout, cut into elements: what is found, and what is broken where. */
#include "import/elements.h"
#include "import/wikidata.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* The elements as "line:column:element;", then "line:column error" if that is the end. */
static const char *cut_bytes(rl_layout layout, const char *bytes, size_t length)
{
    static char shown[4096];
    char path[] = "/tmp/relata-test-XXXXXX";
    int descriptor = mkstemp(path);
    assert_int_equal(write(descriptor, bytes, length), length);
    close(descriptor);
    rl_source source = {0};
    rl_elements elements = {0};
    relata_error err = {0};
    relata_status status = rl_source_open(&source, path, &err);
    rl_elements_start(&elements, &source, layout);
    shown[0] = '\0';
    while (status == RELATA_OK || status == RELATA_ERROR_LIMIT) {
        const char *element = NULL;
        size_t got = 0, used = strlen(shown);
        rl_error_clear(&err);
        status = rl_elements_next(&elements, &element, &got, &err);
        if (status == RELATA_OK || status == RELATA_ERROR_LIMIT)
            snprintf(shown + used, sizeof shown - used, "%zu:%zu:%.*s;", elements.first_line, elements.first_column,
                     status == RELATA_OK ? (int)got : 1, status == RELATA_OK ? element : "!");
    }
    size_t used = strlen(shown);
    if (status != RELATA_END)
        snprintf(shown + used, sizeof shown - used, "%zu:%zu %s", err.line, err.column, err.message);
    rl_elements_free(&elements);
    rl_source_close(&source);
    unlink(path);
    return shown;
}

static const char *cut(rl_layout layout, const char *text)
{
    return cut_bytes(layout, text, strlen(text));
}

#define CUT_OFF "the file ends in the middle of its JSON"

static void arrays_are_cut_into_elements(void **state)
{
    (void)state;
    assert_string_equal(cut(RL_LAYOUT_UNKNOWN, "[]"), "");
    assert_string_equal(cut(RL_LAYOUT_UNKNOWN, " [ 1 ,\"a]\\\",\" ,\n {\"b\":[1,{}]} ]\n"),
                        "1:4:1;1:7:\"a]\\\",\";2:2:{\"b\":[1,{}]};");
    assert_string_equal(cut(RL_LAYOUT_LINES, "[{\n},\n{}]"), "1:2:{\n};3:1:{};");
    assert_string_equal(cut(RL_LAYOUT_UNKNOWN, "[{} {}]"), "1:2:{} {};");
}

static void values_follow_each_other(void **state)
{
    (void)state;
    assert_string_equal(cut(RL_LAYOUT_UNKNOWN, ""), "");
    assert_string_equal(cut(RL_LAYOUT_UNKNOWN, "{}\n\n{\"a\":1}\r\n"), "1:1:{};3:1:{\"a\":1};");
    assert_string_equal(cut(RL_LAYOUT_UNKNOWN, "{\n\"a\":1}\n{\n}"), "1:1:{\n\"a\":1};3:1:{\n};");
    assert_string_equal(cut(RL_LAYOUT_LINES, "\"Anna\"\n\"Berta B\""), "1:1:\"Anna\";2:1:\"Berta B\";");
}

static void a_broken_line_ends_with_its_line(void **state)
{
    (void)state;
    assert_string_equal(cut(RL_LAYOUT_LINES, "{\"a\n{}\n"), "1:1:{\"a;2:1:{};");
    assert_string_equal(cut(RL_LAYOUT_UNKNOWN, "{}\n{[\n{}\n"), "1:1:{};2:1:{[;3:1:{};");
}

static void an_array_of_lines_mends_itself(void **state)
{
    (void)state;
    assert_string_equal(cut(RL_LAYOUT_LINE_ARRAY, "[\n{\"a\":\"b},\r\n[{},\n{}\n]\n"), "2:1:{\"a\":\"b};3:1:[{};4:1:{};");
    assert_string_equal(cut(RL_LAYOUT_LINE_ARRAY, "[\n]"), "");
    assert_string_equal(cut(RL_LAYOUT_LINE_ARRAY, "[{},{\n}]"), "1:2:{};1:5:{\n};");
    assert_string_equal(cut(RL_LAYOUT_LINE_ARRAY, "{}\n{}"), "1:1:{};2:1:{};");
    assert_string_equal(cut(RL_LAYOUT_LINE_ARRAY, "[\n{},\n"), "2:1:{};3:0 " CUT_OFF);
    assert_string_equal(cut(RL_LAYOUT_LINE_ARRAY, "[\n{}"), "2:2 " CUT_OFF);
    assert_string_equal(cut(RL_LAYOUT_LINE_ARRAY, "[\n{}\n]\n{}"), "2:1:{};4:1 something stands behind the end of the JSON");
}

static void what_is_cut_off_is_an_error(void **state)
{
    (void)state;
    assert_string_equal(cut(RL_LAYOUT_UNKNOWN, "["), "1:1 " CUT_OFF);
    assert_string_equal(cut(RL_LAYOUT_UNKNOWN, "[1,\n"), "1:2:1;2:0 " CUT_OFF);
    assert_string_equal(cut(RL_LAYOUT_UNKNOWN, "[1\n"), "2:0 " CUT_OFF);
    assert_string_equal(cut(RL_LAYOUT_UNKNOWN, "[\"a"), "1:3 " CUT_OFF);
    assert_string_equal(cut(RL_LAYOUT_LINES, "{}\n{\"a\":"), "1:1:{};2:5 " CUT_OFF);
    assert_string_equal(cut(RL_LAYOUT_UNKNOWN, "[1] 2"), "1:2:1;1:5 something stands behind the end of the JSON");
    assert_string_equal(cut(RL_LAYOUT_UNKNOWN, "[1,,2]"), "1:2:1;1:4 broken JSON");
    assert_string_equal(cut(RL_LAYOUT_UNKNOWN, "[1,]"), "1:2:1;1:4 broken JSON");
}

static void long_values_are_passed_over(void **state)
{
    (void)state;
    size_t length = ((size_t)1 << 24) + 100;
    char *bytes = malloc(length);
    assert_non_null(bytes);
    memset(bytes, 'x', length);
    memcpy(bytes, "[\"", 2);
    memcpy(bytes + length - 5, "\", 7]", 5);
    char expected[64];
    snprintf(expected, sizeof expected, "1:2:!;1:%zu:7;", length - 1);
    assert_string_equal(cut_bytes(RL_LAYOUT_UNKNOWN, bytes, length), expected);
    free(bytes);
}

static void depth_is_no_danger(void **state)
{
    (void)state;
    size_t length = 1000000;
    char *bytes = malloc(length);
    assert_non_null(bytes);
    memset(bytes, '[', length);
    json_t *value = NULL;
    relata_error err = {0};
    assert_int_equal(rl_element_parse(bytes, length, &value, &err), RELATA_ERROR_FORMAT);
    assert_null(value);
    assert_non_null(strstr(cut_bytes(RL_LAYOUT_UNKNOWN, bytes, length), CUT_OFF));
    free(bytes);
}

static void large_numbers_are_read(void **state)
{
    (void)state;
    static const char TEXT[] = "{\"a\":123456789012345678901234567890}";
    json_t *value = NULL;
    relata_error err = {0};
    assert_int_equal(rl_element_parse(TEXT, sizeof TEXT - 1, &value, &err), RELATA_OK);
    json_decref(value);
}

static bool may_be(const char *text)
{
    rl_type_table types = {0};
    assert_int_equal(rl_string_map_add(&types.keys, "Q5", 2), 0);
    bool may = rl_wikidata_may_be(text, strlen(text), &types);
    rl_type_table_free(&types);
    return may;
}

static void entities_of_no_type_are_not_parsed(void **state)
{
    (void)state;
    assert_true(may_be("{\"claims\":{\"P31\":[{\"id\":\"Q5\"}]}}"));
    assert_true(may_be("{\"claims\":{\"P31\" : [[{\"x\":\"]\\\"\",\"id\":\"Q5\"}]]}}"));
    assert_true(may_be("{\"P31\":[{\"property\":\"P31\"}],\"claims\":{\"P31\":[\"Q5\"]}}"));
    assert_false(may_be("{\"claims\":{\"P31\":[{\"id\":\"Q50\"}],\"P21\":[{\"id\":\"Q5\"}]}}"));
    assert_false(may_be("{\"claims\":{\"P31\":[]},\"id\":\"Q5\"}"));
    assert_false(may_be("{\"property\":\"P31\",\"id\":\"Q5\"}"));
    assert_false(may_be(""));
    /* What is broken is for the parser. */
    assert_true(may_be("\"P31\":["));
    assert_true(may_be("\"P31\":"));
    assert_true(may_be("\"P31\":]"));
    assert_true(may_be("\"P31\":[\"Q"));
    assert_true(may_be("\"P31\":[\"\\"));
    assert_true(may_be("\"P31\":7"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arrays_are_cut_into_elements),   cmocka_unit_test(values_follow_each_other),
        cmocka_unit_test(a_broken_line_ends_with_its_line), cmocka_unit_test(what_is_cut_off_is_an_error),
        cmocka_unit_test(an_array_of_lines_mends_itself),
        cmocka_unit_test(long_values_are_passed_over),    cmocka_unit_test(depth_is_no_danger),
        cmocka_unit_test(large_numbers_are_read),
        cmocka_unit_test(entities_of_no_type_are_not_parsed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
