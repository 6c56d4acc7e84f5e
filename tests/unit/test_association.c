/* Association weights: values worked out by hand, values of another calculation, and counts that cannot be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "relate/association.h"

#include <math.h>

static void assert_near(double value, double expected, double tolerance)
{
    if (!(fabs(value - expected) <= tolerance))
        fail_msg("%.17g is not %.17g", value, expected);
}

static rl_association associate(uint64_t both, uint64_t a, uint64_t b, uint64_t all)
{
    rl_association found = {0};
    assert_true(rl_associate(&(rl_windows){both, a, b, all}, &found));
    return found;
}

/* Of 8 windows a has 2, b has 4, and both have 2: b stands wherever a does. p(a) = 1/4, p(b) = 1/2, p(both) = 1/4.
 * PMI = ln 2, NPMI = ln 2 / ln 4 = 1/2. Expected are 1, 1, 3 and 3 windows; seen are 2, 0, 2 and 4. */
static void values_by_hand(void **state)
{
    (void)state;
    rl_association w = associate(2, 2, 4, 8);
    assert_near(w.npmi, 0.5, 1e-15);
    assert_near(w.log_likelihood, 2 * (2 * log(2) + 2 * log(2.0 / 3) + 4 * log(4.0 / 3)), 1e-14);
    assert_near(w.jaccard, 0.5, 1e-15);
    assert_near(w.cosine, 2 / sqrt(8), 1e-15);
}

/* 2 of 10 where 2 were expected. */
static void chance_alone_is_zero(void **state)
{
    (void)state;
    rl_association w = associate(2, 4, 5, 10);
    assert_near(w.npmi, 0, 1e-15);
    assert_near(w.log_likelihood, 0, 1e-14);
}

static void those_who_avoid_each_other_are_below_zero(void **state)
{
    (void)state;
    rl_association never = associate(0, 5, 5, 10), seldom = associate(1, 5, 5, 10), often = associate(4, 5, 5, 10);
    assert_near(never.npmi, -1, 0);
    assert_near(never.log_likelihood, -20 * log(2), 1e-13); /* four cells, two of them empty */
    assert_near(never.jaccard, 0, 0);
    assert_near(never.cosine, 0, 0);
    assert_true(seldom.npmi < 0 && seldom.log_likelihood < 0);
    assert_near(often.log_likelihood, -seldom.log_likelihood, 1e-14); /* as far from chance on the other side */
}

static void those_who_are_never_apart_are_at_the_top(void **state)
{
    (void)state;
    static const uint64_t alls[] = {7, 8, 1000000};
    for (size_t i = 0; i < sizeof alls / sizeof alls[0]; i++) {
        rl_association w = associate(7, 7, 7, alls[i]);
        assert_near(w.npmi, 1, 0);
        assert_near(w.jaccard, 1, 0);
        assert_near(w.cosine, 1, 0);
    }
    assert_near(associate(7, 7, 7, 7).log_likelihood, 0, 0); /* no window without them: nothing to compare with */
}

static void values_of_another_calculation(void **state)
{
    (void)state;
    static const struct {
        rl_windows windows;
        rl_association expected;
    } CASES[] = {
#include "association_values.h"
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        rl_windows w = CASES[i].windows;
        const rl_association *expected = &CASES[i].expected;
        rl_association found = associate(w.both, w.a, w.b, w.all);
        assert_near(found.npmi, expected->npmi, 1e-12);
        /* The cells nearly cancel each other where chance rules, so that what is left is as exact as they are. */
        assert_near(found.log_likelihood, expected->log_likelihood,
                    1e-12 * fabs(expected->log_likelihood) + 1e-15 * (double)w.all);
        assert_near(found.jaccard, expected->jaccard, 1e-14);
        assert_near(found.cosine, expected->cosine, 1e-14);
        rl_association turned = associate(w.both, w.b, w.a, w.all);
        assert_near(turned.npmi, found.npmi, 1e-14);
    }
}

static void large_counts_do_not_overflow(void **state)
{
    (void)state;
    rl_association w = associate(UINT64_MAX / 4, UINT64_MAX / 2, UINT64_MAX / 2, UINT64_MAX);
    assert_near(w.npmi, 0, 1e-12);
    assert_near(w.jaccard, 1.0 / 3, 1e-12);
    assert_near(associate(UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX).jaccard, 1, 0);
}

static void counts_that_cannot_be_are_refused(void **state)
{
    (void)state;
    static const rl_windows CASES[] = {
        {0, 0, 0, 0}, {0, 0, 1, 1}, {0, 1, 0, 1}, {2, 1, 2, 3}, {2, 2, 1, 3},
        {1, 4, 1, 3}, {1, 1, 4, 3}, {0, 2, 2, 3}, {1, 3, 3, 4}, {1, 1, 1, 0},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        rl_association w = {.npmi = 42};
        assert_false(rl_associate(&CASES[i], &w));
        assert_near(w.npmi, 42, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_by_hand),
        cmocka_unit_test(chance_alone_is_zero),
        cmocka_unit_test(those_who_avoid_each_other_are_below_zero),
        cmocka_unit_test(those_who_are_never_apart_are_at_the_top),
        cmocka_unit_test(values_of_another_calculation),
        cmocka_unit_test(large_counts_do_not_overflow),
        cmocka_unit_test(counts_that_cannot_be_are_refused),
    };
    return cmocka_run_group_tests_name("association", tests, NULL, NULL);
}
