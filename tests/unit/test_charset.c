/* Encodings: what is found, what becomes of it, in pieces of any size. */
#include "input/charset.h"
#include "input/convert.h"

#include "text/utf8.h"

#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* UTF-8 in another encoding, by iconv. Static. */
static const char *encoded(const char *text, const char *charset, size_t *ret_length)
{
    static char bytes[4096];
    iconv_t handle = iconv_open(charset, "UTF-8");
    assert_true(handle != (iconv_t)-1);
    char *in = (char *)(uintptr_t)text, *out = bytes;
    size_t in_left = strlen(text), out_left = sizeof bytes;
    assert_int_equal(iconv(handle, &in, &in_left, &out, &out_left), 0);
    iconv_close(handle);
    *ret_length = sizeof bytes - out_left;
    return bytes;
}

static const char FRENCH[] = "Le ministre François Legault a été reçu à Montréal, où il a évoqué l’été dernier.";
static const char ENGLISH[] = "“Canada’s plan is clear,” Mark Carney said in Montréal on Friday, after a long day of talks.";
static const char POLISH[] = "Premier Donald Tusk powiedział w Łodzi, że rząd będzie działał, bo społeczeństwo żąda zmian.";
static const char RUSSIAN[] = "Президент Владимир Путин встретился в Москве с премьер-министром.";
static const char JAPANESE[] = "日本の首相は東京で会見した。記者団に対し、これからの方針を述べた。";
static const char CHINESE[] = "中国国家主席习近平在北京会见了加拿大总理。双方就贸易问题进行了讨论。";

static const struct {
    const char *text;
    const char *charset;
    const char *found;
} TEXTS[] = {
    {FRENCH, "CP1252", "Windows-1252"},      {ENGLISH, "CP1252", "Windows-1252"}, {POLISH, "CP1250", "Windows-1250"},
    {RUSSIAN, "CP1251", "Windows-1251"},     {RUSSIAN, "KOI8-R", "KOI8-R"},       {JAPANESE, "SHIFT_JIS", "SHIFT_JIS"},
    {JAPANESE, "EUC-JP", "EUC-JP"},          {CHINESE, "GB18030", "GB18030"},     {"Caf\xC3\xA9", "CP1252", "Windows-1252"},
    {"caf\xC3\xA9 au lait", "ISO-8859-1", "Windows-1252"},
};

static void encodings_are_found_and_converted(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof TEXTS / sizeof TEXTS[0]; i++) {
        size_t length = 0, replaced = 0;
        const char *bytes = encoded(TEXTS[i].text, TEXTS[i].charset, &length);
        rl_charset charset = rl_charset_of_text(bytes, length, NULL);
        assert_string_equal(charset.name, TEXTS[i].found);
        rl_buffer text = {0};
        assert_true(rl_charset_convert(&charset, bytes, length, &text, &replaced));
        assert_string_equal(rl_buffer_string(&text), TEXTS[i].text);
        assert_int_equal(replaced, 0);
        rl_buffer_free(&text);
    }
}

static void assert_is_utf8(const char *bytes)
{
    rl_charset charset = rl_charset_of_text(bytes, strlen(bytes), NULL);
    if (charset.unit != 0)
        fail_msg("\"%s\" is taken for %s", bytes, charset.name);
}

/* UTF-8 with some damage stays UTF-8, so that its offsets stay those of the input. */
static void utf8_stays_utf8(void **state)
{
    (void)state;
    assert_is_utf8("");
    assert_is_utf8("plain");
    assert_is_utf8(FRENCH);
    assert_is_utf8("caf\xC3\xA9, na\xC3\xAFve, bad \xE9");
    assert_is_utf8("cut at its end: caf\xC3");
    assert_is_utf8("cut at its end: \xE2\x80");
    assert_string_equal(rl_charset_of_text("bad \xE9, caf\xE9 \xC3\xA9", 14, NULL).name, "Windows-1252");
}

static void what_a_text_declares_is_believed(void **state)
{
    (void)state;
    assert_string_equal(rl_charset_of_text("caf\xE9 x", 6, "iso-8859-2").name, "iso-8859-2");
    assert_string_equal(rl_charset_of_text("caf\xE9 x", 6, "ISO-8859-1").name, "Windows-1252");
    assert_string_equal(rl_charset_of_text("caf\xE9 x", 6, "utf-8").name, "Windows-1252");
    assert_string_equal(rl_charset_of_text("caf\xE9 x", 6, "utf-16").name, "Windows-1252");
    assert_string_equal(rl_charset_of_text("caf\xE9 x", 6, "no such thing").name, "Windows-1252");
    assert_string_equal(rl_charset_of_text("caf\xE9 x", 6, "iso-8859-2//TRANSLIT").name, "Windows-1252");
    assert_string_equal(rl_charset_of_text("caf\xC3\xA9", 5, "iso-8859-2").name, ""); /* saved anew by a scraper */
}

static const char *start_of(const char *bytes, size_t length)
{
    static char name[RL_CHARSET_NAME];
    memcpy(name, rl_charset_of_start(bytes, length).name, sizeof name);
    return name;
}

static void utf16_is_known_by_its_mark_or_its_zeros(void **state)
{
    (void)state;
    assert_string_equal(start_of("\xFF\xFE" "a\0", 4), "UTF-16LE");
    assert_string_equal(start_of("\xFE\xFF\0a", 4), "UTF-16BE");
    assert_string_equal(start_of("\xFF\xFE\0\0a\0\0\0", 8), "UTF-32LE");
    assert_string_equal(start_of("\0\0\xFE\xFF\0\0\0a", 8), "UTF-32BE");
    assert_string_equal(start_of("{\0}\0", 4), "UTF-16LE");
    assert_string_equal(start_of("\0{\0}\0\n", 6), "UTF-16BE");
    assert_string_equal(start_of("a\0\x19 b\0c\0", 8), "UTF-16LE"); /* a curly quote among them */
    assert_string_equal(start_of("a\0", 2), "");
    assert_string_equal(start_of("a\0b", 3), "");
    assert_string_equal(start_of("abc\0", 4), "");
    assert_string_equal(start_of("\0\0\0\0", 4), "");
    assert_string_equal(start_of("\x01\0\x02\0", 4), "");
    assert_string_equal(start_of("", 0), "");
}

/* Whatever the pieces, the text is the same. */
static void pieces_of_any_size_give_the_same(void **state)
{
    (void)state;
    static const char *const CHARSETS[] = {"UTF-16LE", "UTF-32BE", "SHIFT_JIS", "GB18030", "ISO-2022-JP"};
    for (size_t k = 0; k < sizeof CHARSETS / sizeof CHARSETS[0]; k++) {
        size_t length = 0;
        const char *bytes = encoded("日本 a 日本", CHARSETS[k], &length);
        for (size_t step = 1; step <= length; step++) {
            rl_converter converter = {0};
            rl_buffer text = {0};
            assert_true(rl_converter_open(&converter, CHARSETS[k], 1));
            for (size_t i = 0; i < length; i += step)
                assert_true(rl_converter_put(&converter, bytes + i, length - i < step ? length - i : step, &text));
            assert_true(rl_converter_end(&converter, &text));
            assert_string_equal(rl_buffer_string(&text), "日本 a 日本");
            assert_int_equal(converter.replaced, 0);
            rl_converter_close(&converter);
            rl_buffer_free(&text);
        }
    }
}

static void assert_converted(const char *charset, size_t unit, const char *bytes, size_t length, const char *expected)
{
    rl_converter converter = {0};
    rl_buffer text = {0};
    assert_true(rl_converter_open(&converter, charset, unit));
    assert_true(rl_converter_put(&converter, bytes, length, &text));
    assert_true(rl_converter_end(&converter, &text));
    assert_string_equal(rl_buffer_string(&text), expected);
    rl_converter_close(&converter);
    rl_buffer_free(&text);
}

static void what_means_nothing_is_replaced(void **state)
{
    (void)state;
    assert_converted("UTF-16LE", 2, "a\0\0\xDC" "b\0", 6, "a\xEF\xBF\xBD" "b");     /* half of a pair */
    assert_converted("UTF-16LE", 2, "a\0b", 3, "a\xEF\xBF\xBD");                     /* half of a unit */
    assert_converted("UTF-16LE", 2, "a\0\0\xD8", 4, "a\xEF\xBF\xBD");                /* a pair cut in two */
    assert_converted("Windows-1252", 1, "a\x81z", 3, "a\xEF\xBF\xBDz");
    assert_converted("SHIFT_JIS", 1, "\x93\xFA\x96", 3, "日\xEF\xBF\xBD");
}

/* Any bytes at all give valid UTF-8. */
static void any_bytes_become_utf8(void **state)
{
    (void)state;
    static const char *const CHARSETS[] = {"UTF-16LE", "UTF-32LE", "SHIFT_JIS", "GB18030", "ISO-2022-JP", "EUC-KR", "BIG5",
                                           "Windows-1255", "EUC-TW", "ISO-2022-KR"};
    uint32_t seed = 7;
    char bytes[200];
    for (size_t round = 0; round < 2000; round++) {
        const char *name = CHARSETS[round % (sizeof CHARSETS / sizeof CHARSETS[0])];
        rl_converter converter = {0};
        rl_buffer text = {0};
        for (size_t i = 0; i < sizeof bytes; i++) {
            seed = seed * 1664525 + 1013904223;
            bytes[i] = (char)(seed >> 24);
        }
        assert_true(rl_converter_open(&converter, name, 1));
        assert_true(rl_converter_put(&converter, bytes, round % 200, &text));
        assert_true(rl_converter_put(&converter, bytes + round % 200, 200 - round % 200, &text));
        assert_true(rl_converter_end(&converter, &text));
        assert_int_equal(rl_utf8_valid_prefix(text.bytes, text.length), text.length);
        rl_converter_close(&converter);
        rl_buffer_free(&text);
        (void)rl_charset_of_start(bytes, round % 201);
        (void)rl_charset_of_text(bytes, round % 201, NULL);
    }
}

static void an_unknown_encoding_cannot_be_opened(void **state)
{
    (void)state;
    rl_converter converter = {0};
    assert_false(rl_converter_open(&converter, "no such thing", 1));
    rl_converter_close(&converter);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(encodings_are_found_and_converted),
        cmocka_unit_test(utf8_stays_utf8),
        cmocka_unit_test(what_a_text_declares_is_believed),
        cmocka_unit_test(utf16_is_known_by_its_mark_or_its_zeros),
        cmocka_unit_test(pieces_of_any_size_give_the_same),
        cmocka_unit_test(what_means_nothing_is_replaced),
        cmocka_unit_test(any_bytes_become_utf8),
        cmocka_unit_test(an_unknown_encoding_cannot_be_opened),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
