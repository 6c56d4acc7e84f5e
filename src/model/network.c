/* Finding a node, since they are sorted by id; and letting go of a network: its strings live in the arena, its lists are plain arrays, and the network of relations shares
 * the arena. */
#include "model/network.h"

#include <stdlib.h>
#include <string.h>

static int compare_id(const void *id, const void *node)
{
    return strcmp(id, ((const rl_node *)node)->id);
}

const rl_node *rl_network_find(const rl_network *network, const char *id)
{
    if (network->node_count == 0)
        return NULL;
    return bsearch(id, network->nodes, network->node_count, sizeof *network->nodes, compare_id);
}

/* Slices have none of their own, so this goes one step deep. */
static void free_slices(rl_network *network)
{
    for (size_t i = 0; i < network->slice_count; i++)
        rl_network_free(network->slices[i].network);
    free(network->slices);
    free(network->trends);
}

void rl_network_free(rl_network *network)
{
    if (network == NULL)
        return;
    if (network->relations != NULL) {
        free(network->relations->nodes);
        free(network->relations->edges);
        free(network->relations);
    }
    free_slices(network);
    if (network->archive != NULL)
        network->archive_free(network->archive);
    rl_arena_free(&network->arena);
    free(network->nodes);
    free(network->edges);
    free(network->copies);
    free(network);
}
