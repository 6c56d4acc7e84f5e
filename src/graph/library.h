/* igraph, loaded when a network is measured. Internal to graph/.
 *
 * igraph brings fifteen libraries with it, and one of them, OpenBLAS, starts threads that spin for a while. Linked, they
 * would be a fourth of what every start of every command costs, most of which measure nothing. */
#ifndef RL_GRAPH_LIBRARY_H
#define RL_GRAPH_LIBRARY_H

#include "base/error.h"

#include <igraph.h>

/* The functions that are used, under their own names without "igraph_". */
#define RL_IGRAPH_FUNCTIONS(USE)                                                                                       \
    USE(arpack_options_init)                                                                                           \
    USE(articulation_points)                                                                                           \
    USE(betweenness)                                                                                                   \
    USE(betweenness_subset)                                                                                            \
    USE(bridges)                                                                                                       \
    USE(closeness)                                                                                                     \
    USE(community_leiden)                                                                                              \
    USE(connected_components)                                                                                          \
    USE(coreness)                                                                                                      \
    USE(create)                                                                                                        \
    USE(destroy)                                                                                                       \
    USE(distances_dijkstra)                                                                                            \
    USE(eigenvector_centrality)                                                                                        \
    USE(error_handler_ignore)                                                                                          \
    USE(get_shortest_path_dijkstra)                                                                                    \
    USE(harmonic_centrality)                                                                                           \
    USE(layout_drl)                                                                                                    \
    USE(layout_drl_options_init)                                                                                       \
    USE(layout_fruchterman_reingold)                                                                                   \
    USE(layout_kamada_kawai)                                                                                           \
    USE(matrix_destroy)                                                                                                \
    USE(matrix_get)                                                                                                    \
    USE(matrix_init)                                                                                                   \
    USE(matrix_nrow)                                                                                                   \
    USE(modularity)                                                                                                    \
    USE(pagerank)                                                                                                      \
    USE(rng_default)                                                                                                   \
    USE(rng_seed)                                                                                                      \
    USE(set_error_handler)                                                                                             \
    USE(set_warning_handler)                                                                                           \
    USE(strength)                                                                                                      \
    USE(strerror)                                                                                                      \
    USE(transitivity_local_undirected)                                                                                 \
    USE(vcount)                                                                                                        \
    USE(vector_destroy)                                                                                                \
    USE(vector_init)                                                                                                   \
    USE(vector_int_destroy)                                                                                            \
    USE(vector_int_init)                                                                                               \
    USE(vector_int_push_back)                                                                                          \
    USE(vector_int_size)                                                                                               \
    USE(vector_int_view)                                                                                               \
    USE(vector_sum)                                                                                                    \
    USE(vector_view)                                                                                                   \
    USE(vss_all)                                                                                                       \
    USE(vss_vector)                                                                                                    \
    USE(warning_handler_ignore)

#define RL_IGRAPH_MEMBER(name) __typeof__(igraph_##name) *name;
typedef struct rl_igraph_functions {
    RL_IGRAPH_FUNCTIONS(RL_IGRAPH_MEMBER)
    void *library;
} rl_igraph_functions;
#undef RL_IGRAPH_MEMBER

/* Filled by rl_igraph_open, then read-only: one for the process, as igraph's own state is. */
extern rl_igraph_functions rl_igraph;

/* Opens the library, once. Before anything of it is used. Fails with RELATA_ERROR_LIBRARY if it is not installed. */
relata_status rl_igraph_open(relata_error *err);

/* Fills the function at `ret_function` with what it or a library that it brings has under this name, NULL if none. */
void rl_igraph_find(const char *name, void *ret_function, size_t size);

#endif
