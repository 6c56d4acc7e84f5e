/* Reading a date: a small grammar over a cursor. Each form is tried where the cursor stands; the first that fits to its
 * end wins. Years from 1800 to 2100 only: what lies outside is a number of another kind, or stands for "unknown". */
#include "input/date.h"

#include "base/ascii.h"

#include <string.h>

enum { FIRST_YEAR = 1800, LAST_YEAR = 2100, YEAR_DIGITS = 4 };

typedef struct cursor {
    const char *at;
    const char *end;
} cursor;

/* ---- characters and numbers ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (unsigned char)c >= 0xC3;
}

static char peek(const cursor *c)
{
    return c->at < c->end ? *c->at : '\0';
}

static bool accept(cursor *c, char wanted)
{
    if (c->at == c->end || *c->at != wanted)
        return false;
    c->at++;
    return true;
}

static bool accept_bytes(cursor *c, const char *bytes)
{
    size_t length = strlen(bytes);
    if ((size_t)(c->end - c->at) < length || memcmp(c->at, bytes, length) != 0)
        return false;
    c->at += length;
    return true;
}

/* Spaces, also those that may not be broken at. False if there is none. */
static bool blanks(cursor *c)
{
    const char *start = c->at;
    while (accept(c, ' ') || accept(c, '\t') || accept_bytes(c, "\xC2\xA0") || accept_bytes(c, "\xE2\x80\xAF"))
        ;
    return c->at > start;
}

/* A number of `fewest` to `most` digits with no digit behind it. */
static bool number(cursor *c, size_t fewest, size_t most, int *ret)
{
    size_t count = 0;
    int value = 0;
    while (count < (size_t)(c->end - c->at) && is_digit(c->at[count]) && count <= most) {
        value = count < most ? value * 10 + (c->at[count] - '0') : value;
        count++;
    }
    if (count < fewest || count > most)
        return false;
    c->at += count;
    *ret = value;
    return true;
}

static size_t word_length(const cursor *c)
{
    size_t length = 0;
    while (c->at + length < c->end && is_letter(c->at[length]))
        length++;
    return length;
}

static bool accept_word(cursor *c, const char *word)
{
    size_t length = strlen(word);
    if (word_length(c) != length || !rl_ascii_same_bytes(c->at, word, length))
        return false;
    c->at += length;
    return true;
}

/* ---- names ---- */

static const char *const MONTHS[] = {"January", "February", "March",     "April",   "May",      "June",
                                     "July",    "August",   "September", "October", "November", "December"};
static const char *const DAYS[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};

/* The number from 1 of the name that stands here, whole or cut to `shortest` or more letters, or 0. */
static int name(cursor *c, const char *const *names, size_t count, size_t longest_cut)
{
    size_t length = word_length(c);
    for (size_t i = 0; i < count; i++) {
        size_t whole = strlen(names[i]);
        bool fits = length == whole || (length >= 3 && length <= longest_cut && length < whole);
        if (fits && rl_ascii_same_bytes(c->at, names[i], length)) {
            c->at += length;
            (void)accept(c, '.');
            return (int)i + 1;
        }
    }
    return 0;
}

static void skip_weekday(cursor *c)
{
    cursor from = *c;
    if (name(c, DAYS, sizeof DAYS / sizeof DAYS[0], 5) == 0)
        return;
    (void)accept(c, ',');
    if (!blanks(c))
        *c = from;
}

/* ---- dates ---- */

static int days_in(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

static bool is_year(int year)
{
    return year >= FIRST_YEAR && year <= LAST_YEAR;
}

static bool is_day(rl_day d)
{
    return is_year(d.year) && d.month >= 1 && d.month <= 12 && d.day >= 1 && d.day <= days_in(d.year, d.month);
}

static bool day_number(cursor *c, int *ret)
{
    static const char *const ENDINGS[] = {"st", "nd", "rd", "th"};
    if (!number(c, 1, 2, ret))
        return false;
    for (size_t i = 0; i < sizeof ENDINGS / sizeof ENDINGS[0]; i++)
        if (accept_word(c, ENDINGS[i]))
            break;
    return true;
}

static bool gap(cursor *c)
{
    bool comma = accept(c, ',');
    return blanks(c) || comma || accept(c, '-') || accept(c, '/');
}

static bool month_first(cursor *c, rl_day *d)
{
    d->month = name(c, MONTHS, sizeof MONTHS / sizeof MONTHS[0], 4);
    return d->month > 0 && gap(c) && day_number(c, &d->day) && gap(c) && number(c, YEAR_DIGITS, YEAR_DIGITS, &d->year);
}

static bool day_first(cursor *c, rl_day *d)
{
    if (!day_number(c, &d->day) || !gap(c))
        return false;
    if (accept_word(c, "of"))
        (void)blanks(c);
    d->month = name(c, MONTHS, sizeof MONTHS / sizeof MONTHS[0], 4);
    return d->month > 0 && gap(c) && number(c, YEAR_DIGITS, YEAR_DIGITS, &d->year);
}

static bool year_first(cursor *c, rl_day *d)
{
    if (!number(c, YEAR_DIGITS, YEAR_DIGITS, &d->year))
        return false;
    char between = peek(c);
    return (between == '-' || between == '/' || between == '.') && accept(c, between) && number(c, 2, 2, &d->month) &&
           accept(c, between) && number(c, 2, 2, &d->day);
}

/* 31/10/2025 and 10/31/2025 are one day; 3/4/2025 is one on each side of the Atlantic, and so none. */
static bool numbers_only(cursor *c, rl_day *d)
{
    int first = 0, second = 0;
    if (!number(c, 1, 2, &first))
        return false;
    char between = peek(c);
    if ((between != '/' && between != '.' && between != '-') || !accept(c, between) || !number(c, 1, 2, &second) ||
        !accept(c, between) || !number(c, YEAR_DIGITS, YEAR_DIGITS, &d->year))
        return false;
    bool month_leads = second > 12;
    d->month = month_leads ? first : second;
    d->day = month_leads ? second : first;
    return first > 12 || second > 12 || first == second;
}

static bool (*const FORMS[])(cursor *, rl_day *) = {month_first, day_first, year_first, numbers_only};

size_t rl_date_read(const char *text, size_t length, rl_day *ret)
{
    cursor start = {text, text + length};
    skip_weekday(&start);
    for (size_t i = 0; i < sizeof FORMS / sizeof FORMS[0]; i++) {
        cursor c = start;
        rl_day day = {0};
        if (!FORMS[i](&c, &day) || !is_day(day))
            continue;
        bool has_time = peek(&c) == 'T' && c.end - c.at > 1 && is_digit(c.at[1]);
        if (is_digit(peek(&c)) || (is_letter(peek(&c)) && !has_time))
            continue;
        *ret = day;
        return (size_t)(c.at - text);
    }
    return 0;
}

/* Writes a number with as many digits as there is room for, and returns what is behind it. */
static char *write_digits(char *at, int value, int digits)
{
    for (int i = digits; i-- > 0; value /= 10)
        at[i] = (char)('0' + value % 10);
    return at + digits;
}

void rl_date_write(rl_day day, char ret[RL_DATE_SIZE])
{
    char *at = write_digits(ret, day.year, 4);
    if (day.month > 0) {
        *at++ = '-';
        at = write_digits(at, day.month, 2);
    }
    if (day.day > 0) {
        *at++ = '-';
        at = write_digits(at, day.day, 2);
    }
    *at = '\0';
}

/* ---- fields ---- */

static bool ends_field(const cursor *c)
{
    return c->at == c->end || *c->at == 'T' || *c->at == ' ';
}

/* "2025" and "2025-10". */
static bool part_of_date(cursor c, char ret[RL_DATE_SIZE])
{
    rl_day d = {0};
    if (!number(&c, YEAR_DIGITS, YEAR_DIGITS, &d.year) || !is_year(d.year))
        return false;
    bool whole = ends_field(&c);
    if (!whole && (!accept(&c, '-') || !number(&c, 2, 2, &d.month) || d.month < 1 || d.month > 12 || !ends_field(&c)))
        return false;
    rl_date_write(d, ret);
    return true;
}

/* "20251031". */
static bool compact(cursor *c, rl_day *d)
{
    int all = 0;
    if (!number(c, 8, 8, &all))
        return false;
    *d = (rl_day){all / 10000, all / 100 % 100, all % 100};
    return is_day(*d);
}

bool rl_date_of_field(const char *text, size_t length, char ret[RL_DATE_SIZE])
{
    cursor c = {text, text + length};
    rl_day day;
    (void)blanks(&c);
    cursor from = c;
    if (rl_date_read(c.at, (size_t)(c.end - c.at), &day) > 0 || (compact(&c, &day) && ends_field(&c))) {
        rl_date_write(day, ret);
        return true;
    }
    return part_of_date(from, ret);
}

/* ---- names of files ---- */

static bool name_date(cursor c, rl_day *ret)
{
    int year = 0;
    cursor from = c;
    if (number(&c, YEAR_DIGITS, YEAR_DIGITS, &year)) {
        char between = peek(&c);
        rl_day d = {.year = year};
        if ((between == '-' || between == '_' || between == '.') && accept(&c, between) && number(&c, 2, 2, &d.month) &&
            accept(&c, between) && number(&c, 2, 2, &d.day) && is_day(d)) {
            *ret = d;
            return true;
        }
    }
    return compact(&from, ret);
}

bool rl_date_of_name(const char *path, char ret[RL_DATE_SIZE])
{
    const char *slash = strrchr(path, '/');
    cursor c = {slash == NULL ? path : slash + 1, path + strlen(path)};
    rl_day day;
    for (bool inside = false; c.at < c.end; c.at++) {
        if (!inside && name_date(c, &day)) {
            rl_date_write(day, ret);
            return true;
        }
        inside = is_digit(*c.at) || is_letter(*c.at);
    }
    return false;
}
