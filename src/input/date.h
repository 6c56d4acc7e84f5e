/* Dates of documents: what a field says, what a file is named, what the first lines of a text say. A date is never taken
 * from the clock or from the file system. All are turned into ISO dates. */
#ifndef RL_INPUT_DATE_H
#define RL_INPUT_DATE_H

#include <stdbool.h>
#include <stddef.h>

enum { RL_DATE_SIZE = 11 }; /* "2025-10-31" and its NUL */

/* A day that a text names at some place. */
typedef struct rl_day {
    int year;
    int month;
    int day;
} rl_day;

/* The date at the start of `text`, perhaps behind a weekday: "Sat. Nov 1st, 2025", "31 October 2025", "2025-10-31",
 * "31/10/2025". Returns its length, 0 if none stands there. Dates such as 03/04/2025, that mean two days, are none. */
size_t rl_date_read(const char *text, size_t length, rl_day *ret);

/* What a field of an input gives: any of these, also "2025", "2025-10" and "20251031", perhaps with a time behind it.
 * False, and `ret` is not written, if it gives none. */
bool rl_date_of_field(const char *text, size_t length, char ret[RL_DATE_SIZE]);

/* The date that the last part of a path holds: "2025-10-31-title.txt", "20251031.txt". */
bool rl_date_of_name(const char *path, char ret[RL_DATE_SIZE]);

/* The date that the first lines of a text give: a line that is a date or begins with one, a byline or a dateline. Dates
 * inside sentences are none. */
bool rl_date_of_text(const char *text, size_t length, char ret[RL_DATE_SIZE]);

/* As an ISO date; without the day, or day and month, if they are 0. */
void rl_date_write(rl_day day, char ret[RL_DATE_SIZE]);

#endif
