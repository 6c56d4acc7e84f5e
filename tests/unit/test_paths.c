/* The strongest path: by weights, not by steps; the same one in both directions; none; edges that are none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "graph/paths.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 8 };

typedef struct sample {
    rl_path_edge edges[MOST];
    size_t count;
} sample;

static const sample DIAMOND = {{{0, 1, 1}, {0, 2, 4}, {1, 3, 1}, {2, 3, 4}, {0, 3, 1}, {4, 5, 1}}, 6};

/* `expected` is the nodes as digits; "" for no path. */
static void assert_path(const sample *s, uint32_t from, uint32_t to, const char *expected)
{
    relata_error err = {0};
    uint32_t *nodes = NULL;
    size_t count = 99;
    char found[16] = "";
    assert_int_equal(rl_strongest_path(6, s->edges, s->count, from, to, &nodes, &count, &err), RELATA_OK);
    assert_true(count < sizeof found);
    for (size_t i = 0; i < count; i++)
        found[i] = (char)('0' + nodes[i]);
    found[count] = '\0';
    assert_string_equal(found, expected);
    assert_true((nodes == NULL) == (count == 0));
    free(nodes);
}

static void two_strong_steps_beat_a_weak_one(void **state)
{
    (void)state;
    assert_path(&DIAMOND, 0, 3, "023");
    assert_path(&DIAMOND, 3, 0, "320");
    assert_path(&DIAMOND, 4, 5, "45");
}

static void ties_are_the_same_in_both_directions(void **state)
{
    (void)state;
    const sample s = {{{0, 1, 2}, {0, 2, 2}, {1, 3, 2}, {2, 3, 2}}, 4};
    assert_path(&s, 0, 3, "023");
    assert_path(&s, 3, 0, "320");
}

static void no_path(void **state)
{
    (void)state;
    const sample none = {.count = 0};
    assert_path(&DIAMOND, 0, 4, "");
    assert_path(&DIAMOND, 5, 0, "");
    assert_path(&none, 0, 1, "");
}

static void extreme_weights(void **state)
{
    (void)state;
    const sample s = {{{0, 1, 1e-300}, {1, 2, 1e300}, {0, 2, 1e-300}}, 3};
    assert_path(&s, 0, 2, "02");
    assert_path(&s, 1, 2, "12");
}

static void assert_refused(rl_path_edge edge, uint32_t to)
{
    relata_error err = {0};
    uint32_t *nodes = (uint32_t *)&err;
    size_t count = 99;
    assert_int_equal(rl_strongest_path(3, &edge, 1, 0, to, &nodes, &count, &err), RELATA_ERROR_ARGUMENT);
    assert_true(err.message[0] != '\0');
    assert_ptr_equal(nodes, &err);
    assert_int_equal(count, 99);
}

static void what_is_no_edge(void **state)
{
    (void)state;
    assert_refused((rl_path_edge){1, 1, 1}, 1);
    assert_refused((rl_path_edge){0, 3, 1}, 1);
    assert_refused((rl_path_edge){0, 1, 0}, 1);
    assert_refused((rl_path_edge){0, 1, -1}, 1);
    assert_refused((rl_path_edge){0, 1, NAN}, 1);
    assert_refused((rl_path_edge){0, 1, INFINITY}, 1);
    assert_refused((rl_path_edge){0, 1, 1}, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_strong_steps_beat_a_weak_one),
        cmocka_unit_test(ties_are_the_same_in_both_directions),
        cmocka_unit_test(no_path),
        cmocka_unit_test(extreme_weights),
        cmocka_unit_test(what_is_no_edge),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
