/* The places of one network's nodes for another one of the same ids, so that pictures of the two can be laid side by
 * side. A node that the first has not is put in the middle of its neighbours; if these have no place either, outside
 * of the picture, on a ring. Nobody stands exactly where another one does: those without a place of their own step
 * aside by the golden angle. */
#include "graph/internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double GOLDEN_ANGLE = 2.399963229728653;

typedef struct spot {
    double x;
    double y;
    double weight;
} spot;

/* Copies the places of the nodes that both have; `placed` says which these are. Returns how many have none. */
static size_t copy_places(rl_network *network, const rl_network *model, bool *placed)
{
    size_t missing = 0;
    for (size_t i = 0; i < network->node_count; i++) {
        rl_node *node = &network->nodes[i];
        const rl_node *same = rl_network_find(model, node->id);
        placed[i] = same != NULL;
        missing += same == NULL;
        if (same != NULL) {
            node->x = same->x;
            node->y = same->y;
        }
    }
    return missing;
}

static void pull(spot *sum, const rl_node *other, double weight)
{
    sum->x += other->x * weight;
    sum->y += other->y * weight;
    sum->weight += weight;
}

static double radius_of(const rl_network *model)
{
    double radius = 0;
    for (size_t i = 0; i < model->node_count; i++)
        radius = fmax(radius, hypot(model->nodes[i].x, model->nodes[i].y));
    return radius;
}

/* `sums` holds zeroes. */
static void place_the_others(rl_network *network, const rl_network *model, const bool *placed, spot *sums)
{
    double outside = radius_of(model) + RL_LAYOUT_SPACING;
    size_t number = 0;
    for (size_t i = 0; i < network->edge_count; i++) {
        const rl_edge *edge = &network->edges[i];
        if (placed[edge->source] && !placed[edge->target])
            pull(&sums[edge->target], &network->nodes[edge->source], edge->weight);
        if (placed[edge->target] && !placed[edge->source])
            pull(&sums[edge->source], &network->nodes[edge->target], edge->weight);
    }
    for (size_t i = 0; i < network->node_count; i++) {
        if (placed[i])
            continue;
        bool has_middle = sums[i].weight > 0;
        double angle = GOLDEN_ANGLE * (double)number++, step = has_middle ? RL_LAYOUT_SPACING / 2 : outside;
        double x = has_middle ? sums[i].x / sums[i].weight : 0, y = has_middle ? sums[i].y / sums[i].weight : 0;
        network->nodes[i].x = rl_round_for_picture(x + step * cos(angle));
        network->nodes[i].y = rl_round_for_picture(y + step * sin(angle));
    }
}

relata_status rl_graph_place_like(rl_network *network, const rl_network *model, relata_error *err)
{
    bool *placed = calloc(network->node_count + 1, sizeof *placed);
    spot *sums = calloc(network->node_count + 1, sizeof *sums);
    relata_status status = placed == NULL || sums == NULL ? rl_error_memory(err) : RELATA_OK;
    if (status == RELATA_OK && copy_places(network, model, placed) > 0)
        place_the_others(network, model, placed, sums);
    if (status == RELATA_OK) {
        rl_look_of_nodes(network->nodes, network->node_count);
        network->layout = model->layout;
    }
    free(placed);
    free(sums);
    return status;
}
