/* Dates are counted by hand: what the C library knows of calendars depends on time zones and on its range of years. The
 * weekday comes from the number of days since the first of March of year 0, from which leap days fall at the end of years.
 */
#include "pipeline/calendar.h"

#include <stdio.h>
#include <string.h>

enum { YEAR = 4, MONTH = 7, DAY = 10, LAST_YEAR = 9999 };

/* ---- reading ---- */

static bool read_number(const char *text, size_t digits, int *ret)
{
    int number = 0;
    for (size_t i = 0; i < digits; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        number = number * 10 + (text[i] - '0');
    }
    *ret = number;
    return true;
}

static bool is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int days_of(int year, int month)
{
    static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && is_leap(year));
}

bool rl_calendar_read(const char *text, rl_calendar_date *ret)
{
    rl_calendar_date date = {0};
    size_t length = strnlen(text, DAY + 1);
    if ((length != YEAR && length != MONTH && length != DAY) || !read_number(text, YEAR, &date.year))
        return false;
    if (length > YEAR &&
        (text[YEAR] != '-' || !read_number(text + YEAR + 1, 2, &date.month) || date.month < 1 || date.month > 12))
        return false;
    if (length > MONTH && (text[MONTH] != '-' || !read_number(text + MONTH + 1, 2, &date.day) || date.day < 1 ||
                           date.day > days_of(date.year, date.month)))
        return false;
    *ret = date;
    return true;
}

/* ---- weeks ---- */

/* 1 for Monday to 7 for Sunday. */
static int weekday_of(rl_calendar_date date)
{
    int year = date.month > 2 ? date.year + 400 : date.year + 399; /* 400 years are whole weeks */
    int month = date.month > 2 ? date.month - 3 : date.month + 9;  /* from March on */
    int days = year * 365 + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + date.day - 1;
    return (days + 2) % 7 + 1; /* the first of March of year 0 was a Wednesday */
}

static int day_of_year(rl_calendar_date date)
{
    int days = date.day;
    for (int month = 1; month < date.month; month++)
        days += days_of(date.year, month);
    return days;
}

/* A year has 53 weeks if it begins on a Thursday, or on a Wednesday with a leap day to come. */
static int weeks_of(int year)
{
    int first = weekday_of((rl_calendar_date){year, 1, 1});
    return first == 4 || (first == 3 && is_leap(year)) ? 53 : 52;
}

static bool name_week(rl_calendar_date date, char ret[RL_PERIOD_SIZE])
{
    int year = date.year, week = (day_of_year(date) - weekday_of(date) + 10) / 7;
    if (week == 0 && year == 0)
        return false;
    if (week == 0)
        week = weeks_of(--year);
    else if (week > weeks_of(year)) {
        year++;
        week = 1;
    }
    if (year > LAST_YEAR)
        return false;
    (void)snprintf(ret, RL_PERIOD_SIZE, "%04u-W%02u", (unsigned)year % 10000, (unsigned)week % 100);
    return true;
}

/* ---- periods ---- */

static const char *const NAMES[] = {
    [RELATA_SLICING_NONE] = "",       [RELATA_SLICING_YEAR] = "year", [RELATA_SLICING_QUARTER] = "quarter",
    [RELATA_SLICING_MONTH] = "month", [RELATA_SLICING_WEEK] = "week", [RELATA_SLICING_DAY] = "day",
};

enum { UNITS = sizeof NAMES / sizeof NAMES[0] };

const char *rl_slicing_name(relata_slicing unit)
{
    return NAMES[unit];
}

bool rl_slicing_of_name(const char *name, relata_slicing *ret_unit)
{
    for (size_t i = 1; i < UNITS; i++) {
        if (strcmp(name, NAMES[i]) == 0) {
            *ret_unit = (relata_slicing)i;
            return true;
        }
    }
    return false;
}

bool rl_calendar_period(rl_calendar_date date, relata_slicing unit, char ret[RL_PERIOD_SIZE])
{
    bool needs_month = unit != RELATA_SLICING_YEAR,
         needs_day = unit == RELATA_SLICING_WEEK || unit == RELATA_SLICING_DAY;
    unsigned year = (unsigned)date.year % 10000, month = (unsigned)date.month % 100, day = (unsigned)date.day % 100;
    if (unit == RELATA_SLICING_NONE || (needs_month && date.month == 0) || (needs_day && date.day == 0))
        return false;
    if (unit == RELATA_SLICING_WEEK)
        return name_week(date, ret);
    if (unit == RELATA_SLICING_YEAR)
        (void)snprintf(ret, RL_PERIOD_SIZE, "%04u", year);
    else if (unit == RELATA_SLICING_QUARTER)
        (void)snprintf(ret, RL_PERIOD_SIZE, "%04u-Q%u", year, (month + 2) / 3 % 10);
    else if (unit == RELATA_SLICING_MONTH)
        (void)snprintf(ret, RL_PERIOD_SIZE, "%04u-%02u", year, month);
    else
        (void)snprintf(ret, RL_PERIOD_SIZE, "%04u-%02u-%02u", year, month, day);
    return true;
}

bool rl_calendar_is_period(const char *name)
{
    rl_calendar_date date;
    int year = 0, number = 0;
    if (rl_calendar_read(name, &date))
        return true;
    size_t length = strnlen(name, DAY + 1);
    if (length < YEAR + 3 || !read_number(name, YEAR, &year) || name[YEAR] != '-')
        return false;
    if (name[YEAR + 1] == 'Q')
        return length == YEAR + 3 && read_number(name + YEAR + 2, 1, &number) && number >= 1 && number <= 4;
    return name[YEAR + 1] == 'W' && length == YEAR + 4 && read_number(name + YEAR + 2, 2, &number) && number >= 1 &&
           number <= weeks_of(year);
}
