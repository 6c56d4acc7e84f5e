/* Pruning: a network in, a smaller one out, before it is measured. */
#ifndef RL_GRAPH_PRUNE_H
#define RL_GRAPH_PRUNE_H

#include "base/error.h"
#include "model/network.h"

/* What is left, in this order. Zeroes keep everything. */
typedef struct rl_pruning {
    relata_backbone backbone; /* by the weights that the network has; nodes stay */
    double alpha;
    double min_weight; /* edges below one of these go; nodes stay */
    uint64_t min_count;
    uint64_t min_documents;
    const uint32_t *egos; /* nodes: what is at most `depth` edges from one of them stays; NULL for all */
    size_t ego_count;
    size_t depth;
    size_t top; /* so many nodes of the largest strength stay, the egos first; 0 for all */
} rl_pruning;

/* How much went, by step; light edges include those that were never made (rl_network.light_edges). */
typedef struct rl_left_out {
    size_t backbone_edges;
    size_t light_edges;
    size_t far_nodes;
    size_t far_edges;
    size_t weak_nodes;
    size_t weak_edges;
} rl_left_out;

/* Below one of these? Whoever makes edges may ask earlier, if there is no backbone. */
bool rl_edge_is_light(const rl_edge *edge, double min_weight, uint64_t min_count, uint64_t min_documents);

/* What stays keeps its order, its evidence and everything else. On failure the network is as it was. */
relata_status rl_network_prune(rl_network *network, const rl_pruning *how, rl_left_out *ret_left_out,
                               relata_error *err);

/* ---- the steps: each takes flags of edges, or of nodes, away. `edges` and `nodes` say what is still there. ---- */

/* backbone.c. RELATA_ERROR_ARGUMENT if weights cannot be counts and the backbone needs them. */
relata_status rl_prune_to_backbone(const rl_network *network, relata_backbone backbone, double alpha, bool *edges,
                                   relata_error *err);
/* neighbourhood.c */
relata_status rl_prune_to_neighbourhood(const rl_network *network, const rl_pruning *how, const bool *edges,
                                        bool *nodes, relata_error *err);

/* How likely chance alone gives an edge of this weight or more; 0 to 1. In the header for tests. */
double rl_disparity(double weight, double strength, size_t degree);
double rl_noise_corrected(double weight, double strength_a, double strength_b, double total);

#endif
