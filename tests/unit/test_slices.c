/* Networks of periods: the same ids with the counts of their documents, what is left out of each, places, and what
 * became more or less. */
#include "pipeline/assemble.h"
#include "pipeline/build.h"
#include "pipeline/shape.h"
#include "pipeline/trends.h"
#include "recording.h"

#include <math.h>
#include <stdio.h>

enum { PERSON = RL_TYPE_PERSON };

typedef struct fixture {
    records rs;
    rl_engine *engine;
    relata_build_options options;
    rl_network *network;
} fixture;

static int set_up(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    if (f == NULL)
        return 1;
    f->engine = rl_engine_new();
    if (f->engine == NULL || rl_engine_seal(f->engine, NULL) != RELATA_OK)
        return 1;
    f->options =
        (relata_build_options){.slice = RELATA_SLICING_MONTH, .seed = 7, .depth = 1, .alpha = 0.05, .resolution = 1};
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;
    rl_network_free(f->network);
    free_records(&f->rs);
    rl_engine_free(f->engine);
    free(f);
    return 0;
}

static uint32_t person(fixture *f, const char *text, const char *folded)
{
    return name(&f->rs, PERSON, RL_NONE, text, folded);
}

/* Two people together, in the document of this id. */
static void meeting(fixture *f, const char *id, const char *date, const char *const people[2], uint32_t count)
{
    static const char *const folded[][2] = {
        {"Carl Dorn", "carl dorn"}, {"Emil Ernst", "emil ernst"}, {"Zoe Adams", "zoe adams"}};
    uint32_t numbers[2] = {0, 0};
    document(&f->rs, id, date);
    for (size_t p = 0; p < 2; p++)
        for (size_t i = 0; i < 3; i++)
            if (strcmp(people[p], folded[i][0]) == 0)
                numbers[p] = person(f, folded[i][0], folded[i][1]);
    rl_record_pair *both = pair(&f->rs, numbers[0], numbers[1], count);
    show(&f->rs, both, 1, 1, id);
}

static const char *const CARL_EMIL[] = {"Carl Dorn", "Emil Ernst"}, *const CARL_ZOE[] = {"Carl Dorn", "Zoe Adams"},
                         *const EMIL_ZOE[] = {"Emil Ernst", "Zoe Adams"};

/* September: Carl with Emil. October: Carl with Emil twice, with Zoe once. One document has no date, one only a year. */
static void make_documents(fixture *f)
{
    meeting(f, "a", "2025-09-30", CARL_EMIL, 2);
    meeting(f, "b", "2025-10-01", CARL_EMIL, 3);
    meeting(f, "c", "2025-10-31", CARL_EMIL, 1);
    meeting(f, "d", "2025-10", CARL_ZOE, 1);
    meeting(f, "e", "", EMIL_ZOE, 4);
    meeting(f, "f", "2025", EMIL_ZOE, 1);
}

static relata_status assemble_and_shape(fixture *f)
{
    rl_judging judging = {0};
    rl_left_out left_out;
    f->network = calloc(1, sizeof *f->network);
    assert_non_null(f->network);
    relata_status status =
        rl_network_assemble(f->network, f->engine, in_order(&f->rs), f->rs.count, &f->options, &judging, NULL, NULL);
    return status == RELATA_OK ? rl_network_shape(f->network, &f->options, &left_out, NULL) : status;
}

static void make(fixture *f)
{
    assert_int_equal(assemble_and_shape(f), RELATA_OK);
}

static const rl_node *node(const rl_network *network, const char *id)
{
    for (size_t i = 0; i < network->node_count; i++)
        if (strcmp(network->nodes[i].id, id) == 0)
            return &network->nodes[i];
    return NULL;
}

static const rl_edge *edge(const rl_network *network, const char *a, const char *b)
{
    for (size_t i = 0; i < network->edge_count; i++)
        if (strcmp(network->nodes[network->edges[i].source].id, a) == 0 &&
            strcmp(network->nodes[network->edges[i].target].id, b) == 0)
            return &network->edges[i];
    return NULL;
}

static void assert_counts(const rl_period_count *found, size_t count, const char *expected)
{
    char text[256] = "";
    for (size_t i = 0; i < count; i++)
        (void)snprintf(text + strlen(text), sizeof text - strlen(text), "%s %u/%u ", found[i].period,
                       (unsigned)found[i].count, (unsigned)found[i].documents);
    assert_string_equal(text, expected);
}

/* ---- what a slice holds ---- */

static void slices_hold_their_documents(void **state)
{
    fixture *f = *state;
    make_documents(f);
    make(f);
    assert_int_equal(f->network->slice_count, 2);
    assert_int_equal(f->network->unsliced, 2);
    assert_string_equal(f->network->slicing, "month");
    const rl_slice *september = &f->network->slices[0], *october = &f->network->slices[1];
    assert_string_equal(september->period, "2025-09");
    assert_string_equal(october->network->period, "2025-10");
    assert_int_equal(september->documents, 1);
    assert_int_equal(october->documents, 3);
    assert_int_equal(september->network->node_count, 2);
    assert_int_equal(october->network->node_count, 3);
    const rl_edge *both = edge(october->network, "person:carl-dorn", "person:emil-ernst");
    assert_int_equal(both->count, 4);
    assert_int_equal(both->documents, 2);
    assert_string_equal(both->first_seen, "2025-10-01");
    assert_string_equal(both->last_seen, "2025-10-31");
    assert_int_equal(both->evidence_count, 2);
    assert_string_equal(both->evidence[0].document, "b");
    assert_null(edge(october->network, "person:emil-ernst", "person:zoe-adams"));
    assert_int_equal(node(october->network, "person:carl-dorn")->documents, 3);
    assert_null(october->network->slices);
    assert_null(node(october->network, "person:carl-dorn")->periods);
}

static void every_unit_has_its_slices(void **state)
{
    static const struct {
        relata_slicing unit;
        const char *first;
        size_t slices;
        size_t unsliced;
    } UNITS[] = {{RELATA_SLICING_YEAR, "2025", 1, 1},
                 {RELATA_SLICING_QUARTER, "2025-Q3", 2, 2},
                 {RELATA_SLICING_MONTH, "2025-09", 2, 2},
                 {RELATA_SLICING_WEEK, "2025-W40", 2, 3},
                 {RELATA_SLICING_DAY, "2025-09-30", 3, 3}};
    fixture *f = *state;
    make_documents(f);
    for (size_t i = 0; i < sizeof UNITS / sizeof UNITS[0]; i++) {
        f->options.slice = UNITS[i].unit;
        make(f);
        assert_string_equal(f->network->slices[0].period, UNITS[i].first);
        assert_int_equal(f->network->slice_count, UNITS[i].slices);
        assert_int_equal(f->network->unsliced, UNITS[i].unsliced);
        rl_network_free(f->network);
    }
    f->options.slice = RELATA_SLICING_NONE;
    make(f);
    assert_null(f->network->slices);
    assert_null(f->network->slicing);
    assert_null(f->network->nodes[0].periods);
}

static void counts_per_period(void **state)
{
    fixture *f = *state;
    make_documents(f);
    make(f);
    const rl_node *carl = node(f->network, "person:carl-dorn"), *emil = node(f->network, "person:emil-ernst");
    assert_counts(carl->periods, carl->period_count, "2025-09 1/1 2025-10 3/3 ");
    assert_counts(emil->periods, emil->period_count, "2025-09 1/1 2025-10 2/2 ");
    const rl_edge *both = edge(f->network, "person:carl-dorn", "person:emil-ernst");
    assert_counts(both->periods, both->period_count, "2025-09 2/1 2025-10 4/2 ");
    const rl_edge *undated = edge(f->network, "person:emil-ernst", "person:zoe-adams");
    assert_counts(undated->periods, undated->period_count, "");
}

/* An edge that is too light for a slice counts in the whole. */
static void minima_act_on_each_slice(void **state)
{
    fixture *f = *state;
    make_documents(f);
    f->options.min_count = 3;
    make(f);
    assert_int_equal(f->network->edge_count, 2);
    assert_int_equal(f->network->slices[0].network->edge_count, 0);
    assert_int_equal(f->network->slices[0].network->node_count, 2);
    assert_int_equal(f->network->slices[1].network->edge_count, 1);
    const rl_edge *both = edge(f->network, "person:carl-dorn", "person:emil-ernst");
    assert_counts(both->periods, both->period_count, "2025-09 2/1 2025-10 4/2 ");
}

static void an_ego_that_is_not_there_leaves_nothing(void **state)
{
    fixture *f = *state;
    make_documents(f);
    f->options.ego = "Zoe Adams";
    make(f);
    assert_int_equal(f->network->node_count, 3);
    assert_int_equal(f->network->slices[0].network->node_count, 0);
    assert_int_equal(f->network->slices[0].network->edge_count, 0);
    assert_int_equal(f->network->slices[0].documents, 1);
    assert_int_equal(f->network->slices[1].network->node_count, 2);
}

static void the_strongest_of_each_slice(void **state)
{
    fixture *f = *state;
    make_documents(f);
    f->options.top = 2; /* of the whole: Emil and Carl */
    make(f);
    assert_int_equal(f->network->node_count, 2);
    assert_non_null(node(f->network->slices[1].network, "person:carl-dorn"));
    assert_non_null(node(f->network->slices[1].network, "person:emil-ernst"));
    assert_int_equal(f->network->slices[1].network->node_count, 2);
}

static void no_dates_no_slices(void **state)
{
    fixture *f = *state;
    meeting(f, "a", "", CARL_EMIL, 1);
    make(f);
    assert_int_equal(f->network->slice_count, 0);
    assert_int_equal(f->network->unsliced, 1);
    assert_int_equal(f->network->trend_count, 0);
    assert_string_equal(f->network->slicing, "month");
}

static void no_documents_at_all(void **state)
{
    fixture *f = *state;
    make(f);
    assert_int_equal(f->network->slice_count + f->network->unsliced + f->network->trend_count, 0);
}

/* ---- the picture ---- */

static void places_are_those_of_the_whole(void **state)
{
    fixture *f = *state;
    make_documents(f);
    make(f);
    for (size_t s = 0; s < f->network->slice_count; s++) {
        const rl_network *slice = f->network->slices[s].network;
        assert_string_equal(slice->layout, f->network->layout);
        for (size_t i = 0; i < slice->node_count; i++) {
            const rl_node *same = node(f->network, slice->nodes[i].id);
            assert_true(same->x <= slice->nodes[i].x && same->x >= slice->nodes[i].x);
            assert_true(same->y <= slice->nodes[i].y && same->y >= slice->nodes[i].y);
            assert_true(slice->nodes[i].size >= 10 && slice->nodes[i].color[0] == '#');
        }
    }
}

/* The whole keeps its two strongest, and the first slice another one: it has a place all the same. */
static void a_node_that_the_whole_has_not_gets_a_place(void **state)
{
    fixture *f = *state;
    meeting(f, "a", "2025-09-01", CARL_ZOE, 1);
    meeting(f, "b", "2025-10-01", CARL_EMIL, 9);
    f->options.top = 2;
    make(f);
    const rl_network *september = f->network->slices[0].network;
    assert_null(node(f->network, "person:zoe-adams"));
    const rl_node *zoe = node(september, "person:zoe-adams"), *carl = node(september, "person:carl-dorn");
    assert_non_null(zoe);
    double apart = hypot(zoe->x - carl->x, zoe->y - carl->y);
    assert_true(isfinite(apart) && apart > 1 && apart < 100);
}

static void no_layout_no_places(void **state)
{
    fixture *f = *state;
    make_documents(f);
    f->options.layout = RELATA_LAYOUT_NONE;
    make(f);
    assert_null(f->network->slices[1].network->layout);
    assert_true(isnan(f->network->slices[1].network->nodes[0].x));
}

/* ---- trends ---- */

static void assert_near(double value, double expected, double tolerance)
{
    if (!(fabs(value - expected) <= tolerance))
        fail_msg("%.17g is not %.17g", value, expected);
}

/* Worked out elsewhere as 2 * sum(O * log(O / E)) with E = row * column / all. */
static void changes_by_another_calculation(void **state)
{
    (void)state;
    assert_near(rl_change(1, 20, 2, 20), 0.366828, 1e-6);
    assert_near(rl_change(10, 200, 20, 200), 3.668284, 1e-6);
    assert_near(rl_change(20, 200, 10, 200), -3.668284, 1e-6);
    assert_near(rl_change(0, 12, 6, 12), 10.356555, 1e-6);
    assert_near(rl_change(6, 12, 0, 9), -8.491790, 1e-6);
    assert_near(rl_change(5, 10, 50, 100), 0, 0);
    assert_near(rl_change(10, 10, 3, 3), 0, 0);
    assert_near(rl_change(0, 0, 3, 3), 0, 0);
    assert_near(rl_change(0, 3, 0, 0), 0, 0);
    assert_false(signbit(rl_change(1, 10, 1, 10)));
}

static const rl_trend *trend(const rl_network *network, const char *id, uint32_t slice)
{
    for (size_t i = 0; i < network->trend_count; i++) {
        const rl_trend *t = &network->trends[i];
        if (!t->is_edge && t->slice == slice && strcmp(network->nodes[t->element].id, id) == 0)
            return t;
    }
    return NULL;
}

static void trends_of_what_comes_and_goes(void **state)
{
    fixture *f = *state;
    meeting(f, "a", "2025-01", CARL_EMIL, 1);
    meeting(f, "b", "2025-02", CARL_ZOE, 1);
    meeting(f, "c", "2025-02-03", CARL_ZOE, 1);
    meeting(f, "d", "2025-05", CARL_EMIL, 1); /* what lies between has no documents */
    make(f);
    const rl_trend *gone = trend(f->network, "person:emil-ernst", 1), *back = trend(f->network, "person:emil-ernst", 2);
    assert_int_equal(gone->documents, 0);
    assert_int_equal(gone->documents_before, 1);
    assert_near(gone->share_before, 1, 0);
    assert_true(gone->log_likelihood < 0);
    assert_int_equal(back->documents, 1);
    assert_int_equal(back->documents_before, 0);
    assert_true(back->log_likelihood > 0);
    const rl_trend *first = trend(f->network, "person:carl-dorn", 0),
                   *always = trend(f->network, "person:carl-dorn", 1);
    assert_near(first->log_likelihood, 0, 0);
    assert_near(always->log_likelihood, 0, 0);
    assert_int_equal(always->count, 2);
    assert_int_equal(always->count_before, 1);
    assert_null(trend(f->network, "person:zoe-adams", 0));
    /* 3 of Carl, 3 of Emil, 2 of Zoe, 3 and 2 of their edges with Carl */
    assert_int_equal(f->network->trend_count, 13);
    for (size_t i = 1; i < f->network->trend_count; i++)
        assert_true(fabs(f->network->trends[i - 1].log_likelihood) >= fabs(f->network->trends[i].log_likelihood));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(slices_hold_their_documents, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_unit_has_its_slices, set_up, tear_down),
        cmocka_unit_test_setup_teardown(counts_per_period, set_up, tear_down),
        cmocka_unit_test_setup_teardown(minima_act_on_each_slice, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_ego_that_is_not_there_leaves_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_strongest_of_each_slice, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_dates_no_slices, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_documents_at_all, set_up, tear_down),
        cmocka_unit_test_setup_teardown(places_are_those_of_the_whole, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_node_that_the_whole_has_not_gets_a_place, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_layout_no_places, set_up, tear_down),
        cmocka_unit_test(changes_by_another_calculation),
        cmocka_unit_test_setup_teardown(trends_of_what_comes_and_goes, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("slices", tests, NULL, NULL);
}
