/* Paths through a network. */
#ifndef RL_GRAPH_PATHS_H
#define RL_GRAPH_PATHS_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct rl_path_edge {
    uint32_t a; /* nodes; not the same */
    uint32_t b;
    double weight; /* finite, above zero */
} rl_path_edge;

/* The path on which the sum of 1/weight is smallest, from one node to another; its nodes, both ends included. It is the same path in
 * either direction, and always the same of several that are equally short. *ret_nodes is NULL if there is none. RELATA_ERROR_ARGUMENT
 * if an edge is not as it should be. Owned: free. One call at a time in a process: igraph is not thread-safe. */
relata_status rl_strongest_path(size_t node_count, const rl_path_edge *edges, size_t edge_count, uint32_t from,
                                uint32_t to, uint32_t **ret_nodes, size_t *ret_count, relata_error *err);

#endif
