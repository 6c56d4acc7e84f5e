/* The corpus and the network in numbers: how much of which type, from when to when, in how many parts. */
#include "report/internal.h"

#include <stdlib.h>
#include <string.h>

static void note_dates(rl_report *report, const rl_node *node)
{
    if (node->first_seen != NULL && (report->first_seen == NULL || strcmp(node->first_seen, report->first_seen) < 0))
        report->first_seen = node->first_seen;
    if (node->last_seen != NULL && (report->last_seen == NULL || strcmp(node->last_seen, report->last_seen) > 0))
        report->last_seen = node->last_seen;
}

static int compare_types(const void *x, const void *y)
{
    const rl_report_type *a = x, *b = y;
    if (a->entities != b->entities)
        return a->entities > b->entities ? -1 : 1;
    return strcmp(a->name, b->name);
}

/* Types are few, but a file from elsewhere may have a type for each node. */
static bool count_types(rl_reporting *r)
{
    rl_report *report = r->report;
    rl_string_map names = {0};
    bool good = true;
    for (size_t n = 0; good && n < r->network->node_count; n++)
        good = rl_string_map_add(&names, r->network->nodes[n].type, strlen(r->network->nodes[n].type)) != RL_NONE;
    report->types = good ? rl_arena_alloc(r->arena, (names.count + 1) * sizeof *report->types) : NULL;
    for (size_t t = 0; report->types != NULL && t < names.count; t++)
        report->types[t] = (rl_report_type){0};
    for (size_t n = 0; report->types != NULL && n < r->network->node_count; n++) {
        const rl_node *node = &r->network->nodes[n];
        rl_report_type *type = &report->types[rl_string_map_find(&names, node->type, strlen(node->type))];
        type->name = node->type;
        type->entities++;
        type->mentions += node->mentions;
        type->once += node->documents == 1;
        report->mentions += node->mentions;
        note_dates(report, node);
    }
    report->type_count = names.count;
    rl_string_map_free(&names);
    if (report->types != NULL && report->type_count > 1)
        qsort(report->types, report->type_count, sizeof *report->types, compare_types);
    return report->types != NULL;
}

/* ---- components ---- */

static uint32_t find_root(uint32_t *parents, uint32_t node)
{
    while (parents[node] != node) {
        parents[node] = parents[parents[node]];
        node = parents[node];
    }
    return node;
}

/* By joining the ends of each edge, so that it does not hang on what was measured. */
static bool count_components(rl_reporting *r)
{
    rl_report *report = r->report;
    size_t count = r->network->node_count;
    uint32_t *parents = malloc((count + 1) * sizeof *parents);
    uint32_t *sizes = calloc(count + 1, sizeof *sizes);
    bool good = parents != NULL && sizes != NULL;
    for (size_t n = 0; good && n < count; n++)
        parents[n] = (uint32_t)n;
    for (size_t i = 0; good && i < r->network->edge_count; i++) {
        uint32_t a = find_root(parents, r->network->edges[i].source);
        uint32_t b = find_root(parents, r->network->edges[i].target);
        parents[a > b ? a : b] = a > b ? b : a;
    }
    for (size_t n = 0; good && n < count; n++) {
        uint32_t root = find_root(parents, (uint32_t)n);
        sizes[root]++;
        report->components += root == n;
        report->alone += r->starts[n] == r->starts[n + 1];
        if (sizes[root] > report->largest)
            report->largest = sizes[root];
    }
    free(parents);
    free(sizes);
    return good;
}

bool rl_report_corpus(rl_reporting *r)
{
    const rl_network *network = r->network;
    double nodes = (double)network->node_count;
    if (network->summary != NULL)
        r->report->documents = network->summary->documents;
    if (network->node_count > 1)
        r->report->density = (double)network->edge_count / (nodes * (nodes - 1) / 2);
    return count_types(r) && count_components(r);
}
