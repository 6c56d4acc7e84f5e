/* Four numbers from one table of four counts. Sums of logarithms are taken cell by cell, with 0 log 0 = 0. */
#include "relate/association.h"

#include <math.h>

static uint64_t least(uint64_t x, uint64_t y)
{
    return x < y ? x : y;
}

static uint64_t most(uint64_t x, uint64_t y)
{
    return x > y ? x : y;
}

/* Two entities of one document that turn out to be one are counted with their own pairs: so a count of both can exceed
 * that of one. */
static rl_windows bring_into_line(rl_windows w)
{
    w.both = least(w.both, least(w.a, w.b));
    w.all = most(w.all, w.a + w.b - w.both);
    return w;
}

/* Two names that stand in every window tell nothing of each other, but are never apart. */
static double npmi_of(double both, double a, double b, double all)
{
    return both < all ? log(both * all / (a * b)) / -log(both / all) : 1;
}

static double cell(double observed, double row, double column, double all)
{
    return observed > 0 ? observed * log(observed * all / (row * column)) : 0;
}

static double log_likelihood_of(double both, double a, double b, double all)
{
    double sum = cell(both, a, b, all) + cell(a - both, a, all - b, all) + cell(b - both, all - a, b, all) +
                 cell(all - a - b + both, all - a, all - b, all);
    double ratio = sum > 0 ? 2 * sum : 0;
    return both * all < a * b ? -ratio : ratio;
}

rl_association rl_associate(rl_windows windows)
{
    if (windows.both == 0 || windows.a == 0 || windows.b == 0)
        return (rl_association){0};
    rl_windows w = bring_into_line(windows);
    double both = (double)w.both, a = (double)w.a, b = (double)w.b, all = (double)w.all;
    return (rl_association){
        .npmi = npmi_of(both, a, b, all),
        .log_likelihood = log_likelihood_of(both, a, b, all),
        .jaccard = both / (a + b - both),
        .cosine = both / sqrt(a * b),
    };
}
