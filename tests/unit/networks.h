/* Networks by hand, for tests of the graph stage. */
#ifndef RL_TESTS_NETWORKS_H
#define RL_TESTS_NETWORKS_H

#include "graph/graph.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static inline rl_network start_network(size_t node_count, size_t most_edges)
{
    rl_network network = {.node_count = node_count, .seed = 7};
    network.nodes = calloc(node_count + 1, sizeof *network.nodes);
    network.edges = calloc(most_edges + 1, sizeof *network.edges);
    assert_non_null(network.nodes);
    assert_non_null(network.edges);
    for (size_t i = 0; i < node_count; i++)
        network.nodes[i] = (rl_node){.id = "id", .label = "label", .type = "person", .mentions = 1};
    return network;
}

static inline void end_network(rl_network *network)
{
    free(network->nodes);
    free(network->edges);
    rl_arena_free(&network->arena);
    memset(network, 0, sizeof *network);
}

/* Edges must be joined in order. */
static inline void join(rl_network *network, uint32_t a, uint32_t b, double weight)
{
    network->edges[network->edge_count++] =
        (rl_edge){.source = a, .target = b, .weight = weight, .count = (uint64_t)ceil(weight), .documents = 1};
}

static inline rl_network start_star(uint32_t leaves)
{
    rl_network network = start_network(leaves + (size_t)1, leaves);
    for (uint32_t i = 1; i <= leaves; i++)
        join(&network, 0, i, 1);
    return network;
}

static inline rl_network start_path(uint32_t nodes)
{
    rl_network network = start_network(nodes, nodes);
    for (uint32_t i = 0; i + 1 < nodes; i++)
        join(&network, i, i + 1, 1);
    return network;
}

static inline rl_network start_clique(uint32_t nodes)
{
    rl_network network = start_network(nodes, (size_t)nodes * nodes / 2);
    for (uint32_t a = 0; a < nodes; a++)
        for (uint32_t b = a + 1; b < nodes; b++)
            join(&network, a, b, 1);
    return network;
}

static inline void assert_near(double value, double expected, double tolerance)
{
    if (!(fabs(value - expected) <= tolerance))
        fail_msg("%.17g is not %.17g", value, expected);
}

#endif
