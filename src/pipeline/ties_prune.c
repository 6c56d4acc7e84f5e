/* What is left of the network of relations when entities were left out of that of co-occurrences: the same entities, and
 * countries known by their demonyms alone that still stand in a relation with one of them. */
#include "pipeline/ties.h"

#include <stdlib.h>
#include <string.h>

/* A node that no mention made. */
static bool is_extra(const rl_node *node)
{
    return node->mentions == 0;
}

/* Numbers the nodes that stay; RL_NONE for the others. */
static void number_nodes(const rl_network *network, const rl_network *ties, uint32_t *numbers)
{
    uint32_t kept = 0;
    for (size_t i = 0; i < ties->node_count; i++)
        numbers[i] = rl_network_find(network, ties->nodes[i].id) != NULL ? 0 : RL_NONE;
    for (size_t i = 0; i < ties->edge_count; i++) {
        uint32_t source = ties->edges[i].source, target = ties->edges[i].target;
        if (is_extra(&ties->nodes[source]) && numbers[target] != RL_NONE)
            numbers[source] = 0;
        if (is_extra(&ties->nodes[target]) && numbers[source] != RL_NONE)
            numbers[target] = 0;
    }
    for (size_t i = 0; i < ties->node_count; i++)
        if (numbers[i] != RL_NONE)
            numbers[i] = kept++;
}

bool rl_ties_prune(rl_network *network)
{
    rl_network *ties = network->relations;
    size_t nodes = 0, edges = 0;
    uint32_t *numbers = malloc((ties->node_count + 1) * sizeof *numbers);
    if (numbers == NULL)
        return false;
    number_nodes(network, ties, numbers);
    for (size_t i = 0; i < ties->edge_count; i++) {
        rl_edge edge = ties->edges[i];
        edge.source = numbers[edge.source];
        edge.target = numbers[edge.target];
        if (edge.source != RL_NONE && edge.target != RL_NONE)
            ties->edges[edges++] = edge;
    }
    for (size_t i = 0; i < ties->node_count; i++)
        if (numbers[i] != RL_NONE)
            ties->nodes[nodes++] = ties->nodes[i];
    ties->node_count = nodes;
    ties->edge_count = edges;
    free(numbers);
    return true;
}
