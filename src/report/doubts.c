/* What a careful analyst would check by hand. Each kind of doubt is found in a file of its own; here its cases are put in
 * order, by how many mentions they concern, and the first are kept, with the lines that settle them. */
#include "report/internal.h"

#include <stdlib.h>
#include <string.h>

bool rl_cases_add(rl_cases *cases, const struct rl_found_case *found)
{
    struct rl_found_case *items = rl_array_grow(cases->items, &cases->capacity, cases->count + 1, sizeof *items);
    if (items == NULL)
        return false;
    cases->items = items;
    items[cases->count++] = *found;
    return true;
}

bool rl_report_is_listed(const rl_node *node)
{
    return node->role != NULL || node->country != NULL || node->latitude == node->latitude;
}

/* The same nodes in the same order: the cases are equal. */
static int compare_cases(const void *x, const void *y)
{
    const struct rl_found_case *a = x, *b = y;
    if (a->worth != b->worth)
        return a->worth > b->worth ? -1 : 1;
    for (size_t i = 0; i < a->node_count && i < b->node_count; i++)
        if (a->nodes[i] != b->nodes[i])
            return a->nodes[i] < b->nodes[i] ? -1 : 1;
    if (a->node_count != b->node_count)
        return a->node_count > b->node_count ? -1 : 1;
    return a->alias < b->alias ? -1 : a->alias > b->alias;
}

static bool fill_case(rl_reporting *r, rl_doubt doubt, const struct rl_found_case *found, rl_report_case *ret_case)
{
    uint32_t *nodes = rl_arena_alloc(r->arena, RL_CASE_NODES * sizeof *nodes);
    if (nodes == NULL)
        return false;
    memcpy(nodes, found->nodes, found->node_count * sizeof *nodes);
    *ret_case = (rl_report_case){.nodes = nodes, .node_count = found->node_count};
    if (found->alias != RL_NONE) {
        const rl_node *node = &r->network->nodes[nodes[0]];
        ret_case->alias = node->aliases[found->alias];
        ret_case->reason = node->reasons[found->alias];
    }
    return rl_report_lines(r, doubt, found, ret_case);
}

static bool keep(rl_reporting *r, rl_doubt doubt, rl_cases *cases)
{
    size_t count = cases->count < r->report->top ? cases->count : r->report->top;
    rl_report_case *kept = rl_arena_alloc(r->arena, (count + 1) * sizeof *kept);
    bool good = kept != NULL;
    if (cases->count > 1)
        qsort(cases->items, cases->count, sizeof *cases->items, compare_cases);
    for (size_t i = 0; good && i < count; i++)
        good = fill_case(r, doubt, &cases->items[i], &kept[i]);
    r->report->doubts[doubt] = (rl_report_doubt){cases->count, kept, count};
    return good;
}

bool rl_report_doubts(rl_reporting *r)
{
    rl_cases found[RL_DOUBTS] = {{0}};
    bool good = rl_doubts_of_names(r, &found[RL_DOUBT_TYPES], &found[RL_DOUBT_NAMESAKES]) &&
                rl_doubts_of_near_names(r, &found[RL_DOUBT_NEAR]) &&
                rl_doubts_of_spelling(r, &found[RL_DOUBT_SPELLING]) &&
                rl_doubts_of_bearers(r, &found[RL_DOUBT_ONE_WORD], &found[RL_DOUBT_FAMILY]) &&
                rl_doubts_of_one_document(r, &found[RL_DOUBT_ONE_DOCUMENT]);
    for (size_t d = 0; good && d < RL_DOUBTS; d++)
        good = keep(r, (rl_doubt)d, &found[d]);
    for (size_t d = 0; d < RL_DOUBTS; d++)
        free(found[d].items);
    return good;
}
