/* Numbers as text, the same under every locale.
 *
 * The C library writes and reads the decimal point of the locale that the program happens to have set. Writing
 * therefore puts a point where the library put something else, and reading goes through the "C" locale by name. */
#include "base/number.h"

#include <locale.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Up to here every whole number is exact in a double. */
#define LARGEST_EXACT 9007199254740992.0

enum { LONGEST_NUMBER = 255 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_plain(char c)
{
    return is_digit(c) || c == '-' || c == '+' || c == 'e';
}

/* Some locales' decimal point has several bytes: the whole run of them becomes one point. */
static size_t restore_point(char *text)
{
    size_t length = 0;
    for (size_t i = 0; text[i] != '\0';) {
        if (is_plain(text[i])) {
            text[length++] = text[i++];
            continue;
        }
        text[length++] = '.';
        while (text[i] != '\0' && !is_plain(text[i]))
            i++;
    }
    text[length] = '\0';
    return length;
}

size_t rl_number_format(double value, char buffer[static 32])
{
    if (!isfinite(value)) {
        buffer[0] = '\0';
        return 0;
    }
    bool whole = fabs(value) <= LARGEST_EXACT && !(value > floor(value));
    bool zero = !(fabs(value) > 0.0); /* "-0" would be a second name for it */
    (void)snprintf(buffer, 32, whole ? "%.0f" : "%.9g", zero ? 0.0 : value);
    return restore_point(buffer);
}

static size_t skip_digits(const char *text, size_t length, size_t from)
{
    while (from < length && is_digit(text[from]))
        from++;
    return from;
}

/* Where the mantissa that starts at `from` ends; `from` itself if there is no digit in it. */
static size_t skip_mantissa(const char *text, size_t length, size_t from)
{
    size_t point = skip_digits(text, length, from);
    size_t digits = point - from;
    size_t end = point;
    if (end < length && text[end] == '.') {
        end = skip_digits(text, length, point + 1);
        digits += end - (point + 1);
    }
    return digits > 0 ? end : from;
}

static bool is_decimal(const char *text, size_t length)
{
    size_t start = length > 0 && (text[0] == '-' || text[0] == '+') ? 1 : 0;
    size_t end = skip_mantissa(text, length, start);
    if (end == start)
        return false;
    if (end == length)
        return true;
    if (text[end] != 'e' && text[end] != 'E')
        return false;
    end++;
    if (end < length && (text[end] == '-' || text[end] == '+'))
        end++;
    return end < length && skip_digits(text, length, end) == length;
}

enum { EXACT_DIGITS = 15 };

/* Numbers of few digits and no exponent, as nearly all are: a whole number and a power of ten that doubles hold exactly give
 * the nearest double by one division (Clinger 1990). False if the text is of another kind. */
static bool parse_short(const char *text, size_t length, double *ret_value)
{
    static const double POWERS[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    uint64_t digits = 0;
    size_t count = 0, fraction = 0, at = length > 0 && text[0] == '-' ? 1 : 0;
    bool point = false;
    for (; at < length; at++) {
        if (text[at] == '.' && !point) {
            point = true;
            continue;
        }
        if (!is_digit(text[at]) || ++count > EXACT_DIGITS)
            return false;
        digits = digits * 10 + (uint64_t)(text[at] - '0');
        fraction += point;
    }
    if (count == 0)
        return false;
    double value = (double)digits / POWERS[fraction];
    *ret_value = text[0] == '-' ? -value : value;
    return true;
}

bool rl_number_parse(const char *text, size_t length, double *ret_value)
{
    if (parse_short(text, length, ret_value))
        return true;
    char copy[LONGEST_NUMBER + 1];
    if (length > LONGEST_NUMBER || !is_decimal(text, length))
        return false;
    memcpy(copy, text, length);
    copy[length] = '\0';
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (plain == (locale_t)0)
        return false;
    double value = strtod_l(copy, NULL, plain);
    freelocale(plain);
    if (!isfinite(value))
        return false;
    *ret_value = value;
    return true;
}

bool rl_number_round(double value, double *ret_rounded)
{
    char text[32];
    *ret_rounded = value;
    (void)rl_number_parse(text, rl_number_format(value, text), ret_rounded);
    return fabs(*ret_rounded) <= LARGEST_EXACT && !(*ret_rounded > floor(*ret_rounded));
}
