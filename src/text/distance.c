/* Damerau-Levenshtein distance in its common restricted form (no change inside two swapped characters), with a limit:
 * only cells within `limit` of the diagonal can hold a distance that counts, and a row without one ends the matter
 * (Ukkonen 1985). */
#include "text/distance.h"

#include <stdbool.h>

typedef struct rows {
    size_t cells[3][RL_DISTANCE_LENGTH + 1]; /* this row, the one before, the one before that, by turns */
} rows;

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

static bool swapped(const uint32_t *a, size_t i, const uint32_t *b, size_t j)
{
    return i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
}

/* Fills row i between the columns and returns its least cell. */
static size_t fill_row(rows *r, const uint32_t *a, size_t i, const uint32_t *b, size_t from, size_t to)
{
    size_t *row = r->cells[i % 3], *up = r->cells[(i + 2) % 3], *up2 = r->cells[(i + 1) % 3];
    size_t least = row[from - 1];
    for (size_t j = from; j <= to; j++) {
        size_t cell = up[j - 1] + (a[i - 1] != b[j - 1]);
        cell = smaller(cell, smaller(up[j], row[j - 1]) + 1);
        if (swapped(a, i, b, j))
            cell = smaller(cell, up2[j - 2] + 1);
        row[j] = cell;
        least = smaller(least, cell);
    }
    return least;
}

size_t rl_distance(const uint32_t *a, size_t a_length, const uint32_t *b, size_t b_length, size_t limit)
{
    rows r;
    size_t gap = a_length > b_length ? a_length - b_length : b_length - a_length;
    if (gap > limit)
        return limit + 1;
    for (size_t j = 0; j <= b_length; j++)
        r.cells[0][j] = r.cells[1][j] = r.cells[2][j] = j <= limit ? j : limit + 1;
    for (size_t i = 1; i <= a_length; i++) {
        size_t from = i > limit ? i - limit : 1, to = smaller(i + limit, b_length);
        r.cells[i % 3][from - 1] = from == 1 ? i : limit + 1;
        if (fill_row(&r, a, i, b, from, to) > limit)
            return limit + 1;
        if (to < b_length) /* the next row looks one cell further */
            r.cells[i % 3][to + 1] = limit + 1;
    }
    return smaller(r.cells[a_length % 3][b_length], limit + 1);
}
