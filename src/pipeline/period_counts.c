/* Nodes and relations are counted in the networks of slices. Edges are not: what is below a minimum in a slice is no
 * edge there, and still counts in the whole. So edges are counted by the pairs of the slice's records, as the whole
 * network counts them. */
#include "pipeline/period_counts.h"

#include "base/hash.h"

#include <stdlib.h>
#include <string.h>

typedef struct rl_element_count {
    uint32_t element; /* index of the node or edge */
    rl_period_count count;
} rl_element_count;

/* A pair of a record, seen from the whole network. */
typedef struct met {
    uint32_t source;
    uint32_t target;
    uint32_t record;
    uint32_t count;
} met;

/* RL_NONE if it is not there. */
static uint32_t find_node(const rl_network *network, const char *id)
{
    const rl_node *node = rl_network_find(network, id);
    return node == NULL ? RL_NONE : (uint32_t)(node - network->nodes);
}

bool rl_period_counting_start(rl_period_counting *counting, rl_network *network, const rl_corpus *corpus)
{
    *counting = (rl_period_counting){.network = network, .corpus = corpus};
    counting->node_of = malloc((corpus->count + 1) * sizeof *counting->node_of);
    for (size_t i = 0; counting->node_of != NULL && i < corpus->count; i++)
        counting->node_of[i] = corpus->entities[i].dropped ? RL_NONE : find_node(network, corpus->entities[i].id);
    return counting->node_of != NULL;
}

static bool add(rl_period_list *list, uint32_t element, rl_period_count count)
{
    rl_element_count *items = rl_array_grow(list->items, &list->capacity, list->count + 1, sizeof *items);
    if (items == NULL)
        return false;
    list->items = items;
    items[list->count++] = (rl_element_count){element, count};
    return true;
}

/* ---- nodes ---- */

static bool count_nodes(rl_period_counting *c, const rl_slice *slice, rl_period_count zero)
{
    for (size_t i = 0; i < slice->network->node_count; i++) {
        const rl_node *node = &slice->network->nodes[i];
        uint32_t number = find_node(c->network, node->id);
        zero.count = node->mentions;
        zero.documents = (uint32_t)node->documents;
        if (number != RL_NONE && !add(&c->nodes, number, zero))
            return false;
    }
    return true;
}

/* ---- edges ---- */

static int compare_met(const void *x, const void *y)
{
    const met *a = x, *b = y;
    if (a->source != b->source)
        return a->source < b->source ? -1 : 1;
    if (a->target != b->target)
        return a->target < b->target ? -1 : 1;
    return a->record < b->record ? -1 : a->record > b->record;
}

/* The first edge between the two, or behind where it would stand. */
static size_t find_edge(const rl_network *network, uint32_t source, uint32_t target)
{
    size_t low = 0, high = network->edge_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const rl_edge *edge = &network->edges[middle];
        if (edge->source < source || (edge->source == source && edge->target < target))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_between(const rl_network *network, size_t edge, uint32_t source, uint32_t target)
{
    return edge < network->edge_count && network->edges[edge].source == source && network->edges[edge].target == target;
}

static size_t list_pairs(const rl_period_counting *c, const rl_record *const *records, const size_t *first_of,
                         size_t count, met *pairs)
{
    size_t listed = 0;
    for (size_t r = 0; r < count; r++) {
        const uint32_t *entity_of = c->corpus->entity_of + first_of[r];
        for (size_t p = 0; p < records[r]->pair_count; p++) {
            const rl_record_pair *pair = &records[r]->pairs[p];
            uint32_t a = c->node_of[entity_of[pair->a]], b = c->node_of[entity_of[pair->b]];
            if (a != RL_NONE && b != RL_NONE && a != b)
                pairs[listed++] = (met){a < b ? a : b, a < b ? b : a, (uint32_t)r, pair->count};
        }
    }
    if (listed > 0)
        qsort(pairs, listed, sizeof *pairs, compare_met);
    return listed;
}

static bool add_pairs(rl_period_counting *c, const met *pairs, size_t count, rl_period_count zero)
{
    for (size_t from = 0, to; from < count; from = to) {
        zero.count = zero.documents = 0;
        for (to = from; to < count && pairs[to].source == pairs[from].source && pairs[to].target == pairs[from].target;
             to++) {
            zero.count += pairs[to].count;
            zero.documents += to == from || pairs[to].record != pairs[to - 1].record;
        }
        size_t edge = find_edge(c->network, pairs[from].source, pairs[from].target);
        bool is_edge = is_between(c->network, edge, pairs[from].source, pairs[from].target);
        if (is_edge && !add(&c->edges, (uint32_t)edge, zero))
            return false;
    }
    return true;
}

static bool count_edges(rl_period_counting *c, const rl_record *const *records, const size_t *first_of,
                        size_t record_count, rl_period_count zero)
{
    size_t most = 0;
    for (size_t r = 0; r < record_count; r++)
        most += records[r]->pair_count;
    met *pairs = malloc((most + 1) * sizeof *pairs);
    bool ok = pairs != NULL && add_pairs(c, pairs, list_pairs(c, records, first_of, record_count, pairs), zero);
    free(pairs);
    return ok;
}

/* ---- relations ---- */

static uint32_t find_tie(const rl_network *whole, const rl_network *part, const rl_edge *edge)
{
    uint32_t source = find_node(whole, part->nodes[edge->source].id),
             target = find_node(whole, part->nodes[edge->target].id);
    if (source == RL_NONE || target == RL_NONE)
        return RL_NONE;
    for (size_t i = find_edge(whole, source, target); is_between(whole, i, source, target); i++)
        if (strcmp(whole->edges[i].tie->relation, edge->tie->relation) == 0)
            return (uint32_t)i;
    return RL_NONE;
}

static bool count_ties(rl_period_counting *c, const rl_slice *slice, rl_period_count zero)
{
    const rl_network *part = slice->network->relations;
    for (size_t i = 0; i < part->edge_count; i++) {
        uint32_t number = find_tie(c->network->relations, part, &part->edges[i]);
        zero.count = part->edges[i].count;
        zero.documents = (uint32_t)part->edges[i].documents;
        if (number != RL_NONE && !add(&c->tie_edges, number, zero))
            return false;
    }
    return true;
}

bool rl_period_count_slice(rl_period_counting *counting, const rl_record *const *records, const size_t *first_of,
                           size_t record_count)
{
    size_t number = counting->network->slice_count - 1;
    const rl_slice *slice = &counting->network->slices[number];
    rl_period_count zero = {.period = slice->period, .slice = (uint32_t)number};
    return count_nodes(counting, slice, zero) && count_edges(counting, records, first_of, record_count, zero) &&
           count_ties(counting, slice, zero);
}

/* ---- at the end ---- */

/* Brings the counts of each element together, in the order of periods. Where those of element e end goes to ends[e]. */
static rl_period_count *sort_counts(const rl_period_list *list, rl_arena *arena, size_t *ends, size_t element_count)
{
    rl_period_count *sorted = rl_arena_alloc(arena, (list->count + 1) * sizeof *sorted);
    if (sorted == NULL)
        return NULL;
    for (size_t i = 0; i <= element_count; i++)
        ends[i] = 0;
    for (size_t i = 0; i < list->count; i++)
        ends[list->items[i].element + 1]++;
    for (size_t i = 1; i <= element_count; i++)
        ends[i] += ends[i - 1];
    for (size_t i = 0; i < list->count; i++) /* ends[e] is where the next count of e goes */
        sorted[ends[list->items[i].element]++] = list->items[i].count;
    return sorted;
}

static bool give_nodes(rl_period_counting *c, size_t *ends)
{
    rl_network *network = c->network, *ties = network->relations;
    const rl_period_count *sorted = sort_counts(&c->nodes, &network->arena, ends, network->node_count);
    for (size_t i = 0; sorted != NULL && i < network->node_count; i++) {
        size_t start = i == 0 ? 0 : ends[i - 1];
        network->nodes[i].periods = sorted + start;
        network->nodes[i].period_count = ends[i] - start;
    }
    for (size_t i = 0; sorted != NULL && i < ties->node_count; i++) {
        uint32_t same = find_node(network, ties->nodes[i].id);
        ties->nodes[i].periods = same == RL_NONE ? NULL : network->nodes[same].periods;
        ties->nodes[i].period_count = same == RL_NONE ? 0 : network->nodes[same].period_count;
    }
    return sorted != NULL;
}

static bool give_edges(rl_network *network, const rl_period_list *list, rl_arena *arena, size_t *ends)
{
    const rl_period_count *sorted = sort_counts(list, arena, ends, network->edge_count);
    for (size_t i = 0; sorted != NULL && i < network->edge_count; i++) {
        size_t start = i == 0 ? 0 : ends[i - 1];
        network->edges[i].periods = sorted + start;
        network->edges[i].period_count = ends[i] - start;
    }
    return sorted != NULL;
}

bool rl_period_counting_finish(rl_period_counting *counting)
{
    rl_network *network = counting->network, *ties = network->relations;
    size_t most = network->node_count;
    most = network->edge_count > most ? network->edge_count : most;
    most = ties->edge_count > most ? ties->edge_count : most;
    size_t *ends = malloc((most + 1) * sizeof *ends);
    bool ok = ends != NULL && give_nodes(counting, ends) &&
              give_edges(network, &counting->edges, &network->arena, ends) &&
              give_edges(ties, &counting->tie_edges, &network->arena, ends);
    free(ends);
    return ok;
}

void rl_period_counting_free(rl_period_counting *counting)
{
    free(counting->node_of);
    free(counting->nodes.items);
    free(counting->edges.items);
    free(counting->tie_edges.items);
}
