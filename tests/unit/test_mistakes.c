/* Kinds of mistakes, how they are counted, and their examples. */
#include "comparing.h"

#include "evaluate/mistakes.h"

static const relata_mistakes *of(rl_mistake_kind kind)
{
    return &e->mistakes[kind];
}

static void each_mention_is_part_of_one_mistake(void **state)
{
    (void)state;
    add_text(&c, "a", "Ada, Rome, Bank of Rome, Acme, Eve and Bob Low.");
    mark(&c, &c.gold, 0, "Ada", 'p', NULL);
    mark(&c, &c.found, 0, "Ada", 'p', NULL); /* right */
    mark(&c, &c.gold, 0, "Rome", 'l', NULL);
    mark(&c, &c.found, 0, "Rome", 'p', NULL); /* wrong type */
    mark(&c, &c.gold, 0, "Bank of Rome", 'o', NULL);
    mark(&c, &c.found, 0, "Bank", 'o', NULL);  /* wrong span */
    mark(&c, &c.found, 12, "Rome", 'l', NULL); /* invented: Bank has its mistake */
    mark(&c, &c.gold, 0, "Acme", 'o', NULL);   /* missed */
    mark(&c, &c.gold, 0, "Bob", 'p', NULL);
    mark(&c, &c.gold, 0, "Low", 'p', NULL);      /* missed: the other one has its mistake */
    mark(&c, &c.found, 0, "Bob Low", 'p', NULL); /* wrong span */
    e = evaluate(&c, 9);
    assert_int_equal(of(RL_WRONG_TYPE)->count, 1);
    assert_int_equal(of(RL_WRONG_SPAN)->count, 2);
    assert_int_equal(of(RL_MISSED)->count, 2);
    assert_int_equal(of(RL_INVENTED)->count, 1);
    assert_int_equal(e->all.gold - e->all.right, 1 + 2 + 2);
    assert_int_equal(e->all.found - e->all.right, 1 + 2 + 1);
    const relata_mistake *span = of(RL_WRONG_SPAN)->commonest;
    assert_string_equal(span[0].gold[0], "Bank of Rome");
    assert_string_equal(span[0].found[0], "Bank");
    assert_string_equal(span[0].gold_type, "organisation");
    assert_string_equal(span[1].gold[0], "Bob");
    assert_string_equal(of(RL_WRONG_TYPE)->sums[0].gold_type, "place");
    assert_string_equal(of(RL_WRONG_TYPE)->sums[0].found_type, "person");
    assert_null(of(RL_MISSED)->commonest[0].found_type);
    assert_int_equal(of(RL_MISSED)->commonest[0].found_count, 0);
    assert_int_equal(of(RL_MISSED)->sum_count, 2);
    assert_null(of(RL_INVENTED)->sums[0].gold_type);
}

static void the_same_mistakes_are_one_the_commonest_first(void **state)
{
    (void)state;
    add_text(&c, "a", "Zoe Zoe Ada New\n \tRome Zoe New Rome");
    mark(&c, &c.gold, 0, "Ada", 'p', NULL);
    mark(&c, &c.gold, 4, "Zoe", 'p', NULL);
    mark(&c, &c.gold, 12, "Zoe", 'p', NULL);
    mark(&c, &c.gold, 0, "Zoe", 'p', NULL);
    mark(&c, &c.gold, 0, "New\n \tRome", 'l', NULL);
    mark(&c, &c.gold, 15, "New Rome", 'l', NULL);
    e = evaluate(&c, 2);
    const relata_mistakes *missed = of(RL_MISSED);
    assert_int_equal(missed->count, 6);
    assert_int_equal(missed->different, 3);
    assert_int_equal(missed->commonest_count, 2);
    assert_int_equal(missed->commonest[0].count, 3);
    assert_string_equal(missed->commonest[0].gold[0], "Zoe");
    assert_int_equal(missed->commonest[0].example_count, 2);
    assert_string_equal(missed->commonest[0].examples[0].before, "");
    assert_string_equal(missed->commonest[0].examples[1].before, "Zoe ");
    assert_string_equal(missed->commonest[0].examples[1].after, " Ada New Rome Zoe New Rome");
    assert_string_equal(missed->commonest[1].gold[0], "New Rome");
    assert_int_equal(missed->commonest[1].count, 2);
}

static void without_descriptions_all_are_counted(void **state)
{
    (void)state;
    add_text(&c, "a", "Ada");
    mark(&c, &c.gold, 0, "Ada", 'p', "A");
    e = evaluate(&c, 0);
    assert_int_equal(of(RL_MISSED)->count, 1);
    assert_int_equal(of(RL_MISSED)->commonest_count, 0);
    assert_int_equal(of(RL_MISSED)->sum_count, 1);
}

static void split_and_merged_nodes_count_the_mentions_that_are_apart(void **state)
{
    (void)state;
    add_text(&c, "a", "Ada Bob Cid Dan Eve");
    mark(&c, &c.gold, 0, "Ada", 'p', "A");
    mark(&c, &c.gold, 0, "Bob", 'p', "A");
    mark(&c, &c.gold, 0, "Cid", 'p', "A");
    mark(&c, &c.gold, 0, "Dan", 'p', "B");
    mark(&c, &c.gold, 0, "Eve", 'p', "C");
    mark(&c, &c.found, 0, "Ada", 'p', "x");
    mark(&c, &c.found, 0, "Bob", 'p', "y");
    mark(&c, &c.found, 0, "Cid", 'p', "y");
    mark(&c, &c.found, 0, "Dan", 'p', "y");
    mark(&c, &c.found, 0, "Eve", 'p', "w");
    e = evaluate(&c, 9);
    const relata_mistake *split = of(RL_SPLIT_NODE)->commonest;
    assert_int_equal(of(RL_SPLIT_NODE)->different, 1);
    assert_int_equal(split->count, 1);
    assert_string_equal(split->gold[0], "A");
    assert_int_equal(split->found_count, 2);
    assert_string_equal(split->found[0], "y");
    assert_string_equal(split->found[1], "x");
    assert_int_equal(split->example_count, 1);
    assert_string_equal(split->examples[0].text, "Ada");
    const relata_mistake *merged = of(RL_MERGED_NODE)->commonest;
    assert_int_equal(of(RL_MERGED_NODE)->different, 1);
    assert_int_equal(merged->count, 1);
    assert_string_equal(merged->gold[0], "A");
    assert_string_equal(merged->gold[1], "B");
    assert_string_equal(merged->found[0], "y");
    assert_string_equal(merged->examples[0].text, "Dan");
}

static void edges_are_missed_or_invented(void **state)
{
    (void)state;
    add_text(&c, "a", "Ada met Bob. Bob met Ada. Cid met Dan");
    mark(&c, &c.gold, 0, "Ada", 'p', "A");
    mark(&c, &c.gold, 0, "Bob", 'p', "B");
    mark(&c, &c.gold, 12, "Bob", 'p', "B");
    mark(&c, &c.gold, 12, "Ada", 'p', "A");
    mark(&c, &c.gold, 25, "Cid", 'p', "C");
    mark(&c, &c.found, 25, "Cid", 'p', "z");
    mark(&c, &c.found, 25, "Dan", 'p', "d");
    e = evaluate(&c, 9);
    const relata_mistakes *missed = of(RL_MISSED_EDGE), *invented = of(RL_INVENTED_EDGE);
    assert_int_equal(missed->count, 2); /* sentences */
    assert_int_equal(missed->different, 1);
    assert_string_equal(missed->commonest[0].gold[0], "A");
    assert_string_equal(missed->commonest[0].gold[1], "B");
    assert_int_equal(missed->commonest[0].found_count, 0);
    assert_int_equal(missed->commonest[0].example_count, 2);
    assert_string_equal(missed->commonest[0].examples[0].text, "Ada met Bob");
    assert_string_equal(missed->commonest[0].examples[1].text, "Bob met Ada");
    assert_int_equal(invented->count, 1);
    assert_string_equal(invented->commonest[0].found[0], "d");
    assert_string_equal(invented->commonest[0].found[1], "z");
    assert_string_equal(invented->commonest[0].examples[0].text, "Cid met Dan");
}

static void examples_are_the_first_places_each_once(void **state)
{
    (void)state;
    rl_draft draft = {0};
    rl_draft_add_place(&draft, (rl_mistake_place){2, 5, 9});
    rl_draft_add_place(&draft, (rl_mistake_place){2, 5, 9});
    assert_int_equal(draft.place_count, 1);
    rl_draft_add_place(&draft, (rl_mistake_place){3, 0, 9});
    rl_draft_add_place(&draft, (rl_mistake_place){1, 7, 9});
    rl_draft_add_place(&draft, (rl_mistake_place){4, 7, 9});
    assert_int_equal(draft.place_count, 2);
    assert_int_equal(draft.places[0].document, 1);
    assert_int_equal(draft.places[1].document, 2);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(each_mention_is_part_of_one_mistake),  TEST(the_same_mistakes_are_one_the_commonest_first),
        TEST(without_descriptions_all_are_counted), TEST(split_and_merged_nodes_count_the_mentions_that_are_apart),
        TEST(edges_are_missed_or_invented),         TEST(examples_are_the_first_places_each_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
