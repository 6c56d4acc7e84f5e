/* ISO dates only: what a document's own text says of its date is another matter. */
#include "pipeline/date.h"

#include <stdbool.h>
#include <string.h>

static bool digits(const char *text, size_t count, int *ret)
{
    *ret = 0;
    for (size_t i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        *ret = *ret * 10 + (text[i] - '0');
    }
    return true;
}

static int days_in(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

static bool ends_date(char c)
{
    return c == '\0' || c == 'T' || c == ' ';
}

size_t rl_date_length(const char *text)
{
    int year, month, day;
    if (!digits(text, 4, &year) || year == 0)
        return 0;
    if (ends_date(text[4]))
        return 4;
    if (text[4] != '-' || !digits(text + 5, 2, &month) || month < 1 || month > 12)
        return 0;
    if (ends_date(text[7]))
        return 7;
    if (text[7] != '-' || !digits(text + 8, 2, &day) || day < 1 || day > days_in(year, month))
        return 0;
    return ends_date(text[10]) ? 10 : 0;
}
