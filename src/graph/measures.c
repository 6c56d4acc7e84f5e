/* Who is central: degree, strength, PageRank and betweenness.
 *
 * Weights say how strong a tie is. PageRank takes them as they are; betweenness wants lengths, and the length of a
 * tie is 1/weight (Newman 2001: strong ties are short).
 *
 * Exact betweenness visits every edge from every node, which is hours for a large network. Beyond a budget the
 * shortest paths from an even sample of nodes are counted and scaled up (Brandes & Pich 2007): the same measure,
 * estimated, and best for the nodes that have much of it. A cutoff on the length of paths would be another measure,
 * and would not bound the work in networks with hubs. A sample is never smaller than 64 nodes, which is twenty
 * seconds' work in a network of a million edges; in larger ones the measure is left out. */
#include "graph/internal.h"

#include <math.h>
#include <stdlib.h>

/* Sources x (nodes + edges); about 80 nanoseconds each, 250 where the network is larger than the caches. Exact up
 * to, for instance, 1,500 nodes with 18,500 edges or 3,000 nodes with 7,000 edges. */
enum { BETWEENNESS_BUDGET = 30000000, BETWEENNESS_SMALLEST_SAMPLE = 64, BETWEENNESS_LARGEST = 1250000 };

static const double DAMPING = 0.85;

void rl_measure_degrees(const rl_network *network, rl_node *nodes)
{
    for (size_t i = 0; i < network->node_count; i++) {
        nodes[i].degree = 0;
        nodes[i].weighted_degree = 0;
    }
    for (size_t i = 0; i < network->edge_count; i++) {
        const rl_edge *edge = &network->edges[i];
        nodes[edge->source].degree++;
        nodes[edge->target].degree++;
        nodes[edge->source].weighted_degree += edge->weight;
        nodes[edge->target].weighted_degree += edge->weight;
    }
}

static igraph_error_t pagerank(const rl_graph *graph, igraph_vector_t *result)
{
    igraph_vector_t weights = {0};
    igraph_vector_view(&weights, graph->weights, (igraph_integer_t)graph->link_count);
    return igraph_pagerank(&graph->igraph, IGRAPH_PAGERANK_ALGO_PRPACK, result, NULL, igraph_vss_all(),
                           IGRAPH_UNDIRECTED, DAMPING, &weights, NULL);
}

relata_status rl_measure_pagerank(const rl_graph *graph, rl_node *nodes, relata_error *err)
{
    igraph_vector_t result;
    igraph_error_t code = igraph_vector_init(&result, 0);
    if (code != IGRAPH_SUCCESS)
        return rl_igraph_status(code, "PageRank", err);
    code = pagerank(graph, &result);
    for (size_t i = 0; code == IGRAPH_SUCCESS && i < graph->node_count; i++)
        nodes[i].pagerank = VECTOR(result)[i];
    igraph_vector_destroy(&result);
    return rl_igraph_status(code, "PageRank", err);
}

/* ---- betweenness ---- */

static size_t number_of_sources(const rl_graph *graph)
{
    size_t size = graph->node_count + graph->link_count;
    size_t most = BETWEENNESS_BUDGET / size;
    if (most < BETWEENNESS_SMALLEST_SAMPLE)
        most = size <= BETWEENNESS_LARGEST ? BETWEENNESS_SMALLEST_SAMPLE : 0;
    return most < graph->node_count ? most : graph->node_count;
}

static igraph_error_t betweenness_from(const rl_graph *graph, const igraph_vector_int_t *sources,
                                       const igraph_vector_t *lengths, igraph_vector_t *result)
{
    if (igraph_vector_int_size(sources) == igraph_vcount(&graph->igraph))
        return igraph_betweenness(&graph->igraph, result, igraph_vss_all(), IGRAPH_UNDIRECTED, lengths);
    return igraph_betweenness_subset(&graph->igraph, result, igraph_vss_all(), IGRAPH_UNDIRECTED,
                                     igraph_vss_vector(sources), igraph_vss_all(), lengths);
}

static igraph_error_t sampled_betweenness(const rl_graph *graph, size_t source_count, const double *lengths,
                                          igraph_vector_t *result)
{
    igraph_vector_int_t sources;
    igraph_error_t code = igraph_vector_int_init(&sources, (igraph_integer_t)source_count);
    if (code != IGRAPH_SUCCESS)
        return code;
    for (size_t i = 0; i < source_count; i++)
        VECTOR(sources)[i] = (igraph_integer_t)(i * graph->node_count / source_count);
    igraph_vector_t length_view = {0};
    igraph_vector_view(&length_view, lengths, (igraph_integer_t)graph->link_count);
    code = betweenness_from(graph, &sources, &length_view, result);
    igraph_vector_int_destroy(&sources);
    return code;
}

static igraph_error_t fill_betweenness(const rl_graph *graph, size_t source_count, const double *lengths,
                                       rl_node *nodes)
{
    igraph_vector_t result;
    igraph_error_t code = igraph_vector_init(&result, 0);
    if (code != IGRAPH_SUCCESS)
        return code;
    code = sampled_betweenness(graph, source_count, lengths, &result);
    double scale = (double)graph->node_count / (double)source_count;
    for (size_t i = 0; code == IGRAPH_SUCCESS && i < graph->node_count; i++)
        nodes[i].betweenness = VECTOR(result)[i] * scale;
    igraph_vector_destroy(&result);
    return code;
}

relata_status rl_measure_betweenness(const rl_graph *graph, rl_node *nodes, uint64_t *ret_sources, relata_error *err)
{
    size_t source_count = number_of_sources(graph);
    if (source_count == 0) {
        for (size_t i = 0; i < graph->node_count; i++)
            nodes[i].betweenness = NAN;
        *ret_sources = 0;
        return RELATA_OK;
    }
    double *lengths = malloc((graph->link_count + 1) * sizeof *lengths);
    if (lengths == NULL)
        return rl_error_memory(err);
    for (size_t i = 0; i < graph->link_count; i++)
        lengths[i] = 1 / graph->weights[i];
    igraph_error_t code = fill_betweenness(graph, source_count, lengths, nodes);
    free(lengths);
    if (code == IGRAPH_SUCCESS)
        *ret_sources = source_count;
    return rl_igraph_status(code, "betweenness", err);
}
