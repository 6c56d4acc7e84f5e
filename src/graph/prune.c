/* The steps of pruning, and the network that is left. Each step takes flags away; only when all have succeeded the
 * nodes and edges that kept theirs are moved together. Edges between nodes that went go with them. */
#include "graph/prune.h"

#include <stdlib.h>

static const char *const BACKBONES[] = {
    [RELATA_BACKBONE_NONE] = NULL,
    [RELATA_BACKBONE_DISPARITY] = "disparity",
    [RELATA_BACKBONE_NOISE_CORRECTED] = "noise-corrected",
};

typedef struct pruning {
    const rl_network *network;
    const rl_pruning *how;
    bool *edges; /* which are still there */
    bool *nodes;
} pruning;

static size_t count_flags(const bool *flags, size_t count)
{
    size_t set = 0;
    for (size_t i = 0; i < count; i++)
        set += flags[i];
    return set;
}

static void drop_edges_of_dropped_nodes(pruning *p)
{
    for (size_t i = 0; i < p->network->edge_count; i++) {
        const rl_edge *edge = &p->network->edges[i];
        p->edges[i] = p->edges[i] && p->nodes[edge->source] && p->nodes[edge->target];
    }
}

/* ---- light edges ---- */

static relata_status keep_backbone(pruning *p, relata_error *err)
{
    if (p->how->backbone == RELATA_BACKBONE_NONE)
        return RELATA_OK;
    return rl_prune_to_backbone(p->network, p->how->backbone, p->how->alpha, p->edges, err);
}

bool rl_edge_is_light(const rl_edge *edge, double min_weight, uint64_t min_count, uint64_t min_documents)
{
    return edge->weight < min_weight || edge->count < min_count || edge->documents < min_documents;
}

static relata_status keep_heavy(pruning *p, relata_error *err)
{
    (void)err;
    const rl_pruning *how = p->how;
    for (size_t i = 0; i < p->network->edge_count; i++) {
        bool light = rl_edge_is_light(&p->network->edges[i], how->min_weight, how->min_count, how->min_documents);
        p->edges[i] = p->edges[i] && !light;
    }
    return RELATA_OK;
}

/* ---- nodes ---- */

static relata_status keep_near(pruning *p, relata_error *err)
{
    if (p->how->egos == NULL)
        return RELATA_OK;
    relata_status status = rl_prune_to_neighbourhood(p->network, p->how, p->edges, p->nodes, err);
    if (status == RELATA_OK)
        drop_edges_of_dropped_nodes(p);
    return status;
}

typedef struct rank {
    bool ego;
    double strength;
    uint64_t mentions;
    uint32_t node;
} rank;

static int compare_ranks(const void *x, const void *y)
{
    const rank *a = x, *b = y;
    if (a->ego != b->ego)
        return a->ego ? -1 : 1;
    if (a->strength < b->strength || a->strength > b->strength)
        return a->strength > b->strength ? -1 : 1;
    if (a->mentions != b->mentions)
        return a->mentions > b->mentions ? -1 : 1;
    return (a->node > b->node) - (a->node < b->node);
}

/* The nodes that are still there, strongest first. */
static size_t rank_nodes(const pruning *p, rank *ranks)
{
    size_t count = 0;
    for (size_t n = 0; n < p->network->node_count; n++)
        ranks[n] = (rank){.mentions = p->network->nodes[n].mentions, .node = (uint32_t)n};
    for (size_t i = 0; i < p->network->edge_count; i++) {
        const rl_edge *edge = &p->network->edges[i];
        ranks[edge->source].strength += p->edges[i] ? edge->weight : 0;
        ranks[edge->target].strength += p->edges[i] ? edge->weight : 0;
    }
    for (size_t i = 0; p->how->egos != NULL && i < p->how->ego_count; i++)
        ranks[p->how->egos[i]].ego = true;
    for (size_t n = 0; n < p->network->node_count; n++)
        if (p->nodes[n])
            ranks[count++] = ranks[n];
    if (count > 0)
        qsort(ranks, count, sizeof *ranks, compare_ranks);
    return count;
}

static relata_status keep_strong(pruning *p, relata_error *err)
{
    if (p->how->top == 0)
        return RELATA_OK;
    rank *ranks = malloc((p->network->node_count + 1) * sizeof *ranks);
    if (ranks == NULL)
        return rl_error_memory(err);
    size_t count = rank_nodes(p, ranks);
    for (size_t i = p->how->top; i < count; i++)
        p->nodes[ranks[i].node] = false;
    free(ranks);
    drop_edges_of_dropped_nodes(p);
    return RELATA_OK;
}

/* ---- in their order ---- */

/* Takes a step and counts what went. */
static relata_status take_step(pruning *p, relata_status (*step)(pruning *, relata_error *), size_t *ret_nodes,
                               size_t *ret_edges, relata_error *err)
{
    size_t nodes = count_flags(p->nodes, p->network->node_count);
    size_t edges = count_flags(p->edges, p->network->edge_count);
    relata_status status = step(p, err);
    *ret_nodes = nodes - count_flags(p->nodes, p->network->node_count);
    *ret_edges = edges - count_flags(p->edges, p->network->edge_count);
    return status;
}

static relata_status take_steps(pruning *p, rl_left_out *left_out, relata_error *err)
{
    size_t no_nodes = 0;
    const struct {
        relata_status (*step)(pruning *, relata_error *);
        size_t *nodes;
        size_t *edges;
    } STEPS[] = {
        {keep_backbone, &no_nodes, &left_out->backbone_edges},
        {keep_heavy, &no_nodes, &left_out->light_edges},
        {keep_near, &left_out->far_nodes, &left_out->far_edges},
        {keep_strong, &left_out->weak_nodes, &left_out->weak_edges},
    };
    relata_status status = RELATA_OK;
    for (size_t i = 0; status == RELATA_OK && i < sizeof STEPS / sizeof STEPS[0]; i++)
        status = take_step(p, STEPS[i].step, STEPS[i].nodes, STEPS[i].edges, err);
    return status;
}

/* `number` has a place for each node, and gets their new numbers. */
static void move_together(rl_network *network, const pruning *p, uint32_t *number)
{
    size_t nodes = 0, edges = 0;
    for (size_t n = 0; n < network->node_count; n++) {
        if (!p->nodes[n])
            continue;
        network->nodes[nodes] = network->nodes[n];
        number[n] = (uint32_t)nodes++;
    }
    for (size_t i = 0; i < network->edge_count; i++) {
        if (!p->edges[i])
            continue;
        rl_edge edge = network->edges[i];
        edge.source = number[edge.source];
        edge.target = number[edge.target];
        network->edges[edges++] = edge;
    }
    network->node_count = nodes;
    network->edge_count = edges;
    network->backbone = BACKBONES[p->how->backbone];
    network->alpha = p->how->alpha;
}

static void set_flags(bool *flags, size_t count)
{
    for (size_t i = 0; i < count; i++)
        flags[i] = true;
}

relata_status rl_network_prune(rl_network *network, const rl_pruning *how, rl_left_out *ret_left_out, relata_error *err)
{
    pruning p = {.network = network, .how = how};
    rl_left_out left_out = {0};
    p.edges = malloc(network->edge_count + 1);
    p.nodes = malloc(network->node_count + 1);
    uint32_t *number = malloc((network->node_count + 1) * sizeof *number);
    relata_status status = RELATA_OK;
    if (p.edges == NULL || p.nodes == NULL || number == NULL)
        status = rl_error_memory(err);
    if (status == RELATA_OK) {
        set_flags(p.edges, network->edge_count);
        set_flags(p.nodes, network->node_count);
        status = take_steps(&p, &left_out, err);
    }
    if (status == RELATA_OK) {
        left_out.light_edges += network->light_edges;
        move_together(network, &p, number);
        *ret_left_out = left_out;
    }
    free(p.edges);
    free(p.nodes);
    free(number);
    return status;
}
