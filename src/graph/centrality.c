/* Who is central, for those who ask: closeness, harmonic centrality and eigenvector centrality.
 *
 * Closeness and harmonic centrality go by distances; as with betweenness a tie is as long as 1/weight. Inside, weights
 * are relative to the heaviest, so lengths are in its unit, and the results are brought back. Closeness counts only who
 * can be reached (Wasserman & Faust's correction is not applied, as igraph does not), so in a network of several
 * components the harmonic measure compares better; harmonic centrality is divided by the number of other nodes.
 *
 * The eigenvector is scaled so that its largest value is 1. It lives in one component: elsewhere it is zero. */
#include "graph/internal.h"

#include <math.h>
#include <stdlib.h>

/* Smaller values are noise of the iteration, and differ between machines. */
static const double SMALLEST_SHARE = 1e-10;

typedef igraph_error_t (*by_distance)(const rl_graph *graph, const igraph_vector_t *lengths, igraph_vector_t *result);

static igraph_error_t closeness(const rl_graph *graph, const igraph_vector_t *lengths, igraph_vector_t *result)
{
    return igraph_closeness(&graph->igraph, result, NULL, NULL, igraph_vss_all(), IGRAPH_ALL, lengths,
                            /* normalized: */ true);
}

static igraph_error_t harmonic(const rl_graph *graph, const igraph_vector_t *lengths, igraph_vector_t *result)
{
    return igraph_harmonic_centrality(&graph->igraph, result, igraph_vss_all(), IGRAPH_ALL, lengths,
                                      /* normalized: */ true);
}

static igraph_error_t measure_by_distance(const rl_graph *graph, by_distance measure, igraph_vector_t *result)
{
    double *lengths = malloc((graph->link_count + 1) * sizeof *lengths);
    if (lengths == NULL)
        return IGRAPH_ENOMEM;
    for (size_t i = 0; i < graph->link_count; i++)
        lengths[i] = 1 / graph->weights[i];
    igraph_vector_t view = {0};
    igraph_vector_view(&view, lengths, (igraph_integer_t)graph->link_count);
    igraph_error_t code = measure(graph, &view, result);
    free(lengths);
    return code;
}

/* Lengths were in units of 1/heaviest. */
static double in_own_unit(const rl_graph *graph, double value)
{
    return isnan(value) ? NAN : fmin(value * graph->heaviest, 1e308);
}

relata_status rl_measure_closeness(const rl_graph *graph, rl_node *nodes, relata_error *err)
{
    igraph_vector_t result;
    igraph_error_t code = igraph_vector_init(&result, 0);
    if (code != IGRAPH_SUCCESS)
        return rl_igraph_status(code, "closeness", err);
    code = measure_by_distance(graph, closeness, &result);
    for (size_t i = 0; code == IGRAPH_SUCCESS && i < graph->node_count; i++)
        nodes[i].closeness = in_own_unit(graph, VECTOR(result)[i]);
    igraph_vector_destroy(&result);
    return rl_igraph_status(code, "closeness", err);
}

/* igraph divides by the number of other nodes, of which one alone has none. */
relata_status rl_measure_harmonic(const rl_graph *graph, rl_node *nodes, relata_error *err)
{
    igraph_vector_t result;
    igraph_error_t code = igraph_vector_init(&result, 0);
    if (code != IGRAPH_SUCCESS)
        return rl_igraph_status(code, "harmonic centrality", err);
    code = measure_by_distance(graph, harmonic, &result);
    for (size_t i = 0; code == IGRAPH_SUCCESS && i < graph->node_count; i++) {
        double value = in_own_unit(graph, VECTOR(result)[i]);
        nodes[i].harmonic = isfinite(value) ? value : 0;
    }
    igraph_vector_destroy(&result);
    return rl_igraph_status(code, "harmonic centrality", err);
}

/* ---- the eigenvector ---- */

/* It has two stretches of error codes. */
static bool is_of_arpack(igraph_error_t code)
{
    return (code >= IGRAPH_ARPACK_PROD && code <= IGRAPH_ARPACK_UNKNOWN) ||
           (code >= IGRAPH_ARPACK_MAXIT && code <= IGRAPH_ARPACK_REORDER);
}

static igraph_error_t eigenvector(const rl_graph *graph, igraph_vector_t *result, bool *ret_settled)
{
    igraph_arpack_options_t options;
    igraph_arpack_options_init(&options);
    igraph_vector_t weights = {0};
    igraph_vector_view(&weights, graph->weights, (igraph_integer_t)graph->link_count);
    igraph_error_t code = igraph_eigenvector_centrality(&graph->igraph, result, NULL, /* directed: */ false,
                                                        /* scale: */ true, &weights, &options);
    /* Too many rounds are no error to igraph, only a remark in `info`. */
    *ret_settled = code == IGRAPH_SUCCESS && options.info == 0;
    return is_of_arpack(code) ? IGRAPH_SUCCESS : code;
}

static void fill_eigenvector(const igraph_vector_t *result, rl_node *nodes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        double value = VECTOR(*result)[i];
        nodes[i].eigenvector = value > SMALLEST_SHARE ? value : 0;
    }
}

relata_status rl_measure_eigenvector(const rl_graph *graph, uint64_t seed, rl_node *nodes, bool *ret_settled,
                                     relata_error *err)
{
    relata_status status = rl_igraph_seed(seed, err);
    if (status != RELATA_OK)
        return status;
    igraph_vector_t result;
    igraph_error_t code = igraph_vector_init(&result, 0);
    if (code != IGRAPH_SUCCESS)
        return rl_igraph_status(code, "eigenvector centrality", err);
    bool settled = false;
    code = eigenvector(graph, &result, &settled);
    if (settled)
        fill_eigenvector(&result, nodes, graph->node_count);
    igraph_vector_destroy(&result);
    if (code == IGRAPH_SUCCESS)
        *ret_settled = settled;
    return rl_igraph_status(code, "eigenvector centrality", err);
}
