/* Typed relations, kind by kind: how many, how sure, and the best attested as examples. */
#include "report/internal.h"

#include <stdlib.h>
#include <string.h>

/* Asserted ones first, because a plan is no fact; then those that most sentences state. */
static int compare_ties(const void *x, const void *y, void *user)
{
    const rl_network *network = user;
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    const rl_edge *e = &network->edges[a], *f = &network->edges[b];
    int kind = strcmp(e->tie->relation, f->tie->relation);
    if (kind != 0)
        return kind;
    if ((e->tie->asserted > 0) != (f->tie->asserted > 0))
        return e->tie->asserted > 0 ? -1 : 1;
    if (e->count != f->count)
        return e->count > f->count ? -1 : 1;
    if (e->documents != f->documents)
        return e->documents > f->documents ? -1 : 1;
    return a < b ? -1 : a > b;
}

static bool fill_kind(rl_reporting *r, const uint32_t *items, size_t count, rl_report_kind *kind)
{
    size_t most = r->report->top < RL_REPORT_EXAMPLES ? r->report->top : RL_REPORT_EXAMPLES;
    size_t shown = count < most ? count : most;
    uint32_t *examples = rl_arena_alloc(r->arena, (shown + 1) * sizeof *examples);
    if (examples == NULL)
        return false;
    memcpy(examples, items, shown * sizeof *examples);
    *kind = (rl_report_kind){.edges = count, .examples = {examples, shown, count}};
    for (size_t i = 0; i < count; i++) {
        const rl_edge *edge = &r->network->relations->edges[items[i]];
        kind->relation = edge->tie->relation;
        kind->statements += edge->count;
        kind->reported += edge->tie->reported;
        kind->planned += edge->tie->planned;
        kind->past += edge->tie->past;
    }
    return true;
}

static int compare_kinds(const void *x, const void *y)
{
    const rl_report_kind *a = x, *b = y;
    if (a->statements != b->statements)
        return a->statements > b->statements ? -1 : 1;
    return strcmp(a->relation, b->relation);
}

static bool make_kinds(rl_reporting *r, const uint32_t *items, size_t count)
{
    const rl_edge *edges = r->network->relations->edges;
    rl_report *report = r->report;
    size_t kinds = 0;
    for (size_t i = 0; i < count; i++)
        kinds += i == 0 || strcmp(edges[items[i - 1]].tie->relation, edges[items[i]].tie->relation) != 0;
    report->kinds = rl_arena_alloc(r->arena, (kinds + 1) * sizeof *report->kinds);
    if (report->kinds == NULL)
        return false;
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from + 1;
             to < count && strcmp(edges[items[from]].tie->relation, edges[items[to]].tie->relation) == 0;)
            to++;
        if (!fill_kind(r, items + from, to - from, &report->kinds[report->kind_count++]))
            return false;
    }
    qsort(report->kinds, report->kind_count, sizeof *report->kinds, compare_kinds);
    return true;
}

bool rl_report_kinds(rl_reporting *r)
{
    rl_network *ties = r->network->relations;
    if (ties == NULL)
        return true;
    size_t count = 0;
    uint32_t *items = malloc((ties->edge_count + 1) * sizeof *items);
    if (items == NULL)
        return false;
    for (size_t i = 0; i < ties->edge_count; i++)
        if (ties->edges[i].tie != NULL)
            items[count++] = (uint32_t)i;
    qsort_r(items, count, sizeof *items, compare_ties, ties);
    bool good = make_kinds(r, items, count);
    free(items);
    return good;
}
