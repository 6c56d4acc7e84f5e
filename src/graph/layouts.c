/* The table of layouts, and what each does inside one component.
 *
 * Fruchterman & Reingold's forces (1991), for every day: beyond a few hundred nodes igraph's grid variant, where only
 * near nodes repel, since the plain one is quadratic. DrL (Martin et al. 2011) separates communities better, but takes
 * 5 ms a node and a second for the smallest network, so small components are left to the forces. Kamada & Kawai (1989)
 * make distances on paper those of shortest paths; that is quadratic in time and memory. A circle has no forces:
 * communities stand side by side on it, which shows the edges between them. */
#include "graph/internal.h"

#include <math.h>

enum { STEPS = 500, LARGEST_PLAIN = 500, SMALLEST_FOR_DRL = 100, ROUNDS_PER_NODE = 20 };

/* ---- inside a component ---- */

static igraph_error_t by_forces(const rl_graph *graph, igraph_matrix_t *positions)
{
    igraph_layout_grid_t grid = graph->node_count > LARGEST_PLAIN ? IGRAPH_LAYOUT_GRID : IGRAPH_LAYOUT_NOGRID;
    igraph_vector_t weights = {0};
    igraph_vector_view(&weights, graph->weights, (igraph_integer_t)graph->link_count);
    return igraph_layout_fruchterman_reingold(&graph->igraph, positions, /* use_seed: */ false, STEPS,
                                              sqrt((double)graph->node_count), grid, &weights, NULL, NULL, NULL, NULL);
}

static igraph_error_t by_drl(const rl_graph *graph, igraph_matrix_t *positions)
{
    if (graph->node_count < SMALLEST_FOR_DRL)
        return by_forces(graph, positions);
    igraph_layout_drl_options_t options;
    igraph_error_t code = igraph_layout_drl_options_init(&options, IGRAPH_LAYOUT_DRL_DEFAULT);
    if (code != IGRAPH_SUCCESS)
        return code;
    igraph_vector_t weights = {0};
    igraph_vector_view(&weights, graph->weights, (igraph_integer_t)graph->link_count);
    code = igraph_layout_drl(&graph->igraph, positions, /* use_seed: */ false, &options, &weights);
    /* Where it gives up igraph says success and hands out an empty matrix. */
    bool whole = igraph_matrix_nrow(positions) == (igraph_integer_t)graph->node_count;
    return code == IGRAPH_SUCCESS && !whole ? IGRAPH_FAILURE : code;
}

/* Here weights are lengths: strong ties are short. */
static igraph_error_t by_distances(const rl_graph *graph, igraph_matrix_t *positions)
{
    igraph_vector_t lengths;
    igraph_error_t code = igraph_vector_init(&lengths, (igraph_integer_t)graph->link_count);
    if (code != IGRAPH_SUCCESS)
        return code;
    for (size_t i = 0; i < graph->link_count; i++)
        VECTOR(lengths)[i] = 1 / graph->weights[i];
    igraph_integer_t nodes = (igraph_integer_t)graph->node_count;
    code = igraph_layout_kamada_kawai(&graph->igraph, positions, /* use_seed: */ false, ROUNDS_PER_NODE * nodes,
                                      /* epsilon: */ 0, (igraph_real_t)nodes, &lengths, NULL, NULL, NULL, NULL);
    igraph_vector_destroy(&lengths);
    return code;
}

/* ---- the table ---- */

static const rl_layout LAYOUTS[] = {
    {RELATA_LAYOUT_FR, "fr", 0, by_forces},
    {RELATA_LAYOUT_DRL, "drl", 5000, by_drl},
    {RELATA_LAYOUT_KK, "kk", 2500, by_distances},
    {RELATA_LAYOUT_CIRCLE, "circle", 0, NULL},
};

const rl_layout *rl_layout_of(relata_layout kind)
{
    for (size_t i = 0; i < sizeof LAYOUTS / sizeof LAYOUTS[0]; i++)
        if (LAYOUTS[i].kind == kind)
            return &LAYOUTS[i];
    return &LAYOUTS[0]; /* auto */
}

const rl_layout *rl_layout_choose(relata_layout kind, const rl_picture *picture)
{
    const rl_layout *layout = rl_layout_of(kind);
    size_t largest = 0; /* the first component is */
    for (size_t i = 0; i < picture->node_count; i++)
        largest += picture->nodes[i].component == 0;
    return layout->most_nodes > 0 && largest > layout->most_nodes ? &LAYOUTS[0] : layout;
}
