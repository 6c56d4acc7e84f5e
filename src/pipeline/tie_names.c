/* The `relations` of a co-occurrence edge: the names of the typed relations between its two nodes, whatever their
 * direction, each once. */
#include "pipeline/ties.h"

#include <stdlib.h>
#include <string.h>

/* A relation between two nodes of the network of co-occurrences, the smaller node first. */
typedef struct named_pair {
    uint32_t a;
    uint32_t b;
    const char *name;
} named_pair;

static int compare_pairs(const void *x, const void *y)
{
    const named_pair *p = x, *q = y;
    if (p->a != q->a)
        return p->a < q->a ? -1 : 1;
    if (p->b != q->b)
        return p->b < q->b ? -1 : 1;
    return strcmp(p->name, q->name);
}

/* Nodes of both networks are sorted by id; those of this one are all in the other. Returns NULL if there is no memory. */
static uint32_t *match_nodes(const rl_network *network)
{
    const rl_network *ties = network->relations;
    uint32_t *matched = malloc((ties->node_count + 1) * sizeof *matched);
    for (size_t i = 0, k = 0; matched != NULL && i < ties->node_count; i++) {
        bool same = k < network->node_count && strcmp(network->nodes[k].id, ties->nodes[i].id) == 0;
        matched[i] = same ? (uint32_t)k : RL_NONE;
        k += same;
    }
    return matched;
}

static size_t collect(const rl_network *network, const uint32_t *matched, named_pair *pairs)
{
    size_t count = 0;
    for (size_t i = 0; i < network->relations->edge_count; i++) {
        const rl_edge *edge = &network->relations->edges[i];
        uint32_t s = matched[edge->source], t = matched[edge->target];
        if (s != RL_NONE && t != RL_NONE)
            pairs[count++] = (named_pair){s < t ? s : t, s < t ? t : s, edge->tie->relation};
    }
    if (count > 0)
        qsort(pairs, count, sizeof *pairs, compare_pairs);
    return count;
}

static rl_edge *find_edge(const rl_network *network, const named_pair *pair)
{
    size_t low = 0, high = network->edge_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const rl_edge *edge = &network->edges[middle];
        if (edge->source < pair->a || (edge->source == pair->a && edge->target < pair->b))
            low = middle + 1;
        else
            high = middle;
    }
    bool found =
        low < network->edge_count && network->edges[low].source == pair->a && network->edges[low].target == pair->b;
    return found ? &network->edges[low] : NULL;
}

static bool name_edge(rl_network *network, const named_pair *pairs, size_t count, rl_buffer *scratch)
{
    rl_edge *edge = find_edge(network, &pairs[0]);
    if (edge == NULL)
        return true;
    rl_buffer_clear(scratch);
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && strcmp(pairs[i].name, pairs[i - 1].name) == 0)
            continue;
        if ((scratch->length > 0 && !rl_buffer_append_char(scratch, '|')) ||
            !rl_buffer_append_string(scratch, pairs[i].name))
            return false;
    }
    edge->relations = rl_arena_copy(&network->arena, scratch->bytes, scratch->length);
    return edge->relations != NULL;
}

bool rl_ties_name_edges(rl_network *network)
{
    rl_buffer scratch = {0};
    uint32_t *matched = match_nodes(network);
    named_pair *pairs = malloc((network->relations->edge_count + 1) * sizeof *pairs);
    bool ok = matched != NULL && pairs != NULL;
    size_t count = ok ? collect(network, matched, pairs) : 0;
    for (size_t from = 0, to; ok && from < count; from = to) {
        for (to = from + 1; to < count && pairs[to].a == pairs[from].a && pairs[to].b == pairs[from].b;)
            to++;
        ok = name_edge(network, &pairs[from], to - from, &scratch);
    }
    rl_buffer_free(&scratch);
    free(matched);
    free(pairs);
    return ok;
}
