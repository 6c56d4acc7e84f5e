/* What is done to many bytes in one step is what is done to them one after the other. */
#include "base/bytes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { LENGTH = 80, ROUNDS = 20000 };

static uint32_t next_number(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* Mostly letters, so that runs are long enough to reach the ends of blocks; at times any byte. */
static void fill(char *bytes, uint32_t *seed)
{
    static const char EDGES[] = "`az{@AZ[\"\\\x1F\x20\x7F\x80\xFF";
    for (size_t i = 0; i < LENGTH; i++) {
        uint32_t n = next_number(seed);
        bytes[i] = n % 24 == 0 ? EDGES[n / 24 % (sizeof EDGES)] : n % 97 == 0 ? (char)(n / 97) : (char)('a' + n % 26);
    }
}

static void small_letters_are_counted_alike(void **state)
{
    (void)state;
    char bytes[LENGTH];
    uint32_t seed = 1;
    for (int i = 0; i < ROUNDS; i++) {
        fill(bytes, &seed);
        for (size_t at = 0; at + RL_BYTES_BLOCK <= LENGTH; at += 7)
            assert_int_equal(rl_bytes_small_letters(bytes + at),
                             rl_bytes_small_letters_plain(bytes + at, RL_BYTES_BLOCK));
    }
}

static void every_byte_is_a_small_letter_or_none(void **state)
{
    (void)state;
    char bytes[RL_BYTES_BLOCK];
    memset(bytes, 'm', sizeof bytes);
    assert_int_equal(rl_bytes_small_letters(bytes), RL_BYTES_BLOCK);
    for (int c = 0; c < 256; c++) {
        bytes[5] = (char)c;
        assert_int_equal(rl_bytes_small_letters(bytes), c >= 'a' && c <= 'z' ? RL_BYTES_BLOCK : 5);
    }
}

static void runs_end_alike(void **state)
{
    (void)state;
    char bytes[LENGTH];
    uint32_t seed = 2;
    for (int i = 0; i < ROUNDS; i++) {
        fill(bytes, &seed);
        size_t from = next_number(&seed) % LENGTH, length = next_number(&seed) % (LENGTH - from + 1);
        assert_int_equal(rl_bytes_ascii(bytes + from, length), rl_bytes_ascii_plain(bytes + from, length));
        assert_int_equal(rl_bytes_unescaped(bytes + from, length), rl_bytes_unescaped_plain(bytes + from, length));
    }
}

static void capitals_become_small(void **state)
{
    (void)state;
    char all[256], lowered[256];
    for (int c = 0; c < 256; c++)
        all[c] = (char)c;
    rl_bytes_lower(lowered, all, sizeof all);
    for (int c = 0; c < 256; c++)
        assert_int_equal(lowered[c], (char)(c >= 'A' && c <= 'Z' ? c + 32 : c));
    memset(lowered, 'x', sizeof lowered);
    rl_bytes_lower(lowered, "ABC", 2);
    assert_memory_equal(lowered, "abx", 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_letters_are_counted_alike),
        cmocka_unit_test(every_byte_is_a_small_letter_or_none),
        cmocka_unit_test(runs_end_alike),
        cmocka_unit_test(capitals_become_small),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
