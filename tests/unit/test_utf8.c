/* UTF-8: the bounds of every form, replacement as Unicode recommends it, the sanitiser. */
#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void every_scalar_value_goes_round(void **state)
{
    (void)state;
    rl_buffer b = {0};
    for (uint32_t c = 0; c <= 0x10FFFF; c++) {
        if (c == 0xD800)
            c = 0xE000;
        rl_buffer_clear(&b);
        uint32_t back = 0xFFFFFFFF;
        size_t bad = 77;
        if (!rl_utf8_encode(c, &b) || rl_utf8_decode(b.bytes, b.length, &back, &bad) != b.length || back != c)
            fail_msg("U+%04X came back as U+%04X", (unsigned)c, (unsigned)back);
    }
    rl_buffer_free(&b);
}

static void what_is_no_character_is_encoded_as_replacement(void **state)
{
    (void)state;
    rl_buffer b = {0};
    assert_true(rl_utf8_encode(0xD800, &b));
    assert_true(rl_utf8_encode(0xDFFF, &b));
    assert_true(rl_utf8_encode(0x110000, &b));
    assert_string_equal(rl_buffer_string(&b), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    rl_buffer_free(&b);
}

typedef struct broken {
    const char *bytes;
    size_t length;
    size_t bad;
} broken;

static void bad_sequences_are_measured(void **state)
{
    (void)state;
    static const broken cases[] = {
        {"", 0, 0},
        {"\x80", 1, 1},
        {"\xC0\xAF", 2, 1},         /* overlong */
        {"\xC1\xBF", 2, 1},
        {"\xC3", 1, 1},             /* cut off */
        {"\xC3(", 2, 1},
        {"\xE0\x80\x80", 3, 1},     /* overlong */
        {"\xE0\xA0", 2, 2},
        {"\xE2\x82", 2, 2},
        {"\xE2\x82(", 3, 2},
        {"\xED\xA0\x80", 3, 1},     /* surrogate */
        {"\xF0\x80\x80\x80", 4, 1}, /* overlong */
        {"\xF0\x9F\x98", 3, 3},
        {"\xF0\x9F\x98(", 4, 3},
        {"\xF4\x90\x80\x80", 4, 1}, /* past the last one */
        {"\xF5\x80\x80\x80", 4, 1},
        {"\xFF", 1, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint32_t c = 5;
        size_t bad = 99;
        assert_int_equal(rl_utf8_decode(cases[i].bytes, cases[i].length, &c, &bad), 0);
        assert_int_equal(bad, cases[i].bad);
        assert_int_equal(c, 5);
        assert_int_equal(rl_utf8_valid_prefix(cases[i].bytes, cases[i].length), 0);
    }
}

static void the_valid_prefix_ends_at_the_first_bad_byte(void **state)
{
    (void)state;
    char text[64];
    for (size_t length = 0; length < 40; length++)
        for (size_t at = 0; at < length; at++) {
            memset(text, 'a', sizeof text);
            assert_int_equal(rl_utf8_valid_prefix(text, length), length);
            text[at] = (char)0xBF;
            assert_int_equal(rl_utf8_valid_prefix(text, length), at);
        }
    assert_int_equal(rl_utf8_valid_prefix("Qu\xC3\xA9" "bec \xE4\xB8\xAD\0x", 13), 13);
    assert_int_equal(rl_utf8_valid_prefix("abcdefgh\xE4\xB8", 10), 8);
}

static void assert_sanitised(const char *from, size_t length, bool one_line, const char *expected)
{
    rl_buffer b = {0};
    assert_true(rl_buffer_append_string(&b, "<"));
    assert_true(rl_utf8_sanitise(from, length, one_line, &b));
    assert_string_equal(rl_buffer_string(&b) + 1, expected);
    rl_buffer_free(&b);
}

static void output_is_sanitised(void **state)
{
    (void)state;
    assert_sanitised("", 0, false, "");
    assert_sanitised("plain \xE4\xB8\xAD", 9, false, "plain \xE4\xB8\xAD");
    assert_sanitised("a\0b\x7F" "c\r\n\td\x1B", 10, false, "a b c \n\td ");
    assert_sanitised("a\n\tb", 4, true, "a  b");
    assert_sanitised("\xC2\x85\xC2\x9F\xC2\xA0", 6, true, "  \xC2\xA0");
    assert_sanitised("\xEF\xBF\xBE\xEF\xBF\xBF", 6, true, "\xEF\xBF\xBD\xEF\xBF\xBD");
    assert_sanitised("x\xE2\x82y\xFF", 5, true, "x\xEF\xBF\xBDy\xEF\xBF\xBD");
    assert_sanitised("\xED\xA0\x80", 3, true, "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    assert_sanitised("\xF0\x9F", 2, true, "\xEF\xBF\xBD");
}

static void units_are_counted(void **state)
{
    (void)state;
    const char *text = "a\xC3\xA9\xE4\xB8\xAD\xF0\x9F\x98\x80";
    assert_int_equal(rl_utf8_count(text, strlen(text)), 4);
    assert_int_equal(rl_utf8_count_utf16(text, strlen(text)), 5);
    assert_int_equal(rl_utf8_count(text, 0), 0);
    char many[200];
    for (size_t i = 0; i < sizeof many; i++)
        many[i] = text[i % 10];
    for (size_t start = 0; start < 10; start++)
        for (size_t length = 0; start + length <= sizeof many; length++) {
            size_t expected = 0;
            for (size_t i = start; i < start + length; i++)
                expected += ((unsigned char)many[i] & 0xC0) != 0x80;
            assert_int_equal(rl_utf8_count(many + start, length), expected);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_scalar_value_goes_round),
        cmocka_unit_test(what_is_no_character_is_encoded_as_replacement),
        cmocka_unit_test(bad_sequences_are_measured),
        cmocka_unit_test(the_valid_prefix_ends_at_the_first_bad_byte),
        cmocka_unit_test(output_is_sanitised),
        cmocka_unit_test(units_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
