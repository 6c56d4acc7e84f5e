/* The strongest path, by igraph's Dijkstra. Lengths are 1/weight, relative to the heaviest edge, as for the measures that take paths. */
#include "graph/paths.h"

#include "graph/internal.h"

#include <math.h>
#include <stdlib.h>

/* See build.c: what is weaker than this says "hardly ever" just as well. */
static const double SMALLEST_WEIGHT = 1e-9;

static relata_status check(size_t node_count, const rl_path_edge *edges, size_t edge_count, double *ret_heaviest,
                           relata_error *err)
{
    double heaviest = 0;
    for (size_t i = 0; i < edge_count; i++) {
        const rl_path_edge *edge = &edges[i];
        if (edge->a == edge->b || edge->a >= node_count || edge->b >= node_count)
            return rl_error_set(err, RELATA_ERROR_ARGUMENT, NULL, 0, 0, "edge %zu does not join two nodes", i);
        if (!isfinite(edge->weight) || edge->weight <= 0)
            return rl_error_set(err, RELATA_ERROR_ARGUMENT, NULL, 0, 0,
                                "edge %zu has a weight that is not a number above zero", i);
        heaviest = fmax(heaviest, edge->weight);
    }
    *ret_heaviest = heaviest;
    return RELATA_OK;
}

/* Weights become lengths. */
static rl_link *make_links(const rl_path_edge *edges, size_t edge_count, double heaviest)
{
    rl_link *links = malloc((edge_count + 1) * sizeof *links);
    for (size_t i = 0; links != NULL && i < edge_count; i++)
        links[i] = (rl_link){edges[i].a, edges[i].b, 1 / fmax(edges[i].weight / heaviest, SMALLEST_WEIGHT)};
    return links;
}

/* igraph's list of nodes, turned round if asked for. Empty: NULL. */
static relata_status copy_nodes(const igraph_vector_int_t *found, bool turn, uint32_t **ret_nodes, size_t *ret_count,
                                relata_error *err)
{
    size_t count = (size_t)igraph_vector_int_size(found);
    uint32_t *nodes = count > 0 ? malloc(count * sizeof *nodes) : NULL;
    if (count > 0 && nodes == NULL)
        return rl_error_memory(err);
    for (size_t i = 0; i < count; i++)
        nodes[i] = (uint32_t)VECTOR(*found)[turn ? count - 1 - i : i];
    *ret_nodes = nodes;
    *ret_count = count;
    return RELATA_OK;
}

/* Always from the smaller to the larger node. */
static relata_status find(const rl_graph *graph, uint32_t from, uint32_t to, uint32_t **ret_nodes, size_t *ret_count,
                          relata_error *err)
{
    igraph_vector_int_t nodes;
    igraph_vector_t lengths;
    igraph_integer_t low = from < to ? from : to, high = from < to ? to : from;
    igraph_vector_view(&lengths, graph->weights, (igraph_integer_t)graph->link_count);
    relata_status status = rl_igraph_status(igraph_vector_int_init(&nodes, 0), "path", err);
    if (status != RELATA_OK)
        return status;
    igraph_error_t code =
        igraph_get_shortest_path_dijkstra(&graph->igraph, &nodes, NULL, low, high, &lengths, IGRAPH_ALL);
    status = rl_igraph_status(code, "path", err);
    if (status == RELATA_OK)
        status = copy_nodes(&nodes, from > to, ret_nodes, ret_count, err);
    igraph_vector_int_destroy(&nodes);
    return status;
}

relata_status rl_strongest_path(size_t node_count, const rl_path_edge *edges, size_t edge_count, uint32_t from,
                                uint32_t to, uint32_t **ret_nodes, size_t *ret_count, relata_error *err)
{
    double heaviest = 0;
    rl_graph graph;
    if (from >= node_count || to >= node_count)
        return rl_error_set(err, RELATA_ERROR_ARGUMENT, NULL, 0, 0, "a path needs two nodes of the network");
    relata_status status = check(node_count, edges, edge_count, &heaviest, err);
    if (status != RELATA_OK)
        return status;
    rl_link *links = make_links(edges, edge_count, heaviest);
    if (links == NULL)
        return rl_error_memory(err);
    rl_igraph_settings settings = rl_igraph_enter();
    status = rl_graph_create(node_count, links, edge_count, &graph, err);
    free(links);
    if (status == RELATA_OK) {
        status = find(&graph, from, to, ret_nodes, ret_count, err);
        rl_graph_destroy(&graph);
    }
    rl_igraph_leave(&settings);
    return status;
}
