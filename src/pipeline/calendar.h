/* Days of the calendar, and the periods that they lie in. */
#ifndef RL_PIPELINE_CALENDAR_H
#define RL_PIPELINE_CALENDAR_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

/* Of the proleptic Gregorian calendar, years 0 to 9999. */
typedef struct rl_calendar_date {
    int year;
    int month; /* 0: not known, … */
    int day;   /* … then this is not known either */
} rl_calendar_date;

enum { RL_PERIOD_SIZE = 11 }; /* "2025-10-31" and its NUL */

/* "2025", "2025-10" or "2025-10-31", if there is such a year, month or day. */
bool rl_calendar_read(const char *text, rl_calendar_date *ret);

/* The name of the period that holds the date: "2025", "2025-Q4", "2025-10", "2025-W44" (the weeks of ISO 8601, which belong to
 * the year that has their Thursday), "2025-10-31". Names of one unit sort as time does. False if the date is not exact
 * enough, or its week is of a year before 0 or after 9999. */
bool rl_calendar_period(rl_calendar_date date, relata_slicing unit, char ret[RL_PERIOD_SIZE]);

/* Is this the name of a period, of whatever unit? */
bool rl_calendar_is_period(const char *name);

/* "year", "quarter", "month", "week" or "day"; "" for none. Static. */
const char *rl_slicing_name(relata_slicing unit);
bool rl_slicing_of_name(const char *name, relata_slicing *ret_unit);

#endif
