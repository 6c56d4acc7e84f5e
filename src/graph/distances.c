/* Closeness and harmonic centrality of networks that are too large for the paths from every node: estimated from the
 * paths that lead from some nodes to all (Eppstein & Wang 2004, "Fast Approximation of Centrality").
 *
 * That algorithm is for connected networks. Here each component has a sample of its own, spread evenly over its nodes
 * in the order of their ids, so that every node is measured by the distances to the same share of those it can reach;
 * a component with no more nodes than a sample is measured exactly. A node of the sample does not count its distance
 * to itself: with all nodes in the sample the values are the exact ones.
 *
 * The distances serve both measures, so the paths are followed once for the two. */
#include "graph/internal.h"

#include <math.h>
#include <stdlib.h>

/* Sources x (nodes + edges); 60 nanoseconds each, 200 where the network is larger than the caches. A smaller sample
 * than the smallest says too little. */
enum { BUDGET = 40000000, SMALLEST_SAMPLE = 64, LARGEST = 2000000 };

/* So many sources in one call: igraph lists neighbours anew in each. */
enum { BATCH = 16 };

typedef struct sampling {
    const rl_graph *graph;
    igraph_vector_int_t component_of; /* by node */
    igraph_vector_int_t sizes;        /* by component */
    igraph_vector_int_t sources;
    size_t most;      /* sources in one component */
    double *lengths;  /* by edge */
    double *distance; /* by node: the sum of its distances to sources … */
    double *nearness; /* … and of 1 / distance */
    uint32_t *others; /* … and how many of these there are */
} sampling;

/* ---- which nodes ---- */

size_t rl_distance_sample(size_t node_count, size_t link_count)
{
    size_t size = node_count + link_count;
    if (size == 0 || size > LARGEST)
        return 0;
    size_t most = BUDGET / size;
    if (most < SMALLEST_SAMPLE)
        most = SMALLEST_SAMPLE;
    return most < node_count ? most : node_count;
}

/* Of the i-th of `size` nodes: do its turn and the next lie in different ones of `taken` equal parts? */
static bool is_taken(size_t i, size_t size, size_t taken)
{
    return taken >= size || (i * taken) / size != ((i + 1) * taken) / size;
}

static igraph_error_t choose_sources(sampling *s)
{
    size_t count = s->graph->node_count;
    size_t *seen = calloc((size_t)igraph_vector_int_size(&s->sizes) + 1, sizeof *seen);
    igraph_error_t code = seen == NULL ? IGRAPH_ENOMEM : IGRAPH_SUCCESS;
    for (size_t i = 0; code == IGRAPH_SUCCESS && i < count; i++) {
        igraph_integer_t component = VECTOR(s->component_of)[i];
        if (is_taken(seen[component]++, (size_t)VECTOR(s->sizes)[component], s->most))
            code = igraph_vector_int_push_back(&s->sources, (igraph_integer_t)i);
    }
    free(seen);
    return code;
}

/* ---- the paths ---- */

static void add_distances(sampling *s, const igraph_matrix_t *distances, size_t first)
{
    size_t rows = (size_t)igraph_matrix_nrow(distances);
    for (size_t i = 0; i < s->graph->node_count; i++) {
        for (size_t r = 0; r < rows; r++) {
            double distance = MATRIX(*distances, (igraph_integer_t)r, (igraph_integer_t)i);
            if (!isfinite(distance) || (size_t)VECTOR(s->sources)[first + r] == i)
                continue;
            s->distance[i] += distance;
            s->nearness[i] += 1 / distance;
            s->others[i]++;
        }
    }
}

static igraph_error_t follow_batch(sampling *s, size_t first, size_t count, igraph_matrix_t *distances)
{
    igraph_vector_t lengths = {0};
    igraph_vector_int_t batch = {0};
    igraph_vector_view(&lengths, s->lengths, (igraph_integer_t)s->graph->link_count);
    igraph_vector_int_view(&batch, VECTOR(s->sources) + first, (igraph_integer_t)count);
    igraph_error_t code = igraph_distances_dijkstra(&s->graph->igraph, distances, igraph_vss_vector(&batch),
                                                    igraph_vss_all(), &lengths, IGRAPH_ALL);
    if (code == IGRAPH_SUCCESS)
        add_distances(s, distances, first);
    return code;
}

static igraph_error_t follow_paths(sampling *s)
{
    size_t count = (size_t)igraph_vector_int_size(&s->sources);
    igraph_matrix_t distances;
    igraph_error_t code = igraph_matrix_init(&distances, 0, 0);
    if (code != IGRAPH_SUCCESS)
        return code;
    for (size_t first = 0; code == IGRAPH_SUCCESS && first < count; first += BATCH)
        code = follow_batch(s, first, count - first < BATCH ? count - first : BATCH, &distances);
    igraph_matrix_destroy(&distances);
    return code;
}

/* ---- the whole ---- */

static igraph_error_t run(sampling *s)
{
    igraph_error_t code =
        igraph_connected_components(&s->graph->igraph, &s->component_of, &s->sizes, NULL, IGRAPH_WEAK);
    if (code == IGRAPH_SUCCESS)
        code = choose_sources(s);
    return code == IGRAPH_SUCCESS ? follow_paths(s) : code;
}

static igraph_error_t run_with_vectors(sampling *s)
{
    igraph_vector_int_t *vectors[] = {&s->component_of, &s->sizes, &s->sources};
    enum { VECTORS = sizeof vectors / sizeof vectors[0] };
    igraph_error_t code = IGRAPH_SUCCESS;
    size_t made = 0;
    while (code == IGRAPH_SUCCESS && made < VECTORS) {
        code = igraph_vector_int_init(vectors[made], 0);
        made += code == IGRAPH_SUCCESS;
    }
    if (code == IGRAPH_SUCCESS)
        code = run(s);
    return code;
}

static void fill(const sampling *s, rl_node *nodes)
{
    double everybody_else = (double)s->graph->node_count - 1, unit = s->graph->heaviest;
    for (size_t i = 0; i < s->graph->node_count; i++) {
        double others = s->others[i], reached = (double)VECTOR(s->sizes)[VECTOR(s->component_of)[i]] - 1;
        nodes[i].closeness = others > 0 ? fmin(others / s->distance[i] * unit, 1e308) : NAN;
        nodes[i].harmonic = others > 0 ? fmin(s->nearness[i] / others * reached / everybody_else * unit, 1e308) : 0;
    }
}

static igraph_error_t measure(sampling *s, rl_node *nodes)
{
    igraph_error_t code = run_with_vectors(s);
    if (code == IGRAPH_SUCCESS)
        fill(s, nodes);
    igraph_vector_int_destroy(&s->component_of);
    igraph_vector_int_destroy(&s->sizes);
    igraph_vector_int_destroy(&s->sources);
    return code;
}

relata_status rl_measure_distances(const rl_graph *graph, size_t most_sources, rl_node *nodes, relata_error *err)
{
    sampling s = {.graph = graph, .most = most_sources};
    s.lengths = malloc((graph->link_count + 1) * sizeof *s.lengths);
    s.distance = calloc(graph->node_count + 1, sizeof *s.distance);
    s.nearness = calloc(graph->node_count + 1, sizeof *s.nearness);
    s.others = calloc(graph->node_count + 1, sizeof *s.others);
    bool ok = s.lengths != NULL && s.distance != NULL && s.nearness != NULL && s.others != NULL;
    for (size_t i = 0; ok && i < graph->link_count; i++)
        s.lengths[i] = 1 / graph->weights[i];
    relata_status status =
        ok ? rl_igraph_status(measure(&s, nodes), "closeness and harmonic centrality", err) : rl_error_memory(err);
    free(s.lengths);
    free(s.distance);
    free(s.nearness);
    free(s.others);
    return status;
}
