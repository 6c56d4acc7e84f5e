/* Letting go of a network: its strings live in the arena, its lists are plain arrays, and the network of relations shares
 * the arena. */
#include "model/network.h"

#include <stdlib.h>

void rl_network_free(rl_network *network)
{
    if (network == NULL)
        return;
    if (network->relations != NULL) {
        free(network->relations->nodes);
        free(network->relations->edges);
        free(network->relations);
    }
    rl_arena_free(&network->arena);
    free(network->nodes);
    free(network->edges);
    free(network->copies);
    free(network);
}
