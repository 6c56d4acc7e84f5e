/* The table of ids: everything entered is found, nothing else for long. */
#include "gazetteer/ids.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static uint32_t *slots;
static rl_image image;

static void make(size_t count)
{
    free(slots);
    slots = calloc(rl_ids_size(count) + 1, sizeof *slots);
    assert_non_null(slots);
    image = (rl_image){.ids = slots, .id_count = rl_ids_size(count), .entry_count = count};
}

static int free_all(void **state)
{
    (void)state;
    free(slots);
    slots = NULL;
    return 0;
}

static bool finds(uint32_t hash, uint32_t entry)
{
    uint32_t found;
    for (size_t at = SIZE_MAX; rl_ids_next(&image, hash, &at, &found);)
        if (found == entry)
            return true;
    return false;
}

static size_t count_found(uint32_t hash)
{
    size_t count = 0;
    uint32_t found;
    for (size_t at = SIZE_MAX; rl_ids_next(&image, hash, &at, &found);)
        count++;
    return count;
}

static uint32_t hash_of(size_t number)
{
    char id[32];
    return rl_id_hash(id, (size_t)snprintf(id, sizeof id, "id:%zu", number));
}

static void an_empty_table_has_nothing(void **state)
{
    (void)state;
    make(0);
    assert_int_equal(image.id_count, 0);
    assert_int_equal(count_found(0), 0);
    assert_int_equal(count_found(UINT32_MAX), 0);
}

static void all_ids_are_found_at_every_size(void **state)
{
    (void)state;
    static const size_t counts[] = {1, 2, 3, 7, 8, 15, 16, 127, 128, 1000, 65535, 65536, 65537, 300000};
    for (size_t c = 0; c < sizeof counts / sizeof counts[0]; c++) {
        make(counts[c]);
        for (size_t i = 0; i < counts[c]; i++)
            assert_true(rl_ids_enter(slots, counts[c], (uint32_t)i, hash_of(i)));
        for (size_t i = 0; i < counts[c]; i += 1 + i / 1000)
            assert_true(finds(hash_of(i), (uint32_t)i));
    }
}

static void ids_that_are_not_there_are_rarely_taken_for_others(void **state)
{
    (void)state;
    enum { COUNT = 50000 };
    size_t wrong = 0;
    make(COUNT);
    for (size_t i = 0; i < COUNT; i++)
        assert_true(rl_ids_enter(slots, COUNT, (uint32_t)i, hash_of(i)));
    for (size_t i = COUNT; i < 3 * (size_t)COUNT; i++)
        wrong += count_found(hash_of(i));
    assert_true(wrong < 100);
}

static void colliding_ids_are_all_found(void **state)
{
    (void)state;
    static const uint32_t hashes[] = {0, 1, 0x80000000u, UINT32_MAX};
    for (size_t h = 0; h < sizeof hashes / sizeof hashes[0]; h++) {
        make(40);
        for (uint32_t i = 0; i < 40; i++)
            assert_true(rl_ids_enter(slots, 40, i, hashes[h]));
        for (uint32_t i = 0; i < 40; i++)
            assert_true(finds(hashes[h], i));
        assert_int_equal(count_found(hashes[h]), 40);
    }
}

static void more_collisions_than_are_looked_through_are_refused(void **state)
{
    (void)state;
    enum { COUNT = RL_ID_PROBES_MOST + 100 };
    make(COUNT);
    for (uint32_t i = 0; i < RL_ID_PROBES_MOST; i++)
        assert_true(rl_ids_enter(slots, COUNT, i, 7));
    assert_false(rl_ids_enter(slots, COUNT, RL_ID_PROBES_MOST, 7));
    for (uint32_t i = 0; i < RL_ID_PROBES_MOST; i++)
        assert_true(finds(7, i));
}

/* Hostile tables: no empty slot, all tags alike, numbers of nothing. */
static void a_full_table_ends_the_search(void **state)
{
    (void)state;
    make(10);
    for (size_t i = 0; i < image.id_count; i++)
        slots[i] = UINT32_MAX;
    assert_true(count_found(UINT32_MAX) <= image.id_count);
    assert_int_equal(count_found(0), 0);
    make(100000);
    for (size_t i = 0; i < image.id_count; i++)
        slots[i] = UINT32_MAX;
    assert_true(count_found(UINT32_MAX) <= RL_ID_PROBES_MOST);
    for (size_t i = 0; i < image.id_count; i++)
        slots[i] = 0xABC00000; /* the number of no entry */
    uint32_t found = 0;
    size_t at = SIZE_MAX;
    image.id_count = 1;
    assert_false(rl_ids_next(&image, 0, &at, &found));
}

static void searches_go_round_the_end(void **state)
{
    (void)state;
    make(5);
    for (uint32_t i = 0; i < 5; i++)
        assert_true(rl_ids_enter(slots, 5, i, UINT32_MAX - i));
    for (uint32_t i = 0; i < 5; i++)
        assert_true(finds(UINT32_MAX - i, i));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_table_has_nothing),
        cmocka_unit_test(all_ids_are_found_at_every_size),
        cmocka_unit_test(ids_that_are_not_there_are_rarely_taken_for_others),
        cmocka_unit_test(colliding_ids_are_all_found),
        cmocka_unit_test(more_collisions_than_are_looked_through_are_refused),
        cmocka_unit_test(a_full_table_ends_the_search),
        cmocka_unit_test(searches_go_round_the_end),
    };
    return cmocka_run_group_tests_name("ids", tests, NULL, free_all);
}
