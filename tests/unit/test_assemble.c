/* Records to a network: nodes, edges, their counts, dates and evidence. */
#include "pipeline/assemble.h"
#include "pipeline/build.h"
#include "recording.h"

#include <math.h>
#include <stdio.h>
#include <unistd.h>

enum { PERSON = RL_TYPE_PERSON, PLACE = RL_TYPE_PLACE, ORGANISATION = RL_TYPE_ORGANISATION };

typedef struct fixture {
    records rs;
    rl_engine *engine;
    relata_build_options options;
    rl_network *network;
} fixture;

/* An engine whose only list has a place with all attributes and a person with none. */
static rl_engine *make_engine(void)
{
    static const char list[] = "type\tname\taliases\tcountry\trole\tlatitude\tlongitude\n"
                               "place\tGyeongju\t\tSouth Korea\t\t35.84\t129.21\n"
                               "person\tAnna Bell\tA. Bell\tCanada\tsinger\t\t\n";
    char path[] = "/tmp/relata-assemble-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(write(file, list, sizeof list - 1), sizeof list - 1);
    (void)close(file);
    rl_engine *engine = rl_engine_new();
    assert_non_null(engine);
    assert_int_equal(rl_engine_add_gazetteer(engine, path, true, NULL), RELATA_OK);
    assert_int_equal(rl_engine_seal(engine, NULL), RELATA_OK);
    (void)unlink(path);
    return engine;
}

static int set_up(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    if (f == NULL)
        return 1;
    f->engine = make_engine();
    f->options = (relata_build_options){.window = RELATA_WINDOW_SENTENCE, .seed = 7};
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

static void assemble(fixture *f)
{
    rl_network_free(f->network);
    f->network = calloc(1, sizeof *f->network);
    assert_non_null(f->network);
    rl_judging judging = {0};
    assert_int_equal(rl_network_assemble(f->network, f->engine, in_order(&f->rs), f->rs.count, &f->options, &judging, NULL, NULL),
                     RELATA_OK);
    for (size_t i = 1; i < f->network->node_count; i++)
        assert_true(strcmp(f->network->nodes[i - 1].id, f->network->nodes[i].id) < 0);
    for (size_t i = 0; i < f->network->edge_count; i++) {
        const rl_edge *e = &f->network->edges[i];
        assert_true(e->source < e->target && e->target < f->network->node_count);
        assert_true(i == 0 || e[-1].source < e->source || (e[-1].source == e->source && e[-1].target < e->target));
    }
}

static const rl_node *node(const fixture *f, const char *id)
{
    for (size_t i = 0; i < f->network->node_count; i++)
        if (strcmp(f->network->nodes[i].id, id) == 0)
            return &f->network->nodes[i];
    return NULL;
}

static const rl_edge *edge(const fixture *f, const char *a, const char *b)
{
    const rl_node *x = node(f, a), *y = node(f, b);
    for (size_t i = 0; x != NULL && y != NULL && i < f->network->edge_count; i++) {
        const rl_edge *e = &f->network->edges[i];
        if (&f->network->nodes[e->source] == x && &f->network->nodes[e->target] == y)
            return e;
    }
    return NULL;
}

static uint32_t person(fixture *f, const char *text, const char *folded)
{
    return name(&f->rs, PERSON, RL_NONE, text, folded);
}

/* Carl and Emil together, in the document of this id. */
static rl_record_pair *carl_and_emil(fixture *f, const char *id, const char *date, uint32_t count)
{
    document(&f->rs, id, date);
    uint32_t carl = person(f, "Carl Dorn", "carl dorn"), emil = person(f, "Emil Ernst", "emil ernst");
    return pair(&f->rs, carl, emil, count);
}

static const rl_edge *their_edge(const fixture *f)
{
    return edge(f, "person:carl-dorn", "person:emil-ernst");
}

static void nodes_are_sorted_and_described(void **state)
{
    fixture *f = *state;
    document(&f->rs, "a", "2025-10-31");
    (void)person(f, "Zoe Adams", "zoe adams");
    (void)name(&f->rs, PLACE, 0, "Gyeongju", "gyeongju");
    (void)name(&f->rs, PERSON, 1, "Bell", "bell");
    assemble(f);
    assert_int_equal(f->network->node_count, 3);
    const rl_node *place = node(f, "place:gyeongju"), *zoe = node(f, "person:zoe-adams");
    const rl_node *bell = node(f, "person:anna-bell");
    assert_string_equal(place->type, "place");
    assert_string_equal(place->country, "South Korea");
    assert_null(place->role);
    assert_float_equal(place->latitude, 35.84, 1e-9);
    assert_float_equal(place->longitude, 129.21, 1e-9);
    assert_string_equal(bell->label, "Anna Bell");
    assert_string_equal(bell->role, "singer");
    assert_true(isnan(bell->latitude));
    assert_int_equal(bell->alias_count, 2);
    assert_string_equal(bell->aliases[0], "Bell");
    assert_string_equal(bell->aliases[1], "A. Bell");
    assert_null(zoe->country);
    assert_true(isnan(zoe->latitude) && isnan(zoe->betweenness));
    assert_string_equal(zoe->first_seen, "2025-10-31");
    assert_int_equal(f->network->edge_count, 0);
    assert_string_equal(f->network->window, "sentence");
    assert_int_equal(f->network->seed, 7);
}

static void windows_are_described(void **state)
{
    fixture *f = *state;
    static const char *const names[] = {"sentence", "paragraph", "document", "25"};
    f->options.window_tokens = 25;
    for (int kind = 0; kind < 4; kind++) {
        f->options.window = (relata_window)kind;
        assemble(f);
        assert_string_equal(f->network->window, names[kind]);
    }
}

static void counts_and_dates_add_up(void **state)
{
    fixture *f = *state;
    (void)carl_and_emil(f, "a", "2025-10-31", 2);
    (void)carl_and_emil(f, "b", "", 3);
    (void)carl_and_emil(f, "c", "2024-01", 1);
    assemble(f);
    const rl_edge *e = their_edge(f);
    assert_non_null(e);
    assert_int_equal(e->count, 6);
    assert_float_equal(e->weight, 6, 0);
    assert_int_equal(e->documents, 3);
    assert_string_equal(e->first_seen, "2024-01");
    assert_string_equal(e->last_seen, "2025-10-31");
}

static void an_edge_without_dates_has_none(void **state)
{
    fixture *f = *state;
    (void)carl_and_emil(f, "a", "", 1);
    assemble(f);
    assert_null(their_edge(f)->first_seen);
    assert_null(their_edge(f)->last_seen);
}

/* Two entities of one document that the corpus makes one: their pair with each other goes, their pairs with a third are
 * one edge and one document. */
static void what_becomes_one_has_no_edge_to_itself(void **state)
{
    fixture *f = *state;
    document(&f->rs, "a", "");
    uint32_t one = person(f, "Carl Dorn", "carl dorn"), two = person(f, "Carl  Dorn", "carl dorn");
    uint32_t emil = person(f, "Emil Ernst", "emil ernst");
    (void)pair(&f->rs, one, two, 5);
    (void)pair(&f->rs, one, emil, 1);
    (void)pair(&f->rs, two, emil, 2);
    assemble(f);
    assert_int_equal(f->network->edge_count, 1);
    assert_int_equal(their_edge(f)->count, 3);
    assert_int_equal(their_edge(f)->documents, 1);
}

static void light_edges_are_left_out_but_not_their_nodes(void **state)
{
    fixture *f = *state;
    (void)carl_and_emil(f, "a", "", 2);
    (void)carl_and_emil(f, "b", "", 1);
    f->options.min_weight = 3;
    assemble(f);
    assert_int_equal(f->network->edge_count, 1);
    f->options.min_weight = 3.5;
    assemble(f);
    assert_int_equal(f->network->edge_count, 0);
    assert_int_equal(f->network->node_count, 2);
    assert_int_equal(f->network->light_edges, 1);
    f->options.min_weight = 0;
    f->options.min_count = 4;
    assemble(f);
    assert_int_equal(f->network->edge_count, 0);
}

/* It must see all weights; pruning leaves them out after it. */
static void for_a_backbone_light_edges_stay(void **state)
{
    fixture *f = *state;
    (void)carl_and_emil(f, "a", "", 1);
    f->options.min_weight = 5;
    f->options.backbone = RELATA_BACKBONE_DISPARITY;
    assemble(f);
    assert_int_equal(f->network->edge_count, 1);
    assert_int_equal(f->network->light_edges, 0);
}

static void edges_of_few_documents_are_left_out(void **state)
{
    fixture *f = *state;
    (void)carl_and_emil(f, "a", "", 9);
    f->options.min_documents = 2;
    assemble(f);
    assert_int_equal(f->network->edge_count, 0);
    (void)carl_and_emil(f, "b", "", 1);
    assemble(f);
    assert_int_equal(f->network->edge_count, 1);
}

static void only_the_wanted_types_are_there(void **state)
{
    fixture *f = *state;
    static const char *const types[] = {"place", "organisation"};
    document(&f->rs, "a", "");
    uint32_t carl = person(f, "Carl Dorn", "carl dorn"), place = name(&f->rs, PLACE, 0, "Gyeongju", "gyeongju");
    uint32_t acme = name(&f->rs, ORGANISATION, RL_NONE, "Acme", "acme");
    (void)pair(&f->rs, carl, place, 1);
    (void)pair(&f->rs, place, acme, 1);
    f->options.types = types;
    f->options.type_count = 2;
    assemble(f);
    assert_int_equal(f->network->node_count, 2);
    assert_int_equal(f->network->edge_count, 1);
    assert_non_null(edge(f, "organisation:acme", "place:gyeongju"));
}

/* Rank, then document, then sentence; a text once, at its best place; five at most. */
static void the_best_places_are_kept(void **state)
{
    fixture *f = *state;
    rl_record_pair *b = carl_and_emil(f, "b", "", 4);
    show(&f->rs, b, 3, 9, "three, from b, later");
    show(&f->rs, b, 3, 1, "three, from b");
    show(&f->rs, b, 9, 2, "nine");
    show(&f->rs, b, 5, 3, "twice");
    rl_record_pair *a = carl_and_emil(f, "a", "", 4);
    show(&f->rs, a, 1, 7, "one");
    show(&f->rs, a, 3, 8, "three, from a");
    show(&f->rs, a, 2, 4, "twice");
    show(&f->rs, a, 8, 5, "eight");
    assemble(f);
    const rl_edge *e = their_edge(f);
    static const char *const expected[] = {"one", "twice", "three, from a", "three, from b", "three, from b, later"};
    assert_int_equal(e->evidence_count, 5);
    for (size_t i = 0; i < 5; i++)
        assert_string_equal(e->evidence[i].text, expected[i]);
    assert_string_equal(e->evidence[1].document, "a");
    assert_int_equal(e->evidence[1].sentence, 4);
    assert_string_equal(e->evidence[3].document, "b");
    assert_int_equal(e->evidence[3].sentence, 1);
}

/* The better place of one text comes later. */
static void a_better_place_takes_the_place_of_a_worse(void **state)
{
    fixture *f = *state;
    show(&f->rs, carl_and_emil(f, "a", "", 1), 5, 1, "same");
    show(&f->rs, carl_and_emil(f, "b", "", 1), 2, 2, "same");
    assemble(f);
    const rl_edge *e = their_edge(f);
    assert_int_equal(e->evidence_count, 1);
    assert_string_equal(e->evidence[0].document, "b");
}

static void nothing_gives_an_empty_network(void **state)
{
    fixture *f = *state;
    assemble(f);
    assert_int_equal(f->network->node_count, 0);
    assert_int_equal(f->network->edge_count, 0);
}

#define WITH_ENGINE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ENGINE(nodes_are_sorted_and_described),
        WITH_ENGINE(windows_are_described),
        WITH_ENGINE(counts_and_dates_add_up),
        WITH_ENGINE(an_edge_without_dates_has_none),
        WITH_ENGINE(what_becomes_one_has_no_edge_to_itself),
        WITH_ENGINE(light_edges_are_left_out_but_not_their_nodes),
        WITH_ENGINE(edges_of_few_documents_are_left_out),
        WITH_ENGINE(for_a_backbone_light_edges_stay),
        WITH_ENGINE(only_the_wanted_types_are_there),
        WITH_ENGINE(the_best_places_are_kept),
        WITH_ENGINE(a_better_place_takes_the_place_of_a_worse),
        WITH_ENGINE(nothing_gives_an_empty_network),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
