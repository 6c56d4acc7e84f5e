/* Communities: what they are called by (the members with the strongest ties inside), how large they are, and the edges that
 * join two of them. Communities of a single node say nothing and are only counted. */
#include "report/internal.h"

#include <stdlib.h>
#include <string.h>

typedef struct grouping {
    rl_reporting *r;
    uint32_t *order; /* nodes, by community, then by the strength inside */
    double *inside;  /* of nodes */
} grouping;

static int compare_nodes(const void *x, const void *y, void *user)
{
    const grouping *g = user;
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    const rl_node *nodes = g->r->network->nodes;
    if (nodes[a].community != nodes[b].community)
        return nodes[a].community < nodes[b].community ? -1 : 1;
    int order = rl_report_by_number(g->inside[a], g->inside[b]);
    if (order == 0)
        order = rl_report_by_mentions(g->r, a, b);
    return order != 0 ? order : a < b ? -1 : a > b;
}

static bool order_nodes(grouping *g)
{
    const rl_network *network = g->r->network;
    g->order = malloc((network->node_count + 1) * sizeof *g->order);
    g->inside = calloc(network->node_count + 1, sizeof *g->inside);
    if (g->order == NULL || g->inside == NULL)
        return false;
    for (size_t i = 0; i < network->edge_count; i++) {
        const rl_edge *edge = &network->edges[i];
        if (network->nodes[edge->source].community != network->nodes[edge->target].community)
            continue;
        g->inside[edge->source] += edge->weight;
        g->inside[edge->target] += edge->weight;
    }
    for (size_t n = 0; n < network->node_count; n++)
        g->order[n] = (uint32_t)n;
    if (network->node_count > 1)
        qsort_r(g->order, network->node_count, sizeof *g->order, compare_nodes, g);
    return true;
}

/* ---- groups ---- */

static size_t end_of_group(const grouping *g, size_t from)
{
    const rl_network *network = g->r->network;
    size_t to = from + 1;
    while (to < network->node_count &&
           network->nodes[g->order[to]].community == network->nodes[g->order[from]].community)
        to++;
    return to;
}

static bool copy_members(grouping *g, size_t from, size_t size, rl_report_group *group)
{
    size_t most = RL_REPORT_MEMBERS;
    size_t count = size < most ? size : most;
    uint32_t *members = rl_arena_alloc(g->r->arena, count * sizeof *members);
    if (members == NULL)
        return false;
    memcpy(members, g->order + from, count * sizeof *members);
    group->members = (rl_report_list){members, count, size};
    return true;
}

static bool count_types(grouping *g, size_t from, size_t to, rl_report_group *group)
{
    const rl_report *report = g->r->report;
    size_t types = report->type_count < RL_REPORT_GROUP_TYPES ? report->type_count : RL_REPORT_GROUP_TYPES;
    size_t *sizes = rl_arena_alloc(g->r->arena, RL_REPORT_GROUP_TYPES * sizeof *sizes);
    if (sizes == NULL)
        return false;
    memset(sizes, 0, RL_REPORT_GROUP_TYPES * sizeof *sizes);
    for (size_t i = from; i < to; i++)
        for (size_t t = 0; t < types; t++)
            sizes[t] += strcmp(g->r->network->nodes[g->order[i]].type, report->types[t].name) == 0;
    group->type_sizes = sizes;
    return true;
}

static bool add_group(grouping *g, size_t from, size_t to)
{
    rl_report *report = g->r->report;
    rl_report_group *group = &report->groups[report->group_count];
    *group = (rl_report_group){.community = g->r->network->nodes[g->order[from]].community, .size = to - from};
    for (size_t i = from; i < to; i++)
        g->r->group_of[g->order[i]] = (uint32_t)report->group_count;
    report->group_count++;
    return copy_members(g, from, to - from, group) && count_types(g, from, to, group);
}

static bool make_groups(grouping *g)
{
    rl_report *report = g->r->report;
    size_t nodes = g->r->network->node_count;
    report->groups = rl_arena_alloc(g->r->arena, (nodes / 2 + 1) * sizeof *report->groups);
    g->r->group_of = malloc((nodes + 1) * sizeof *g->r->group_of);
    if (report->groups == NULL || g->r->group_of == NULL)
        return false;
    for (size_t from = 0, to; from < nodes; from = to) {
        to = end_of_group(g, from);
        g->r->group_of[g->order[from]] = RL_NONE;
        if (to - from == 1)
            report->small_groups++;
        else if (!add_group(g, from, to))
            return false;
    }
    return true;
}

static int compare_groups(const void *x, const void *y)
{
    const rl_report_group *a = x, *b = y;
    if (a->size != b->size)
        return a->size > b->size ? -1 : 1;
    return a->community < b->community ? -1 : a->community > b->community;
}

/* relata numbers communities by size; another program may not. */
static bool order_groups(grouping *g)
{
    rl_report *report = g->r->report;
    uint32_t *place = malloc((report->group_count + 1) * sizeof *place);
    if (place == NULL)
        return false;
    qsort(report->groups, report->group_count, sizeof *report->groups, compare_groups);
    for (size_t i = 0; i < report->group_count; i++)
        place[g->r->group_of[report->groups[i].members.items[0]]] = (uint32_t)i;
    for (size_t n = 0; n < g->r->network->node_count; n++)
        if (g->r->group_of[n] != RL_NONE)
            g->r->group_of[n] = place[g->r->group_of[n]];
    free(place);
    return true;
}

/* ---- edges between groups ---- */

static bool pick_joining(rl_reporting *r)
{
    rl_report *report = r->report;
    uint32_t *items = malloc((r->network->edge_count + 1) * sizeof *items);
    size_t count = 0;
    if (items == NULL)
        return false;
    for (size_t i = 0; i < r->network->edge_count; i++) {
        uint32_t a = r->group_of[r->network->edges[i].source], b = r->group_of[r->network->edges[i].target];
        if (a != RL_NONE && a == b) {
            report->groups[a].inside++;
            continue;
        }
        if (a != RL_NONE)
            report->groups[a].outside++;
        if (b != RL_NONE)
            report->groups[b].outside++;
        if (a != RL_NONE && b != RL_NONE)
            items[count++] = (uint32_t)i;
    }
    bool good = rl_report_pick(r, items, count, rl_report_by_count, 3 * report->top, &report->joining);
    free(items);
    return good;
}

bool rl_report_groups(rl_reporting *r)
{
    if ((r->network->measures & RL_MEASURE_BIT(RL_MEASURE_COMMUNITIES)) == 0)
        return true;
    grouping g = {.r = r};
    bool good = order_nodes(&g) && make_groups(&g) && order_groups(&g) && pick_joining(r);
    free(g.order);
    free(g.inside);
    return good;
}
