/* Figures of small comparisons, counted by hand. */
#include "comparing.h"

#include "evaluate/mentions.h"

#include <stdio.h>

/* ---- mentions ---- */

static void nothing_is_scored_as_nothing(void **state)
{
    (void)state;
    add_text(&c, "a", "");
    e = evaluate(&c, 9);
    assert_int_equal(e->documents, 1);
    assert_int_equal(e->type_count, 3);
    assert_score(&e->all, 0, 0, 0);
    assert_score(&e->nodes, 0, 0, 0);
    assert_true(e->all.f1 == 0 && e->all.precision == 0 && e->all.recall == 0);
}

static void mentions_are_right_if_span_and_type_are(void **state)
{
    (void)state;
    add_text(&c, "a", "Ada of Rome saw Acme of Paris");
    mark(&c, &c.gold, 0, "Ada", 'p', NULL);
    mark(&c, &c.gold, 0, "Rome", 'l', NULL);
    mark(&c, &c.gold, 0, "Acme", 'o', NULL);
    mark(&c, &c.gold, 0, "Paris", 'l', NULL);
    mark(&c, &c.found, 0, "Ada", 'p', NULL);
    mark(&c, &c.found, 0, "Rome", 'p', NULL);          /* another type */
    mark(&c, &c.found, 0, "Acme of Paris", 'o', NULL); /* another span */
    e = evaluate(&c, 0);
    assert_score(&e->types[0], 1, 2, 1);
    assert_score(&e->types[1], 2, 0, 0);
    assert_score(&e->types[2], 1, 1, 0);
    assert_score(&e->all, 4, 3, 1);
    assert_score(&e->span, 4, 3, 2);
    assert_score(&e->overlap, 4, 3, 2);
    assert_int_equal(e->overlap.found_right, 2);
    assert_true(e->all.precision == 1.0 / 3 && e->all.recall == 0.25);
    assert_true(e->all.f1 == 2 * (1.0 / 3) * 0.25 / (1.0 / 3 + 0.25));
}

static void the_same_mention_twice_counts_once(void **state)
{
    (void)state;
    add_text(&c, "a", "Ada");
    mark(&c, &c.gold, 0, "Ada", 'p', "x");
    mark(&c, &c.gold, 0, "Ada", 'p', "y");
    mark(&c, &c.found, 0, "Ada", 'p', NULL);
    mark(&c, &c.found, 0, "Ada", 'p', "z");
    e = evaluate(&c, 0);
    assert_score(&e->all, 1, 1, 1);
}

static void a_span_with_two_types_counts_for_each_but_is_right_once(void **state)
{
    (void)state;
    add_text(&c, "a", "Georgia");
    mark(&c, &c.gold, 0, "Georgia", 'l', NULL);
    mark(&c, &c.found, 0, "Georgia", 'l', NULL);
    mark(&c, &c.found, 0, "Georgia", 'p', NULL);
    e = evaluate(&c, 0);
    assert_score(&e->all, 1, 2, 1);
    assert_score(&e->span, 1, 2, 1);
}

static void other_types_are_left_out(void **state)
{
    (void)state;
    add_text(&c, "a", "MV Glory");
    mark(&c, &c.gold, 0, "MV Glory", 's', NULL);
    mark(&c, &c.found, 0, "Glory", 's', "x");
    e = evaluate(&c, 9);
    assert_score(&e->all, 0, 0, 0);
    assert_int_equal(e->other_gold, 1);
    assert_int_equal(e->other_found, 1);
    assert_int_equal(e->without_entity, 0);
    assert_int_equal(e->mistakes[0].count, 0);
}

static void overlaps_count_on_either_side(void **state)
{
    (void)state;
    add_text(&c, "a", "Bank of New England and Acme Labs");
    mark(&c, &c.gold, 0, "Bank", 'o', NULL);
    mark(&c, &c.gold, 0, "New England", 'o', NULL);
    mark(&c, &c.gold, 0, "Acme", 'o', NULL);
    mark(&c, &c.gold, 0, "Labs", 'o', NULL);
    mark(&c, &c.found, 0, "Bank of New England", 'o', NULL);
    mark(&c, &c.found, 0, "England and", 'o', NULL);
    mark(&c, &c.found, 0, " Labs", 'l', NULL); /* another type */
    mark(&c, &c.found, 20, "and ", 'o', NULL); /* touches, but shares nothing */
    e = evaluate(&c, 0);
    assert_score(&e->overlap, 4, 4, 2);
    assert_int_equal(e->overlap.found_right, 2);
}

/* All spans of a short text on both sides, against looking at every two of them. */
static void overlaps_are_those_that_looking_at_all_gives(void **state)
{
    (void)state;
    rl_span all[2][24];
    uint32_t seed = 1;
    for (int round = 0; round < 300; round++) {
        size_t count[2] = {0, 0};
        for (int side = 0; side < 2; side++)
            for (uint32_t document = 0; document < 2; document++)
                for (uint32_t start = 0; start < 12; start++) {
                    seed = seed * 1103515245u + 12345u;
                    if (seed >> 24 < 60)
                        all[side][count[side]++] =
                            (rl_span){document, start, start + 1 + (seed >> 16) % 5, (seed >> 20) % 2, RL_NONE};
                }
        rl_mention_spans spans = {all[0], count[0], all[1], count[1]};
        size_t touched = 0;
        for (size_t g = 0; g < count[0]; g++) {
            bool any = false;
            for (size_t f = 0; f < count[1]; f++)
                any |= all[0][g].document == all[1][f].document && all[0][g].type == all[1][f].type &&
                       all[1][f].start < all[0][g].end && all[0][g].start < all[1][f].end;
            touched += any;
        }
        rl_tally tally;
        assert_true(rl_mentions_by_overlap(&spans, &tally));
        assert_int_equal(tally.right, touched);
    }
}

/* ---- nodes ---- */

static void nodes_are_paired_by_most_mentions_first(void **state)
{
    (void)state;
    add_text(&c, "a", "Ada Bob Cid Dan Eve");
    /* A: Ada Bob Cid; B: Dan Eve. x: Ada Dan Eve; y: Bob Cid; z: nothing of theirs. */
    mark(&c, &c.gold, 0, "Ada", 'p', "A");
    mark(&c, &c.gold, 0, "Bob", 'p', "A");
    mark(&c, &c.gold, 0, "Cid", 'p', "A");
    mark(&c, &c.gold, 0, "Dan", 'p', "B");
    mark(&c, &c.gold, 0, "Eve", 'p', "B");
    mark(&c, &c.found, 0, "Ada", 'p', "x");
    mark(&c, &c.found, 0, "Dan", 'p', "x");
    mark(&c, &c.found, 0, "Eve", 'l', "x"); /* types do not matter here */
    mark(&c, &c.found, 0, "Bob", 'p', "y");
    mark(&c, &c.found, 0, "Cid", 'p', "y");
    mark(&c, &c.found, 0, "Ada Bob", 'p', "z");
    e = evaluate(&c, 0);
    assert_score(&e->nodes, 2, 3, 2);
}

static void of_equal_pairs_names_decide(void **state)
{
    (void)state;
    add_text(&c, "a", "Ada Bob Cid");
    /* B shares one with x and one with y, A one with x: (A, x) comes first by name, then (B, y). */
    mark(&c, &c.gold, 0, "Bob", 'p', "B");
    mark(&c, &c.gold, 0, "Cid", 'p', "B");
    mark(&c, &c.gold, 0, "Ada", 'p', "A");
    mark(&c, &c.found, 0, "Bob", 'p', "x");
    mark(&c, &c.found, 0, "Cid", 'p', "y");
    mark(&c, &c.found, 0, "Ada", 'p', "x");
    e = evaluate(&c, 0);
    assert_score(&e->nodes, 2, 2, 2);
}

static void a_place_counts_for_the_entity_that_is_named_last_for_the_first_time(void **state)
{
    (void)state;
    add_text(&c, "a", "Ada Bob");
    mark(&c, &c.gold, 0, "Ada", 'p', "A");
    mark(&c, &c.gold, 0, "Ada", 'l', "B");
    mark(&c, &c.gold, 0, "Bob", 'p', "A");
    mark(&c, &c.found, 0, "Ada", 'p', "x");
    mark(&c, &c.found, 0, "Ada", 'p', "x");
    mark(&c, &c.found, 0, "Bob", 'p', "y");
    e = evaluate(&c, 9);
    assert_score(&e->nodes, 2, 2, 2); /* (A, y) and (B, x), not (A, x) alone */
    assert_int_equal(e->mistakes[4].different, 0);
}

static void places_without_an_entity_are_left_out_on_both_sides(void **state)
{
    (void)state;
    add_text(&c, "a", "Ada Bob Cid Dan");
    mark(&c, &c.gold, 0, "Ada", 'p', "A");
    mark(&c, &c.gold, 0, "Ada", 's', NULL); /* another type without an entity is enough */
    mark(&c, &c.gold, 0, "Bob", 'p', "");
    mark(&c, &c.gold, 0, "Cid", 'p', "C");
    mark(&c, &c.found, 0, "Ada", 'p', "x");
    mark(&c, &c.found, 0, "Bob", 'p', "y");
    mark(&c, &c.found, 0, "Cid", 'p', NULL);
    mark(&c, &c.found, 0, "Dan", 'p', "z");
    e = evaluate(&c, 0);
    assert_score(&e->nodes, 1, 1, 0);
    assert_int_equal(e->without_entity, 1);
    assert_score(&e->all, 3, 4, 3);
}

/* ---- edges ---- */

static void edges_are_counted_once_and_by_sentences(void **state)
{
    (void)state;
    add_text(&c, "a", "Ada met Bob and Ada.\nAda met Bob. Cid met Ada");
    rl_side *sides[] = {&c.gold, &c.found};
    for (int i = 0; i < 2; i++) {
        mark(&c, sides[i], 0, "Ada", 'p', i == 0 ? "A" : "z");
        mark(&c, sides[i], 0, "Bob", 'p', i == 0 ? "B" : "y");
        mark(&c, sides[i], 10, "Ada", 'p', i == 0 ? "A" : "z");
    }
    mark(&c, &c.gold, 20, "Ada", 'p', "A");
    mark(&c, &c.gold, 20, "Bob", 'p', "B");
    mark(&c, &c.gold, 32, "Cid", 'p', "C");
    mark(&c, &c.gold, 40, "Ada", 'p', "A");
    mark(&c, &c.found, 32, "Cid", 'p', "w");
    mark(&c, &c.found, 32, "met", 'p', "v");
    mark(&c, &c.found, 20, "met", 'p', "v");
    mark(&c, &c.found, 20, "Bob", 'p', "y");
    e = evaluate(&c, 0);
    assert_score(&e->nodes, 3, 4, 3);
    assert_score(&e->edges, 2, 3, 1);    /* A-B A-C; z-y w-v v-y */
    assert_score(&e->weighted, 3, 3, 1); /* A-B twice; each once */
}

static void an_edge_is_right_only_between_partners(void **state)
{
    (void)state;
    add_text(&c, "a", "Ada Bob Cid Dan");
    mark(&c, &c.gold, 0, "Ada", 'p', "A");
    mark(&c, &c.gold, 0, "Bob", 'p', "B");
    mark(&c, &c.gold, 0, "Cid", 'p', "A");
    mark(&c, &c.gold, 0, "Dan", 'p', "A");
    mark(&c, &c.found, 0, "Ada", 'p', "x"); /* less of A than y */
    mark(&c, &c.found, 0, "Bob", 'p', "b");
    mark(&c, &c.found, 0, "Cid", 'p', "y");
    mark(&c, &c.found, 0, "Dan", 'p', "y");
    e = evaluate(&c, 0);
    assert_score(&e->nodes, 2, 3, 2);
    assert_score(&e->edges, 1, 3, 1); /* b-y; b-x and x-y are not */
}

static void too_many_pairs_are_refused(void **state)
{
    (void)state;
    enum { ENTITIES = 11700 }; /* 68 million pairs */
    char name[16];
    relata_error err = {0};
    relata_evaluation *evaluation = NULL;
    add_text(&c, "a", "x");
    for (uint32_t i = 0; i < ENTITIES; i++) {
        snprintf(name, sizeof name, "%u", (unsigned)i);
        assert_true(rl_side_add(&c.found, (rl_span){0, 0, 1, 0, 0}, name));
    }
    assert_int_equal(rl_evaluation_make(&c, 1, &evaluation, &err), RELATA_ERROR_LIMIT);
    assert_null(evaluation);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(nothing_is_scored_as_nothing),
        TEST(mentions_are_right_if_span_and_type_are),
        TEST(the_same_mention_twice_counts_once),
        TEST(a_span_with_two_types_counts_for_each_but_is_right_once),
        TEST(other_types_are_left_out),
        TEST(overlaps_count_on_either_side),
        TEST(overlaps_are_those_that_looking_at_all_gives),
        TEST(nodes_are_paired_by_most_mentions_first),
        TEST(of_equal_pairs_names_decide),
        TEST(a_place_counts_for_the_entity_that_is_named_last_for_the_first_time),
        TEST(places_without_an_entity_are_left_out_on_both_sides),
        TEST(edges_are_counted_once_and_by_sentences),
        TEST(an_edge_is_right_only_between_partners),
        TEST(too_many_pairs_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
