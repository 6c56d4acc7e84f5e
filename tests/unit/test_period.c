/* Stretches of days. */
#include "pipeline/period.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static bool holds(const char *since, const char *until, const char *date)
{
    rl_period period = {since, until};
    return rl_period_holds(&period, date);
}

static void test_both_ends_are_included(void **state)
{
    (void)state;
    assert_true(holds("2025-10-30", "2025-11-02", "2025-10-30"));
    assert_true(holds("2025-10-30", "2025-11-02", "2025-11-02"));
    assert_false(holds("2025-10-30", "2025-11-02", "2025-10-29"));
    assert_false(holds("2025-10-30", "2025-11-02", "2025-11-03"));
}

static void test_months_and_years_are_whole(void **state)
{
    (void)state;
    assert_true(holds(NULL, "2025-10", "2025-10-31"));
    assert_false(holds(NULL, "2025-10", "2025-11-01"));
    assert_true(holds("2025", "2025", "2025-12-31"));
    assert_false(holds("2025", NULL, "2024-12-31"));
}

static void test_a_date_without_day_counts_if_it_may_lie_inside(void **state)
{
    (void)state;
    assert_true(holds("2025-06-15", NULL, "2025-06"));
    assert_true(holds("2025-06-15", NULL, "2025"));
    assert_false(holds("2025-06-15", NULL, "2025-05"));
}

static relata_status check(const char *since, const char *until, relata_error *err)
{
    rl_period period = {since, until};
    *err = (relata_error){0};
    return rl_period_check(&period, err);
}

static void test_dates_that_there_are(void **state)
{
    (void)state;
    static const char *const good[] = {"2025", "2025-10", "2025-10-31", "2024-02-29", "2000-02-29", "0001-01-01"};
    static const char *const bad[] = {"", "25", "20251031", "2025-", "2025-1", "2025-13", "2025-00", "2025-02-29", "1900-02-29",
                                      "2025-04-31", "2025-10-00", "2025-10-31T", "2025/10", "2025-10-3x", "x025"};
    relata_error err;
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
        assert_int_equal(check(good[i], NULL, &err), RELATA_OK);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_int_equal(check(NULL, bad[i], &err), RELATA_ERROR_ARGUMENT);
        assert_non_null(strstr(err.message, "the last day is a year"));
    }
}

static void test_an_end_before_the_start(void **state)
{
    (void)state;
    relata_error err;
    assert_int_equal(check("2026", "2025-12-31", &err), RELATA_ERROR_ARGUMENT);
    assert_string_equal(err.message, "no day lies between 2026 and 2025-12-31");
    assert_int_equal(check("2025-12-31", "2025", &err), RELATA_OK);
    assert_int_equal(check(NULL, NULL, &err), RELATA_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_both_ends_are_included),
        cmocka_unit_test(test_months_and_years_are_whole),
        cmocka_unit_test(test_a_date_without_day_counts_if_it_may_lie_inside),
        cmocka_unit_test(test_dates_that_there_are),
        cmocka_unit_test(test_an_end_before_the_start),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
