/* The order of the work: measures, then layout and looks. It is done on copies of what is filled, so that a failure
 * halfway changes nothing.
 *
 * The table says how each measure's cost grows with the network and where it ends: what would take longer than some ten
 * to twenty seconds is left out, and that is said. The layout needs components and communities, so these are found
 * for it even if nobody asked to see them. */
#include "graph/graph.h"
#include "graph/internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* One run over one network. */
typedef struct run {
    const rl_network *network;
    const rl_measuring *how;
    rl_graph graph;
    rl_node *nodes; /* copies */
    bool *bridges;  /* by edge */
    uint64_t betweenness_sources;
    uint64_t distance_sources; /* of closeness and the harmonic measure; 0: not known yet, or they are left out */
    double modularity;
    rl_measures done;
    rl_measures left_out;
    const char *layout;
} run;

/* ---- the measures ---- */

/* Takes one measure. *ret_why says why there is no result, if there is none. */
typedef relata_status (*take_fn)(run *r, const char **ret_why, relata_error *err);

static const char TOO_LARGE[] = "the network is too large for it";

/* They are counted already, because sizes go by them. */
static relata_status take_degrees(run *r, const char **ret_why, relata_error *err)
{
    (void)r;
    (void)ret_why;
    (void)err;
    return RELATA_OK;
}

static relata_status take_pagerank(run *r, const char **ret_why, relata_error *err)
{
    (void)ret_why;
    return rl_measure_pagerank(&r->graph, r->nodes, err);
}

static relata_status take_betweenness(run *r, const char **ret_why, relata_error *err)
{
    relata_status status = rl_measure_betweenness(&r->graph, r->nodes, &r->betweenness_sources, err);
    if (status == RELATA_OK && r->betweenness_sources == 0)
        *ret_why = TOO_LARGE;
    return status;
}

/* Beyond so many nodes x (nodes + edges), distances are those to a sample of nodes: 5,000 nodes with 50,000 edges take
 * 9 s. */
static const double MOST_PATHS = 400e6;

/* Is this small enough for the paths from every node? Else both measures by distance are estimated, once. */
static relata_status estimate_distances(run *r, bool *ret_exact, const char **ret_why, relata_error *err)
{
    size_t nodes = r->graph.node_count, edges = r->graph.link_count;
    *ret_exact = (double)nodes * (double)(nodes + edges) <= MOST_PATHS;
    bool is_known = r->distance_sources > 0;
    size_t most = *ret_exact ? nodes : rl_distance_sample(nodes, edges);
    if (most == 0)
        *ret_why = TOO_LARGE;
    relata_status status = RELATA_OK;
    if (!*ret_exact && most > 0 && !is_known)
        status = rl_measure_distances(&r->graph, most, r->nodes, err);
    r->distance_sources = most;
    return status;
}

static relata_status take_closeness(run *r, const char **ret_why, relata_error *err)
{
    bool exact = false;
    relata_status status = estimate_distances(r, &exact, ret_why, err);
    return status == RELATA_OK && exact ? rl_measure_closeness(&r->graph, r->nodes, err) : status;
}

static relata_status take_harmonic(run *r, const char **ret_why, relata_error *err)
{
    bool exact = false;
    relata_status status = estimate_distances(r, &exact, ret_why, err);
    return status == RELATA_OK && exact ? rl_measure_harmonic(&r->graph, r->nodes, err) : status;
}

static relata_status take_eigenvector(run *r, const char **ret_why, relata_error *err)
{
    bool settled = false;
    relata_status status = rl_measure_eigenvector(&r->graph, r->network->seed, r->nodes, &settled, err);
    if (status == RELATA_OK && !settled)
        *ret_why = "its iteration found no end";
    return status;
}

static relata_status take_coreness(run *r, const char **ret_why, relata_error *err)
{
    (void)ret_why;
    return rl_measure_coreness(&r->graph, r->nodes, err);
}

static relata_status take_clustering(run *r, const char **ret_why, relata_error *err)
{
    (void)ret_why;
    return rl_measure_clustering(&r->graph, r->nodes, err);
}

static relata_status take_components(run *r, const char **ret_why, relata_error *err)
{
    (void)ret_why;
    return rl_measure_components(&r->graph, r->nodes, err);
}

static relata_status take_articulation(run *r, const char **ret_why, relata_error *err)
{
    (void)ret_why;
    return rl_measure_articulation(&r->graph, r->nodes, err);
}

static relata_status take_bridges(run *r, const char **ret_why, relata_error *err)
{
    (void)ret_why;
    return rl_measure_bridges(&r->graph, r->bridges, err);
}

static relata_status take_communities(run *r, const char **ret_why, relata_error *err)
{
    (void)ret_why;
    return rl_measure_communities(&r->graph, r->how->resolution, r->network->seed, r->nodes, err);
}

static relata_status take_modularity(run *r, const char **ret_why, relata_error *err)
{
    if ((r->done & RL_MEASURE_BIT(RL_MEASURE_COMMUNITIES)) == 0) {
        *ret_why = TOO_LARGE;
        return RELATA_OK;
    }
    return rl_measure_modularity(&r->graph, r->how->resolution, r->nodes, &r->modularity, err);
}

/* ---- their limits ---- */

typedef enum growth {
    BY_SIZE,       /* nodes + edges */
    BY_TRIANGLES,  /* edges x the square root of edges, at worst */
    BY_OWN_ACCOUNT /* the measure itself knows how to do with less */
} growth;

/* In the order in which they are taken; it is that of rl_measure. The limits are some ten to twenty seconds' work; the
 * figures they come from are in docs/formats.md. */
static const struct row {
    take_fn take;
    growth growth;
    double most;
} ROWS[RL_MEASURE_COUNT] = {
    [RL_MEASURE_DEGREE] = {take_degrees, BY_OWN_ACCOUNT, 0},
    [RL_MEASURE_STRENGTH] = {take_degrees, BY_OWN_ACCOUNT, 0},
    [RL_MEASURE_PAGERANK] = {take_pagerank, BY_SIZE, 30e6},
    [RL_MEASURE_BETWEENNESS] = {take_betweenness, BY_OWN_ACCOUNT, 0},
    [RL_MEASURE_CLOSENESS] = {take_closeness, BY_OWN_ACCOUNT, 0},
    [RL_MEASURE_HARMONIC] = {take_harmonic, BY_OWN_ACCOUNT, 0},
    [RL_MEASURE_EIGENVECTOR] = {take_eigenvector, BY_SIZE, 10e6},
    [RL_MEASURE_CORENESS] = {take_coreness, BY_SIZE, 30e6},
    [RL_MEASURE_CLUSTERING] = {take_clustering, BY_TRIANGLES, 10e9},
    [RL_MEASURE_COMPONENTS] = {take_components, BY_OWN_ACCOUNT, 0},
    [RL_MEASURE_ARTICULATION] = {take_articulation, BY_SIZE, 30e6},
    [RL_MEASURE_BRIDGES] = {take_bridges, BY_SIZE, 30e6},
    [RL_MEASURE_COMMUNITIES] = {take_communities, BY_SIZE, 5e6},
    [RL_MEASURE_MODULARITY] = {take_modularity, BY_OWN_ACCOUNT, 0},
};

static bool is_too_large(const run *r, const struct row *row)
{
    double nodes = (double)r->graph.node_count, edges = (double)r->graph.link_count;
    switch (row->growth) {
    case BY_SIZE:
        return nodes + edges > row->most;
    case BY_TRIANGLES:
        return edges * sqrt(edges) > row->most;
    case BY_OWN_ACCOUNT:
        break;
    }
    return false;
}

static void tell(const run *r, const char *what, const char *why)
{
    relata_error said = {0};
    (void)rl_error_set(&said, RELATA_ERROR_LIMIT, NULL, 0, 0, "%s is left out: %s", what, why);
    if (r->how->notice != NULL)
        r->how->notice(r->how->notice_user, &said, false);
}

static relata_status take(run *r, rl_measure measure, relata_error *err)
{
    const char *why = is_too_large(r, &ROWS[measure]) ? TOO_LARGE : NULL;
    relata_status status = why == NULL ? ROWS[measure].take(r, &why, err) : RELATA_OK;
    if (status != RELATA_OK)
        return status;
    if (why == NULL) {
        r->done |= RL_MEASURE_BIT(measure);
    } else if ((r->how->measures & RL_MEASURE_BIT(measure)) != 0) {
        r->left_out |= RL_MEASURE_BIT(measure);
        tell(r, rl_measure_kinds[measure].name, why);
    }
    return RELATA_OK;
}

/* What was asked for, and what that needs. */
static rl_measures needed_measures(const rl_measuring *how)
{
    rl_measures needed = how->measures;
    if (how->layout != RELATA_LAYOUT_NONE)
        needed |= RL_MEASURE_BIT(RL_MEASURE_COMPONENTS) | RL_MEASURE_BIT(RL_MEASURE_COMMUNITIES);
    if ((needed & RL_MEASURE_BIT(RL_MEASURE_MODULARITY)) != 0)
        needed |= RL_MEASURE_BIT(RL_MEASURE_COMMUNITIES);
    return needed;
}

static relata_status measure_all(run *r, relata_error *err)
{
    rl_measures needed = needed_measures(r->how);
    relata_status status = RELATA_OK;
    rl_measure_degrees(r->network, r->nodes);
    for (size_t i = 0; i < r->graph.node_count; i++)
        r->nodes[i].community = r->nodes[i].component = 0;
    for (rl_measure m = 0; status == RELATA_OK && m < RL_MEASURE_COUNT; m++)
        if ((needed & RL_MEASURE_BIT(m)) != 0)
            status = take(r, m, err);
    return status;
}

/* ---- the whole ---- */

static relata_status measure_links(run *r, const rl_link *links, double heaviest, relata_error *err)
{
    if (r->network->node_count == 0) {
        r->done = r->how->measures;
        return RELATA_OK;
    }
    relata_status status = rl_graph_create(r->network->node_count, links, r->network->edge_count, &r->graph, err);
    if (status != RELATA_OK)
        return status;
    r->graph.heaviest = heaviest;
    status = measure_all(r, err);
    rl_graph_destroy(&r->graph);
    return status;
}

static relata_status draw(run *r, const rl_link *links, relata_error *err)
{
    const rl_network *network = r->network;
    rl_picture picture = {.links = links,
                          .link_count = network->edge_count,
                          .nodes = r->nodes,
                          .node_count = network->node_count,
                          .seed = network->seed};
    if (r->how->layout == RELATA_LAYOUT_NONE) {
        rl_look_of_nobody(r->nodes, network->node_count);
        return RELATA_OK;
    }
    const rl_layout *layout = rl_layout_choose(r->how->layout, &picture);
    if (layout->kind != r->how->layout && r->how->layout != RELATA_LAYOUT_AUTO)
        tell(r, rl_layout_of(r->how->layout)->name, "the network is too large for this layout; fr is taken");
    relata_status status = rl_layout_nodes(layout, &picture, err);
    if (status == RELATA_OK)
        rl_look_of_nodes(r->nodes, network->node_count);
    r->layout = layout->name;
    return status;
}

static relata_status work(run *r, relata_error *err)
{
    rl_link *links = NULL;
    double heaviest = 1;
    relata_status status = rl_links_of_network(r->network, &links, &heaviest, err);
    if (status != RELATA_OK)
        return status;
    rl_igraph_settings settings = rl_igraph_enter();
    status = measure_links(r, links, heaviest, err);
    if (status == RELATA_OK)
        status = draw(r, links, err);
    rl_igraph_leave(&settings);
    free(links);
    return status;
}

static void hand_over(const run *r, rl_network *network)
{
    network->betweenness_sources = r->betweenness_sources;
    network->distance_sources = r->distance_sources;
    network->measures = r->done & r->how->measures;
    network->left_out = r->left_out;
    network->modularity = r->modularity;
    network->resolution = r->how->resolution;
    network->layout = r->layout;
    if (network->node_count > 0)
        memcpy(network->nodes, r->nodes, network->node_count * sizeof *r->nodes);
    for (size_t i = 0; i < network->edge_count; i++)
        network->edges[i].bridge = r->bridges[i];
}

rl_measuring rl_measuring_default(void)
{
    return (rl_measuring){.measures = rl_measures_by_default(), .resolution = 1};
}

relata_status rl_graph_measure(rl_network *network, const rl_measuring *how, relata_error *err)
{
    size_t size = network->node_count * sizeof *network->nodes;
    run r = {.network = network, .how = how, .modularity = NAN};
    r.nodes = malloc(size + 1);
    r.bridges = calloc(network->edge_count + 1, sizeof *r.bridges);
    relata_status status = r.nodes != NULL && r.bridges != NULL ? RELATA_OK : rl_error_memory(err);
    if (status == RELATA_OK && size > 0)
        memcpy(r.nodes, network->nodes, size);
    if (status == RELATA_OK)
        status = work(&r, err);
    if (status == RELATA_OK)
        hand_over(&r, network);
    free(r.nodes);
    free(r.bridges);
    return status;
}
