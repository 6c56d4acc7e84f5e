/* Numbers: nine digits, a point under every locale, nothing but decimal numbers read. */
#include "base/number.h"

#include <locale.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void assert_written(double value, const char *expected)
{
    char buffer[32];
    assert_int_equal(rl_number_format(value, buffer), strlen(expected));
    assert_string_equal(buffer, expected);
}

static void numbers_are_written(void **state)
{
    (void)state;
    assert_written(0.0, "0");
    assert_written(-0.0, "0");
    assert_written(23.0, "23");
    assert_written(-12.5, "-12.5");
    assert_written(1.0 / 3.0, "0.333333333");
    assert_written(1234567890.0, "1234567890");
    assert_written(9007199254740992.0, "9007199254740992");
    assert_written(1e300, "1e+300");
    assert_written(-1.23456789e-7, "-1.23456789e-07");
    assert_written(0.1 + 0.2, "0.3");
}

static void what_is_no_number_is_written_as_nothing(void **state)
{
    (void)state;
    assert_written((double)NAN, "");
    assert_written((double)INFINITY, "");
}

static bool parse(const char *text, double *ret)
{
    return rl_number_parse(text, strlen(text), ret);
}

static void assert_read(const char *text, double expected)
{
    double value = -99.0;
    assert_true(parse(text, &value));
    assert_true(fabs(value - expected) <= fabs(expected) * 1e-15);
}

static void numbers_are_read(void **state)
{
    (void)state;
    assert_read("0", 0.0);
    assert_read("-12.5", -12.5);
    assert_read("+3", 3.0);
    assert_read("1e3", 1000.0);
    assert_read("1E-3", 0.001);
    assert_read(".5", 0.5);
    assert_read("5.", 5.0);
    assert_read("1e-999", 0.0);
    assert_read("45.42153", 45.42153);
}

static void other_things_are_not_read(void **state)
{
    (void)state;
    static const char *const wrong[] = {"",     "-",    ".",    "1e",   "1e+", "e5",  " 1",    "1 ",    "1,5", "0x10",
                                        "inf",  "nan",  "1.2.3", "--1",  "1e5.", "12a", "1e999", "-1e999", "\n", "+-1"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        double value = 7.0;
        assert_false(parse(wrong[i], &value));
        assert_true(value > 6.0 && value < 8.0); /* untouched */
    }
}

static void the_length_counts(void **state)
{
    (void)state;
    double value = 0.0;
    assert_true(rl_number_parse("12345", 2, &value));
    assert_true(value > 11.9 && value < 12.1);
    assert_false(rl_number_parse("1\0002", 3, &value));
    char digits[300];
    memset(digits, '0', sizeof digits);
    assert_true(rl_number_parse(digits, 255, &value));
    assert_false(rl_number_parse(digits, 256, &value));
}

/* Only where such a locale is installed does this show anything. */
static void the_locale_changes_nothing(void **state)
{
    (void)state;
    static const char *const commas[] = {"de_DE.UTF-8", "fr_FR.UTF-8", "de_DE.utf8", "ps_AF.UTF-8", "de_DE"};
    bool found = false;
    for (size_t i = 0; i < sizeof commas / sizeof commas[0]; i++) {
        if (setlocale(LC_ALL, commas[i]) == NULL)
            continue;
        found = true;
        assert_written(-12.5, "-12.5");
        assert_written(1.5e-7, "1.5e-07");
        assert_read("-12.5", -12.5);
    }
    (void)setlocale(LC_ALL, "C");
    if (!found)
        skip();
}

/* Short numbers take a way of their own; both ways must agree to the last bit. */
static void short_numbers_are_those_of_the_c_library(void **state)
{
    (void)state;
    uint64_t seed = 1;
    for (int i = 0; i < 200000; i++) {
        char text[40];
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        unsigned digits = (unsigned)(seed >> 60), places = (unsigned)(seed >> 56 & 15);
        uint64_t whole = seed >> 8;
        for (unsigned k = digits; k < 15; k++)
            whole /= 10;
        whole %= 1000000000000000u;
        char plain[32];
        int length = snprintf(plain, sizeof plain, "%llu", (unsigned long long)whole);
        int point = (unsigned)length > places ? length - (int)places : 0;
        int used = snprintf(text, sizeof text, "%s%.*s.%s", (seed & 1) != 0 ? "-" : "", point, plain, plain + point);
        double value = 0;
        assert_true(rl_number_parse(text, (size_t)used, &value));
        double wanted = strtod(text, NULL);
        assert_memory_equal(&value, &wanted, sizeof value);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_written),
        cmocka_unit_test(what_is_no_number_is_written_as_nothing),
        cmocka_unit_test(numbers_are_read),
        cmocka_unit_test(other_things_are_not_read),
        cmocka_unit_test(the_length_counts),
        cmocka_unit_test(the_locale_changes_nothing),
        cmocka_unit_test(short_numbers_are_those_of_the_c_library),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
