/* Tables of hashes: things of one hash, growing, clearing by runs and as a whole. */
#include "base/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* The numbers that a hash leads to, as a set of bits. */
static uint64_t found(const rl_table *table, uint64_t hash)
{
    uint64_t numbers = 0;
    size_t at;
    for (uint32_t n = rl_table_first(table, hash, &at); n != RL_NONE; n = rl_table_next(table, hash, &at))
        numbers |= (uint64_t)1 << n;
    return numbers;
}

static void an_empty_table_finds_nothing(void **state)
{
    (void)state;
    rl_table table = {0};
    assert_true(found(&table, 7) == 0);
    rl_table_clear(&table);
    rl_table_free(&table);
}

static void things_may_share_a_hash(void **state)
{
    (void)state;
    rl_table table = {0};
    const uint64_t near = UINT64_C(5) << 32 | 3, far = UINT64_C(6) << 32 | 3; /* one place, two tags */
    assert_int_equal(rl_table_add(&table, near), 0);
    assert_int_equal(rl_table_add(&table, far), 1);
    assert_int_equal(rl_table_add(&table, near), 2);
    assert_true(found(&table, near) == 5);
    assert_true(found(&table, far) == 2);
    rl_table_free(&table);
}

static void all_are_found_while_it_grows(void **state)
{
    (void)state;
    rl_table table = {0};
    for (uint64_t i = 0; i < 5000; i++) {
        assert_int_equal(rl_table_add(&table, rl_hash_mix(i, 1)), i);
        size_t at;
        uint64_t sought = i / 2;
        assert_int_equal(rl_table_first(&table, rl_hash_mix(sought, 1), &at), sought);
    }
    assert_true(table.slot_count >= 10000);
    rl_table_free(&table);
}

static void room_can_be_made_before(void **state)
{
    (void)state;
    rl_table table = {0};
    assert_true(rl_table_reserve(&table, 1000));
    const rl_string_slot *slots = table.slots;
    for (uint64_t i = 0; i < 1000; i++)
        assert_int_equal(rl_table_add(&table, i << 33 | i), i);
    assert_ptr_equal(table.slots, slots);
    assert_false(rl_table_reserve(&table, RL_NONE));
    rl_table_free(&table);
}

static void cleared_it_is_as_new(void **state)
{
    (void)state;
    rl_table table = {0};
    static const size_t rounds[] = {3000, 3, 1, 200, 7}; /* many of its slots are used, then few */
    for (size_t r = 0; r < sizeof rounds / sizeof rounds[0]; r++) {
        for (uint64_t i = 0; i < rounds[r]; i++)
            assert_int_equal(rl_table_add(&table, rl_hash_mix(i, r)), i);
        rl_table_clear(&table);
        for (size_t s = 0; s < table.slot_count; s++)
            assert_int_equal(table.slots[s].number, 0);
    }
    rl_table_free(&table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_table_finds_nothing), cmocka_unit_test(things_may_share_a_hash),
        cmocka_unit_test(all_are_found_while_it_grows), cmocka_unit_test(room_can_be_made_before),
        cmocka_unit_test(cleared_it_is_as_new),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
