/* Names of other lists: how they are cleaned, and which cannot be kept. */
#include "import/names.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *clean(const char *text)
{
    static char shown[2048];
    rl_buffer buffer = {0};
    assert_true(rl_buffer_append_string(&buffer, "before"));
    rl_reason reason = rl_text_clean(text, strlen(text), &buffer);
    snprintf(shown, sizeof shown, "%s", rl_buffer_string(&buffer) + 6);
    rl_buffer_free(&buffer);
    return reason == RL_REASON_NONE ? shown : reason == RL_REASON_BAD_UTF8 ? "UTF-8" : "long";
}

static void white_space_of_any_kind_is_one_space(void **state)
{
    (void)state;
    assert_string_equal(clean("  a\t\r\n b\x01\x7F" "c  "), "a b c");
    assert_string_equal(clean("a\xC2\xA0\xE2\x80\xA8" "b\xE3\x80\x80"), "a b");
    assert_string_equal(clean("a\xC2\x85" "b"), "a b");
    assert_string_equal(clean("\xEF\xBB\xBF\xE2\x80\x8E" "a\xC2\xAD" "b"), "ab");
    assert_string_equal(clean("\xD9\x85\xDB\x8C\xE2\x80\x8C\xD8\xAE"), "\xD9\x85\xDB\x8C\xE2\x80\x8C\xD8\xAE");
    assert_string_equal(clean(""), "");
    assert_string_equal(clean(" \t "), "");
}

static void bad_utf8_is_told(void **state)
{
    (void)state;
    assert_string_equal(clean("Caf\xE9"), "UTF-8");
    assert_string_equal(clean("Universit\xEF\xBF\xBDt"), "UTF-8");
    assert_string_equal(clean("\xED\xA0\x80"), "UTF-8");
}

static void what_is_too_long_is_told(void **state)
{
    (void)state;
    char text[1200];
    memset(text, 'x', sizeof text);
    text[1000] = '\0';
    assert_int_equal(strlen(clean(text)), 1000);
    text[1000] = 'x';
    text[1001] = '\0';
    assert_string_equal(clean(text), "long");
    memset(text, ' ', sizeof text);
    text[1100] = 'x';
    text[1101] = '\0';
    assert_string_equal(clean(text), "x");
}

static rl_reason check(const char *name)
{
    rl_text_worker worker = {0};
    rl_reason reason = rl_name_check(name, strlen(name), &worker);
    rl_text_worker_free(&worker);
    return reason;
}

static void names_that_the_reader_would_refuse_are_found(void **state)
{
    (void)state;
    assert_int_equal(check("Xi Jinping"), RL_REASON_NONE);
    assert_int_equal(check("北京"), RL_REASON_NONE);
    assert_int_equal(check("3M"), RL_REASON_NONE);
    assert_int_equal(check("a|b"), RL_REASON_BAR);
    assert_int_equal(check("-"), RL_REASON_NO_LETTER);
    assert_int_equal(check("*** !"), RL_REASON_NO_LETTER);
    assert_int_equal(check("a b c d e f g h i j k l m n o p"), RL_REASON_NONE);
    assert_int_equal(check("a b c d e f g h i j k l m n o p q"), RL_REASON_WORDS);
    assert_int_equal(check("a-b-c-d-e-f-g-h-i-j-k-l-m-n-o-p"), RL_REASON_NONE);
    /* A reader that knows the words "gas" and "log" cuts this between them. */
    assert_int_equal(check("GasLog b c d e f g h i j k l m n o p"), RL_REASON_WORDS);
}

static void latin_names_are_told_from_others(void **state)
{
    (void)state;
    assert_true(rl_name_is_latin("Zürich", 7));
    assert_true(rl_name_is_latin("Nuku\xCA\xBB" "alofa", 11));
    assert_true(rl_name_is_latin("L\xE2\x80\x99" "Aquila", 10));
    assert_true(rl_name_is_latin("Thành phố Hồ", strlen("Thành phố Hồ")));
    assert_false(rl_name_is_latin("Москва", 12));
    assert_false(rl_name_is_latin("Athína Αθήνα", strlen("Athína Αθήνα")));
    assert_false(rl_name_is_latin("東京", 6));
}

#define IS_CODE(name) rl_name_is_code(name, strlen(name))

static void codes_are_told_from_names(void **state)
{
    (void)state;
    assert_true(IS_CODE("ALV"));
    assert_true(IS_CODE("ADALV"));
    assert_true(IS_CODE("AD500"));
    assert_true(IS_CODE("Y"));
    assert_true(IS_CODE("Å"));
    assert_true(IS_CODE("https://en.wikipedia.org/wiki/Ordino"));
    assert_true(IS_CODE("www.ordino.ad"));
    assert_true(IS_CODE("hotel@ordino.ad"));
    assert_false(IS_CODE("Ordino"));
    assert_false(IS_CODE("MOSCOW"));
    assert_false(IS_CODE("Å i Lofoten"));
    assert_false(IS_CODE("Ii"));
}

#define IS_SMALL(name) rl_name_is_small(name, strlen(name))

static void romanisations_in_small_letters_are_told(void **state)
{
    (void)state;
    assert_true(IS_SMALL("lai sai si ka er de"));
    assert_true(IS_SMALL("esukarudesu=engorudani jiao qu"));
    assert_true(IS_SMALL("łódź"));
    assert_false(IS_SMALL("'s-Hertogenbosch"));
    assert_false(IS_SMALL("Łódź"));
    assert_false(IS_SMALL("Øystese"));
    assert_false(IS_SMALL("Ţigmandru"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(white_space_of_any_kind_is_one_space),
        cmocka_unit_test(bad_utf8_is_told),
        cmocka_unit_test(what_is_too_long_is_told),
        cmocka_unit_test(names_that_the_reader_would_refuse_are_found),
        cmocka_unit_test(latin_names_are_told_from_others),
        cmocka_unit_test(codes_are_told_from_names),
        cmocka_unit_test(romanisations_in_small_letters_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
