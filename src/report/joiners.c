/* People who join groups: those with ties into the most other groups, then those whose ties there weigh most. */
#include "report/internal.h"

#include <stdlib.h>
#include <string.h>

typedef struct joining {
    rl_reporting *r;
    double *weights;   /* by group: of the node in turn */
    uint32_t *touched; /* groups that have a weight */
    size_t touched_count;
    double *outside;   /* by node */
    uint32_t *reached; /* by node: how many other groups */
} joining;

static uint32_t other_end(const rl_edge *edge, uint32_t node)
{
    return edge->source == node ? edge->target : edge->source;
}

/* Sums the node's ties by the group where they lead. */
static void gather(joining *j, uint32_t node)
{
    const rl_reporting *r = j->r;
    for (size_t i = 0; i < j->touched_count; i++)
        j->weights[j->touched[i]] = 0;
    j->touched_count = 0;
    for (size_t i = r->starts[node]; i < r->starts[node + 1]; i++) {
        const rl_edge *edge = &r->network->edges[r->links[i]];
        uint32_t group = r->group_of[other_end(edge, node)];
        if (group == RL_NONE || group == r->group_of[node])
            continue;
        if (!(j->weights[group] > 0))
            j->touched[j->touched_count++] = group;
        j->weights[group] += edge->weight;
    }
}

static int compare_groups(const void *x, const void *y, void *user)
{
    const joining *j = user;
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    int order = rl_report_by_number(j->weights[a], j->weights[b]);
    return order != 0 ? order : a < b ? -1 : a > b;
}

static bool fill_joiner(joining *j, uint32_t node, rl_report_joiner *joiner)
{
    gather(j, node);
    qsort_r(j->touched, j->touched_count, sizeof *j->touched, compare_groups, j);
    size_t count = j->touched_count < j->r->report->top ? j->touched_count : j->r->report->top;
    uint32_t *groups = rl_arena_alloc(j->r->arena, (count + 1) * sizeof *groups);
    if (groups == NULL)
        return false;
    memcpy(groups, j->touched, count * sizeof *groups);
    *joiner = (rl_report_joiner){.node = node,
                                 .group = j->r->group_of[node],
                                 .groups = {groups, count, j->touched_count},
                                 .outside = j->outside[node] / j->r->strengths[node]};
    return true;
}

/* People who reach one other group at least, in no order yet. */
static size_t list_people(joining *j, uint32_t *items)
{
    const rl_reporting *r = j->r;
    size_t count = 0;
    for (uint32_t n = 0; n < r->network->node_count; n++) {
        if (r->group_of[n] == RL_NONE || strcmp(r->network->nodes[n].type, "person") != 0)
            continue;
        gather(j, n);
        for (size_t i = 0; i < j->touched_count; i++)
            j->outside[n] += j->weights[j->touched[i]];
        j->reached[n] = (uint32_t)j->touched_count;
        if (j->touched_count > 0)
            items[count++] = n;
    }
    return count;
}

static int compare_people(const void *x, const void *y, void *user)
{
    const joining *j = user;
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    if (j->reached[a] != j->reached[b])
        return j->reached[a] > j->reached[b] ? -1 : 1;
    int order = rl_report_by_number(j->outside[a], j->outside[b]);
    return order != 0 ? order : a < b ? -1 : a > b;
}

static bool pick_people(joining *j, uint32_t *items)
{
    rl_report *report = j->r->report;
    size_t count = list_people(j, items);
    qsort_r(items, count, sizeof *items, compare_people, j);
    report->joiner_total = count;
    report->joiner_count = count < report->top ? count : report->top;
    report->joiners = rl_arena_alloc(j->r->arena, (report->joiner_count + 1) * sizeof *report->joiners);
    for (size_t i = 0; report->joiners != NULL && i < report->joiner_count; i++)
        if (!fill_joiner(j, items[i], &report->joiners[i]))
            return false;
    return report->joiners != NULL;
}

bool rl_report_joiners(rl_reporting *r)
{
    if (r->group_of == NULL)
        return true;
    size_t nodes = r->network->node_count, groups = r->report->group_count;
    joining j = {.r = r,
                 .weights = calloc(groups + 1, sizeof *j.weights),
                 .touched = malloc((groups + 1) * sizeof *j.touched),
                 .outside = calloc(nodes + 1, sizeof *j.outside),
                 .reached = calloc(nodes + 1, sizeof *j.reached)};
    uint32_t *items = malloc((nodes + 1) * sizeof *items);
    bool good = j.weights != NULL && j.touched != NULL && j.outside != NULL && j.reached != NULL && items != NULL &&
                pick_people(&j, items);
    free(j.weights);
    free(j.touched);
    free(j.outside);
    free(j.reached);
    free(items);
    return good;
}
