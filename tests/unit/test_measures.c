/* The measures that are taken when they are asked for: values known by hand, small and odd networks, layouts, and
 * what is said where a network is too large. Other programs' values are in tests/interop/measures.py. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "graph/graph.h"
#include "networks.h"

/* What was said during the last measuring. */
typedef struct said {
    size_t count;
    char words[512];
} said;

static void hear(void *user, const relata_error *what, bool skipped)
{
    said *s = user;
    s->count++;
    assert_false(skipped);
    (void)snprintf(s->words, sizeof s->words, "%s", what->message);
}

static said measure(rl_network *network, rl_measures measures, relata_layout layout)
{
    said heard = {0};
    relata_error err = {0};
    rl_measuring how = {.measures = measures, .resolution = 1, .layout = layout, .notice = hear, .notice_user = &heard};
    if (rl_graph_measure(network, &how, &err) != RELATA_OK)
        fail_msg("%s", err.message);
    return heard;
}

static said measure_one(rl_network *network, rl_measure m)
{
    return measure(network, RL_MEASURE_BIT(m), RELATA_LAYOUT_NONE);
}

/* ---- values by hand ---- */

/* 0 -2- 1 -4- 2: lengths 1/2 and 1/4. */
static void distances_are_one_by_weight(void **state)
{
    (void)state;
    rl_network network = start_network(3, 2);
    join(&network, 0, 1, 2);
    join(&network, 1, 2, 4);
    (void)measure(&network, RL_MEASURES_ALL, RELATA_LAYOUT_NONE);
    assert_near(network.nodes[0].closeness, 2 / (0.5 + 0.75), 1e-12);
    assert_near(network.nodes[1].closeness, 2 / (0.5 + 0.25), 1e-12);
    assert_near(network.nodes[0].harmonic, (2 + 1 / 0.75) / 2, 1e-12);
    assert_near(network.nodes[1].harmonic, (2 + 4) / 2.0, 1e-12);
    /* The matrix has the eigenvalue sqrt(20), with 2 : sqrt(20) : 4. */
    assert_near(network.nodes[1].eigenvector, 1, 1e-9);
    assert_near(network.nodes[0].eigenvector, 2 / sqrt(20), 1e-9);
    assert_near(network.nodes[2].eigenvector, 4 / sqrt(20), 1e-9);
    assert_true(network.nodes[1].articulation && !network.nodes[0].articulation && !network.nodes[2].articulation);
    assert_true(network.edges[0].bridge && network.edges[1].bridge);
    end_network(&network);
}

/* A triangle 0 1 2 with a tail 2 3, and the pair 4 5; 6 is alone. */
static rl_network make_sample(void)
{
    rl_network network = start_network(7, 5);
    join(&network, 0, 1, 1);
    join(&network, 0, 2, 1);
    join(&network, 1, 2, 1);
    join(&network, 2, 3, 1);
    join(&network, 4, 5, 1);
    return network;
}

static void structure_by_hand(void **state)
{
    (void)state;
    static const uint32_t cores[] = {2, 2, 2, 1, 1, 1, 0};
    static const double clustering[] = {1, 1, 1.0 / 3, 0, 0, 0, 0};
    static const bool points[] = {false, false, true, false, false, false, false};
    static const bool bridges[] = {false, false, false, true, true};
    rl_network network = make_sample();
    said heard = measure(&network, RL_MEASURES_ALL, RELATA_LAYOUT_AUTO);
    for (size_t i = 0; i < 7; i++) {
        assert_int_equal(network.nodes[i].coreness, cores[i]);
        assert_near(network.nodes[i].clustering, clustering[i], 1e-12);
        assert_int_equal(network.nodes[i].articulation, points[i]);
    }
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(network.edges[i].bridge, bridges[i]);
    assert_int_equal(heard.count, 0);
    assert_int_equal(network.measures, RL_MEASURES_ALL);
    assert_int_equal(network.left_out, 0);
    end_network(&network);
}

/* Who is reached counts for closeness, all others for the harmonic measure. */
static void components_apart(void **state)
{
    (void)state;
    rl_network network = make_sample();
    (void)measure(&network, RL_MEASURES_ALL, RELATA_LAYOUT_NONE);
    assert_near(network.nodes[4].closeness, 1, 1e-12);
    assert_near(network.nodes[3].closeness, 3 / 5.0, 1e-12);
    assert_true(isnan(network.nodes[6].closeness));
    assert_near(network.nodes[4].harmonic, 1 / 6.0, 1e-12);
    assert_near(network.nodes[2].harmonic, 3 / 6.0, 1e-12);
    assert_near(network.nodes[6].harmonic, 0, 0);
    assert_near(network.nodes[5].eigenvector, 0, 0);
    assert_near(network.nodes[2].eigenvector, 1, 1e-9);
    end_network(&network);
}

/* Five edges; communities {0 1 2 3} with four and {4 5} with one: 4/5 - (8/10)^2 + 1/5 - (2/10)^2. */
static void modularity_by_hand(void **state)
{
    (void)state;
    rl_network network = make_sample();
    (void)measure_one(&network, RL_MEASURE_MODULARITY);
    assert_near(network.modularity, 0.8 - 0.64 + 0.2 - 0.04, 1e-9);
    assert_int_equal(network.measures, RL_MEASURE_BIT(RL_MEASURE_MODULARITY)); /* nobody asked for communities */
    end_network(&network);
}

static size_t count_communities(double resolution)
{
    rl_network network = start_clique(12);
    relata_error err = {0};
    rl_measuring how = {.measures = RL_MEASURES_ALL, .resolution = resolution, .layout = RELATA_LAYOUT_NONE};
    assert_int_equal(rl_graph_measure(&network, &how, &err), RELATA_OK);
    assert_near(network.resolution, resolution, 0);
    size_t communities = 0;
    for (size_t i = 0; i < 12; i++)
        if (network.nodes[i].community >= communities)
            communities = network.nodes[i].community + (size_t)1;
    end_network(&network);
    return communities;
}

static void resolution_makes_more_communities(void **state)
{
    (void)state;
    assert_int_equal(count_communities(1e-9), 1);
    assert_int_equal(count_communities(1), 1);
    assert_int_equal(count_communities(2), 12);
    assert_int_equal(count_communities(1e9), 12);
}

/* ---- what is asked for ---- */

static void only_what_was_asked_for_holds(void **state)
{
    (void)state;
    for (rl_measure m = 0; m < RL_MEASURE_COUNT; m++) {
        rl_network network = make_sample();
        (void)measure_one(&network, m);
        assert_int_equal(network.measures, RL_MEASURE_BIT(m));
        assert_null(network.layout);
        end_network(&network);
    }
    rl_network network = make_sample();
    (void)measure(&network, 0, RELATA_LAYOUT_AUTO);
    assert_int_equal(network.measures, 0);
    assert_string_equal(network.layout, "fr");
    end_network(&network);
}

static void names_lead_to_measures(void **state)
{
    (void)state;
    for (rl_measure m = 0; m < RL_MEASURE_COUNT; m++)
        assert_int_equal(rl_measure_find(rl_measure_kinds[m].name), m);
    assert_int_equal(rl_measure_find("closenes"), RL_MEASURE_COUNT);
    assert_int_equal(rl_measure_find(""), RL_MEASURE_COUNT);
}

/* ---- odd networks ---- */

static void assert_finite(const rl_network *network)
{
    for (size_t i = 0; i < network->node_count; i++) {
        const rl_node *n = &network->nodes[i];
        const double values[] = {n->pagerank, n->betweenness, n->harmonic, n->eigenvector,    n->clustering,
                                 n->x,        n->y,           n->size,     n->weighted_degree};
        for (size_t v = 0; v < sizeof values / sizeof values[0]; v++)
            assert_true(isfinite(values[v]) && (v == 5 || v == 6 || values[v] >= 0));
        assert_true(isnan(n->closeness) == (n->degree == 0));
    }
}

static void everything_of_small_networks_in_all_layouts(void **state)
{
    (void)state;
    static const relata_layout layouts[] = {RELATA_LAYOUT_AUTO, RELATA_LAYOUT_DRL, RELATA_LAYOUT_FR, RELATA_LAYOUT_KK,
                                            RELATA_LAYOUT_CIRCLE};
    for (size_t l = 0; l < sizeof layouts / sizeof layouts[0]; l++) {
        rl_network networks[] = {start_network(0, 0), start_network(1, 0), start_network(2, 0), start_star(1),
                                 start_star(40),      start_path(30),      start_clique(20),    make_sample()};
        for (size_t n = 0; n < sizeof networks / sizeof networks[0]; n++) {
            said heard = measure(&networks[n], RL_MEASURES_ALL, layouts[l]);
            assert_int_equal(heard.count, 0);
            assert_finite(&networks[n]);
            end_network(&networks[n]);
        }
    }
}

static void without_edges_there_is_no_modularity(void **state)
{
    (void)state;
    rl_network network = start_network(2, 0);
    (void)measure(&network, RL_MEASURES_ALL, RELATA_LAYOUT_AUTO);
    assert_true(isnan(network.modularity));
    assert_int_equal(network.nodes[0].coreness, 0);
    assert_near(network.nodes[0].harmonic, 0, 0);
    end_network(&network);
}

static void star(void **state)
{
    (void)state;
    rl_network network = start_star(10);
    (void)measure(&network, RL_MEASURES_ALL, RELATA_LAYOUT_AUTO);
    assert_near(network.nodes[0].closeness, 1, 1e-12);
    assert_near(network.nodes[1].closeness, 10.0 / 19, 1e-12);
    assert_near(network.nodes[1].harmonic, (1 + 9 / 2.0) / 10, 1e-12);
    assert_near(network.nodes[1].eigenvector, 1 / sqrt(10), 1e-9);
    assert_true(network.nodes[0].articulation && network.edges[9].bridge);
    end_network(&network);
}

static void clique_of_300(void **state)
{
    (void)state;
    rl_network network = start_clique(300);
    said heard = measure(&network, RL_MEASURES_ALL, RELATA_LAYOUT_AUTO);
    assert_int_equal(heard.count, 0);
    assert_finite(&network);
    for (size_t i = 0; i < 300; i += 299) {
        assert_int_equal(network.nodes[i].coreness, 299);
        assert_near(network.nodes[i].clustering, 1, 1e-12);
        assert_near(network.nodes[i].closeness, 1, 1e-12);
        assert_near(network.nodes[i].eigenvector, 1, 1e-6);
        assert_false(network.nodes[i].articulation);
    }
    assert_false(network.edges[0].bridge);
    end_network(&network);
}

/* Deep where a walk by recursion would fall. */
static void long_path(void **state)
{
    (void)state;
    rl_network network = start_path(300000);
    rl_measures structure = RL_MEASURE_BIT(RL_MEASURE_ARTICULATION) | RL_MEASURE_BIT(RL_MEASURE_BRIDGES) |
                            RL_MEASURE_BIT(RL_MEASURE_CORENESS) | RL_MEASURE_BIT(RL_MEASURE_COMPONENTS);
    (void)measure(&network, structure, RELATA_LAYOUT_NONE);
    assert_true(network.nodes[1].articulation && network.nodes[299998].articulation);
    assert_false(network.nodes[0].articulation || network.nodes[299999].articulation);
    assert_true(network.edges[150000].bridge);
    end_network(&network);
}

static void heavy_weights_stay_numbers(void **state)
{
    (void)state;
    rl_network network = start_network(3, 2);
    join(&network, 0, 1, 1e307);
    join(&network, 1, 2, 1);
    (void)measure(&network, RL_MEASURES_ALL, RELATA_LAYOUT_AUTO);
    assert_finite(&network);
    assert_true(isfinite(network.nodes[0].closeness));
    end_network(&network);
}

/* ---- too large ---- */

static void what_is_too_large_is_left_out_and_told(void **state)
{
    (void)state;
    static const rl_measure slow[] = {RL_MEASURE_BETWEENNESS, RL_MEASURE_CLOSENESS, RL_MEASURE_HARMONIC};
    rl_network network = start_path(1000001);
    for (size_t i = 0; i < sizeof slow / sizeof slow[0]; i++) {
        said heard = measure_one(&network, slow[i]);
        assert_int_equal(heard.count, 1);
        assert_non_null(strstr(heard.words, rl_measure_kinds[slow[i]].name));
        assert_non_null(strstr(heard.words, "too large"));
        assert_int_equal(network.measures, 0);
        assert_int_equal(network.left_out, RL_MEASURE_BIT(slow[i]));
        assert_int_equal(network.betweenness_sources + network.distance_sources, 0);
    }
    said heard = measure_one(&network, RL_MEASURE_DEGREE);
    assert_int_equal(heard.count + network.left_out, 0);
    end_network(&network);
}

/* The ends of a path are least central, whether the paths are those from all nodes or from some. */
static void distances_are_estimated_where_exact_ones_take_too_long(void **state)
{
    (void)state;
    static const rl_measures both = RL_MEASURE_BIT(RL_MEASURE_CLOSENESS) | RL_MEASURE_BIT(RL_MEASURE_HARMONIC);
    rl_network small = start_path(300), large = start_path(30000);
    assert_int_equal(measure(&small, both, RELATA_LAYOUT_NONE).count, 0);
    assert_int_equal(small.distance_sources, 300);
    assert_int_equal(measure(&large, both, RELATA_LAYOUT_NONE).count, 0);
    assert_int_equal(large.distance_sources, 666);
    assert_int_equal(large.measures, both);
    assert_near(large.nodes[0].closeness, 1 / 15000.0, 1e-7);
    assert_near(large.nodes[15000].closeness, 1 / 7500.0, 1e-7);
    end_network(&small);
    end_network(&large);
}

static void too_large_a_layout_is_replaced_and_told(void **state)
{
    (void)state;
    rl_network network = start_star(6000);
    static const relata_layout slow[] = {RELATA_LAYOUT_KK, RELATA_LAYOUT_DRL};
    for (size_t i = 0; i < sizeof slow / sizeof slow[0]; i++) {
        said heard = measure(&network, 0, slow[i]);
        assert_int_equal(heard.count, 1);
        assert_non_null(strstr(heard.words, slow[i] == RELATA_LAYOUT_KK ? "kk" : "drl"));
        assert_string_equal(network.layout, "fr");
    }
    end_network(&network);
}

/* ---- layouts ---- */

static void drl_is_taken_for_larger_components_and_the_same_again(void **state)
{
    (void)state;
    rl_network first = start_path(120), second = start_path(120), forces = start_path(120);
    (void)measure(&first, 0, RELATA_LAYOUT_DRL);
    (void)measure(&second, 0, RELATA_LAYOUT_DRL);
    (void)measure(&forces, 0, RELATA_LAYOUT_FR);
    double moved = 0;
    for (size_t i = 0; i < 120; i++) {
        assert_near(first.nodes[i].x, second.nodes[i].x, 0);
        assert_near(first.nodes[i].y, second.nodes[i].y, 0);
        moved += fabs(first.nodes[i].x - forces.nodes[i].x);
    }
    assert_true(moved > 1);
    assert_string_equal(first.layout, "drl");
    end_network(&first);
    end_network(&second);
    end_network(&forces);
}

/* Distances on paper follow those in the network: the ends of a path are farthest apart. */
static void kamada_kawai_stretches_a_path(void **state)
{
    (void)state;
    rl_network network = start_path(9);
    (void)measure(&network, 0, RELATA_LAYOUT_KK);
    const rl_node *n = network.nodes;
    double ends = hypot(n[0].x - n[8].x, n[0].y - n[8].y);
    for (size_t i = 1; i < 8; i++)
        assert_true(hypot(n[0].x - n[i].x, n[0].y - n[i].y) < ends);
    end_network(&network);
}

static void a_circle_seats_communities_side_by_side(void **state)
{
    (void)state;
    rl_network network = start_network(6, 6); /* two triangles, their nodes taken in turn */
    static const uint32_t ends[][2] = {{0, 2}, {0, 4}, {1, 3}, {1, 5}, {2, 4}, {3, 5}};
    for (size_t i = 0; i < 6; i++)
        join(&network, ends[i][0], ends[i][1], 1);
    (void)measure(&network, 0, RELATA_LAYOUT_CIRCLE);
    const rl_node *n = network.nodes;
    double radius = hypot(n[0].x, n[0].y);
    for (size_t i = 0; i < 6; i++)
        assert_near(hypot(n[i].x, n[i].y), radius, 0.01);
    assert_near(hypot(n[0].x - n[2].x, n[0].y - n[2].y), radius, 0.02);     /* a sixth of the turn: neighbours */
    assert_near(hypot(n[0].x - n[1].x, n[0].y - n[1].y), 2 * radius, 0.02); /* half a turn */
    end_network(&network);
}

static void no_layout_no_looks(void **state)
{
    (void)state;
    rl_network network = start_star(4);
    (void)measure(&network, RL_MEASURES_ALL, RELATA_LAYOUT_AUTO);
    (void)measure(&network, RL_MEASURES_ALL, RELATA_LAYOUT_NONE);
    for (size_t i = 0; i < 5; i++)
        assert_true(isnan(network.nodes[i].x) && isnan(network.nodes[i].size) && network.nodes[i].color[0] == '\0');
    end_network(&network);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(distances_are_one_by_weight),
        cmocka_unit_test(structure_by_hand),
        cmocka_unit_test(components_apart),
        cmocka_unit_test(modularity_by_hand),
        cmocka_unit_test(resolution_makes_more_communities),
        cmocka_unit_test(only_what_was_asked_for_holds),
        cmocka_unit_test(names_lead_to_measures),
        cmocka_unit_test(everything_of_small_networks_in_all_layouts),
        cmocka_unit_test(without_edges_there_is_no_modularity),
        cmocka_unit_test(star),
        cmocka_unit_test(clique_of_300),
        cmocka_unit_test(long_path),
        cmocka_unit_test(heavy_weights_stay_numbers),
        cmocka_unit_test(what_is_too_large_is_left_out_and_told),
        cmocka_unit_test(distances_are_estimated_where_exact_ones_take_too_long),
        cmocka_unit_test(too_large_a_layout_is_replaced_and_told),
        cmocka_unit_test(drl_is_taken_for_larger_components_and_the_same_again),
        cmocka_unit_test(kamada_kawai_stretches_a_path),
        cmocka_unit_test(a_circle_seats_communities_side_by_side),
        cmocka_unit_test(no_layout_no_looks),
    };
    return cmocka_run_group_tests_name("measures", tests, NULL, NULL);
}
