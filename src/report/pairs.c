/* Pairs that are together most often, and pairs that are together far more often than how often each is named would give.
 * Log-likelihood is the measure of the second kind because it does not trust what was seen but once or twice, as NPMI does;
 * what the first list has is not said again. */
#include "report/internal.h"

#include <math.h>
#include <stdlib.h>

static int by_likelihood(const rl_reporting *r, uint32_t a, uint32_t b)
{
    const rl_edge *x = &r->network->edges[a], *y = &r->network->edges[b];
    int order = rl_report_by_number(x->log_likelihood, y->log_likelihood);
    return order != 0 ? order : rl_report_by_count(r, a, b);
}

static bool is_surprising(const rl_edge *edge)
{
    return edge->count >= RL_REPORT_LEAST_COUNT && edge->documents >= RL_REPORT_LEAST_DOCUMENTS &&
           edge->log_likelihood >= RL_REPORT_LEAST_LIKELIHOOD;
}

/* But not those that the list of the strongest has. */
static bool list_surprising(const rl_reporting *r, uint32_t *items, size_t *ret_count)
{
    const rl_report_list *strongest = &r->report->strongest;
    bool *shown = calloc(r->network->edge_count + 1, sizeof *shown);
    size_t count = 0;
    if (shown == NULL)
        return false;
    for (size_t i = 0; i < strongest->count; i++)
        shown[strongest->items[i]] = true;
    for (size_t i = 0; i < r->network->edge_count; i++)
        if (!shown[i] && is_surprising(&r->network->edges[i]))
            items[count++] = (uint32_t)i;
    free(shown);
    *ret_count = count;
    return true;
}

bool rl_report_pairs(rl_reporting *r)
{
    rl_report *report = r->report;
    size_t count = r->network->edge_count;
    uint32_t *items = malloc((count + 1) * sizeof *items);
    if (items == NULL)
        return false;
    for (size_t i = 0; i < count; i++) {
        items[i] = (uint32_t)i;
        report->has_association = report->has_association || isfinite(r->network->edges[i].log_likelihood);
    }
    bool good = rl_report_pick(r, items, count, rl_report_by_count, report->top, &report->strongest) &&
                list_surprising(r, items, &count) &&
                rl_report_pick(r, items, count, by_likelihood, report->top, &report->surprising);
    free(items);
    return good;
}
