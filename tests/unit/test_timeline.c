/* Timelines: days become periods; gaps; dates that say too little. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "pipeline/timeline.h"

#include <stdio.h>
#include <string.h>

/* What came of it, as "period:mentions/documents", "+n" for n periods that are not shown, and "?mentions/documents". */
static const char *show(const relata_reply *reply)
{
    static char text[4096];
    size_t used = 0;
    text[0] = '\0';
    for (size_t i = 0; i < reply->period_count; i++) {
        const relata_count *p = &reply->periods[i];
        used += (size_t)snprintf(text + used, sizeof text - used, "%s:%zu/%zu ", p->period, p->mentions, p->documents);
        if (p->skipped > 0)
            used += (size_t)snprintf(text + used, sizeof text - used, "+%zu ", p->skipped);
        assert_true(used < sizeof text);
    }
    (void)snprintf(text + used, sizeof text - used, "?%zu/%zu", reply->undated.mentions, reply->undated.documents);
    return text;
}

static void assert_timeline(const relata_count *days, size_t count, relata_slicing by, bool with_gaps,
                            const char *expected)
{
    rl_arena arena = {0};
    relata_error err = {0};
    relata_reply reply = {.kind = RELATA_ASK_TIMELINE};
    assert_int_equal(rl_timeline_make(days, count, by, with_gaps, &arena, &reply, &err), RELATA_OK);
    assert_int_equal(reply.by, by);
    assert_string_equal(show(&reply), expected);
    rl_arena_free(&arena);
}

static const relata_count DAYS[] = {
    {NULL, 1, 1, 0},         {"2024", 2, 1, 0},       {"2024-11", 3, 2, 0},
    {"2024-12-30", 4, 1, 0}, {"2025-01-01", 5, 2, 0}, {"2025-03-01", 6, 3, 0},
};
enum { DAY_COUNT = sizeof DAYS / sizeof DAYS[0] };

static void days_become_periods(void **state)
{
    (void)state;
    assert_timeline(DAYS, DAY_COUNT, RELATA_SLICING_YEAR, false, "2024:9/4 2025:11/5 ?1/1");
    assert_timeline(DAYS, DAY_COUNT, RELATA_SLICING_QUARTER, false, "2024-Q4:7/3 2025-Q1:11/5 ?3/2");
    assert_timeline(DAYS, DAY_COUNT, RELATA_SLICING_MONTH, false,
                    "2024-11:3/2 2024-12:4/1 2025-01:5/2 2025-03:6/3 ?3/2");
    assert_timeline(DAYS, DAY_COUNT, RELATA_SLICING_WEEK, false, "2025-W01:9/3 2025-W09:6/3 ?6/4");
    assert_timeline(DAYS, DAY_COUNT, RELATA_SLICING_DAY, false, "2024-12-30:4/1 2025-01-01:5/2 2025-03-01:6/3 ?6/4");
}

static void gaps_are_shown(void **state)
{
    (void)state;
    assert_timeline(DAYS, DAY_COUNT, RELATA_SLICING_MONTH, true,
                    "2024-11:3/2 2024-12:4/1 2025-01:5/2 2025-02:0/0 2025-03:6/3 ?3/2");
    assert_timeline(DAYS, 5, RELATA_SLICING_DAY, true, "2024-12-30:4/1 2024-12-31:0/0 2025-01-01:5/2 ?6/4");
    assert_timeline(DAYS + 4, 2, RELATA_SLICING_WEEK, true,
                    "2025-W01:5/2 2025-W02:0/0 2025-W03:0/0 2025-W04:0/0 2025-W05:0/0 2025-W06:0/0 2025-W07:0/0 "
                    "2025-W08:0/0 2025-W09:6/3 ?0/0");
}

static void a_leap_day_is_a_day(void **state)
{
    (void)state;
    const relata_count days[] = {{"2024-02-28", 1, 1, 0}, {"2024-03-01", 1, 1, 0}};
    assert_timeline(days, 2, RELATA_SLICING_DAY, true, "2024-02-28:1/1 2024-02-29:0/0 2024-03-01:1/1 ?0/0");
}

/* 2024-01-01 and 61 days later have 60 days between them, one more has 61. */
static void long_gaps_are_counted(void **state)
{
    (void)state;
    rl_arena arena = {0};
    relata_error err = {0};
    relata_reply reply = {.kind = RELATA_ASK_TIMELINE};
    const relata_count most[] = {{"2024-01-01", 1, 1, 0}, {"2024-03-02", 1, 1, 0}};
    const relata_count more[] = {{"2024-01-01", 1, 1, 0}, {"2024-03-03", 1, 1, 0}};
    assert_int_equal(rl_timeline_make(most, 2, RELATA_SLICING_DAY, true, &arena, &reply, &err), RELATA_OK);
    assert_int_equal(reply.period_count, 2 + RELATA_GAP_LIMIT);
    assert_timeline(more, 2, RELATA_SLICING_DAY, true, "2024-01-01:1/1 +61 2024-03-03:1/1 ?0/0");
    rl_arena_free(&arena);
}

static void ends_of_time(void **state)
{
    (void)state;
    const relata_count days[] = {{"0000-01-01", 1, 1, 0}, {"9999-12-31", 1, 1, 0}};
    assert_timeline(days, 2, RELATA_SLICING_YEAR, true, "0000:1/1 +9998 9999:1/1 ?0/0");
    assert_timeline(days, 0, RELATA_SLICING_YEAR, true, "?0/0");
}

static void what_is_no_date_has_no_period(void **state)
{
    (void)state;
    const relata_count days[] = {{"2024-02-30", 1, 1, 0}, {"yesterday", 2, 1, 0}};
    assert_timeline(days, 2, RELATA_SLICING_YEAR, true, "?3/2");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_become_periods), cmocka_unit_test(gaps_are_shown),
        cmocka_unit_test(a_leap_day_is_a_day), cmocka_unit_test(long_gaps_are_counted),
        cmocka_unit_test(ends_of_time),        cmocka_unit_test(what_is_no_date_has_no_period),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
