/* The dates that a document may have. */
#include "pipeline/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

typedef struct date_case {
    const char *text;
    size_t length;
} date_case;

static const date_case CASES[] = {
    {"2025", 4},
    {"2025-10", 7},
    {"2025-10-31", 10},
    {"2025-10-31T12:00:00Z", 10},
    {"2025-10-31 12:00", 10},
    {"2025T", 4},
    {"2025 Oct", 4},
    {"2025-10T", 7},
    {"0001-01-01", 10},
    {"9999-12-31", 10},
    {"2024-02-29", 10}, /* leap years */
    {"2000-02-29", 10},
    {"2025-02-29", 0},
    {"1900-02-29", 0},
    {"2025-04-31", 0},
    {"2025-13-01", 0},
    {"2025-00", 0},
    {"2025-01-00", 0},
    {"2025-01-32", 0},
    {"0000", 0},
    {"0000-01-01", 0},
    {"", 0},
    {"202", 0},
    {"2025-", 0},
    {"2025-1", 0},
    {"2025-1-1", 0},
    {"2025-10-", 0},
    {"2025-10-3", 0},
    {"2025-10-311", 0},
    {"20251031", 0},
    {"2025/10/31", 0},
    {"31 October 2025", 0},
    {" 2025", 0},
    {"-2025", 0},
    {"2O25", 0},
    {"2025-10-31\xFF", 0},
};

static void only_iso_dates_are_dates(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
        if (rl_date_length(CASES[i].text) != CASES[i].length)
            fail_msg("\"%s\" has length %zu, not %zu", CASES[i].text, rl_date_length(CASES[i].text), CASES[i].length);
}

/* What is read ends where the string ends, so that every beginning of a date can be asked about. */
static void beginnings_of_dates_are_read_to_their_end(void **state)
{
    (void)state;
    const char *date = "2025-10-31T00:00";
    for (size_t length = 0; length <= strlen(date); length++) {
        char text[17] = "";
        memcpy(text, date, length);
        size_t expected = length >= 10 ? 10 : length == 7 ? 7 : length == 4 ? 4 : 0;
        assert_int_equal(rl_date_length(text), expected);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_iso_dates_are_dates),
        cmocka_unit_test(beginnings_of_dates_are_read_to_their_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
