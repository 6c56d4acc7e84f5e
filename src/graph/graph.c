/* The order of the measures. They work on a copy of the nodes, so that a failure halfway changes nothing. */
#include "graph/graph.h"
#include "graph/internal.h"

#include <stdlib.h>
#include <string.h>

static relata_status measure(const rl_network *network, const rl_graph *graph, rl_node *nodes, uint64_t *ret_sources,
                             relata_error *err)
{
    rl_measure_degrees(network, nodes);
    relata_status status = rl_measure_pagerank(graph, nodes, err);
    if (status == RELATA_OK)
        status = rl_measure_betweenness(graph, nodes, ret_sources, err);
    if (status == RELATA_OK)
        status = rl_measure_communities(graph, network->seed, nodes, err);
    if (status == RELATA_OK)
        status = rl_measure_components(graph, nodes, err);
    return status;
}

static relata_status measure_links(const rl_network *network, const rl_link *links, rl_node *nodes,
                                   uint64_t *ret_sources, relata_error *err)
{
    if (network->node_count == 0)
        return RELATA_OK;
    rl_graph graph;
    relata_status status = rl_graph_create(network->node_count, links, network->edge_count, &graph, err);
    if (status != RELATA_OK)
        return status;
    status = measure(network, &graph, nodes, ret_sources, err);
    rl_graph_destroy(&graph);
    return status;
}

static relata_status fill_nodes(const rl_network *network, rl_node *nodes, uint64_t *ret_sources, relata_error *err)
{
    rl_link *links = NULL;
    relata_status status = rl_links_of_network(network, &links, err);
    if (status != RELATA_OK)
        return status;
    status = measure_links(network, links, nodes, ret_sources, err);
    if (status == RELATA_OK)
        status = rl_layout_nodes(links, network->edge_count, nodes, network->node_count, network->seed, err);
    free(links);
    if (status == RELATA_OK)
        rl_look_of_nodes(nodes, network->node_count);
    return status;
}

relata_status rl_graph_measure(rl_network *network, relata_error *err)
{
    uint64_t sources = 0;
    size_t size = network->node_count * sizeof *network->nodes;
    rl_node *nodes = malloc(size + 1);
    if (nodes == NULL)
        return rl_error_memory(err);
    if (size > 0)
        memcpy(nodes, network->nodes, size);
    rl_igraph_settings settings = rl_igraph_enter();
    relata_status status = fill_nodes(network, nodes, &sources, err);
    rl_igraph_leave(&settings);
    if (status == RELATA_OK) {
        network->betweenness_sources = sources;
        if (size > 0)
            memcpy(network->nodes, nodes, size);
    }
    free(nodes);
    return status;
}
