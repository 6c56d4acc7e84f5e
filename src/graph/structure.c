/* How a network hangs together, weights aside: cores (Seidman 1983), clustering (Watts & Strogatz 1998), and what would
 * fall apart without one node (articulation points) or one edge (bridges). igraph walks without recursion, so that a
 * path of a million nodes is no deeper than another network. */
#include "graph/internal.h"

static relata_status take_whole_numbers(igraph_vector_int_t *result, relata_error *err)
{
    return rl_igraph_status(igraph_vector_int_init(result, 0), "structure", err);
}

relata_status rl_measure_coreness(const rl_graph *graph, rl_node *nodes, relata_error *err)
{
    igraph_vector_int_t cores;
    relata_status status = take_whole_numbers(&cores, err);
    if (status != RELATA_OK)
        return status;
    igraph_error_t code = igraph_coreness(&graph->igraph, &cores, IGRAPH_ALL);
    for (size_t i = 0; code == IGRAPH_SUCCESS && i < graph->node_count; i++)
        nodes[i].coreness = (uint32_t)VECTOR(cores)[i];
    igraph_vector_int_destroy(&cores);
    return rl_igraph_status(code, "coreness", err);
}

/* Nodes with fewer than two neighbours have no triangles to miss; 0, as Gephi and NetworkX give them. */
relata_status rl_measure_clustering(const rl_graph *graph, rl_node *nodes, relata_error *err)
{
    igraph_vector_t result;
    igraph_error_t code = igraph_vector_init(&result, 0);
    if (code != IGRAPH_SUCCESS)
        return rl_igraph_status(code, "clustering", err);
    code = igraph_transitivity_local_undirected(&graph->igraph, &result, igraph_vss_all(), IGRAPH_TRANSITIVITY_ZERO);
    for (size_t i = 0; code == IGRAPH_SUCCESS && i < graph->node_count; i++)
        nodes[i].clustering = VECTOR(result)[i];
    igraph_vector_destroy(&result);
    return rl_igraph_status(code, "clustering", err);
}

relata_status rl_measure_articulation(const rl_graph *graph, rl_node *nodes, relata_error *err)
{
    igraph_vector_int_t points;
    relata_status status = take_whole_numbers(&points, err);
    if (status != RELATA_OK)
        return status;
    igraph_error_t code = igraph_articulation_points(&graph->igraph, &points);
    for (size_t i = 0; code == IGRAPH_SUCCESS && i < graph->node_count; i++)
        nodes[i].articulation = false;
    for (igraph_integer_t i = 0; code == IGRAPH_SUCCESS && i < igraph_vector_int_size(&points); i++)
        nodes[VECTOR(points)[i]].articulation = true;
    igraph_vector_int_destroy(&points);
    return rl_igraph_status(code, "articulation points", err);
}

relata_status rl_measure_bridges(const rl_graph *graph, bool *ret_bridges, relata_error *err)
{
    igraph_vector_int_t bridges;
    relata_status status = take_whole_numbers(&bridges, err);
    if (status != RELATA_OK)
        return status;
    igraph_error_t code = igraph_bridges(&graph->igraph, &bridges);
    for (size_t i = 0; code == IGRAPH_SUCCESS && i < graph->link_count; i++)
        ret_bridges[i] = false;
    for (igraph_integer_t i = 0; code == IGRAPH_SUCCESS && i < igraph_vector_int_size(&bridges); i++)
        ret_bridges[VECTOR(bridges)[i]] = true;
    igraph_vector_int_destroy(&bridges);
    return rl_igraph_status(code, "bridges", err);
}
