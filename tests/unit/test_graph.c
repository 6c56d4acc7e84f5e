/* The graph stage: measures whose values are known by hand, numbering, the picture, and networks that break their
 * promises. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "graph/graph.h"
#include "graph/internal.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_NODES = 64, MOST_EDGES = 256 };

typedef struct sample {
    rl_network network;
    rl_node nodes[MOST_NODES];
    rl_edge edges[MOST_EDGES];
} sample;

static void start(sample *s, size_t node_count)
{
    memset(s, 0, sizeof *s);
    for (size_t i = 0; i < node_count; i++)
        s->nodes[i] = (rl_node){.id = "id", .label = "label", .type = "person", .mentions = 1};
    s->network = (rl_network){.nodes = s->nodes, .node_count = node_count, .edges = s->edges, .seed = 7};
}

/* Edges must be joined in order. */
static void join(sample *s, uint32_t a, uint32_t b, double weight)
{
    s->edges[s->network.edge_count++] = (rl_edge){.source = a, .target = b, .weight = weight};
}

static relata_status measure_as_usual(rl_network *network, relata_error *err)
{
    rl_measuring how = rl_measuring_default();
    return rl_graph_measure(network, &how, err);
}

static void measure(sample *s)
{
    relata_error err = {0};
    relata_status status = measure_as_usual(&s->network, &err);
    if (status != RELATA_OK)
        print_error("%s\n", err.message);
    assert_int_equal(status, RELATA_OK);
}

static void assert_near(double value, double expected, double tolerance)
{
    if (!(fabs(value - expected) <= tolerance))
        fail_msg("%.12g is not %.12g", value, expected);
}

static double distance(const rl_node *a, const rl_node *b)
{
    return hypot(a->x - b->x, a->y - b->y);
}

/* ---- sizes from nothing on ---- */

static void test_empty_network(void **state)
{
    (void)state;
    rl_network network = {0};
    relata_error err = {0};
    assert_int_equal(measure_as_usual(&network, &err), RELATA_OK);
    assert_int_equal(network.betweenness_sources, 0);
}

static void test_one_node(void **state)
{
    (void)state;
    static sample s;
    start(&s, 1);
    measure(&s);
    assert_int_equal(s.nodes[0].degree, 0);
    assert_near(s.nodes[0].pagerank, 1, 1e-9);
    assert_near(s.nodes[0].betweenness, 0, 0);
    assert_int_equal(s.nodes[0].community, 0);
    assert_int_equal(s.nodes[0].component, 0);
    assert_near(s.nodes[0].x, 0, 0);
    assert_near(s.nodes[0].y, 0, 0);
    assert_string_equal(s.nodes[0].color, "#0072b2");
}

static void test_no_edges(void **state)
{
    (void)state;
    static sample s;
    start(&s, 40);
    s.nodes[3].mentions = 100;
    measure(&s);
    double farthest = 0;
    for (uint32_t i = 0; i < 40; i++) {
        assert_int_equal(s.nodes[i].component, i);
        assert_int_equal(s.nodes[i].community, i);
        assert_near(s.nodes[i].pagerank, 1.0 / 40, 1e-9);
        farthest = fmax(farthest, hypot(s.nodes[i].x, s.nodes[i].y));
        for (uint32_t j = 0; j < i; j++)
            assert_true(distance(&s.nodes[i], &s.nodes[j]) > RL_LAYOUT_SPACING * 0.99);
    }
    assert_true(farthest < 8 * RL_LAYOUT_SPACING);
    /* Mentions decide where there are no ties. */
    assert_near(s.nodes[3].size, 60, 0);
    assert_near(s.nodes[4].size, 15, 0);
}

static void test_no_edges_no_mentions(void **state)
{
    (void)state;
    static sample s;
    start(&s, 2);
    s.nodes[0].mentions = s.nodes[1].mentions = 0;
    measure(&s);
    assert_near(s.nodes[0].size, 10, 0);
}

/* ---- measures ---- */

static void test_path_of_three(void **state)
{
    (void)state;
    static sample s;
    start(&s, 3);
    join(&s, 0, 1, 2);
    join(&s, 1, 2, 3.5);
    measure(&s);
    assert_int_equal(s.nodes[1].degree, 2);
    assert_int_equal(s.nodes[2].degree, 1);
    assert_near(s.nodes[1].weighted_degree, 5.5, 1e-12);
    assert_near(s.nodes[0].betweenness, 0, 1e-12);
    assert_near(s.nodes[1].betweenness, 1, 1e-12);
    assert_int_equal(s.network.betweenness_sources, 3);
    assert_near(s.nodes[0].pagerank + s.nodes[1].pagerank + s.nodes[2].pagerank, 1, 1e-9);
    assert_true(s.nodes[2].pagerank > s.nodes[0].pagerank); /* the stronger tie */
    assert_near(s.nodes[1].size, 60, 0);
    assert_true(s.nodes[0].size < s.nodes[2].size && s.nodes[0].size > 10);
}

/* The strong detour is shorter than the weak direct tie. */
static void test_betweenness_takes_strong_ties_for_short(void **state)
{
    (void)state;
    static sample s;
    start(&s, 3);
    join(&s, 0, 1, 10);
    join(&s, 0, 2, 1);
    join(&s, 1, 2, 10);
    measure(&s);
    assert_near(s.nodes[1].betweenness, 1, 1e-12);
    assert_near(s.nodes[0].betweenness, 0, 1e-12);
}

static void test_star(void **state)
{
    (void)state;
    static sample s;
    start(&s, 11);
    for (uint32_t i = 1; i < 11; i++)
        join(&s, 0, i, 1);
    measure(&s);
    assert_near(s.nodes[0].betweenness, 45, 1e-9); /* every pair of ten, not normalised */
    assert_true(s.nodes[0].pagerank > 4 * s.nodes[1].pagerank);
}

static void join_clique(sample *s, uint32_t from, uint32_t to)
{
    for (uint32_t a = from; a < to; a++)
        for (uint32_t b = a + 1; b < to; b++)
            join(s, a, b, 3);
}

/* A clique of four, one of six with a weak tie between them, a pair, and a lonely node that comes first. */
static void make_groups(sample *s)
{
    start(s, 13);
    for (uint32_t a = 1; a < 5; a++) {
        for (uint32_t b = a + 1; b < 5; b++)
            join(s, a, b, 3);
        if (a == 4)
            join(s, 4, 5, 0.5);
    }
    join_clique(s, 5, 11);
    join(s, 11, 12, 1);
}

static void test_communities_are_numbered_by_size(void **state)
{
    (void)state;
    static sample s;
    make_groups(&s);
    measure(&s);
    static const uint32_t communities[] = {3, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 2, 2};
    static const uint32_t components[] = {2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1};
    for (size_t i = 0; i < 13; i++) {
        assert_int_equal(s.nodes[i].community, communities[i]);
        assert_int_equal(s.nodes[i].component, components[i]);
    }
}

static void test_groups_of_one_size_go_by_first_member(void **state)
{
    (void)state;
    static const igraph_integer_t before[] = {4, 2, 2, 4, 0}, after[] = {0, 1, 1, 0, 2};
    igraph_vector_int_t membership;
    assert_int_equal(igraph_vector_int_init_array(&membership, before, 5), IGRAPH_SUCCESS);
    relata_error err = {0};
    assert_int_equal(rl_groups_renumber(&membership, &err), RELATA_OK);
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(VECTOR(membership)[i], after[i]);
    igraph_vector_int_destroy(&membership);
}

/* ---- the picture ---- */

static void test_components_stand_apart(void **state)
{
    (void)state;
    static sample s;
    make_groups(&s);
    measure(&s);
    double widest_inside = 0;
    for (size_t i = 0; i < 13; i++) {
        assert_true(isfinite(s.nodes[i].x) && isfinite(s.nodes[i].y));
        for (size_t j = 0; j < i; j++) {
            double d = distance(&s.nodes[i], &s.nodes[j]);
            assert_true(d > 1);
            if (s.nodes[i].component == s.nodes[j].component)
                widest_inside = fmax(widest_inside, d);
            else
                assert_true(d > RL_LAYOUT_SPACING / 2);
        }
    }
    /* … and not far away either. */
    assert_true(distance(&s.nodes[0], &s.nodes[11]) < widest_inside + 6 * RL_LAYOUT_SPACING);
}

static void test_discs_do_not_overlap(void **state)
{
    (void)state;
    enum { COUNT = 200 };
    static rl_disc discs[COUNT];
    for (size_t i = 0; i < COUNT; i++)
        discs[i] = (rl_disc){.component = i, .radius = 300 / (1 + (double)i)};
    rl_discs_pack(discs, COUNT, 5);
    for (size_t i = 0; i < COUNT; i++)
        for (size_t j = 0; j < i; j++) {
            double apart = hypot(discs[i].x - discs[j].x, discs[i].y - discs[j].y);
            assert_true(apart > discs[i].radius + discs[j].radius + 4.99);
        }
    rl_discs_pack(discs, 0, 5);
}

static void test_coordinates_are_short(void **state)
{
    (void)state;
    static sample s;
    make_groups(&s);
    measure(&s);
    for (size_t i = 0; i < 13; i++) {
        char text[32];
        (void)snprintf(text, sizeof text, "%.2f", s.nodes[i].x);
        assert_true(strtod(text, NULL) >= s.nodes[i].x && strtod(text, NULL) <= s.nodes[i].x);
    }
    assert_false(signbit(rl_round_for_picture(-0.001)));
}

static void test_colors(void **state)
{
    (void)state;
    static sample s;
    start(&s, 6);
    static const char *types[] = {"person", "place", "organisation", "ship", "ship", "law"};
    for (size_t i = 0; i < 6; i++)
        s.nodes[i].type = types[i];
    measure(&s);
    for (size_t i = 0; i < 6; i++) {
        assert_int_equal(strlen(s.nodes[i].color), 7);
        assert_int_equal(strspn(s.nodes[i].color + 1, "0123456789abcdef"), 6);
        for (size_t j = 0; j < 3 && j < i; j++)
            assert_string_not_equal(s.nodes[i].color, s.nodes[j].color);
    }
    assert_string_equal(s.nodes[3].color, s.nodes[4].color);
}

/* ---- the same again ---- */

/* Fields, since padding bytes are nobody's. */
static void assert_same_nodes(const sample *a, const sample *b)
{
    for (size_t i = 0; i < a->network.node_count; i++) {
        const rl_node *m = &a->nodes[i], *n = &b->nodes[i];
        assert_memory_equal(&m->x, &n->x, sizeof m->x);
        assert_memory_equal(&m->y, &n->y, sizeof m->y);
        assert_memory_equal(&m->size, &n->size, sizeof m->size);
        assert_memory_equal(&m->pagerank, &n->pagerank, sizeof m->pagerank);
        assert_memory_equal(&m->betweenness, &n->betweenness, sizeof m->betweenness);
        assert_memory_equal(&m->weighted_degree, &n->weighted_degree, sizeof m->weighted_degree);
        assert_int_equal(m->community, n->community);
        assert_int_equal(m->component, n->component);
        assert_string_equal(m->color, n->color);
    }
}

static void test_same_input_same_result(void **state)
{
    (void)state;
    static sample first, second;
    make_groups(&first);
    make_groups(&second);
    measure(&first);
    assert_int_equal(igraph_rng_seed(igraph_rng_default(), 99), IGRAPH_SUCCESS);
    measure(&second);
    assert_same_nodes(&first, &second);
    measure(&second); /* what an earlier run filled in must not matter */
    assert_same_nodes(&first, &second);
}

static void test_seed_changes_the_picture_only(void **state)
{
    (void)state;
    static sample first, second;
    make_groups(&first);
    make_groups(&second);
    second.network.seed = 8;
    measure(&first);
    measure(&second);
    bool moved = false;
    for (size_t i = 0; i < 13; i++) {
        moved = moved || distance(&first.nodes[i], &second.nodes[i]) > 1;
        assert_near(first.nodes[i].pagerank, second.nodes[i].pagerank, 0);
    }
    assert_true(moved);
}

/* ---- extremes ---- */

static void test_extreme_weights(void **state)
{
    (void)state;
    static sample s;
    start(&s, 4);
    join(&s, 0, 1, 1e300);
    join(&s, 1, 2, 1e-300);
    join(&s, 2, 3, 4e-320);
    measure(&s);
    for (size_t i = 0; i < 4; i++) {
        assert_true(isfinite(s.nodes[i].pagerank) && isfinite(s.nodes[i].betweenness));
        assert_true(isfinite(s.nodes[i].x) && isfinite(s.nodes[i].y) && isfinite(s.nodes[i].size));
    }
    assert_near(s.nodes[1].betweenness, 2, 1e-9);
}

static rl_graph star_graph(size_t leaves)
{
    rl_link *links = malloc(leaves * sizeof *links);
    assert_non_null(links);
    for (size_t i = 0; i < leaves; i++)
        links[i] = (rl_link){0, (uint32_t)i + 1, 1};
    rl_graph graph;
    relata_error err = {0};
    assert_int_equal(rl_graph_create(leaves + 1, links, leaves, &graph, &err), RELATA_OK);
    free(links);
    return graph;
}

static uint64_t betweenness_of_star(size_t leaves, double *ret_middle, double *ret_leaf)
{
    rl_graph graph = star_graph(leaves);
    rl_node *nodes = calloc(leaves + 1, sizeof *nodes);
    assert_non_null(nodes);
    relata_error err = {0};
    uint64_t sources = 12345;
    assert_int_equal(rl_measure_betweenness(&graph, nodes, &sources, &err), RELATA_OK);
    *ret_middle = nodes[0].betweenness;
    *ret_leaf = nodes[leaves].betweenness;
    free(nodes);
    rl_graph_destroy(&graph);
    return sources;
}

static void test_betweenness_is_estimated_beyond_the_budget(void **state)
{
    (void)state;
    double middle, leaf, pairs = 4500.0 * 4499 / 2;
    uint64_t sources = betweenness_of_star(4500, &middle, &leaf);
    assert_in_range(sources, 64, 4499);
    assert_near(middle, pairs, pairs / 100);
    assert_near(leaf, 0, 1e-9);
}

static void test_betweenness_is_left_out_far_beyond(void **state)
{
    (void)state;
    double middle, leaf;
    assert_int_equal(betweenness_of_star(700000, &middle, &leaf), 0);
    assert_true(isnan(middle) && isnan(leaf));
}

/* ---- failures ---- */

static void assert_refused(sample *s, const char *words)
{
    s->nodes[0].size = 4711;
    s->network.betweenness_sources = 42;
    relata_error err = {0};
    assert_int_equal(measure_as_usual(&s->network, &err), RELATA_ERROR_ARGUMENT);
    assert_int_equal(err.status, RELATA_ERROR_ARGUMENT);
    assert_non_null(strstr(err.message, words));
    assert_near(s->nodes[0].size, 4711, 0);
    assert_int_equal(s->network.betweenness_sources, 42);
    assert_int_equal(measure_as_usual(&s->network, NULL), RELATA_ERROR_ARGUMENT);
}

static void test_broken_edges_are_refused(void **state)
{
    (void)state;
    static const struct {
        uint32_t source, target;
        double weight;
        const char *words;
    } cases[] = {
        {1, 1, 1, "two of its nodes"},  {2, 1, 1, "two of its nodes"},   {1, 3, 1, "two of its nodes"},
        {0, 1, 1, "out of order"},      {1, 2, 0, "above zero"},         {1, 2, -1, "above zero"},
        {1, 2, NAN, "above zero"},      {1, 2, INFINITY, "above zero"},  {0, UINT32_MAX, 1, "two of its nodes"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        static sample s;
        start(&s, 3);
        join(&s, 0, 1, 1);
        join(&s, cases[i].source, cases[i].target, cases[i].weight);
        assert_refused(&s, cases[i].words);
    }
}

static void test_edges_without_nodes_are_refused(void **state)
{
    (void)state;
    static sample s;
    start(&s, 0);
    join(&s, 0, 1, 1);
    relata_error err = {0};
    assert_int_equal(measure_as_usual(&s.network, &err), RELATA_ERROR_ARGUMENT);
}

static void test_failures_of_igraph(void **state)
{
    (void)state;
    relata_error err = {0};
    assert_int_equal(rl_igraph_status(IGRAPH_SUCCESS, "layout", &err), RELATA_OK);
    assert_int_equal(err.status, RELATA_OK);
    assert_int_equal(rl_igraph_status(IGRAPH_EINVAL, "layout", &err), RELATA_ERROR_LIBRARY);
    assert_non_null(strstr(err.message, "layout"));
    assert_non_null(strstr(err.message, igraph_strerror(IGRAPH_EINVAL)));
    assert_int_equal(rl_igraph_status(IGRAPH_ENOMEM, "layout", NULL), RELATA_ERROR_MEMORY);
}

/* igraph itself refuses here; with its own handler the process would be gone. */
static void test_igraph_returns_instead_of_aborting(void **state)
{
    (void)state;
    static const rl_link links[] = {{0, 1, 1}, {1, 2, -1}};
    rl_igraph_settings settings = rl_igraph_enter();
    rl_graph graph;
    rl_node nodes[3] = {0};
    uint64_t sources = 42;
    relata_error err = {0};
    assert_int_equal(rl_graph_create(3, links, 2, &graph, &err), RELATA_OK);
    assert_int_equal(rl_measure_betweenness(&graph, nodes, &sources, &err), RELATA_ERROR_LIBRARY);
    assert_non_null(strstr(err.message, "betweenness"));
    assert_int_equal(sources, 42);
    assert_int_equal(rl_measure_betweenness(&graph, nodes, &sources, NULL), RELATA_ERROR_LIBRARY);
    rl_graph_destroy(&graph);
    rl_igraph_leave(&settings);
    assert_ptr_equal(igraph_set_error_handler(settings.on_error), settings.on_error);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_empty_network),
        cmocka_unit_test(test_one_node),
        cmocka_unit_test(test_no_edges),
        cmocka_unit_test(test_no_edges_no_mentions),
        cmocka_unit_test(test_path_of_three),
        cmocka_unit_test(test_betweenness_takes_strong_ties_for_short),
        cmocka_unit_test(test_star),
        cmocka_unit_test(test_communities_are_numbered_by_size),
        cmocka_unit_test(test_groups_of_one_size_go_by_first_member),
        cmocka_unit_test(test_components_stand_apart),
        cmocka_unit_test(test_discs_do_not_overlap),
        cmocka_unit_test(test_coordinates_are_short),
        cmocka_unit_test(test_colors),
        cmocka_unit_test(test_same_input_same_result),
        cmocka_unit_test(test_seed_changes_the_picture_only),
        cmocka_unit_test(test_extreme_weights),
        cmocka_unit_test(test_betweenness_is_estimated_beyond_the_budget),
        cmocka_unit_test(test_betweenness_is_left_out_far_beyond),
        cmocka_unit_test(test_broken_edges_are_refused),
        cmocka_unit_test(test_edges_without_nodes_are_refused),
        cmocka_unit_test(test_failures_of_igraph),
        cmocka_unit_test(test_igraph_returns_instead_of_aborting),
    };
    return cmocka_run_group_tests_name("graph", tests, NULL, NULL);
}
