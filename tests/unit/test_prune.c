/* Pruning: each step alone, their order, and that what stays stays as it was. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "graph/prune.h"
#include "networks.h"

/* 0 -5- 1 -1- 2 -1- 3, 0 -2- 2, and 4, which is alone. Ids tell nodes apart after they were moved. */
static rl_network make_sample(void)
{
    static const char *const ids[] = {"a", "b", "c", "d", "e"};
    rl_network network = start_network(5, 4);
    for (size_t i = 0; i < 5; i++)
        network.nodes[i].id = ids[i];
    join(&network, 0, 1, 5);
    join(&network, 0, 2, 2);
    join(&network, 1, 2, 1);
    join(&network, 2, 3, 1);
    network.edges[3].documents = 3;
    network.edges[3].count = 4;
    network.edges[3].evidence[0].document = "shown.txt";
    network.edges[3].evidence_count = 1;
    return network;
}

static rl_left_out prune(rl_network *network, rl_pruning how)
{
    rl_left_out left_out = {0};
    relata_error err = {0};
    assert_int_equal(rl_network_prune(network, &how, &left_out, &err), RELATA_OK);
    return left_out;
}

static void assert_nodes(const rl_network *network, const char *ids)
{
    char found[16] = "";
    for (size_t i = 0; i < network->node_count; i++)
        (void)strncat(found, network->nodes[i].id, sizeof found - strlen(found) - 1);
    assert_string_equal(found, ids);
}

static void assert_edges(const rl_network *network, const char *pairs)
{
    char found[64] = "";
    for (size_t i = 0; i < network->edge_count; i++)
        (void)snprintf(found + strlen(found), sizeof found - strlen(found), "%s%s ",
                       network->nodes[network->edges[i].source].id, network->nodes[network->edges[i].target].id);
    assert_string_equal(found, pairs);
}

static void nothing_asked_nothing_done(void **state)
{
    (void)state;
    rl_network network = make_sample();
    rl_left_out left_out = prune(&network, (rl_pruning){0});
    assert_nodes(&network, "abcde");
    assert_edges(&network, "ab ac bc cd ");
    assert_int_equal(left_out.light_edges + left_out.backbone_edges + left_out.far_nodes + left_out.weak_nodes, 0);
    assert_null(network.backbone);
    end_network(&network);
}

static void light_edges_go_and_their_nodes_stay(void **state)
{
    (void)state;
    static const struct {
        rl_pruning how;
        const char *edges;
    } CASES[] = {
        {{.min_weight = 2}, "ab ac "},
        {{.min_weight = 2.5}, "ab "},
        {{.min_count = 4}, "ab cd "},
        {{.min_documents = 2}, "cd "},
        {{.min_documents = 4}, ""},
        {{.min_weight = 1, .min_count = 5}, "ab "},
        {{.min_weight = 2, .min_documents = 2}, ""},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        rl_network network = make_sample();
        rl_left_out left_out = prune(&network, CASES[i].how);
        assert_nodes(&network, "abcde");
        assert_edges(&network, CASES[i].edges);
        assert_int_equal(left_out.light_edges, 4 - network.edge_count);
        end_network(&network);
    }
}

static void evidence_stays_with_its_edge(void **state)
{
    (void)state;
    rl_network network = make_sample();
    (void)prune(&network, (rl_pruning){.min_documents = 2});
    assert_string_equal(network.edges[0].evidence[0].document, "shown.txt");
    assert_int_equal(network.edges[0].count, 4);
    end_network(&network);
}

static void neighbourhood_by_depth(void **state)
{
    (void)state;
    static const struct {
        uint32_t ego;
        size_t depth;
        const char *nodes;
        const char *edges;
        size_t gone_edges;
    } CASES[] = {
        {0, 0, "a", "", 4},
        {0, 1, "abc", "ab ac bc ", 1},
        {0, 2, "abcd", "ab ac bc cd ", 0},
        {3, 1, "cd", "cd ", 3},
        {4, 9, "e", "", 4},
        {3, SIZE_MAX, "abcd", "ab ac bc cd ", 0},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        rl_network network = make_sample();
        rl_pruning how = {.egos = &CASES[i].ego, .ego_count = 1, .depth = CASES[i].depth};
        rl_left_out left_out = prune(&network, how);
        assert_nodes(&network, CASES[i].nodes);
        assert_edges(&network, CASES[i].edges);
        assert_int_equal(left_out.far_nodes, 5 - network.node_count);
        assert_int_equal(left_out.far_edges, CASES[i].gone_edges);
        end_network(&network);
    }
}

static void several_egos_share_a_neighbourhood(void **state)
{
    (void)state;
    static const uint32_t egos[] = {4, 3, 4};
    rl_network network = make_sample();
    (void)prune(&network, (rl_pruning){.egos = egos, .ego_count = 3, .depth = 1});
    assert_nodes(&network, "cde");
    end_network(&network);
}

/* Strengths: a 7, b 6, c 4, d 1, e 0. */
static void the_strongest_stay(void **state)
{
    (void)state;
    static const char *const nodes[] = {"abcde", "a", "ab", "abc", "abcd", "abcde", "abcde"};
    for (size_t top = 0; top < sizeof nodes / sizeof nodes[0]; top++) {
        rl_network network = make_sample();
        rl_left_out left_out = prune(&network, (rl_pruning){.top = top});
        assert_nodes(&network, nodes[top]);
        assert_int_equal(left_out.weak_nodes, 5 - network.node_count);
        end_network(&network);
    }
}

static void of_equal_strength_the_more_mentioned_stay_then_the_first(void **state)
{
    (void)state;
    rl_network network = start_network(4, 0);
    static const char *const ids[] = {"a", "b", "c", "d"};
    for (size_t i = 0; i < 4; i++)
        network.nodes[i].id = ids[i];
    network.nodes[3].mentions = 2;
    (void)prune(&network, (rl_pruning){.top = 3});
    assert_nodes(&network, "abd");
    end_network(&network);
}

static void the_ego_is_always_among_the_top(void **state)
{
    (void)state;
    static const uint32_t ego = 3;
    rl_network network = make_sample();
    rl_left_out left_out = prune(&network, (rl_pruning){.egos = &ego, .ego_count = 1, .depth = 2, .top = 2});
    assert_nodes(&network, "ad");
    assert_edges(&network, "");
    assert_int_equal(left_out.far_nodes, 1);
    assert_int_equal(left_out.weak_nodes, 2);
    assert_int_equal(left_out.weak_edges, 4);
    end_network(&network);
}

/* The backbone sees all weights; the neighbourhood sees only what is left by then. */
static void steps_follow_their_order(void **state)
{
    (void)state;
    static const uint32_t ego = 3;
    rl_network network = make_sample();
    rl_pruning how = {
        .backbone = RELATA_BACKBONE_DISPARITY, .alpha = 0.3, .min_weight = 3, .egos = &ego, .ego_count = 1, .depth = 5};
    /* ab: 1/6 at b; ac: 2 of 4 in three has 1/4 at c; all others have more than 0.3. Then ac is too light. */
    rl_left_out left_out = prune(&network, how);
    assert_nodes(&network, "d");
    assert_int_equal(left_out.backbone_edges, 2);
    assert_int_equal(left_out.light_edges, 1);
    assert_int_equal(left_out.far_nodes, 4);
    assert_int_equal(left_out.far_edges, 1);
    assert_string_equal(network.backbone, "disparity");
    end_network(&network);
}

static void a_failing_step_changes_nothing(void **state)
{
    (void)state;
    rl_network network = make_sample();
    for (size_t i = 0; i < network.edge_count; i++)
        network.edges[i].weight = 0.1;
    rl_left_out left_out = {.far_nodes = 42};
    rl_pruning how = {.backbone = RELATA_BACKBONE_NOISE_CORRECTED, .alpha = 0.1, .top = 1};
    assert_int_equal(rl_network_prune(&network, &how, &left_out, NULL), RELATA_ERROR_ARGUMENT);
    assert_nodes(&network, "abcde");
    assert_edges(&network, "ab ac bc cd ");
    assert_int_equal(left_out.far_nodes, 42);
    end_network(&network);
}

static void nothing_can_be_pruned(void **state)
{
    (void)state;
    rl_network network = {0};
    static const rl_pruning CASES[] = {
        {.top = 3}, {.min_weight = 1}, {.backbone = RELATA_BACKBONE_NOISE_CORRECTED, .alpha = 0.05}};
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
        (void)prune(&network, CASES[i]);
    assert_int_equal(network.node_count, 0);
}

static void a_long_path_is_walked_in_one_go(void **state)
{
    (void)state;
    static const uint32_t ego = 0;
    rl_network network = start_path(200000);
    (void)prune(&network, (rl_pruning){.egos = &ego, .ego_count = 1, .depth = 150000});
    assert_int_equal(network.node_count, 150001);
    assert_int_equal(network.edge_count, 150000);
    end_network(&network);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_asked_nothing_done),
        cmocka_unit_test(light_edges_go_and_their_nodes_stay),
        cmocka_unit_test(evidence_stays_with_its_edge),
        cmocka_unit_test(neighbourhood_by_depth),
        cmocka_unit_test(several_egos_share_a_neighbourhood),
        cmocka_unit_test(the_strongest_stay),
        cmocka_unit_test(of_equal_strength_the_more_mentioned_stay_then_the_first),
        cmocka_unit_test(the_ego_is_always_among_the_top),
        cmocka_unit_test(steps_follow_their_order),
        cmocka_unit_test(a_failing_step_changes_nothing),
        cmocka_unit_test(nothing_can_be_pruned),
        cmocka_unit_test(a_long_path_is_walked_in_one_go),
    };
    return cmocka_run_group_tests_name("prune", tests, NULL, NULL);
}
