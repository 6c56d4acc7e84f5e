/* Communities: nodes that are tied to each other more than to the rest. Leiden (Traag, Waltman & van Eck 2019) with
 * modularity, which igraph offers as a general quality function: node weights are the strengths, and the resolution is
 * gamma / (2 * total weight). Unlike Louvain's, its communities are always connected. gamma, the resolution, is 1 for
 * plain modularity; more of it makes more and smaller communities. */
#include "graph/internal.h"

/* -1, "until nothing changes", does one round in igraph 0.10.2, so a number; more rounds hardly change anything. */
enum { ROUNDS = 10 };

static const double RANDOMNESS = 0.01; /* of the refinement; igraph's default */

static igraph_error_t leiden(const rl_graph *graph, double resolution, igraph_vector_t *strengths,
                             igraph_vector_int_t *membership)
{
    igraph_vector_t weights = {0};
    igraph_vector_view(&weights, graph->weights, (igraph_integer_t)graph->link_count);
    igraph_error_t code =
        igraph_strength(&graph->igraph, strengths, igraph_vss_all(), IGRAPH_ALL, IGRAPH_LOOPS, &weights);
    if (code != IGRAPH_SUCCESS)
        return code;
    double twice_total = igraph_vector_sum(strengths);
    return igraph_community_leiden(&graph->igraph, &weights, strengths, resolution / twice_total, RANDOMNESS,
                                   /* start: */ false, ROUNDS, membership, NULL, NULL);
}

static relata_status find_communities(const rl_graph *graph, double resolution, igraph_vector_int_t *membership,
                                      rl_node *nodes, relata_error *err)
{
    igraph_vector_t strengths;
    igraph_error_t code = igraph_vector_init(&strengths, 0);
    if (code != IGRAPH_SUCCESS)
        return rl_igraph_status(code, "communities", err);
    code = leiden(graph, resolution, &strengths, membership);
    igraph_vector_destroy(&strengths);
    relata_status status = rl_igraph_status(code, "communities", err);
    if (status == RELATA_OK)
        status = rl_groups_renumber(membership, err);
    for (size_t i = 0; status == RELATA_OK && i < graph->node_count; i++)
        nodes[i].community = (uint32_t)VECTOR(*membership)[i];
    return status;
}

/* Without ties modularity is undefined (it divides by the total weight), and everyone is alone. */
static relata_status everyone_alone(const rl_graph *graph, rl_node *nodes)
{
    for (size_t i = 0; i < graph->node_count; i++)
        nodes[i].community = (uint32_t)i;
    return RELATA_OK;
}

relata_status rl_measure_communities(const rl_graph *graph, double resolution, uint64_t seed, rl_node *nodes,
                                     relata_error *err)
{
    if (graph->link_count == 0)
        return everyone_alone(graph, nodes);
    relata_status status = rl_igraph_seed(seed, err);
    if (status != RELATA_OK)
        return status;
    igraph_vector_int_t membership;
    igraph_error_t code = igraph_vector_int_init(&membership, 0);
    if (code != IGRAPH_SUCCESS)
        return rl_igraph_status(code, "communities", err);
    status = find_communities(graph, resolution, &membership, nodes, err);
    igraph_vector_int_destroy(&membership);
    return status;
}

/* ---- how good they are ---- */

relata_status rl_measure_modularity(const rl_graph *graph, double resolution, const rl_node *nodes,
                                    double *ret_modularity, relata_error *err)
{
    igraph_vector_int_t membership;
    igraph_error_t code = igraph_vector_int_init(&membership, (igraph_integer_t)graph->node_count);
    if (code != IGRAPH_SUCCESS)
        return rl_igraph_status(code, "modularity", err);
    for (size_t i = 0; i < graph->node_count; i++)
        VECTOR(membership)[i] = (igraph_integer_t)nodes[i].community;
    double modularity = 0;
    igraph_vector_t weights = {0};
    igraph_vector_view(&weights, graph->weights, (igraph_integer_t)graph->link_count);
    code = igraph_modularity(&graph->igraph, &membership, &weights, resolution, IGRAPH_UNDIRECTED, &modularity);
    igraph_vector_int_destroy(&membership);
    if (code == IGRAPH_SUCCESS)
        *ret_modularity = modularity;
    return rl_igraph_status(code, "modularity", err);
}
