/* JSON lines: what makes a document, and for each thing that can be wrong its place and words. */
#include "input/jsonl.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static rl_json_document parsed(const char *line)
{
    rl_json_document document = {0};
    relata_error err = {0};
    if (rl_jsonl_parse(line, strlen(line), "f.jsonl", 1, &document, &err) != RELATA_OK)
        fail_msg("%s: %s", line, err.message);
    return document;
}

static void all_fields_are_read(void **state)
{
    (void)state;
    rl_json_document d = parsed("{\"id\":\"a1\",\"title\":\"T\",\"date\":\"2025-10-31\","
                                "\"text\":\"Caf\\u00e9 \xC3\xA9\",\"x\":[1]}");
    assert_string_equal(d.id, "a1");
    assert_string_equal(d.title, "T");
    assert_string_equal(d.date, "2025-10-31");
    assert_string_equal(d.text, "Caf\xC3\xA9 \xC3\xA9");
    assert_int_equal(d.text_length, 8);
    rl_json_document_free(&d);
    assert_null(d.root);
    rl_json_document_free(&d);
}

static void only_text_is_needed(void **state)
{
    (void)state;
    rl_json_document d = parsed("  {\"text\":\"\"}\r");
    assert_null(d.id);
    assert_null(d.title);
    assert_string_equal(d.date, "");
    assert_string_equal(d.text, "");
    rl_json_document_free(&d);
    d = parsed("{\"text\":\"t\",\"id\":null,\"title\":null,\"date\":null}");
    assert_null(d.id);
    assert_null(d.title);
    rl_json_document_free(&d);
    d = parsed("{\"text\":\"t\",\"id\":\"\"}");
    assert_null(d.id);
    rl_json_document_free(&d);
}

static void ids_may_be_integers(void **state)
{
    (void)state;
    rl_json_document d = parsed("{\"id\":9223372036854775807,\"text\":\"t\"}");
    assert_string_equal(d.id, "9223372036854775807");
    rl_json_document_free(&d);
    d = parsed("{\"id\":-7,\"text\":\"t\"}");
    assert_string_equal(d.id, "-7");
    rl_json_document_free(&d);
}

static void text_may_hold_nul(void **state)
{
    (void)state;
    rl_json_document d = parsed("{\"text\":\"a\\u0000b\"}");
    assert_int_equal(d.text_length, 3);
    assert_memory_equal(d.text, "a\0b", 4);
    rl_json_document_free(&d);
}

static void large_numbers_elsewhere_do_not_matter(void **state)
{
    (void)state;
    rl_json_document d = parsed("{\"views\":99999999999999999999,\"text\":\"t\",\"id\":\"x\"}");
    assert_string_equal(d.id, "x");
    rl_json_document_free(&d);
    d = parsed("{\"a\":[1e999,-1E+400],\"text\":\"1e999 \\\" 99999999999999999999\",\"id\":7}");
    assert_string_equal(d.id, "7"); /* other numbers stay what they are */
    assert_string_equal(d.text, "1e999 \" 99999999999999999999");
    rl_json_document_free(&d);
    static char line[1100] = "{\"a\":";
    memset(line + 5, '9', 1000);
    memcpy(line + 1005, ",\"text\":\"t\"}", 13);
    d = parsed(line);
    assert_string_equal(d.text, "t");
    rl_json_document_free(&d);
}

static void dates_may_have_other_names(void **state)
{
    (void)state;
    static const struct {
        const char *fields, *date;
    } CASES[] = {
        {"\"published\":\"2025-10-31T10:00:00Z\"", "2025-10-31"},
        {"\"pubDate\":\"Fri, 31 Oct 2025 10:00:00 GMT\"", "2025-10-31"},
        {"\"publishedAt\":\"2025-11-01\",\"date\":\"2025-10-31\"", "2025-10-31"},
        {"\"date\":\"yesterday\",\"published_at\":\"2025-10-31\"", "2025-10-31"},
        {"\"date\":null,\"published\":5", ""},
        {"\"date\":\"03/04/2025\"", ""},
        {"\"updated\":\"2025-10-31\"", ""},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        char line[200];
        (void)snprintf(line, sizeof line, "{\"text\":\"t\",%s}", CASES[i].fields);
        rl_json_document d = parsed(line);
        assert_string_equal(d.date, CASES[i].date);
        rl_json_document_free(&d);
    }
}

static void a_page_may_stand_for_the_text(void **state)
{
    (void)state;
    rl_json_document d = parsed("{\"html\":\"<p>t\"}");
    assert_true(d.is_html);
    assert_string_equal(d.text, "<p>t");
    rl_json_document_free(&d);
    d = parsed("{\"html\":\"<p>t\",\"text\":\"x\"}");
    assert_false(d.is_html);
    assert_string_equal(d.text, "x");
    rl_json_document_free(&d);
}

typedef struct refusal {
    const char *line;
    size_t column;
    const char *message;
} refusal;

static const refusal REFUSALS[] = {
    {"{", 1, "broken JSON: string or '}' expected near end of line"},
    {"{\"text\":\"a\"", 11, "broken JSON: '}' expected near end of line"},
    {"{\"text\":\"a\"} x", 14, "broken JSON: end of line expected near 'x'"},
    {"{\"text\":\"a", 10, "broken JSON: premature end of input near '\"a'"},
    {"{\"text\":tru}", 11, "broken JSON: invalid token near 'tru'"},
    {"{\"text\":\"\\ud800\"}", 0, "broken JSON: invalid Unicode '\\uD800' near '\"\\ud800\"'"},
    {"{\"text\":\"a\x01\"}", 0, "broken JSON: control character 0x1 near '\"a'"},
    {"[1]", 1, "not a JSON object"},
    {"{}", 1, "the object has no \"text\""},
    {"{\"id\":\"a\"}", 1, "the object has no \"text\""},
    {"{\"html\":5}", 1, "the object has no \"text\""},
    {"{\"a\":1e999,\"text\":1}", 12, "\"text\" is not a string"},
    {"{\"a\":1e999,\"text\":\"b\"", 21, "broken JSON: '}' expected near end of line"},
    {"{\"text\":null}", 2, "\"text\" is not a string"},
    {"{\"text\":[\"a\"]}", 2, "\"text\" is not a string"},
    {"{\"text\":\"t\",\"id\":1.5}", 13, "\"id\" is neither a string nor an integer that fits 64 bits"},
    {"{\"text\":\"t\",\"id\":99999999999999999999}", 13, "\"id\" is neither a string nor an integer that fits 64 bits"},
    {"{\"text\":\"t\",\"id\":[]}", 13, "\"id\" is neither a string nor an integer that fits 64 bits"},
    {"{\"text\":\"t\",\"id\":\"a\\u0000\"}", 13, "\"id\" holds a NUL character"},
    {"{\"text\":\"t\",\"title\":3}", 13, "\"title\" is not a string"},
    {"{\"text\":\"t\",\"date\":20251031}", 13, "\"date\" is not a string"},
    {"{\"te\\u0078t\":1}", 1, "\"text\" is not a string"},
};

static void what_is_wrong_is_named(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof REFUSALS / sizeof REFUSALS[0]; i++) {
        const refusal *r = &REFUSALS[i];
        relata_error err = {0};
        rl_json_document document = {.text_length = 77};
        assert_int_equal(rl_jsonl_parse(r->line, strlen(r->line), "f.jsonl", 12, &document, &err), RELATA_ERROR_FORMAT);
        assert_string_equal(err.message, r->message);
        assert_string_equal(err.source, "f.jsonl");
        assert_int_equal(err.line, 12);
        if (r->column > 0)
            assert_int_equal(err.column, r->column);
        assert_in_range(err.column, 1, strlen(r->line));
        assert_int_equal(document.text_length, 77); /* untouched */
    }
}

static void a_nul_byte_is_refused(void **state)
{
    (void)state;
    rl_json_document document = {0};
    assert_int_equal(rl_jsonl_parse("{\"text\":\"a\0b\"}", 14, "f", 1, &document, NULL), RELATA_ERROR_FORMAT);
    assert_int_equal(rl_jsonl_parse("", 0, "f", 1, &document, NULL), RELATA_ERROR_FORMAT);
}

/* Nesting must not exhaust the stack. */
static void deep_nesting_is_refused(void **state)
{
    (void)state;
    static char line[200000];
    memset(line, '[', sizeof line);
    rl_json_document document = {0};
    relata_error err = {0};
    assert_int_equal(rl_jsonl_parse(line, sizeof line, "f", 1, &document, &err), RELATA_ERROR_FORMAT);
    assert_non_null(strstr(err.message, "maximum parsing depth"));
}

static void bad_utf8_is_repaired(void **state)
{
    (void)state;
    rl_buffer b = {0};
    assert_true(rl_jsonl_repair("a\xFF" "b\xE2\x82" "c\xC3\xA9\xED\xA0\x80", 11, &b));
    assert_string_equal(rl_buffer_string(&b), "a\xEF\xBF\xBD" "b\xEF\xBF\xBD"
                                              "c\xC3\xA9\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    assert_true(rl_jsonl_repair("\xFF", 1, &b));
    assert_string_equal(rl_buffer_string(&b), "\xEF\xBF\xBD");
    rl_buffer_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_fields_are_read),
        cmocka_unit_test(only_text_is_needed),
        cmocka_unit_test(ids_may_be_integers),
        cmocka_unit_test(text_may_hold_nul),
        cmocka_unit_test(large_numbers_elsewhere_do_not_matter),
        cmocka_unit_test(dates_may_have_other_names),
        cmocka_unit_test(a_page_may_stand_for_the_text),
        cmocka_unit_test(what_is_wrong_is_named),
        cmocka_unit_test(a_nul_byte_is_refused),
        cmocka_unit_test(deep_nesting_is_refused),
        cmocka_unit_test(bad_utf8_is_repaired),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
