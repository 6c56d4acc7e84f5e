/* Rows of numbers are sorted by some of their columns, and stay in their order otherwise. */
#include "base/sort.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { WIDTH = 3, MOST = 4000 };

static size_t keys_of_comparison;

static int compare(const void *x, const void *y)
{
    const uint32_t *a = x, *b = y;
    for (size_t i = 0; i < keys_of_comparison; i++)
        if (a[i] != b[i])
            return a[i] < b[i] ? -1 : 1;
    return a[WIDTH - 1] < b[WIDTH - 1] ? -1 : a[WIDTH - 1] > b[WIDTH - 1]; /* where it stood before */
}

static uint32_t state_of_chance = 1;

static uint32_t chance(void)
{
    state_of_chance = state_of_chance * 1664525 + 1013904223;
    return state_of_chance >> 8;
}

static void assert_sorted(size_t count, size_t keys, uint32_t below)
{
    static uint32_t rows[MOST * WIDTH], expected[MOST * WIDTH];
    for (size_t i = 0; i < count; i++) {
        rows[i * WIDTH] = chance() % below;
        rows[i * WIDTH + 1] = below > 1000 ? chance() << 8 | (chance() & 0xFF) : chance() % below;
        rows[i * WIDTH + 2] = (uint32_t)i;
    }
    memcpy(expected, rows, sizeof rows);
    keys_of_comparison = keys;
    qsort(expected, count, WIDTH * sizeof *expected, compare);
    assert_true(rl_sort_rows(rows, count, WIDTH, keys));
    assert_memory_equal(rows, expected, count * WIDTH * sizeof *rows);
}

static void rows_are_sorted_by_their_first_columns(void **state)
{
    (void)state;
    static const uint32_t belows[] = {1, 2, 7, 2048, 2049, 5000000};
    for (size_t b = 0; b < sizeof belows / sizeof belows[0]; b++)
        for (size_t keys = 0; keys < WIDTH; keys++) {
            assert_sorted(MOST, keys, belows[b]);
            assert_sorted(17, keys, belows[b]);
        }
}

static void few_rows_are_no_case_of_their_own(void **state)
{
    (void)state;
    uint32_t one[WIDTH] = {3, 2, 1}, two[2 * WIDTH] = {UINT32_MAX, 0, 0, 0, UINT32_MAX, 0};
    assert_true(rl_sort_rows(one, 0, WIDTH, 2));
    assert_true(rl_sort_rows(one, 1, WIDTH, 2));
    assert_int_equal(one[0], 3);
    assert_true(rl_sort_rows(two, 2, WIDTH, 2));
    assert_int_equal(two[0], 0);
    assert_int_equal(two[WIDTH], UINT32_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_sorted_by_their_first_columns),
        cmocka_unit_test(few_rows_are_no_case_of_their_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
