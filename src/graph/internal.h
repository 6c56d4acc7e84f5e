/* What the files of this stage share. The only header that includes igraph. */
#ifndef RL_GRAPH_INTERNAL_H
#define RL_GRAPH_INTERNAL_H

#include "base/error.h"
#include "graph/graph.h"
#include "model/network.h"

#include <igraph.h>

/* ---- igraph_errors.c: igraph's process-wide settings, and its statuses as ours ---- */

/* igraph's handlers before ours: put back when the work is done, since the program around may use igraph too. */
typedef struct rl_igraph_settings {
    igraph_error_handler_t *on_error;
    igraph_warning_handler_t *on_warning;
    int threads;      /* of OpenMP; 0 if igraph came without it */
    int blas_threads; /* of OpenBLAS, likewise */
} rl_igraph_settings;

rl_igraph_settings rl_igraph_enter(void);
void rl_igraph_leave(const rl_igraph_settings *settings);

/* RELATA_OK for success; else fills `err` with what was tried ("PageRank") and igraph's words for it. */
relata_status rl_igraph_status(igraph_error_t code, const char *tried, relata_error *err);

/* Starts igraph's random numbers anew. Before each call that draws any. */
relata_status rl_igraph_seed(uint64_t seed, relata_error *err);

/* ---- build.c: plain links to an igraph graph ---- */

typedef struct rl_link {
    uint32_t a; /* node indexes */
    uint32_t b;
    double weight;
} rl_link;

typedef struct rl_graph {
    igraph_t igraph;
    double *weights; /* by edge */
    size_t node_count;
    size_t link_count;
    double heaviest; /* what weights are relative to; 1 if they are as they are */
} rl_graph;

/* Owned: rl_graph_destroy. The links are copied; their order is the order of igraph's edges. */
relata_status rl_graph_create(size_t node_count, const rl_link *links, size_t link_count, rl_graph *ret_graph,
                              relata_error *err);
void rl_graph_destroy(rl_graph *graph);

/* The links of a checked network, weights relative to the heaviest (1e-9 to 1). Owned: free. */
relata_status rl_links_of_network(const rl_network *network, rl_link **ret_links, double *ret_heaviest,
                                  relata_error *err);

/* ---- the measures: each fills its fields in `nodes`, which has graph->node_count of them ---- */

void rl_measure_degrees(const rl_network *network, rl_node *nodes);
relata_status rl_measure_pagerank(const rl_graph *graph, rl_node *nodes, relata_error *err);
/* *ret_sources: how many nodes' shortest paths were counted; 0 = left out, all = exact. */
relata_status rl_measure_betweenness(const rl_graph *graph, rl_node *nodes, uint64_t *ret_sources, relata_error *err);
relata_status rl_measure_closeness(const rl_graph *graph, rl_node *nodes, relata_error *err);
relata_status rl_measure_harmonic(const rl_graph *graph, rl_node *nodes, relata_error *err);
/* distances.c: both of these, estimated from the paths of at most so many nodes of each component; exact where that
 * are all. */
relata_status rl_measure_distances(const rl_graph *graph, size_t most_sources, rl_node *nodes, relata_error *err);
/* From how many it is done; 0: the network is too large. */
size_t rl_distance_sample(size_t node_count, size_t link_count);
/* *ret_settled: false if the iteration found no end; the nodes are then as they were. */
relata_status rl_measure_eigenvector(const rl_graph *graph, uint64_t seed, rl_node *nodes, bool *ret_settled,
                                     relata_error *err);
relata_status rl_measure_coreness(const rl_graph *graph, rl_node *nodes, relata_error *err);
relata_status rl_measure_clustering(const rl_graph *graph, rl_node *nodes, relata_error *err);
relata_status rl_measure_articulation(const rl_graph *graph, rl_node *nodes, relata_error *err);
/* ret_bridges has graph->link_count places. */
relata_status rl_measure_bridges(const rl_graph *graph, bool *ret_bridges, relata_error *err);
relata_status rl_measure_communities(const rl_graph *graph, double resolution, uint64_t seed, rl_node *nodes,
                                     relata_error *err);
/* Of the nodes' communities; NAN without edges. */
relata_status rl_measure_modularity(const rl_graph *graph, double resolution, const rl_node *nodes,
                                    double *ret_modularity, relata_error *err);
relata_status rl_measure_components(const rl_graph *graph, rl_node *nodes, relata_error *err);

/* groups.c: numbers groups 0, 1, 2 and so on by size, largest first, then by their smallest member. `membership` holds
 * numbers below its length, in any order, and is rewritten. */
relata_status rl_groups_renumber(igraph_vector_int_t *membership, relata_error *err);

/* ---- the picture ---- */

/* What is drawn. */
typedef struct rl_picture {
    const rl_link *links;
    size_t link_count;
    rl_node *nodes; /* x and y are filled; component and community are read */
    size_t node_count;
    uint64_t seed;
} rl_picture;

/* layouts.c: a way of placing the nodes of one component. */
typedef struct rl_layout {
    relata_layout kind;
    const char *name;
    size_t most_nodes; /* in a component; 0: any number */
    igraph_error_t (*place)(const rl_graph *graph, igraph_matrix_t *positions); /* NULL: all on one circle */
} rl_layout;

/* The layout of this kind, and the one that is taken for it where the network is too large. */
const rl_layout *rl_layout_of(relata_layout kind);
const rl_layout *rl_layout_choose(relata_layout kind, const rl_picture *picture);

relata_status rl_layout_nodes(const rl_layout *layout, const rl_picture *picture, relata_error *err); /* layout.c */
relata_status rl_layout_circle(const rl_picture *picture, relata_error *err);                         /* circle.c */

/* Room for one node, in the unit of x, y and size. */
#define RL_LAYOUT_SPACING 80.0

typedef struct rl_disc {
    size_t component;
    double radius;
    double x; /* of its middle; filled by rl_discs_pack */
    double y;
} rl_disc;

/* packing.c: discs, widest first, in rings around the first. */
void rl_discs_pack(rl_disc *discs, size_t count, double gap);

/* looks.c: size and colour. Reads weighted_degree, mentions and type. */
void rl_look_of_nodes(rl_node *nodes, size_t node_count);
/* Takes looks away: exporters then leave them out. */
void rl_look_of_nobody(rl_node *nodes, size_t node_count);

/* Two decimals, and never -0: what files need of a picture. */
double rl_round_for_picture(double value);

#endif
