/* Shares are of documents, not of mentions: one long article names its subject thirty times and is one piece of news,
 * while the ratio takes each count for an event of its own. What stands first is sorted by how sure the change is, so
 * that from 1 to 2 comes behind from 10 to 20, and both behind what really moved.
 *
 * A period is compared with the one before it that has any documents: where a month is missing, so is what could be
 * said. */
#include "pipeline/trends.h"

#include <math.h>
#include <stdlib.h>

/* ---- the ratio ---- */

static double cell(double observed, double row, double column, double all)
{
    return observed > 0 ? observed * log(observed * all / (row * column)) : 0;
}

double rl_change(uint64_t before, uint64_t all_before, uint64_t now, uint64_t all_now)
{
    if (all_before == 0 || all_now == 0)
        return 0;
    double a = (double)before, b = (double)now, rows[] = {(double)all_before, (double)all_now}, all = rows[0] + rows[1];
    double sum = cell(a, rows[0], a + b, all) + cell(b, rows[1], a + b, all) +
                 cell(rows[0] - a, rows[0], all - a - b, all) + cell(rows[1] - b, rows[1], all - a - b, all);
    /* Rounded, so that changes that are equal stay so whatever the order of the sums. */
    double ratio = sum > 0 ? round(2 * sum * 1e6) / 1e6 : 0;
    return ratio > 0 && b * rows[0] < a * rows[1] ? -ratio : ratio;
}

/* ---- one trend ---- */

static double share_of(uint64_t part, uint64_t whole)
{
    return whole > 0 ? (double)part / (double)whole : 0;
}

/* `before` and `now` may be NULL: not seen there. */
static rl_trend trend_of(const rl_network *network, uint32_t slice, const rl_period_count *before,
                         const rl_period_count *now)
{
    uint64_t all_now = network->slices[slice].documents,
             all_before = slice > 0 ? network->slices[slice - 1].documents : 0;
    rl_trend trend = {.slice = slice};
    if (now != NULL) {
        trend.count = now->count;
        trend.documents = now->documents;
    }
    if (before != NULL) {
        trend.count_before = before->count;
        trend.documents_before = before->documents;
    }
    trend.share = share_of(trend.documents, all_now);
    trend.share_before = share_of(trend.documents_before, all_before);
    trend.log_likelihood = rl_change(trend.documents_before, all_before, trend.documents, all_now);
    return trend;
}

/* ---- those of an element ---- */

/* An element is seen in `periods`: it has a trend in each, and in each next one where it is not seen. `trends` may be
 * NULL: they are counted only. */
static size_t add_trends(const rl_network *network, const rl_period_count *periods, size_t count, rl_trend named,
                         rl_trend *trends)
{
    size_t made = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t slice = periods[i].slice;
        bool follows = i > 0 && periods[i - 1].slice + 1 == slice;
        bool goes_on = i + 1 < count && periods[i + 1].slice == slice + 1;
        rl_trend both[] = {trend_of(network, slice, follows ? &periods[i - 1] : NULL, &periods[i]), {0}};
        size_t how_many = goes_on || slice + 1 == network->slice_count ? 1 : 2;
        if (how_many == 2)
            both[1] = trend_of(network, slice + 1, &periods[i], NULL);
        for (size_t k = 0; k < how_many; k++, made++) {
            both[k].is_edge = named.is_edge;
            both[k].element = named.element;
            if (trends != NULL)
                trends[made] = both[k];
        }
    }
    return made;
}

static size_t add_all(const rl_network *network, rl_trend *trends)
{
    size_t made = 0;
    for (size_t i = 0; i < network->node_count; i++)
        made += add_trends(network, network->nodes[i].periods, network->nodes[i].period_count,
                           (rl_trend){.element = (uint32_t)i}, trends == NULL ? NULL : trends + made);
    for (size_t i = 0; i < network->edge_count; i++)
        made += add_trends(network, network->edges[i].periods, network->edges[i].period_count,
                           (rl_trend){.is_edge = true, .element = (uint32_t)i}, trends == NULL ? NULL : trends + made);
    return made;
}

/* The surest first, then those of more documents, in the order of time. */
static int compare_trends(const void *x, const void *y)
{
    const rl_trend *a = x, *b = y;
    double sure_a = fabs(a->log_likelihood), sure_b = fabs(b->log_likelihood);
    uint64_t seen_a = (uint64_t)a->documents + a->documents_before,
             seen_b = (uint64_t)b->documents + b->documents_before;
    if (sure_a < sure_b || sure_a > sure_b)
        return sure_a > sure_b ? -1 : 1;
    if (seen_a != seen_b)
        return seen_a > seen_b ? -1 : 1;
    if (a->slice != b->slice)
        return a->slice < b->slice ? -1 : 1;
    if (a->is_edge != b->is_edge)
        return a->is_edge ? 1 : -1;
    return a->element < b->element ? -1 : a->element > b->element;
}

relata_status rl_trends_make(rl_network *network, relata_error *err)
{
    size_t count = add_all(network, NULL);
    rl_trend *trends = count <= SIZE_MAX / sizeof *trends - 1 ? malloc((count + 1) * sizeof *trends) : NULL;
    if (trends == NULL)
        return rl_error_memory(err);
    (void)add_all(network, trends);
    if (count > 0)
        qsort(trends, count, sizeof *trends, compare_trends);
    free(network->trends);
    network->trends = trends;
    network->trend_count = count;
    return RELATA_OK;
}
