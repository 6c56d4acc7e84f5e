/* Long strings of JSON lines: read as jansson reads them, refused where it refuses them. */
#include "input/jsonl.h"
#include "input/long_strings.h"

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define PAD "0123456789 0123456789 0123456789"

/* The text that the line has, by jansson alone, is the one that is read. */
static void compare(const char *line, size_t length)
{
    json_t *root = json_loadb(line, length, JSON_ALLOW_NUL, NULL);
    const json_t *text = json_object_get(root, "text");
    rl_json_document document = {0};
    relata_error err = {0};
    relata_status status = rl_jsonl_parse(line, length, "f", 1, &document, &err);
    if ((status == RELATA_OK) != json_is_string(text))
        fail_msg("%.*s: %s", (int)length, line, err.message);
    if (status == RELATA_OK) {
        assert_int_equal(document.text_length, json_string_length(text));
        assert_memory_equal(document.text, json_string_value(text), document.text_length + 1);
    }
    rl_json_document_free(&document);
    json_decref(root);
}

static void taken(const char *line, size_t count, const char *left)
{
    rl_long_strings *s = rl_long_strings_take(line, strlen(line));
    assert_non_null(s);
    assert_int_equal(s->count, count);
    assert_int_equal(s->line_length, strlen(left));
    assert_memory_equal(s->line, left, s->line_length);
    rl_long_strings_free(s);
}

static void long_strings_are_taken_out(void **state)
{
    (void)state;
    taken("{\"text\":\"short\"}", 0, "{\"text\":\"short\"}");
    taken("{\"text\": \"" PAD "\", \"title\":\"" PAD "\"}", 2, "{\"text\": \"\\u00010\", \"title\":\"\\u00011\"}");
    taken("{\"text\":\"" PAD "\\u0000\"}", 0, "{\"text\":\"" PAD "\\u0000\"}");
    taken("{\"text\":\"" PAD "\\x\"}", 0, "{\"text\":\"" PAD "\\x\"}");
    taken("{\"text\":\"" PAD, 0, "{\"text\":\"" PAD);
    taken("{\"text\":\"" PAD "\\", 0, "{\"text\":\"" PAD "\\");
    taken("{\"text\":\"" PAD "\\\"", 0, "{\"text\":\"" PAD "\\\"");
    taken("", 0, "");
}

/* Each of these stands at every place of a long text, so also across the steps of eight bytes. */
static const char *const PIECES[] = {
    "\\n",
    "\\\"",
    "\\\\",
    "\\/",
    "\\b\\f\\r\\t",
    "\\u00e9",
    "\\u2019x",
    "\\uD83D\\ude00",
    "\xC3\xA9",
    "\xF0\x9F\x98\x80",
    "\\u0001",
    "\\u0000",
    "\\u000",
    "\\uD83D",
    "\\uD83Dx",
    "\\uD83D\\n",
    "\\uD83D\\u0041",
    "\\uDE00",
    "\\u00g0",
    "\\x",
    "\\",
    "\"",
    "\x01",
    "\x1F",
    "\x7F",
    "\xFF",
    "\xC3",
    "\xED\xA0\x80",
    "\xC0\x80",
    "\xF4\x90\x80\x80",
    "\\U0041",
    "\\u+041",
};

static void every_piece_is_read_as_jansson_reads_it(void **state)
{
    (void)state;
    for (size_t p = 0; p < sizeof PIECES / sizeof PIECES[0]; p++)
        for (int before = 0; before <= 32; before++) {
            char line[200];
            int length = snprintf(line, sizeof line, "{\"id\":\"%s\",\"text\":\"%.*s%s%s\"}", p % 2 == 0 ? "a" : PAD,
                                  before, PAD, PIECES[p], &PAD[before]);
            assert_in_range(length, 1, sizeof line - 1);
            compare(line, (size_t)length);
        }
}

static void what_looks_like_a_mark_is_none(void **state)
{
    (void)state;
    static const char *const LINES[] = {
        "{\"text\":\"\\u00010\"}",
        "{\"text\":\"\\u00010\",\"title\":\"" PAD "\"}",
        "{\"title\":\"" PAD "\",\"text\":\"\\u00010\"}",
        "{\"title\":\"" PAD "\",\"text\":\"\\u00019\"}",
        "{\"text\":\"" PAD "\\u0001\"}",
        "{\"" PAD "\":1,\"text\":\"" PAD "\"}",
        "{\"text\":\"" PAD "\",\"text\":\"a\"}",
        "{\"text\":\"a\",\"text\":\"" PAD "\"}",
        "{\"text\":\"" PAD "\",\"a\":1e999}",
        "{\"text\" \"" PAD "\"}",
        "{\"text\":\"" PAD "\"\"" PAD "\"}",
        "{\"a\":[\"" PAD "\",{\"b\":\"" PAD "\"}],\"text\":\"" PAD "!\"}",
    };
    for (size_t i = 0; i < sizeof LINES / sizeof LINES[0]; i++) {
        rl_json_document document = {0};
        if (strstr(LINES[i], "1e999") == NULL)
            compare(LINES[i], strlen(LINES[i]));
        else
            assert_int_equal(rl_jsonl_parse(LINES[i], strlen(LINES[i]), "f", 1, &document, NULL), RELATA_OK);
        rl_json_document_free(&document);
    }
}

/* Beyond the most that are taken out, jansson reads strings as before. */
static void many_long_strings_are_read(void **state)
{
    (void)state;
    static char line[8192] = "{";
    size_t length = 1;
    for (int i = 0; i < 60; i++)
        length += (size_t)snprintf(line + length, sizeof line - length, "\"k%d\":\"" PAD "\",", i);
    length += (size_t)snprintf(line + length, sizeof line - length, "\"text\":\"" PAD PAD "\"}");
    compare(line, length);
    rl_long_strings *s = rl_long_strings_take(line, length);
    assert_int_equal(s->count, RL_LONG_STRINGS);
    rl_long_strings_free(s);
}

static void all_fields_may_be_long(void **state)
{
    (void)state;
    const char *line =
        "{\"id\":\"" PAD "\",\"title\":\"T " PAD "\",\"published\":\"2025-10-31T00:00:00.000000000000000Z \","
        "\"html\":\"<p>" PAD "\"}";
    rl_json_document d = {0};
    assert_int_equal(rl_jsonl_parse(line, strlen(line), "f", 1, &d, NULL), RELATA_OK);
    assert_string_equal(d.id, PAD);
    assert_string_equal(d.title, "T " PAD);
    assert_true(d.is_html);
    assert_string_equal(d.text, "<p>" PAD);
    rl_json_document_free(&d);
    relata_error err = {0};
    line = "{\"text\":\"" PAD "\",\"title\":\"a\\u0000" PAD "\"}";
    assert_int_equal(rl_jsonl_parse(line, strlen(line), "f", 1, &d, &err), RELATA_ERROR_FORMAT);
    assert_string_equal(err.message, "\"title\" holds a NUL character");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(long_strings_are_taken_out),     cmocka_unit_test(every_piece_is_read_as_jansson_reads_it),
        cmocka_unit_test(what_looks_like_a_mark_is_none), cmocka_unit_test(many_long_strings_are_read),
        cmocka_unit_test(all_fields_may_be_long),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
