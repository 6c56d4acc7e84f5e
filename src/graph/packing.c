/* Placing the components of a network beside each other: each is a disc; the widest stands in the middle and the others
 * around it in rings, in their order, so that lonely nodes make a neat rim and not far-away dust. The first disc of a
 * ring is its widest, so it decides how far out the ring is. */
#include "graph/internal.h"

#include <math.h>

static const double FULL_TURN = 6.283185307179586;

/* The angle at the middle between two touching discs on a ring. */
static double angle_between(const rl_disc *a, const rl_disc *b, double ring, double gap)
{
    double chord = a->radius + b->radius + gap;
    return 2 * asin(fmin(1, chord / (2 * ring)));
}

/* How many discs from discs[0] on fit on the ring, at least one, and the angle that they take all round. */
static size_t fill_ring(const rl_disc *discs, size_t count, double ring, double gap, double *ret_angle)
{
    double open = 0; /* from the first disc to the last */
    size_t taken = 1;
    while (taken < count) {
        double step = angle_between(&discs[taken - 1], &discs[taken], ring, gap);
        if (open + step + angle_between(&discs[taken], &discs[0], ring, gap) > FULL_TURN)
            break;
        open += step;
        taken++;
    }
    *ret_angle = open + angle_between(&discs[taken - 1], &discs[0], ring, gap);
    return taken;
}

/* What room is left is shared out evenly. */
static void place_on_ring(rl_disc *discs, size_t count, double ring, double gap, double angle_taken)
{
    double stretch = FULL_TURN / angle_taken;
    double angle = 0;
    for (size_t i = 0; i < count; i++) {
        discs[i].x = ring * cos(angle);
        discs[i].y = ring * sin(angle);
        if (i + 1 < count)
            angle += stretch * angle_between(&discs[i], &discs[i + 1], ring, gap);
    }
}

void rl_discs_pack(rl_disc *discs, size_t count, double gap)
{
    if (count == 0)
        return;
    discs[0].x = discs[0].y = 0;
    double edge = discs[0].radius;
    for (size_t i = 1; i < count;) {
        double angle = 0;
        double ring = edge + gap + discs[i].radius;
        size_t taken = fill_ring(discs + i, count - i, ring, gap, &angle);
        place_on_ring(discs + i, taken, ring, gap, angle);
        edge = ring + discs[i].radius;
        i += taken;
    }
}
