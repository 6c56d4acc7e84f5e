/* Closeness and harmonic centrality from a sample of nodes, against those from all of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "graph/internal.h"
#include "networks.h"

enum { NODES = 2000, ISLANDS = 200, EDGES_OF_NEW = 3 };

static uint64_t next_number(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return *state >> 33;
}

/* Nodes that join earlier ones, the larger half of numbers in pairs of their own at the end: a core and islands. The
 * links need no order: igraph takes them as they come. */
static size_t make_links(rl_link *links)
{
    uint64_t state = 1;
    size_t count = 0;
    for (uint32_t i = 1; i < NODES - ISLANDS; i++)
        for (uint32_t k = 0; k < EDGES_OF_NEW && k < i; k++) {
            uint32_t other = (uint32_t)(next_number(&state) % i);
            links[count++] = (rl_link){other, i, (double)(1 + next_number(&state) % 8) / 8};
        }
    for (uint32_t i = NODES - ISLANDS; i + 3 < NODES; i += 4) { /* paths of three, and one alone */
        links[count++] = (rl_link){i, i + 1, 1};
        links[count++] = (rl_link){i + 1, i + 2, 0.5};
    }
    return count;
}

typedef struct fixture {
    rl_graph graph;
    rl_node exact[NODES];
    rl_node estimated[NODES];
} fixture;

static int set_up(void **state)
{
    static rl_link links[NODES * EDGES_OF_NEW];
    fixture *f = calloc(1, sizeof *f);
    *state = f;
    if (f == NULL || rl_graph_create(NODES, links, make_links(links), &f->graph, NULL) != RELATA_OK)
        return 1;
    f->graph.heaviest = 4; /* all values are four times as large */
    return rl_measure_closeness(&f->graph, f->exact, NULL) != RELATA_OK ||
           rl_measure_harmonic(&f->graph, f->exact, NULL) != RELATA_OK;
}

static int tear_down(void **state)
{
    fixture *f = *state;
    rl_graph_destroy(&f->graph);
    free(f);
    return 0;
}

static void estimate(fixture *f, size_t sources)
{
    assert_int_equal(rl_measure_distances(&f->graph, sources, f->estimated, NULL), RELATA_OK);
}

static void all_sources_are_exact(void **state)
{
    fixture *f = *state;
    estimate(f, NODES);
    for (size_t i = 0; i < NODES; i++) {
        assert_near(f->estimated[i].harmonic, f->exact[i].harmonic, 1e-9);
        assert_int_equal(isnan(f->estimated[i].closeness), isnan(f->exact[i].closeness));
        if (!isnan(f->exact[i].closeness))
            assert_near(f->estimated[i].closeness, f->exact[i].closeness, 1e-9);
    }
}

/* How far off the mean and the worst of the core's nodes are, as a share of the exact value. */
static void compare(const fixture *f, double most_mean, double most_worst)
{
    double sums[2] = {0, 0}, worst[2] = {0, 0}, count = NODES - ISLANDS;
    for (size_t i = 0; i < NODES - ISLANDS; i++) {
        double off[2] = {fabs(f->estimated[i].closeness / f->exact[i].closeness - 1),
                         fabs(f->estimated[i].harmonic / f->exact[i].harmonic - 1)};
        for (size_t m = 0; m < 2; m++) {
            sums[m] += off[m];
            worst[m] = fmax(worst[m], off[m]);
        }
    }
    for (size_t m = 0; m < 2; m++)
        if (!(sums[m] / count <= most_mean && worst[m] <= most_worst))
            fail_msg("measure %zu is %.4f off on average, %.4f at worst", m, sums[m] / count, worst[m]);
}

static void estimates_are_near(void **state)
{
    fixture *f = *state;
    estimate(f, 64);
    compare(f, 0.05, 0.25);
    estimate(f, 400);
    compare(f, 0.02, 0.10);
}

/* Whoever is central stays so: of the 180 most central by the sample, most are by all. */
static void order_is_kept(void **state)
{
    fixture *f = *state;
    estimate(f, 64);
    size_t shared = 0;
    for (size_t i = 0; i < NODES - ISLANDS; i++) {
        size_t before_exact = 0, before_estimated = 0;
        for (size_t k = 0; k < NODES - ISLANDS; k++) {
            before_exact += f->exact[k].closeness > f->exact[i].closeness;
            before_estimated += f->estimated[k].closeness > f->estimated[i].closeness;
        }
        shared += before_exact < 180 && before_estimated < 180;
    }
    if (shared < 130)
        fail_msg("%zu", shared);
}

/* An island has no more nodes than a sample. */
static void small_components_are_exact(void **state)
{
    fixture *f = *state;
    estimate(f, 64);
    for (size_t i = NODES - ISLANDS; i < NODES; i++) {
        assert_near(f->estimated[i].harmonic, f->exact[i].harmonic, 1e-12);
        if (i % 4 == 3)
            assert_true(isnan(f->estimated[i].closeness));
        else
            assert_near(f->estimated[i].closeness, f->exact[i].closeness, 1e-12);
    }
}

static void same_sample_each_time(void **state)
{
    fixture *f = *state;
    static double first[NODES];
    estimate(f, 100);
    for (size_t i = 0; i < NODES; i++)
        first[i] = f->estimated[i].harmonic;
    estimate(f, 100);
    for (size_t i = 0; i < NODES; i++)
        assert_near(f->estimated[i].harmonic, first[i], 0);
}

static void samples_follow_the_size(void **state)
{
    (void)state;
    assert_int_equal(rl_distance_sample(0, 0), 0);
    assert_int_equal(rl_distance_sample(10, 20), 10);
    assert_int_equal(rl_distance_sample(30000, 29999), 666);
    assert_int_equal(rl_distance_sample(100000, 1000000), 64);
    assert_int_equal(rl_distance_sample(500000, 1500000), 64);
    assert_int_equal(rl_distance_sample(2000000, 1), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_sources_are_exact), cmocka_unit_test(estimates_are_near),
        cmocka_unit_test(order_is_kept),         cmocka_unit_test(small_components_are_exact),
        cmocka_unit_test(same_sample_each_time), cmocka_unit_test(samples_follow_the_size),
    };
    return cmocka_run_group_tests_name("distances", tests, set_up, tear_down);
}
