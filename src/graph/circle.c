/* All nodes on one circle: components side by side, inside them communities, inside these the order of ids. */
#include "graph/internal.h"

#include <math.h>
#include <stdlib.h>

static const double FULL_TURN = 6.283185307179586;

typedef struct seat {
    uint32_t component;
    uint32_t community;
    uint32_t node;
} seat;

static int compare_seats(const void *x, const void *y)
{
    const seat *a = x, *b = y;
    if (a->component != b->component)
        return a->component < b->component ? -1 : 1;
    if (a->community != b->community)
        return a->community < b->community ? -1 : 1;
    return (a->node > b->node) - (a->node < b->node);
}

relata_status rl_layout_circle(const rl_picture *picture, relata_error *err)
{
    size_t count = picture->node_count;
    seat *seats = malloc((count + 1) * sizeof *seats);
    if (seats == NULL)
        return rl_error_memory(err);
    for (size_t i = 0; i < count; i++)
        seats[i] = (seat){picture->nodes[i].component, picture->nodes[i].community, (uint32_t)i};
    qsort(seats, count, sizeof *seats, compare_seats);
    double radius = count < 2 ? 0 : RL_LAYOUT_SPACING * (double)count / FULL_TURN;
    for (size_t i = 0; i < count; i++) {
        rl_node *node = &picture->nodes[seats[i].node];
        double angle = FULL_TURN * (double)i / (double)count;
        node->x = rl_round_for_picture(radius * cos(angle));
        node->y = rl_round_for_picture(radius * sin(angle));
    }
    free(seats);
    return RELATA_OK;
}
