/* The recognise stage on small hand-written texts: classes, hits and weights are given, so that each kind of evidence can be
 * seen at work alone. */
#include "recognise/recognise.h"

#include "recognise/templates.h"

#include "text/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

typedef struct word {
    const char *folded;
    rl_classes classes;
} word;

static const word WORDS[] = {
    {"mark", RL_CLASS_GIVEN | RL_CLASS_COMMON}, {"anna", RL_CLASS_GIVEN}, {"gloria", RL_CLASS_GIVEN},
    {"president", RL_CLASS_OFFICE},             {"said", RL_CLASS_SPEECH}, {"ministry", RL_CLASS_ORG_HEAD},
    {"inc", RL_CLASS_ORG_ENDING},               {"in", RL_CLASS_PLACE_PREPOSITION | RL_CLASS_FUNCTION},
    {"the", RL_CLASS_FUNCTION},                 {"he", RL_CLASS_FUNCTION}, {"canadian", RL_CLASS_DEMONYM},
    {"then", RL_CLASS_FUNCTION}, {"friday", RL_CLASS_DATE},                  {"trade", RL_CLASS_COMMON}, {"talks", RL_CLASS_COMMON},
};

static const rl_entry ENTRIES[] = {
    {.id = "place:hong-kong", .name = "Hong Kong", .source = "p.tsv", .kind = "", .type = RL_TYPE_PLACE},
    {.id = "ship:a", .name = "Ever Given", .source = "s.tsv", .kind = "", .type = RL_TYPE_BUILT_IN, .sure = true},
    {.id = "place:us", .name = "United States", .source = "p.tsv", .kind = "country", .type = RL_TYPE_PLACE,
    },
};

typedef struct fixture {
    rl_text_rules rules;
    rl_text_worker worker;
    rl_text text;
    rl_recogniser *recogniser;
    rl_weights weights;
    rl_mention *mentions;
    size_t count;
} fixture;

static void weigh(fixture *f, rl_evidence evidence, float person, float place, float organisation)
{
    f->weights.of[evidence][RL_TYPE_PERSON] = person;
    f->weights.of[evidence][RL_TYPE_PLACE] = place;
    f->weights.of[evidence][RL_TYPE_ORGANISATION] = organisation;
}

static void set_up(fixture *f)
{
    *f = (fixture){0};
    f->recogniser = rl_recogniser_new();
    assert_non_null(f->recogniser);
    weigh(f, RL_EV_SPAN, -2, -2, -2);
}

static void tear_down(fixture *f)
{
    rl_weights_free(&f->weights);
    rl_recogniser_free(f->recogniser);
    rl_text_worker_free(&f->worker);
    rl_text_rules_free(&f->rules);
}

static void classify(rl_text *text)
{
    for (size_t t = 0; t < text->token_count; t++)
        for (size_t w = 0; w < sizeof WORDS / sizeof WORDS[0]; w++)
            if (rl_token_is(text, &text->tokens[t], WORDS[w].folded, strlen(WORDS[w].folded)))
                text->tokens[t].classes |= WORDS[w].classes;
}

static void run(fixture *f, const char *bytes, const rl_hit *hits, size_t hit_count)
{
    relata_error err = {0};
    assert_int_equal(rl_text_read(&f->worker, &f->rules, bytes, strlen(bytes), &f->text, &err), RELATA_OK);
    classify(&f->text);
    rl_findings findings = {.text = &f->text, .hits = hits, .hit_count = hit_count, .entries = ENTRIES};
    assert_int_equal(rl_recognise(f->recogniser, &f->weights, &findings, &f->mentions, &f->count, &err), RELATA_OK);
}

static void assert_mention(const fixture *f, size_t number, const char *text, uint32_t type)
{
    assert_true(number < f->count);
    const rl_mention *m = &f->mentions[number];
    size_t start = f->text.tokens[m->first].start, end = f->text.tokens[m->last - 1].end;
    assert_int_equal(end - start, strlen(text));
    assert_memory_equal(f->text.bytes + start, text, end - start);
    assert_int_equal(m->type, type);
}

static void test_without_evidence_nothing_is_a_name(void **state)
{
    (void)state;
    fixture f;
    set_up(&f);
    run(&f, "Yesterday Xyzzy met Plugh in Quux.", NULL, 0);
    assert_int_equal(f.count, 0);
    tear_down(&f);
}

static void test_a_title_before_makes_a_person(void **state)
{
    (void)state;
    fixture f;
    set_up(&f);
    weigh(&f, RL_EV_AFTER_OFFICE, 3, -1, -1);
    weigh(&f, RL_EV_CUT_LEFT, -4, -4, -4);
    weigh(&f, RL_EV_CUT_RIGHT, -4, -4, -4);
    run(&f, "They met President Quillon Vask there.", NULL, 0);
    assert_int_equal(f.count, 1);
    assert_mention(&f, 0, "Quillon Vask", RL_TYPE_PERSON);
    assert_string_equal(f.mentions[0].source, "after an office");
    tear_down(&f);
}

static void test_a_family_name_is_found_again(void **state)
{
    (void)state;
    fixture f;
    set_up(&f);
    weigh(&f, RL_EV_GIVEN_FIRST, 3, 0, 0);
    weigh(&f, RL_EV_CUT_LEFT, -4, -4, -4);
    weigh(&f, RL_EV_CUT_RIGHT, -4, -4, -4);
    weigh(&f, RL_EV_LAST_OF_PERSON, 3, 0, 0);
    run(&f, "We saw Anna Vask there. Then Vask left.", NULL, 0);
    assert_int_equal(f.count, 2);
    assert_mention(&f, 0, "Anna Vask", RL_TYPE_PERSON);
    assert_mention(&f, 1, "Vask", RL_TYPE_PERSON);
    tear_down(&f);
}

/* What ends a name is no name of its own in the same place, however strong the evidence for it elsewhere. */
static void test_a_name_does_not_speak_against_itself(void **state)
{
    (void)state;
    fixture f;
    set_up(&f);
    weigh(&f, RL_EV_GIVEN_FIRST, 3, 0, 0);
    weigh(&f, RL_EV_LAST_OF_PERSON, 50, 0, 0);
    run(&f, "We saw Gloria Vask there. Later Vask left.", NULL, 0);
    assert_int_equal(f.count, 2);
    assert_mention(&f, 0, "Gloria Vask", RL_TYPE_PERSON);
    assert_mention(&f, 1, "Vask", RL_TYPE_PERSON);
    tear_down(&f);
}

static void test_a_pronoun_is_no_family_name(void **state)
{
    (void)state;
    fixture f;
    set_up(&f);
    weigh(&f, RL_EV_GIVEN_FIRST, 3, 0, 0);
    weigh(&f, RL_EV_LAST_OF_PERSON, 50, 0, 0);
    run(&f, "We saw Anna He there. He said nothing.", NULL, 0);
    assert_int_equal(f.count, 1);
    assert_mention(&f, 0, "Anna He", RL_TYPE_PERSON);
    tear_down(&f);
}

static void test_parts_of_a_listed_name_are_not_names(void **state)
{
    (void)state;
    fixture f;
    set_up(&f);
    weigh(&f, RL_EV_LISTED_PLACE, 0, 3, 0);
    weigh(&f, RL_EV_GIVEN_ALONE, 9, 0, 0);
    weigh(&f, RL_EV_CUT_LISTED, -20, -20, -20);
    const rl_hit hits[] = {{.first = 3, .last = 5, .entry = 0, .kind = RL_NAME_LABEL}};
    run(&f, "They flew to Hong Kong today.", hits, 1);
    assert_int_equal(f.count, 1);
    assert_mention(&f, 0, "Hong Kong", RL_TYPE_PLACE);
    assert_int_equal(f.mentions[0].entry, 0);
    assert_string_equal(f.mentions[0].source, "p.tsv");
    tear_down(&f);
}

static void test_the_users_names_always_count(void **state)
{
    (void)state;
    fixture f;
    set_up(&f);
    weigh(&f, RL_EV_LISTED_USER, 40, 40, 40);
    weigh(&f, RL_EV_ORDINARY_ALL, -9, -9, -9);
    const rl_hit hits[] = {{.first = 1, .last = 3, .entry = 1, .kind = RL_NAME_LABEL}};
    run(&f, "The Ever Given ran aground.", hits, 1);
    assert_int_equal(f.count, 1);
    assert_mention(&f, 0, "Ever Given", RL_TYPE_BUILT_IN);
    assert_string_equal(f.mentions[0].source, "s.tsv");
    tear_down(&f);
}

static void test_money_is_no_country(void **state)
{
    (void)state;
    fixture f;
    set_up(&f);
    weigh(&f, RL_EV_LISTED_COUNTRY, 0, 6, 0);
    weigh(&f, RL_EV_BEFORE_CURRENCY, -7, -7, -7);
    const rl_hit hits[] = {{.first = 2, .last = 3, .entry = 2, .kind = RL_NAME_ALIAS},
                           {.first = 8, .last = 9, .entry = 2, .kind = RL_NAME_ALIAS}};
    run(&f, "It cost US$5 more than the US paid.", hits, 2);
    assert_int_equal(f.count, 1);
    assert_int_equal(f.mentions[0].first, 8);
    tear_down(&f);
}

static void test_heads_and_endings(void **state)
{
    (void)state;
    fixture f;
    set_up(&f);
    weigh(&f, RL_EV_ORG_HEAD_OF, -5, -2, 4);
    weigh(&f, RL_EV_ORG_ENDING, -5, -2, 4);
    weigh(&f, RL_EV_CUT_LEFT, -4, -4, -4);
    weigh(&f, RL_EV_CUT_RIGHT, -4, -4, -4);
    run(&f, "Then the Ministry of Fisheries sued Northwind Inc over fish.", NULL, 0);
    assert_int_equal(f.count, 2);
    assert_mention(&f, 0, "Ministry of Fisheries", RL_TYPE_ORGANISATION);
    assert_mention(&f, 1, "Northwind Inc", RL_TYPE_ORGANISATION);
    tear_down(&f);
}

static void test_the_same_text_gives_the_same_mentions(void **state)
{
    (void)state;
    fixture f;
    set_up(&f);
    weigh(&f, RL_EV_GIVEN_FIRST, 3, 0, 0);
    for (int i = 0; i < 3; i++) {
        run(&f, "We saw Anna Vask there.", NULL, 0);
        assert_int_equal(f.count, 1);
        run(&f, "Nobody was there.", NULL, 0);
        assert_int_equal(f.count, 0);
        run(&f, "", NULL, 0);
        assert_int_equal(f.count, 0);
    }
    tear_down(&f);
}

static void learn(fixture *f, const char *observation, float person, float place, float organisation)
{
    const float weights[] = {person, place, organisation};
    size_t length = strlen(observation);
    rl_template template = rl_template_find(observation, strcspn(observation, "="), RL_TEMPLATE_COUNT);
    assert_true(rl_learned_key(observation, length) != 0);
    assert_true(rl_learned_set(&f->weights.learned, (uint8_t) template, observation, length, weights));
}

static void test_learned_weights_are_added(void **state)
{
    (void)state;
    fixture f;
    set_up(&f);
    learn(&f, "left word=near|1", 0, 5, 0);
    learn(&f, "shape=Aa Aa", 5, 0, 0);
    learn(&f, "never=seen", 50, 50, 50);
    run(&f, "We stood near Vask.", NULL, 0);
    assert_int_equal(f.count, 1);
    assert_mention(&f, 0, "Vask", RL_TYPE_PLACE);
    run(&f, "It was Vask Morrow.", NULL, 0);
    assert_int_equal(f.count, 1);
    assert_mention(&f, 0, "Vask Morrow", RL_TYPE_PERSON);
    tear_down(&f);
}

/* A thousand rows make the table grow; the last weight of a key holds. */
static void test_learned_rows_are_kept(void **state)
{
    (void)state;
    fixture f;
    char name[32];
    set_up(&f);
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 3000; i++) {
            snprintf(name, sizeof name, "only word=w%d", i);
            learn(&f, name, (float)i, (float)round, 0);
        }
    }
    assert_int_equal(f.weights.learned.used, 3000);
    for (int i = 0; i < 3000; i++) {
        snprintf(name, sizeof name, "only word=w%d", i);
        const rl_learned_row *row = rl_learned_find(&f.weights.learned, rl_learned_key(name, strlen(name)));
        assert_non_null(row);
        assert_true(row->weight[RL_TYPE_PERSON] == (float)i && row->weight[RL_TYPE_PLACE] == 1.0F);
    }
    assert_null(rl_learned_find(&f.weights.learned, rl_learned_key("only word=x", 11)));
    assert_true(rl_learned_key("no observation", 14) == 0);
    assert_true(rl_learned_key("=x", 2) == 0);
    assert_true(rl_learned_key("a=b|c", 5) != rl_learned_key("a=b", 3));
    tear_down(&f);
}

typedef struct looked {
    size_t sentences;
    size_t spans;
    size_t observations;
    bool spelt; /* every key is that of the written observation */
    bool shape;
} looked;

static bool look_at_sentence(void *user, uint32_t number)
{
    looked *l = user;
    assert_int_equal(number, l->sentences);
    l->sentences++;
    return true;
}

static bool look_at_span(void *user, uint32_t first, uint32_t last, const float *scores)
{
    looked *l = user;
    assert_true(first < last && scores[RL_TYPE_PLACE] <= 0);
    l->spans++;
    return true;
}

static bool look_at_observation(void *user, uint64_t key, const rl_part *name, const rl_part *values, size_t count)
{
    looked *l = user;
    char text[256];
    size_t used = (size_t)snprintf(text, sizeof text, "%.*s", (int)name->length, name->text);
    for (size_t i = 0; i < count; i++)
        used += (size_t)snprintf(text + used, sizeof text - used, "%c%.*s", i == 0 ? '=' : '|', (int)values[i].length,
                                 values[i].text);
    assert_true(used < sizeof text);
    l->spelt &= rl_learned_key(text, used) == key;
    l->shape |= strcmp(text, "shape=Aa Aa") == 0;
    relata_error err = {0};
    rl_template template = rl_template_find(name->text, name->length, RL_TEMPLATE_COUNT);
    assert_int_not_equal(template, RL_TEMPLATE_COUNT);
    relata_status status =
        rl_template_check(template, text + name->length + 1, used - name->length - 1, "-", 1, 1, &err);
    assert_string_equal(err.message, "");
    assert_int_equal(status, RELATA_OK);
    l->observations++;
    return true;
}

static void test_what_is_shown_can_be_written_and_read(void **state)
{
    (void)state;
    fixture f;
    looked l = {.spelt = true};
    rl_onlooker onlooker = {&l, look_at_sentence, look_at_span, look_at_observation};
    set_up(&f);
    run(&f, "Anna Vask met Bea. Then Anna Vask's X-ray of Port Moy (the A. B. C.) left.", NULL, 0);
    rl_findings findings = {.text = &f.text, .entries = ENTRIES};
    assert_true(rl_recogniser_show(f.recogniser, &findings, &onlooker));
    assert_int_equal(l.sentences, 2);
    assert_true(l.spans > 6 && l.observations > 40 * l.spans);
    assert_true(l.spelt && l.shape);
    tear_down(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_without_evidence_nothing_is_a_name),
        cmocka_unit_test(test_a_title_before_makes_a_person),
        cmocka_unit_test(test_a_family_name_is_found_again),
        cmocka_unit_test(test_a_name_does_not_speak_against_itself),
        cmocka_unit_test(test_a_pronoun_is_no_family_name),
        cmocka_unit_test(test_parts_of_a_listed_name_are_not_names),
        cmocka_unit_test(test_the_users_names_always_count),
        cmocka_unit_test(test_money_is_no_country),
        cmocka_unit_test(test_heads_and_endings),
        cmocka_unit_test(test_the_same_text_gives_the_same_mentions),
        cmocka_unit_test(test_learned_weights_are_added),
        cmocka_unit_test(test_learned_rows_are_kept),
        cmocka_unit_test(test_what_is_shown_can_be_written_and_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
