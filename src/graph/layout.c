/* The picture: where each node stands.
 *
 * A force layout of a whole network flings its components apart, so that the main one becomes a dot in the middle of
 * dust. Here every component is laid out alone, brought to one density (so much room per node), and the pieces are
 * packed.
 *
 * What places the nodes of one component is a row in layouts.c. All forces get the same pulls: ties inside a
 * community pull harder, and strengths are softened by a square root: two names that stand together 50 times need
 * not stand on each other. */
#include "graph/internal.h"

#include <math.h>
#include <stdlib.h>

static const double PULL_INSIDE_COMMUNITY = 3, WEAKEST_PULL = 0.2, STRONGEST_PULL = 5;

/* Everything sorted by component; all of it lives in one arena. */
typedef struct plan {
    const rl_layout *layout;
    rl_node *nodes;
    size_t node_count;
    size_t component_count;
    uint32_t *members;    /* node indexes, component after component */
    size_t *member_start; /* by component, and one more for the end */
    uint32_t *place;      /* by node: its place among its component's members */
    rl_link *links;       /* between places, with the pull as weight */
    size_t *link_start;
    rl_disc *discs; /* by component until they are sorted */
} plan;

/* ---- sorting by component ---- */

static bool make_room(plan *p, size_t link_count, rl_arena *arena)
{
    p->members = rl_arena_alloc(arena, p->node_count * sizeof *p->members);
    p->place = rl_arena_alloc(arena, p->node_count * sizeof *p->place);
    p->member_start = rl_arena_alloc(arena, (p->component_count + 2) * sizeof *p->member_start);
    p->link_start = rl_arena_alloc(arena, (p->component_count + 2) * sizeof *p->link_start);
    p->links = rl_arena_alloc(arena, link_count * sizeof *p->links);
    p->discs = rl_arena_alloc(arena, p->component_count * sizeof *p->discs);
    return p->members != NULL && p->place != NULL && p->member_start != NULL && p->link_start != NULL &&
           p->links != NULL && p->discs != NULL;
}

/* Counting sort. Counts stand two places on, so that after they are summed up, start[c + 1] is where the next item of c
 * goes, and once all are placed, start[c] is where c begins. */
static void sum_up(size_t *start, size_t component_count)
{
    for (size_t c = 1; c < component_count + 2; c++)
        start[c] += start[c - 1];
}

static void sort_members(plan *p)
{
    for (size_t c = 0; c < p->component_count + 2; c++)
        p->member_start[c] = 0;
    for (size_t i = 0; i < p->node_count; i++)
        p->member_start[p->nodes[i].component + 2]++;
    sum_up(p->member_start, p->component_count);
    for (size_t i = 0; i < p->node_count; i++)
        p->members[p->member_start[p->nodes[i].component + 1]++] = (uint32_t)i;
    for (size_t c = 0; c < p->component_count; c++)
        for (size_t i = p->member_start[c]; i < p->member_start[c + 1]; i++)
            p->place[p->members[i]] = (uint32_t)(i - p->member_start[c]);
}

static double pull(const plan *p, const rl_link *link, double mean_weight)
{
    double softened = fmin(fmax(sqrt(link->weight / mean_weight), WEAKEST_PULL), STRONGEST_PULL);
    bool inside = p->nodes[link->a].community == p->nodes[link->b].community;
    return inside ? softened * PULL_INSIDE_COMMUNITY : softened;
}

static void sort_links(plan *p, const rl_link *links, size_t count)
{
    double sum = 0;
    for (size_t c = 0; c < p->component_count + 2; c++)
        p->link_start[c] = 0;
    for (size_t i = 0; i < count; i++) {
        p->link_start[p->nodes[links[i].a].component + 2]++;
        sum += links[i].weight;
    }
    sum_up(p->link_start, p->component_count);
    for (size_t i = 0; i < count; i++) {
        size_t *next = &p->link_start[p->nodes[links[i].a].component + 1];
        double weight = pull(p, &links[i], sum / (double)count);
        p->links[(*next)++] = (rl_link){p->place[links[i].a], p->place[links[i].b], weight};
    }
}

/* ---- one component ---- */

static rl_node *member(const plan *p, size_t component, size_t i)
{
    return &p->nodes[p->members[p->member_start[component] + i]];
}

static size_t size_of(const plan *p, size_t component)
{
    return p->member_start[component + 1] - p->member_start[component];
}

/* Two nodes side by side, one in the middle; also what is left if forces put all nodes on one spot. */
static void place_on_circle(const plan *p, size_t component)
{
    size_t count = size_of(p, component);
    double radius = count < 2 ? 0 : RL_LAYOUT_SPACING * (double)count / 6;
    for (size_t i = 0; i < count; i++) {
        double angle = 6.283185307179586 * (double)i / (double)count;
        member(p, component, i)->x = radius * cos(angle);
        member(p, component, i)->y = radius * sin(angle);
    }
}

static relata_status place_by_forces(const plan *p, size_t component, const rl_graph *graph, relata_error *err)
{
    igraph_matrix_t positions;
    igraph_error_t code = igraph_matrix_init(&positions, 0, 0);
    if (code != IGRAPH_SUCCESS)
        return rl_igraph_status(code, "layout", err);
    code = p->layout->place(graph, &positions);
    for (size_t i = 0; code == IGRAPH_SUCCESS && i < graph->node_count; i++) {
        member(p, component, i)->x = igraph_matrix_get(&positions, (igraph_integer_t)i, 0);
        member(p, component, i)->y = igraph_matrix_get(&positions, (igraph_integer_t)i, 1);
    }
    igraph_matrix_destroy(&positions);
    return rl_igraph_status(code, "layout", err);
}

static relata_status place_component(const plan *p, size_t component, uint64_t seed, relata_error *err)
{
    if (size_of(p, component) < 3) {
        place_on_circle(p, component);
        return RELATA_OK;
    }
    relata_status status = rl_igraph_seed(seed, err);
    if (status != RELATA_OK)
        return status;
    rl_graph graph;
    size_t first = p->link_start[component], count = p->link_start[component + 1] - first;
    status = rl_graph_create(size_of(p, component), p->links + first, count, &graph, err);
    if (status != RELATA_OK)
        return status;
    status = place_by_forces(p, component, &graph, err);
    rl_graph_destroy(&graph);
    return status;
}

/* ---- one density for all ---- */

static void move_component(const plan *p, size_t component, double scale, double dx, double dy)
{
    for (size_t i = 0; i < size_of(p, component); i++) {
        rl_node *node = member(p, component, i);
        node->x = node->x * scale + dx;
        node->y = node->y * scale + dy;
    }
}

static void centre_component(const plan *p, size_t component)
{
    double left = INFINITY, right = -INFINITY, low = INFINITY, high = -INFINITY;
    for (size_t i = 0; i < size_of(p, component); i++) {
        const rl_node *node = member(p, component, i);
        left = fmin(left, node->x);
        right = fmax(right, node->x);
        low = fmin(low, node->y);
        high = fmax(high, node->y);
    }
    move_component(p, component, 1, -(left + right) / 2, -(low + high) / 2);
}

/* The root mean square of the distances from the centre of mass. */
static double spread_of(const plan *p, size_t component)
{
    double x = 0, y = 0, squares = 0, count = (double)size_of(p, component);
    for (size_t i = 0; i < size_of(p, component); i++) {
        x += member(p, component, i)->x / count;
        y += member(p, component, i)->y / count;
    }
    for (size_t i = 0; i < size_of(p, component); i++) {
        double dx = member(p, component, i)->x - x, dy = member(p, component, i)->y - y;
        squares += (dx * dx + dy * dy) / count;
    }
    return sqrt(squares);
}

/* In an even disc with one spacing squared per node, the spread is spacing * sqrt(nodes / 2 pi). The spread, not the
 * outermost node, sets the scale: one straggler must not squeeze the rest. */
static void scale_component(const plan *p, size_t component)
{
    double spread = spread_of(p, component);
    if (!(spread > 1e-6 && isfinite(spread))) {
        place_on_circle(p, component);
        return;
    }
    double wanted = RL_LAYOUT_SPACING * sqrt((double)size_of(p, component) / 6.283185307179586);
    move_component(p, component, wanted / spread, 0, 0);
}

static double radius_of(const plan *p, size_t component)
{
    double farthest = 0;
    for (size_t i = 0; i < size_of(p, component); i++)
        farthest = fmax(farthest, hypot(member(p, component, i)->x, member(p, component, i)->y));
    return farthest + RL_LAYOUT_SPACING / 2;
}

/* ---- all of them ---- */

static relata_status place_all_components(plan *p, uint64_t seed, relata_error *err)
{
    for (size_t c = 0; c < p->component_count; c++) {
        relata_status status = place_component(p, c, seed, err);
        if (status != RELATA_OK)
            return status;
        if (size_of(p, c) > 2)
            scale_component(p, c);
        centre_component(p, c);
        p->discs[c] = (rl_disc){.component = c, .radius = rl_round_for_picture(radius_of(p, c))};
    }
    return RELATA_OK;
}

static int compare_discs(const void *a, const void *b)
{
    const rl_disc *x = a, *y = b;
    if (x->radius != y->radius)
        return x->radius > y->radius ? -1 : 1;
    return (x->component > y->component) - (x->component < y->component);
}

static void bring_together(plan *p)
{
    qsort(p->discs, p->component_count, sizeof *p->discs, compare_discs);
    rl_discs_pack(p->discs, p->component_count, RL_LAYOUT_SPACING / 4);
    for (size_t i = 0; i < p->component_count; i++)
        move_component(p, p->discs[i].component, 1, p->discs[i].x, p->discs[i].y);
    for (size_t i = 0; i < p->node_count; i++) {
        p->nodes[i].x = rl_round_for_picture(p->nodes[i].x);
        p->nodes[i].y = rl_round_for_picture(p->nodes[i].y);
    }
}

static relata_status follow(plan *p, const rl_link *links, size_t link_count, uint64_t seed, rl_arena *arena,
                            relata_error *err)
{
    if (!make_room(p, link_count, arena))
        return rl_error_memory(err);
    sort_members(p);
    sort_links(p, links, link_count);
    relata_status status = place_all_components(p, seed, err);
    if (status == RELATA_OK)
        bring_together(p);
    return status;
}

relata_status rl_layout_nodes(const rl_layout *layout, const rl_picture *picture, relata_error *err)
{
    if (layout->place == NULL)
        return rl_layout_circle(picture, err);
    plan p = {.layout = layout, .nodes = picture->nodes, .node_count = picture->node_count};
    for (size_t i = 0; i < p.node_count; i++)
        if (p.nodes[i].component >= p.component_count)
            p.component_count = p.nodes[i].component + (size_t)1;
    rl_arena arena = {0};
    relata_status status = follow(&p, picture->links, picture->link_count, picture->seed, &arena, err);
    rl_arena_free(&arena);
    return status;
}
