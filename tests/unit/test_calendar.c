/* Periods of dates: ISO weeks at the ends of years, leap years, dates that say too little. */
#include "pipeline/calendar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const relata_slicing YEAR = RELATA_SLICING_YEAR, QUARTER = RELATA_SLICING_QUARTER, MONTH = RELATA_SLICING_MONTH,
                            WEEK = RELATA_SLICING_WEEK, DAY = RELATA_SLICING_DAY;

/* NULL: the date lies in no such period. */
static void assert_period(const char *text, relata_slicing unit, const char *expected)
{
    rl_calendar_date date;
    char name[RL_PERIOD_SIZE] = "as it was";
    if (!rl_calendar_read(text, &date))
        fail_msg("%s is no date", text);
    bool found = rl_calendar_period(date, unit, name);
    if (found != (expected != NULL) || strcmp(name, found ? expected : "as it was") != 0)
        fail_msg("%s by %s: \"%s\"", text, rl_slicing_name(unit), name);
    if (found)
        assert_true(rl_calendar_is_period(name));
}

static void periods_of_a_day(void **state)
{
    (void)state;
    assert_period("2025-10-31", YEAR, "2025");
    assert_period("2025-10-31", QUARTER, "2025-Q4");
    assert_period("2025-10-31", MONTH, "2025-10");
    assert_period("2025-10-31", WEEK, "2025-W44");
    assert_period("2025-10-31", DAY, "2025-10-31");
    assert_period("2025-10-31", RELATA_SLICING_NONE, NULL);
}

static void quarters(void **state)
{
    (void)state;
    static const char *const quarters[] = {"2024-Q1", "2024-Q1", "2024-Q1", "2024-Q2", "2024-Q2", "2024-Q2",
                                           "2024-Q3", "2024-Q3", "2024-Q3", "2024-Q4", "2024-Q4", "2024-Q4"};
    for (unsigned month = 1; month <= 12; month++) {
        char date[16];
        (void)snprintf(date, sizeof date, "2024-%02u", month);
        assert_period(date, QUARTER, quarters[month - 1]);
    }
}

/* From the standard and from calendars on paper. */
static void weeks_at_the_ends_of_years(void **state)
{
    (void)state;
    static const char *const weeks[][2] = {
        {"2020-12-28", "2020-W53"}, {"2020-12-31", "2020-W53"}, {"2021-01-01", "2020-W53"}, {"2021-01-03", "2020-W53"},
        {"2021-01-04", "2021-W01"}, {"2018-12-30", "2018-W52"}, {"2018-12-31", "2019-W01"}, {"2019-01-01", "2019-W01"},
        {"2005-01-01", "2004-W53"}, {"2005-01-02", "2004-W53"}, {"2005-12-31", "2005-W52"}, {"2006-01-01", "2005-W52"},
        {"2007-01-01", "2007-W01"}, {"2008-12-28", "2008-W52"}, {"2008-12-29", "2009-W01"}, {"2009-12-31", "2009-W53"},
        {"2010-01-03", "2009-W53"}, {"2010-01-04", "2010-W01"}, {"2000-02-29", "2000-W09"}, {"1900-03-01", "1900-W09"},
        {"2024-02-29", "2024-W09"}, {"2024-03-01", "2024-W09"}, {"2024-12-30", "2025-W01"}, {"2026-12-31", "2026-W53"},
        {"0000-01-03", "0000-W01"}, {"9999-12-31", "9999-W52"}, {"1970-01-01", "1970-W01"},
    };
    for (size_t i = 0; i < sizeof weeks / sizeof weeks[0]; i++)
        assert_period(weeks[i][0], WEEK, weeks[i][1]);
    assert_period("0000-01-01", WEEK, NULL); /* of the year before */
}

/* Day by day over four centuries: each week has seven days, its number goes up by one or begins anew at 1, and there are as many
 * weeks as there are. */
static void weeks_follow_each_other(void **state)
{
    (void)state;
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    char before[RL_PERIOD_SIZE] = "1800-W01"; /* of Wednesday, 1 January 1800 */
    int run = 2;
    size_t weeks = 1;
    for (int year = 1800; year < 2200; year++) {
        bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        for (int month = 1; month <= 12; month++) {
            for (int day = 1; day <= days[month - 1] + (month == 2 && leap); day++) {
                char name[RL_PERIOD_SIZE];
                assert_true(rl_calendar_period((rl_calendar_date){year, month, day}, RELATA_SLICING_WEEK, name));
                int order = strcmp(name, before);
                assert_true(order >= 0 && (order > 0) == (run == 7));
                weeks += order > 0;
                run = order > 0 ? 1 : run + 1;
                (void)strcpy(before, name);
            }
        }
    }
    assert_int_equal(weeks, 146097 / 7 + 1); /* the days of four centuries, and a week that was begun */
}

static void dates_that_say_too_little(void **state)
{
    (void)state;
    assert_period("2025", YEAR, "2025");
    assert_period("2025", QUARTER, NULL);
    assert_period("2025", MONTH, NULL);
    assert_period("2025", WEEK, NULL);
    assert_period("2025", DAY, NULL);
    assert_period("2025-10", QUARTER, "2025-Q4");
    assert_period("2025-10", MONTH, "2025-10");
    assert_period("2025-10", WEEK, NULL);
    assert_period("2025-10", DAY, NULL);
}

static void what_is_no_date(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "",           "25",         "2025-",      "2025-1",      "2025-13",    "2025-00",
        "2025-10-32", "2025-10-00", "2025-02-29", "1900-02-29",  "2025/10/31", "2025-10/31",
        "x025",       "2025-1x",    "2025-10-3x", "2025-10-311", "20251031",   "-025-10-31"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        rl_calendar_date date = {1, 2, 3};
        if (rl_calendar_read(wrong[i], &date))
            fail_msg("\"%s\" was read", wrong[i]);
        assert_int_equal(date.year + date.month + date.day, 6);
    }
    rl_calendar_date date;
    assert_true(rl_calendar_read("2024-02-29", &date) && rl_calendar_read("2000-02-29", &date));
}

static void names_of_periods(void **state)
{
    (void)state;
    static const char *const wrong[] = {"",          "trends.tsv", "2025-Q0",    "2025-Q5", "2025-Q",
                                        "2025-Q11",  "2025-W00",   "2025-W53",   "2025-W1", "2025-W54",
                                        "2025-W010", "2025-X01",   "2025-10-32", "..",      "graph"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        if (rl_calendar_is_period(wrong[i]))
            fail_msg("\"%s\" is a period", wrong[i]);
    assert_true(rl_calendar_is_period("2020-W53"));
}

static void units_have_names(void **state)
{
    (void)state;
    static const char *const names[] = {"year", "quarter", "month", "week", "day"};
    relata_slicing unit = RELATA_SLICING_NONE;
    for (size_t i = 0; i < 5; i++) {
        assert_true(rl_slicing_of_name(names[i], &unit));
        assert_int_equal(unit, i + 1);
        assert_string_equal(rl_slicing_name(unit), names[i]);
    }
    assert_false(rl_slicing_of_name("", &unit) || rl_slicing_of_name("fortnight", &unit));
    assert_string_equal(rl_slicing_name(RELATA_SLICING_NONE), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(periods_of_a_day),           cmocka_unit_test(quarters),
        cmocka_unit_test(weeks_at_the_ends_of_years), cmocka_unit_test(weeks_follow_each_other),
        cmocka_unit_test(dates_that_say_too_little),  cmocka_unit_test(what_is_no_date),
        cmocka_unit_test(names_of_periods),           cmocka_unit_test(units_have_names),
    };
    return cmocka_run_group_tests_name("calendar", tests, NULL, NULL);
}
