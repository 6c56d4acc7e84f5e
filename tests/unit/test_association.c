/* Weights of edges from counted windows, against values worked out by hand. */
#include "relate/association.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void is_near(double found, double wanted)
{
    if (!(fabs(found - wanted) < 1e-9))
        fail_msg("%.12f, not %.12f", found, wanted);
}

/* 2 of 4 windows hold a, 2 hold b, 1 holds both: just what chance gives. */
static void test_chance_is_nought(void **state)
{
    (void)state;
    rl_association a = rl_associate((rl_windows){.both = 1, .a = 2, .b = 2, .all = 4});
    is_near(a.npmi, 0);
    is_near(a.log_likelihood, 0);
    is_near(a.jaccard, 1.0 / 3);
    is_near(a.cosine, 0.5);
}

/* Always together, in 2 of 8: npmi ln(2 * 8 / 4) / -ln(2 / 8) = 1; 2 * (2 ln 4 + 6 ln(4 / 3)) = 8.997362. */
static void test_never_apart(void **state)
{
    (void)state;
    rl_association a = rl_associate((rl_windows){.both = 2, .a = 2, .b = 2, .all = 8});
    is_near(a.npmi, 1);
    is_near(a.log_likelihood, 2 * (2 * log(4) + 6 * log(4.0 / 3)));
    is_near(a.jaccard, 1);
    is_near(a.cosine, 1);
}

/* 1 of 10, where chance gives 6 * 5 / 10 = 3. Cells: 1 (3), 5 (3), 4 (2), 0 (2). */
static void test_rather_apart_is_below_nought(void **state)
{
    (void)state;
    rl_association a = rl_associate((rl_windows){.both = 1, .a = 6, .b = 5, .all = 10});
    is_near(a.npmi, log(1.0 / 3) / log(10));
    is_near(a.log_likelihood, -2 * (log(1.0 / 3) + 5 * log(5.0 / 3) + 4 * log(2)));
    is_near(a.jaccard, 0.1);
    is_near(a.cosine, 1 / sqrt(30));
}

/* Dunning's own example: "the swiss", 110 of 31,777 bigrams of "the", 111 of "swiss" in all: -2 log lambda = 270.72 is for
 * the row of his table 2 with these cells: 110, 2442, 111, 29114. */
static void test_the_example_of_the_paper(void **state)
{
    (void)state;
    rl_association a = rl_associate((rl_windows){.both = 110, .a = 110 + 2442, .b = 110 + 111, .all = 110 + 2442 + 111 + 29114});
    assert_true(fabs(a.log_likelihood - 270.72) < 0.01);
}

static void test_in_every_window(void **state)
{
    (void)state;
    rl_association a = rl_associate((rl_windows){.both = 3, .a = 3, .b = 3, .all = 3});
    is_near(a.npmi, 1);
    is_near(a.log_likelihood, 0);
    is_near(a.jaccard, 1);
}

static void test_never_together(void **state)
{
    (void)state;
    rl_association a = rl_associate((rl_windows){.both = 0, .a = 3, .b = 3, .all = 9});
    is_near(a.npmi, 0);
    is_near(a.cosine, 0);
}

static void test_counts_that_contradict_each_other(void **state)
{
    (void)state;
    rl_association a = rl_associate((rl_windows){.both = 7, .a = 2, .b = 5, .all = 1});
    is_near(a.jaccard, 0.4);
    assert_true(isfinite(a.npmi) && isfinite(a.log_likelihood));
}

static void test_very_large_counts_stay_finite(void **state)
{
    (void)state;
    uint64_t most = UINT64_C(1) << 40;
    rl_association a = rl_associate((rl_windows){.both = most, .a = 2 * most, .b = 3 * most, .all = 4 * most});
    assert_true(isfinite(a.npmi) && a.npmi <= 1 && a.npmi >= -1);
    assert_true(isfinite(a.log_likelihood));
}

/* Calculated by tests/interop/association.py, which works from probabilities with 60 digits. G squared near zero, where the
 * cells cancel each other, is as exact as they are. */
static void test_values_of_another_calculation(void **state)
{
    (void)state;
    static const struct {
        rl_windows windows;
        rl_association expected;
    } CASES[] = {
#include "association_values.h"
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        const rl_association *wanted = &CASES[i].expected;
        rl_association found = rl_associate(CASES[i].windows);
        double cells = 1e-12 * fabs(wanted->log_likelihood) + 1e-15 * (double)CASES[i].windows.all;
        if (!(fabs(found.log_likelihood - wanted->log_likelihood) <= cells))
            fail_msg("%.17g, not %.17g", found.log_likelihood, wanted->log_likelihood);
        is_near(found.npmi, wanted->npmi);
        is_near(found.jaccard, wanted->jaccard);
        is_near(found.cosine, wanted->cosine);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_chance_is_nought),
        cmocka_unit_test(test_never_apart),
        cmocka_unit_test(test_rather_apart_is_below_nought),
        cmocka_unit_test(test_the_example_of_the_paper),
        cmocka_unit_test(test_in_every_window),
        cmocka_unit_test(test_never_together),
        cmocka_unit_test(test_counts_that_contradict_each_other),
        cmocka_unit_test(test_very_large_counts_stay_finite),
        cmocka_unit_test(test_values_of_another_calculation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
