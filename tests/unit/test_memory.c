/* Arena, buffer and array growth: alignment, limits, reuse, and sizes that would overflow. */
#include "base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void arrays_grow_and_keep_their_items(void **state)
{
    (void)state;
    size_t capacity = 0;
    int *items = NULL;
    for (int i = 0; i < 1000; i++) {
        int *grown = rl_array_grow(items, &capacity, (size_t)i + 1, sizeof *items);
        assert_non_null(grown);
        items = grown;
        items[i] = i;
    }
    assert_true(capacity >= 1000 && capacity < 2100);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(items[i], i);
    free(items);
}

static void absurd_sizes_are_refused(void **state)
{
    (void)state;
    size_t capacity = 0;
    assert_null(rl_array_grow(NULL, &capacity, SIZE_MAX, 1));
    assert_null(rl_array_grow(NULL, &capacity, SIZE_MAX / 2, 16));
    assert_null(rl_array_grow(NULL, &capacity, RL_SIZE_LIMIT / 4, 8));
    assert_null(rl_array_grow(NULL, &capacity, 1, 0));
    assert_int_equal(capacity, 0);
}

static void an_array_that_has_room_stays(void **state)
{
    (void)state;
    size_t capacity = 0;
    char *items = rl_array_grow(NULL, &capacity, 0, 1);
    assert_non_null(items);
    assert_ptr_equal(rl_array_grow(items, &capacity, capacity, 1), items);
    free(items);
}

static void arena_memory_is_aligned_and_separate(void **state)
{
    (void)state;
    rl_arena arena = {0};
    unsigned char *blocks[300];
    for (size_t i = 0; i < 300; i++) {
        blocks[i] = rl_arena_alloc(&arena, i * 7);
        assert_non_null(blocks[i]);
        assert_int_equal((uintptr_t)blocks[i] % _Alignof(max_align_t), 0);
        memset(blocks[i], (int)(i & 0xFF), i * 7);
    }
    for (size_t i = 0; i < 300; i++)
        for (size_t j = 0; j < i * 7; j++)
            assert_int_equal(blocks[i][j], i & 0xFF);
    rl_arena_free(&arena);
    assert_null(arena.chunks);
}

static void empty_allocations_differ(void **state)
{
    (void)state;
    rl_arena arena = {0};
    void *a = rl_arena_alloc(&arena, 0), *b = rl_arena_alloc(&arena, 0);
    assert_non_null(a);
    assert_ptr_not_equal(a, b);
    rl_arena_free(&arena);
}

static void arena_takes_back_what_is_left_over(void **state)
{
    (void)state;
    rl_arena arena = {0};
    char *a = rl_arena_alloc(&arena, 1000), *b;
    memset(a, 'a', 1000);
    rl_arena_give_back(&arena, a, 5);
    b = rl_arena_alloc(&arena, 10);
    assert_true(b >= a + 5 && b < a + 100);
    memset(b, 'b', 10);
    assert_memory_equal(a, "aaaaa", 5);
    rl_arena_give_back(&arena, b, 0);
    assert_ptr_equal(rl_arena_alloc(&arena, 1), b + _Alignof(max_align_t));
    rl_arena_free(&arena);
}

static void arena_refuses_what_cannot_be(void **state)
{
    (void)state;
    rl_arena arena = {0};
    assert_null(rl_arena_alloc(&arena, SIZE_MAX));
    assert_null(rl_arena_copy(&arena, "x", SIZE_MAX)); /* one more for the NUL would be none at all */
    assert_null(rl_arena_alloc(&arena, RL_SIZE_LIMIT + 1));
    rl_arena_free(&arena);
}

static void cleared_arena_is_used_again(void **state)
{
    (void)state;
    rl_arena arena = {0};
    rl_arena_clear(&arena);
    for (int i = 0; i < 10; i++)
        assert_non_null(rl_arena_alloc(&arena, 100000));
    rl_arena_clear(&arena);
    void *kept = arena.chunks;
    assert_non_null(kept);
    memset(rl_arena_alloc(&arena, 100000), 1, 100000);
    assert_ptr_equal(arena.chunks, kept);
    rl_arena_free(&arena);
    rl_arena_free(&arena);
}

static void copies_end_in_nul(void **state)
{
    (void)state;
    rl_arena arena = {0};
    assert_memory_equal(rl_arena_copy(&arena, "a\0b", 3), "a\0b", 4);
    assert_string_equal(rl_arena_copy(&arena, NULL, 0), "");
    rl_arena_free(&arena);
}

static void buffers_append(void **state)
{
    (void)state;
    rl_buffer b = {0};
    assert_string_equal(rl_buffer_string(&b), "");
    assert_true(rl_buffer_append_string(&b, "ab"));
    assert_true(rl_buffer_append_char(&b, '\0'));
    assert_true(rl_buffer_append(&b, NULL, 0));
    assert_true(rl_buffer_append(&b, "cd", 1));
    assert_int_equal(b.length, 4);
    assert_memory_equal(rl_buffer_string(&b), "ab\0c", 5);
    assert_int_equal(b.length, 4);
    rl_buffer_clear(&b);
    assert_int_equal(b.length, 0);
    assert_true(b.capacity > 0);
    rl_buffer_free(&b);
    assert_null(b.bytes);
}

static void a_failed_buffer_stays_failed(void **state)
{
    (void)state;
    rl_buffer b = {0};
    assert_true(rl_buffer_append_string(&b, "ab"));
    volatile size_t too_long = RL_SIZE_LIMIT; /* so that no compiler warns of what is asked for here */
    assert_false(rl_buffer_append(&b, "x", too_long));
    assert_true(b.failed);
    assert_false(rl_buffer_append_char(&b, 'x'));
    assert_null(rl_buffer_string(&b));
    assert_int_equal(b.length, 2);
    rl_buffer_clear(&b);
    assert_true(rl_buffer_append_char(&b, 'x'));
    assert_string_equal(rl_buffer_string(&b), "x");
    rl_buffer_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arrays_grow_and_keep_their_items),
        cmocka_unit_test(absurd_sizes_are_refused),
        cmocka_unit_test(an_array_that_has_room_stays),
        cmocka_unit_test(arena_memory_is_aligned_and_separate),
        cmocka_unit_test(empty_allocations_differ),
        cmocka_unit_test(arena_takes_back_what_is_left_over),
        cmocka_unit_test(arena_refuses_what_cannot_be),
        cmocka_unit_test(cleared_arena_is_used_again),
        cmocka_unit_test(copies_end_in_nul),
        cmocka_unit_test(buffers_append),
        cmocka_unit_test(a_failed_buffer_stays_failed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
