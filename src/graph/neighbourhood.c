/* The neighbourhood of nodes: what is at most so many edges away, found breadth first over an array of neighbours. */
#include "graph/prune.h"

#include <stdlib.h>

/* The neighbours of node n are list[start[n]] … list[start[n + 1] - 1]. */
typedef struct neighbours {
    size_t *start;
    uint32_t *list;
} neighbours;

/* Counting sort: counts stand two places on, so that after they are summed up start[n + 1] is where the next neighbour
 * of n goes, and once all are placed start[n] is where they begin. */
static bool list_neighbours(const rl_network *network, const bool *edges, neighbours *ret)
{
    ret->start = calloc(network->node_count + 3, sizeof *ret->start);
    ret->list = malloc((2 * network->edge_count + 1) * sizeof *ret->list);
    if (ret->start == NULL || ret->list == NULL)
        return false;
    for (size_t i = 0; i < network->edge_count; i++) {
        ret->start[network->edges[i].source + 2] += edges[i];
        ret->start[network->edges[i].target + 2] += edges[i];
    }
    for (size_t n = 2; n < network->node_count + 2; n++)
        ret->start[n] += ret->start[n - 1];
    for (size_t i = 0; i < network->edge_count; i++) {
        const rl_edge *edge = &network->edges[i];
        if (!edges[i])
            continue;
        ret->list[ret->start[edge->source + 1]++] = edge->target;
        ret->list[ret->start[edge->target + 1]++] = edge->source;
    }
    return true;
}

/* Nodes are put into `queue` once, nearest first. `reached` is false everywhere at first. */
static void spread(const neighbours *around, const rl_pruning *how, uint32_t *queue, bool *reached)
{
    size_t end = 0;
    for (size_t i = 0; i < how->ego_count; i++) {
        if (!reached[how->egos[i]])
            queue[end++] = how->egos[i];
        reached[how->egos[i]] = true;
    }
    for (size_t from = 0, depth = 0; depth < how->depth && from < end; depth++) {
        size_t ring = end;
        for (; from < ring; from++) {
            for (size_t k = around->start[queue[from]]; k < around->start[queue[from] + 1]; k++) {
                uint32_t other = around->list[k];
                if (!reached[other])
                    queue[end++] = other;
                reached[other] = true;
            }
        }
    }
}

relata_status rl_prune_to_neighbourhood(const rl_network *network, const rl_pruning *how, const bool *edges,
                                        bool *nodes, relata_error *err)
{
    neighbours around = {0};
    uint32_t *queue = malloc((network->node_count + 1) * sizeof *queue);
    bool *reached = calloc(network->node_count + 1, sizeof *reached);
    bool done = queue != NULL && reached != NULL && list_neighbours(network, edges, &around);
    if (done)
        spread(&around, how, queue, reached);
    for (size_t n = 0; done && n < network->node_count; n++)
        nodes[n] = nodes[n] && reached[n];
    free(queue);
    free(reached);
    free(around.start);
    free(around.list);
    return done ? RELATA_OK : rl_error_memory(err);
}
