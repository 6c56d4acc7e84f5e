/* The hash and the string map: fixed values, keys with NUL, many keys, reuse. */
#include "base/hash.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void length_and_every_byte_count(void **state)
{
    (void)state;
    char zeroes[40] = {0};
    for (size_t a = 0; a < sizeof zeroes; a++)
        for (size_t b = 0; b < a; b++)
            assert_int_not_equal(rl_hash_bytes(zeroes, a), rl_hash_bytes(zeroes, b));
    uint64_t plain = rl_hash_bytes(zeroes, sizeof zeroes);
    for (size_t i = 0; i < sizeof zeroes; i++) {
        zeroes[i] = (char)0x80;
        assert_int_not_equal(rl_hash_bytes(zeroes, sizeof zeroes), plain);
        zeroes[i] = 0;
    }
    assert_int_equal(rl_hash_bytes(zeroes, sizeof zeroes), plain);
}

static void alignment_does_not_matter(void **state)
{
    (void)state;
    char room[64];
    for (size_t shift = 0; shift < 16; shift++) {
        memcpy(room + shift, "Asia-Pacific Economic Cooperation", 33);
        assert_int_equal(rl_hash_bytes(room + shift, 33), rl_hash_bytes("Asia-Pacific Economic Cooperation", 33));
    }
}

static void short_keys_hash_alike_whatever_follows(void **state)
{
    (void)state;
    char key[32];
    for (size_t i = 0; i < sizeof key; i++)
        key[i] = (char)(i * 37 + 200);
    for (size_t start = 0; start < 16; start++)
        for (size_t length = 1; length < 16; length++)
            assert_int_equal(rl_hash_padded(key + start, length), rl_hash_bytes(key + start, length));
}

static void mixing_knows_order(void **state)
{
    (void)state;
    assert_int_not_equal(rl_hash_mix(1, 2), rl_hash_mix(2, 1));
    assert_int_not_equal(rl_hash_mix(0, 1), rl_hash_mix(0, 2));
    assert_int_equal(rl_hash_mix(7, 9), rl_hash_mix(7, 9));
}

static void an_empty_map_finds_nothing(void **state)
{
    (void)state;
    rl_string_map map = {0};
    assert_int_equal(rl_string_map_find(&map, "a", 1), RL_NONE);
    rl_string_map_clear(&map);
    rl_string_map_free(&map);
}

static void keys_are_bytes(void **state)
{
    (void)state;
    rl_string_map map = {0};
    size_t length = 99;
    assert_int_equal(rl_string_map_add(&map, "a\0b", 3), 0);
    assert_int_equal(rl_string_map_add(&map, "a", 1), 1);
    assert_int_equal(rl_string_map_add(&map, NULL, 0), 2);
    assert_int_equal(rl_string_map_add(&map, "", 0), 2);
    assert_int_equal(rl_string_map_add(&map, "a\0b", 3), 0);
    assert_int_equal(rl_string_map_find(&map, "a\0c", 3), RL_NONE);
    assert_memory_equal(rl_string_map_key(&map, 0, &length), "a\0b", 4);
    assert_int_equal(length, 3);
    assert_string_equal(rl_string_map_key(&map, 2, NULL), "");
    rl_string_map_free(&map);
}

static void many_keys_keep_their_numbers(void **state)
{
    (void)state;
    rl_string_map map = {0};
    char key[32];
    for (uint32_t round = 0; round < 2; round++)
        for (uint32_t i = 0; i < 50000; i++) {
            int length = snprintf(key, sizeof key, "name %u", i);
            assert_int_equal(rl_string_map_add(&map, key, (size_t)length), i);
        }
    assert_int_equal(map.count, 50000);
    assert_true(map.slot_count >= 2 * map.count);
    assert_string_equal(rl_string_map_key(&map, 31415, NULL), "name 31415");
    assert_int_equal(rl_string_map_find(&map, "name 50000", 10), RL_NONE);
    rl_string_map_free(&map);
}

static void a_cleared_map_starts_again(void **state)
{
    (void)state;
    rl_string_map map = {0};
    assert_int_equal(rl_string_map_add(&map, "a", 1), 0);
    assert_int_equal(rl_string_map_add(&map, "b", 1), 1);
    rl_string_map_clear(&map);
    assert_int_equal(rl_string_map_find(&map, "a", 1), RL_NONE);
    assert_int_equal(rl_string_map_add(&map, "b", 1), 0);
    assert_string_equal(rl_string_map_key(&map, 0, NULL), "b");
    rl_string_map_free(&map);
}

/* A large map with few keys is emptied key by key: every slot must be free again, whoever stands in whose way. */
static void a_large_map_is_emptied_of_any_number_of_keys(void **state)
{
    (void)state;
    rl_string_map map = {0};
    char key[32];
    for (uint32_t used = 1; used < 40000; used = used * 3 + 1) {
        for (uint32_t i = 0; i < used; i++)
            (void)rl_string_map_add(&map, key, (size_t)snprintf(key, sizeof key, "%u of %u", i, used));
        assert_int_equal(map.count, used);
        rl_string_map_clear(&map);
        for (size_t i = 0; i < map.slot_count; i++)
            assert_int_equal(map.slots[i].number, 0);
    }
    for (uint32_t used = 5000; used > 0; used /= 2) {
        for (uint32_t i = 0; i < used; i++)
            (void)rl_string_map_add(&map, key, (size_t)snprintf(key, sizeof key, "%u of %u", i, used));
        rl_string_map_clear(&map);
        for (size_t i = 0; i < map.slot_count; i++)
            assert_int_equal(map.slots[i].number, 0);
    }
    rl_string_map_free(&map);
}

static void a_freed_map_is_an_empty_one(void **state)
{
    (void)state;
    rl_string_map map = {0};
    assert_int_equal(rl_string_map_add(&map, "a", 1), 0);
    assert_int_equal(rl_string_map_find(&map, "", 0), RL_NONE);
    assert_int_equal(map.count, 1);
    rl_string_map_free(&map);
    assert_int_equal(rl_string_map_add(&map, "b", 1), 0);
    rl_string_map_free(&map);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(length_and_every_byte_count),
        cmocka_unit_test(alignment_does_not_matter),
        cmocka_unit_test(short_keys_hash_alike_whatever_follows),
        cmocka_unit_test(mixing_knows_order),
        cmocka_unit_test(an_empty_map_finds_nothing),
        cmocka_unit_test(keys_are_bytes),
        cmocka_unit_test(many_keys_keep_their_numbers),
        cmocka_unit_test(a_cleared_map_starts_again),
        cmocka_unit_test(a_large_map_is_emptied_of_any_number_of_keys),
        cmocka_unit_test(a_freed_map_is_an_empty_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
