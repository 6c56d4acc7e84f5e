/* ISO dates sort as text. A date without day or month is compared as far as it goes: so "2025-10" as an end holds all of
 * October, and a document of "2025" may lie in any part of that year. */
#include "pipeline/period.h"

#include <string.h>

enum { YEAR = 4, MONTH = 7, DAY = 10 };

static bool are_digits(const char *text, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text[i] < '0' || text[i] > '9')
            return false;
    return true;
}

static unsigned two_digits(const char *text)
{
    return (unsigned)(text[0] - '0') * 10 + (unsigned)(text[1] - '0');
}

static bool is_leap(const char *year)
{
    unsigned high = two_digits(year), low = two_digits(year + 2);
    return low == 0 ? high % 4 == 0 : low % 4 == 0;
}

static unsigned days_of(const char *date, unsigned month)
{
    static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && is_leap(date) ? 1u : 0u);
}

static bool is_date(const char *text)
{
    size_t length = strnlen(text, DAY + 1);
    if ((length != YEAR && length != MONTH && length != DAY) || !are_digits(text, YEAR))
        return false;
    if (length == YEAR)
        return true;
    if (text[YEAR] != '-' || !are_digits(text + YEAR + 1, 2))
        return false;
    unsigned month = two_digits(text + YEAR + 1);
    if (month < 1 || month > 12)
        return false;
    if (length == MONTH)
        return true;
    if (text[MONTH] != '-' || !are_digits(text + MONTH + 1, 2))
        return false;
    unsigned day = two_digits(text + MONTH + 1);
    return day >= 1 && day <= days_of(text, month);
}

/* As far as both go. */
static int compare(const char *x, const char *y)
{
    size_t a = strlen(x), b = strlen(y);
    return strncmp(x, y, a < b ? a : b);
}

static relata_status check_bound(const char *bound, const char *name, relata_error *err)
{
    if (bound == NULL || is_date(bound))
        return RELATA_OK;
    return rl_error_set(err, RELATA_ERROR_ARGUMENT, NULL, 0, 0,
                        "%s is a year, month or day such as 2025, 2025-10 or 2025-10-31, not \"%.40s\"", name, bound);
}

relata_status rl_period_check(const rl_period *period, relata_error *err)
{
    relata_status status = check_bound(period->since, "the first day", err);
    if (status == RELATA_OK)
        status = check_bound(period->until, "the last day", err);
    if (status != RELATA_OK)
        return status;
    if (period->since != NULL && period->until != NULL && compare(period->since, period->until) > 0)
        return rl_error_set(err, RELATA_ERROR_ARGUMENT, NULL, 0, 0, "no day lies between %s and %s", period->since,
                            period->until);
    return RELATA_OK;
}

bool rl_period_is_given(const rl_period *period)
{
    return period->since != NULL || period->until != NULL;
}

bool rl_period_holds(const rl_period *period, const char *date)
{
    return (period->since == NULL || compare(date, period->since) >= 0) &&
           (period->until == NULL || compare(date, period->until) <= 0);
}
