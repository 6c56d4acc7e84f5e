/* Radix sort from the last digit to the first: a pass counts how often each digit stands there, then moves the rows. Numbers that
 * count things are small, so there are few digits; a pass costs what reading and writing the rows costs, whereas each comparison
 * of a million rows waits for memory. */
#include "base/sort.h"

#include <stdlib.h>
#include <string.h>

enum { DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS };

typedef struct sorting {
    uint32_t *rows;
    uint32_t *other;
    size_t count;
    size_t width;
} sorting;

static void move_row(uint32_t *to, const uint32_t *from, size_t width)
{
    for (size_t i = 0; i < width; i++)
        to[i] = from[i];
}

/* One pass over the digit of a column that begins at bit `shift`. */
static void sort_digit(sorting *s, size_t column, unsigned shift)
{
    size_t places[DIGITS] = {0}, place = 0;
    for (size_t i = 0; i < s->count; i++)
        places[s->rows[i * s->width + column] >> shift & (DIGITS - 1)]++;
    for (size_t d = 0; d < DIGITS; d++) {
        size_t here = places[d];
        places[d] = place;
        place += here;
    }
    for (size_t i = 0; i < s->count; i++) {
        const uint32_t *row = s->rows + i * s->width;
        size_t to = places[row[column] >> shift & (DIGITS - 1)]++;
        move_row(s->other + to * s->width, row, s->width);
    }
    uint32_t *swap = s->rows;
    s->rows = s->other;
    s->other = swap;
}

static void sort_column(sorting *s, size_t column)
{
    uint32_t all = 0; /* every bit that is set in some row */
    for (size_t i = 0; i < s->count; i++)
        all |= s->rows[i * s->width + column];
    for (unsigned shift = 0; shift < 32 && all >> shift != 0; shift += DIGIT_BITS)
        sort_digit(s, column, shift);
}

bool rl_sort_rows(uint32_t *rows, size_t count, size_t width, size_t keys)
{
    if (count < 2)
        return true;
    if (count > SIZE_MAX / width / sizeof *rows)
        return false;
    size_t size = count * width * sizeof *rows;
    uint32_t *other = malloc(size);
    if (other == NULL)
        return false;
    sorting s = {rows, other, count, width};
    for (size_t column = keys; column-- > 0;)
        sort_column(&s, column);
    if (s.rows != rows)
        memcpy(rows, s.rows, size);
    free(other);
    return true;
}
