/* From the network's edges to igraph: checked, made relative, and added in one bulk call (one by one is a
 * thousand times slower). Attributes stay with us: igraph sees only the shape and the weights. */
#include "base/hash.h"
#include "graph/internal.h"

#include <math.h>
#include <stdlib.h>

/* Paths are counted in 1/weight. A smaller weight than this, relative to the heaviest, says "hardly ever" just as well
 * and cannot overflow when many are added. */
#define SMALLEST_WEIGHT 1e-9

static relata_status fill_edges(igraph_vector_int_t *edges, size_t node_count, const rl_link *links, size_t count,
                                rl_graph *graph, relata_error *err)
{
    for (size_t i = 0; i < count; i++) {
        VECTOR(*edges)[2 * i] = (igraph_integer_t)links[i].a;
        VECTOR(*edges)[2 * i + 1] = (igraph_integer_t)links[i].b;
        graph->weights[i] = links[i].weight;
    }
    igraph_error_t code = igraph_create(&graph->igraph, edges, (igraph_integer_t)node_count, IGRAPH_UNDIRECTED);
    return rl_igraph_status(code, "building of the graph", err);
}

relata_status rl_graph_create(size_t node_count, const rl_link *links, size_t link_count, rl_graph *ret_graph,
                              relata_error *err)
{
    rl_graph graph = {.node_count = node_count, .link_count = link_count, .heaviest = 1};
    graph.weights = malloc((link_count + 1) * sizeof *graph.weights);
    if (graph.weights == NULL)
        return rl_error_memory(err);
    igraph_vector_int_t edges;
    igraph_error_t code = igraph_vector_int_init(&edges, (igraph_integer_t)(2 * link_count));
    relata_status status = rl_igraph_status(code, "list of edges", err);
    if (status == RELATA_OK) {
        status = fill_edges(&edges, node_count, links, link_count, &graph, err);
        igraph_vector_int_destroy(&edges);
    }
    if (status != RELATA_OK) {
        free(graph.weights);
        return status;
    }
    *ret_graph = graph;
    return RELATA_OK;
}

void rl_graph_destroy(rl_graph *graph)
{
    igraph_destroy(&graph->igraph);
    free(graph->weights);
}

/* ---- from a network ---- */

static relata_status refuse_edge(size_t index, const char *why, relata_error *err)
{
    return rl_error_set(err, RELATA_ERROR_ARGUMENT, NULL, 0, 0, "edge %zu of the network %s", index, why);
}

static bool comes_after(const rl_edge *edge, const rl_edge *before)
{
    if (edge->source != before->source)
        return edge->source > before->source;
    return edge->target > before->target;
}

/* The promised order makes one check enough for "no loops, no pair twice". */
static relata_status check_edge(const rl_network *network, size_t index, relata_error *err)
{
    const rl_edge *edge = &network->edges[index];
    if (edge->source >= edge->target || edge->target >= network->node_count)
        return refuse_edge(index, "does not join two of its nodes in order", err);
    if (index > 0 && !comes_after(edge, edge - 1))
        return refuse_edge(index, "is out of order", err);
    if (!isfinite(edge->weight) || edge->weight <= 0)
        return refuse_edge(index, "has a weight that is not a number above zero", err);
    return RELATA_OK;
}

static relata_status check_network(const rl_network *network, double *ret_heaviest, relata_error *err)
{
    if (network->node_count >= RL_NONE)
        return rl_error_set(err, RELATA_ERROR_LIMIT, NULL, 0, 0, "a network of %zu nodes is too large",
                            network->node_count);
    double heaviest = 0;
    for (size_t i = 0; i < network->edge_count; i++) {
        relata_status status = check_edge(network, i, err);
        if (status != RELATA_OK)
            return status;
        heaviest = fmax(heaviest, network->edges[i].weight);
    }
    *ret_heaviest = heaviest;
    return RELATA_OK;
}

relata_status rl_links_of_network(const rl_network *network, rl_link **ret_links, double *ret_heaviest,
                                  relata_error *err)
{
    double heaviest = 0;
    relata_status status = check_network(network, &heaviest, err);
    if (status != RELATA_OK)
        return status;
    rl_link *links = malloc((network->edge_count + 1) * sizeof *links);
    if (links == NULL)
        return rl_error_memory(err);
    for (size_t i = 0; i < network->edge_count; i++) {
        const rl_edge *edge = &network->edges[i];
        links[i] = (rl_link){edge->source, edge->target, fmax(edge->weight / heaviest, SMALLEST_WEIGHT)};
    }
    *ret_links = links;
    *ret_heaviest = heaviest;
    return RELATA_OK;
}
