/* ISO dates sort as text. A date without day or month is compared as far as it goes: so "2025-10" as an end holds all of
 * October, and a document of "2025" may lie in any part of that year. */
#include "pipeline/period.h"

#include "pipeline/calendar.h"

#include <string.h>

/* As far as both go. */
static int compare(const char *x, const char *y)
{
    size_t a = strlen(x), b = strlen(y);
    return strncmp(x, y, a < b ? a : b);
}

static relata_status check_bound(const char *bound, const char *name, relata_error *err)
{
    rl_calendar_date date;
    if (bound == NULL || rl_calendar_read(bound, &date))
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
