/* How nodes look: the area of a node grows with its ties, and its colour says what it is. The colours are from the
 * palette of Okabe & Ito (2008), which people with any colour vision can tell apart. */
#include "base/hash.h"
#include "graph/internal.h"

#include <math.h>
#include <string.h>

static const double SMALLEST_SIZE = 10, LARGEST_SIZE = 60;

static const struct {
    const char *type;
    const char color[8];
} KNOWN_COLORS[] = {
    {"person", "#0072b2"},       /* blue */
    {"place", "#009e73"},        /* bluish green */
    {"organisation", "#e69f00"}, /* orange */
};

/* For types from the user's own lists: a type keeps its colour whatever others there are. */
static const char OTHER_COLORS[][8] = {
    "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#7f7f7f", "#882255", "#44aa99", "#aa4499",
};

static const char *color_of_type(const char *type)
{
    for (size_t i = 0; i < sizeof KNOWN_COLORS / sizeof KNOWN_COLORS[0]; i++)
        if (strcmp(KNOWN_COLORS[i].type, type) == 0)
            return KNOWN_COLORS[i].color;
    size_t count = sizeof OTHER_COLORS / sizeof OTHER_COLORS[0];
    return OTHER_COLORS[rl_hash_bytes(type, strlen(type)) % count];
}

double rl_round_for_picture(double value)
{
    return round(value * 100) / 100 + 0.0;
}

/* Mentions stand in where nobody has a tie. */
static double importance(const rl_node *node, bool by_ties)
{
    return by_ties ? node->weighted_degree : (double)node->mentions;
}

static double largest_importance(const rl_node *nodes, size_t count, bool by_ties)
{
    double largest = 0;
    for (size_t i = 0; i < count; i++)
        largest = fmax(largest, importance(&nodes[i], by_ties));
    return largest;
}

void rl_look_of_nodes(rl_node *nodes, size_t node_count)
{
    bool by_ties = largest_importance(nodes, node_count, true) > 0;
    double largest = largest_importance(nodes, node_count, by_ties);
    for (size_t i = 0; i < node_count; i++) {
        double share = largest > 0 ? sqrt(importance(&nodes[i], by_ties) / largest) : 0;
        nodes[i].size = rl_round_for_picture(SMALLEST_SIZE + (LARGEST_SIZE - SMALLEST_SIZE) * share);
        memcpy(nodes[i].color, color_of_type(nodes[i].type), sizeof nodes[i].color);
    }
}

void rl_look_of_nobody(rl_node *nodes, size_t node_count)
{
    for (size_t i = 0; i < node_count; i++) {
        nodes[i].x = nodes[i].y = nodes[i].size = NAN;
        memset(nodes[i].color, 0, sizeof nodes[i].color);
    }
}
