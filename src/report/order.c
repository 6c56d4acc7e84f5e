/* Putting numbers of nodes and edges into the order of a list. Ties end at the numbers, which are in the order of ids, so
 * that the same network gives the same report. */
#include "report/internal.h"

#include <stdlib.h>
#include <string.h>

typedef struct ordering {
    const rl_reporting *r;
    rl_report_order order;
} ordering;

static int compare(const void *x, const void *y, void *user)
{
    const ordering *o = user;
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    int order = o->order(o->r, a, b);
    return order != 0 ? order : a < b ? -1 : a > b;
}

bool rl_report_pick(rl_reporting *r, uint32_t *items, size_t count, rl_report_order order, size_t most,
                    rl_report_list *ret_list)
{
    ordering o = {r, order};
    if (count > 1)
        qsort_r(items, count, sizeof *items, compare, &o);
    size_t kept = count < most ? count : most;
    uint32_t *copy = rl_arena_alloc(r->arena, (kept + 1) * sizeof *copy);
    if (copy == NULL)
        return false;
    memcpy(copy, items, kept * sizeof *copy);
    *ret_list = (rl_report_list){copy, kept, count};
    return true;
}

int rl_report_by_number(double a, double b)
{
    return a > b ? -1 : a < b;
}

static int by_whole(uint64_t a, uint64_t b)
{
    return a > b ? -1 : a < b;
}

int rl_report_by_mentions(const rl_reporting *r, uint32_t a, uint32_t b)
{
    return by_whole(r->network->nodes[a].mentions, r->network->nodes[b].mentions);
}

int rl_report_by_strength(const rl_reporting *r, uint32_t a, uint32_t b)
{
    int order = rl_report_by_number(r->strengths[a], r->strengths[b]);
    return order != 0 ? order : rl_report_by_mentions(r, a, b);
}

int rl_report_by_count(const rl_reporting *r, uint32_t a, uint32_t b)
{
    const rl_edge *x = &r->network->edges[a], *y = &r->network->edges[b];
    int order = by_whole(x->count, y->count);
    if (order == 0)
        order = by_whole(x->documents, y->documents);
    return order != 0 ? order : rl_report_by_number(x->log_likelihood, y->log_likelihood);
}

bool rl_report_are_joined(const rl_reporting *r, uint32_t a, uint32_t b)
{
    if (r->starts[a + 1] - r->starts[a] > r->starts[b + 1] - r->starts[b]) {
        uint32_t other = a;
        a = b;
        b = other;
    }
    for (size_t i = r->starts[a]; i < r->starts[a + 1]; i++) {
        const rl_edge *edge = &r->network->edges[r->links[i]];
        if (edge->source == b || edge->target == b)
            return true;
    }
    return false;
}
