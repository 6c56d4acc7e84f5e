/* Association weights from four counts of windows. The formulas, what is counted and the sources are in docs/weights.md.
 *
 * Logarithms are taken of quotients of counts that were multiplied as doubles: up to 2^53 windows every count is exact. */
#include "relate/association.h"

#include <math.h>

static bool is_possible(const rl_windows *w)
{
    if (w->a == 0 || w->b == 0 || w->both > w->a || w->both > w->b || w->a > w->all || w->b > w->all)
        return false;
    return w->a - w->both <= w->all - w->b; /* those with a alone fit into those without b */
}

/* Two that always stand together carry the most that one can say of the other: 1, also if no window is without them,
 * where the quotient is 0/0. Two that never meet: -1, the limit. */
static double npmi(const rl_windows *w)
{
    if (w->both == 0)
        return -1;
    if (w->both == w->a && w->both == w->b)
        return 1;
    double both = (double)w->both, all = (double)w->all;
    double pmi = log(both * all / ((double)w->a * (double)w->b));
    return fmax(-1, fmin(1, pmi / -log(both / all)));
}

/* What one cell of the table adds. */
static double surprise(double seen, double expected)
{
    return seen > 0 ? seen * log(seen / expected) : 0;
}

/* Dunning's G squared over the two-by-two table of windows with and without each. It says how far from chance, not in
 * which direction, so it gets the sign of the difference. */
static double log_likelihood(const rl_windows *w)
{
    double a = (double)w->a, b = (double)w->b, all = (double)w->all;
    double not_a = (double)(w->all - w->a), not_b = (double)(w->all - w->b);
    double both = (double)w->both, only_a = (double)(w->a - w->both), only_b = (double)(w->b - w->both);
    double neither = (double)(w->all - w->b - (w->a - w->both));
    double sum = surprise(both, a * b / all) + surprise(only_a, a * not_b / all) + surprise(only_b, not_a * b / all) +
                 surprise(neither, not_a * not_b / all);
    double squared = fmax(0, 2 * sum);
    return both * all < a * b ? -squared : squared;
}

bool rl_associate(const rl_windows *windows, rl_association *ret_association)
{
    if (!is_possible(windows))
        return false;
    double both = (double)windows->both;
    *ret_association = (rl_association){
        .npmi = npmi(windows),
        .log_likelihood = log_likelihood(windows),
        .jaccard = both / (double)(windows->a + (windows->b - windows->both)),
        .cosine = fmin(1, both / sqrt((double)windows->a * (double)windows->b)),
    };
    return true;
}
