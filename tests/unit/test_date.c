/* The dates that a document may have: of a field, of a file's name, of the first lines of a text. */
#include "input/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct date_case {
    const char *text;
    const char *date; /* NULL: none */
} date_case;

typedef bool (*finder)(const char *text, size_t length, char ret[RL_DATE_SIZE]);

static void check(const date_case *cases, size_t count, finder find)
{
    for (size_t i = 0; i < count; i++) {
        /* A copy that ends where the text ends, so that a read behind it shows. */
        size_t length = strlen(cases[i].text);
        char *text = malloc(length + 1), date[RL_DATE_SIZE] = "untouched";
        assert_non_null(text);
        memcpy(text, cases[i].text, length);
        const char *expected = cases[i].date;
        bool found = find(text, length, date);
        if (found != (expected != NULL) || strcmp(date, expected == NULL ? "untouched" : expected) != 0)
            fail_msg("\"%s\" has the date %s, not %s", cases[i].text, found ? date : "none",
                     expected == NULL ? "none" : expected);
        free(text);
    }
}

#define CHECK(cases, find) check(cases, sizeof cases / sizeof cases[0], find)

static const date_case FIELDS[] = {
    {"2025", "2025"},
    {"2025-10", "2025-10"},
    {"2025-10-31", "2025-10-31"},
    {"2025-10-31T12:00:00Z", "2025-10-31"},
    {"2025-10-31 12:00", "2025-10-31"},
    {"2025T", "2025"},
    {"2025 Oct", "2025"},
    {"2025-10T", "2025-10"},
    {"20251031", "2025-10-31"},
    {"20251031T120000", "2025-10-31"},
    {"2025/10/31", "2025-10-31"},
    {"31 October 2025", "2025-10-31"},
    {" 2025", "2025"},
    {"Fri, 31 Oct 2025 12:00:00 GMT", "2025-10-31"}, /* RFC 2822, as in feeds */
    {"October 31, 2025 at 5:04 PM", "2025-10-31"},
    {"31/10/2025", "2025-10-31"},
    {"10/31/2025", "2025-10-31"},
    {"04.04.2025", "2025-04-04"},
    {"03/04/2025", NULL}, /* March or April */
    {"2024-02-29", "2024-02-29"}, /* leap years */
    {"2000-02-29", "2000-02-29"},
    {"2025-02-29", NULL},
    {"1900-02-29", NULL},
    {"2025-04-31", NULL},
    {"2025-13-01", NULL},
    {"2025-00", NULL},
    {"2025-01-00", NULL},
    {"2025-01-32", NULL},
    {"1799-12-31", NULL},
    {"1800-01-01", "1800-01-01"},
    {"2100-12-31", "2100-12-31"},
    {"2101-01-01", NULL},
    {"0001-01-01T00:00:00", NULL}, /* what some systems write for "unknown" */
    {"9999-12-31", NULL},
    {"", NULL},
    {"202", NULL},
    {"2025-", NULL},
    {"2025-1", NULL},
    {"2025-1-1", NULL},
    {"2025-10-", NULL},
    {"2025-10-3", NULL},
    {"2025-10-311", NULL},
    {"202510311", NULL},
    {"-2025", NULL},
    {"2O25", NULL},
    {"2025-10-31x", NULL},
    {"yesterday", NULL},
    {"October 2025", NULL},
    {"1761900000", NULL}, /* seconds of a clock */
};

static void fields_give_iso_dates(void **state)
{
    (void)state;
    CHECK(FIELDS, rl_date_of_field);
}

static bool of_name(const char *text, size_t length, char ret[RL_DATE_SIZE])
{
    char path[100];
    memcpy(path, text, length);
    path[length] = '\0';
    return rl_date_of_name(path, ret);
}

static const date_case NAMES[] = {
    {"2025-10-31-title.txt", "2025-10-31"},
    {"20251031.txt", "2025-10-31"},
    {"news/carney_2025_10_31.html.gz", "2025-10-31"},
    {"a.2025.10.31.txt", "2025-10-31"},
    {"2025-10-31/title.txt", NULL}, /* the name of a folder may be that of a crawl */
    {"title.txt", NULL},
    {"2025-13-31.txt", NULL},
    {"id20251031.txt", NULL},
    {"120251031.txt", NULL},
    {"202510311.txt", NULL},
    {"99999999.txt", NULL},
    {"2025-10.txt", NULL},
    {"", NULL},
};

static void names_of_files_give_dates(void **state)
{
    (void)state;
    CHECK(NAMES, of_name);
}

static const date_case TEXTS[] = {
    {"October 31, 2025", "2025-10-31"},
    {"31 Oct. 2025", "2025-10-31"},
    {"Sat. Nov 1st, 2025\n\nCarney met Xi", "2025-11-01"},
    {"SATURDAY, NOVEMBER 1, 2025", "2025-11-01"},
    {"2025-10-31", "2025-10-31"},
    {"\xEF\xBB\xBF" "2025-10-31\r\n", "2025-10-31"},
    {"Sept 3rd 2025", "2025-09-03"},
    {"the 3rd of May, 2025", NULL},
    {"3rd of May, 2025", "2025-05-03"},
    {"Headline\nOctober 31, 2025 5:04 p.m. EDT\nText", "2025-10-31"},
    {"October\xC2\xA0" "31, 2025 at 17:04", "2025-10-31"},
    {"(October 31, 2025)", "2025-10-31"},
    {"October 31, 2025.", "2025-10-31"},
    {"By Chris Park| October 31, 2025 | Gyeongju, South Korea", "2025-10-31"},
    {"By Jane Doe October 31, 2025", "2025-10-31"},
    {"Jane Doe \xC2\xB7 Oct 31, 2025 \xC2\xB7 4 min read", "2025-10-31"},
    {"BEIJING, 5 December 2017 - Prime Minister Justin Trudeau met Xi.", "2017-12-05"},
    {"CALGARY, Alberta, 25 September 2021", "2021-09-25"},
    {"OTTAWA, Oct. 31, 2025 (Reuters) - The minister left.", "2025-10-31"},
    {"October 31, 2025 \xE2\x80\x93 Prime Minister Mark Carney left.", "2025-10-31"},
    {"Posted October 31, 2025 8:02 am.\n\nLast Updated November 2, 2025 10:26 am.", "2025-10-31"},
    {"Last Updated November 2, 2025\nPosted on October 31, 2025", "2025-10-31"},
    {"Updated Nov 2, 2025 | Published Oct 31, 2025", "2025-10-31"},
    {"Published Oct 31, 2025  \xE2\x80\xA2  Last updated 3 hours ago", "2025-10-31"},
    {"Published Oct 31, 2025 Last updated Nov 2, 2025", "2025-10-31"},
    {"Updated: 2 November 2025", "2025-11-02"},
    {"Date: 31/10/2025", "2025-10-31"},
    {"Date: 03/04/2025", NULL},
    /* no year, or no date of the text */
    {"WASHINGTON, Oct. 31 (Reuters) - The minister left.", NULL},
    {"October 31, 2025, was a cold day in Ottawa.", NULL},
    {"October 31, 2025 was a cold day in Ottawa.", NULL},
    {"Carney met Xi on October 31, 2025.", NULL},
    {"He was born on October 31, 1955", NULL},
    {"The book was published October 31, 1955", NULL},
    {"They met in Gyeongju, South Korea, Friday, Oct. 31, 2025. (AP Photo)", NULL},
    {"The summit of October 31, 2025 - the first in years - ended.", NULL},
    {"Version 2025-10-31a", NULL},
    {"October 32, 2025", NULL},
    {"October 31, 1755", NULL},
    {"October 2025", NULL},
    {"May 2025 Be Better", NULL},
    {"2025", NULL},
    {"", NULL},
    {"\n\n\n", NULL},
    {"1\n2\n3\n4\n5\n6\n7\n8\n9\n10\nOctober 31, 2025", NULL}, /* the eleventh line */
    {"1\n\n2\n\n3\n\n4\n\n5\n\n6\n\n7\n\n8\n\n9\n\nOctober 31, 2025", "2025-10-31"},
};

static void first_lines_give_dates(void **state)
{
    (void)state;
    CHECK(TEXTS, rl_date_of_text);
}

static void a_date_far_down_is_none(void **state)
{
    (void)state;
    char text[1200], date[RL_DATE_SIZE];
    memset(text, 'x', sizeof text);
    memcpy(text + 990, "\n2025-10-31\n", 12);
    assert_true(rl_date_of_text(text, sizeof text, date));
    memset(text + 990, 'x', 12);
    memcpy(text + 1100, "\n2025-10-31\n", 12);
    assert_false(rl_date_of_text(text, sizeof text, date));
}

/* What is read ends where the text ends: every beginning, in memory of its own, and any bytes in between. */
static void any_bytes_may_come(void **state)
{
    (void)state;
    static const char LINE[] = "By A B | Published on Fri., Oct. 31st, 2025, 10:00 (x) 31 of May 2025 2025-10-31T10";
    char date[RL_DATE_SIZE];
    uint32_t seed = 1;
    for (size_t length = 0; length < sizeof LINE; length++) {
        for (size_t variant = 0; variant <= length; variant++) {
            char *text = malloc(length + 1);
            assert_non_null(text);
            memcpy(text, LINE, length);
            seed = seed * 1664525 + 1013904223;
            if (variant < length)
                text[variant] = (char)(seed >> 24);
            (void)rl_date_of_text(text, length, date);
            (void)rl_date_of_field(text, length, date);
            free(text);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_give_iso_dates),   cmocka_unit_test(names_of_files_give_dates),
        cmocka_unit_test(first_lines_give_dates),  cmocka_unit_test(a_date_far_down_is_none),
        cmocka_unit_test(any_bytes_may_come),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
