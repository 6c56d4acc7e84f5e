/* What is kept of a document: an analysis written by hand, and the record made of it. */
#include "pipeline/analyse.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { ROOM = 64 };

typedef struct fixture {
    rl_text_rules rules;
    rl_analyst analyst;
    rl_mention mentions[ROOM];
    rl_local_entity entities[ROOM];
    rl_record record;
} fixture;

static int set_up(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    if (f == NULL || !rl_analyst_init(&f->analyst, NULL))
        return 1;
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;
    rl_record_free(&f->record);
    rl_analyst_free(&f->analyst);
    rl_text_rules_free(&f->rules);
    free(f);
    return 0;
}

static void read_text(fixture *f, const char *bytes)
{
    rl_analyst *a = &f->analyst;
    assert_int_equal(rl_text_read(&a->text_worker, &f->rules, bytes, strlen(bytes), &a->text, NULL), RELATA_OK);
    a->mentions = f->mentions;
    a->entities = f->entities;
    a->mention_count = a->entity_count = 0;
}

/* The words from `first` on are the next mention, of this entity, which is made if it is new. */
static rl_mention *mention(fixture *f, uint32_t type, uint32_t first, uint32_t last, uint32_t entity)
{
    rl_analyst *a = &f->analyst;
    assert_true(a->mention_count < ROOM && entity <= a->entity_count && entity < ROOM && last <= a->text.token_count);
    if (entity == a->entity_count)
        f->entities[a->entity_count++] = (rl_local_entity){type, RL_NONE, (uint32_t)a->mention_count, false};
    f->mentions[a->mention_count] = (rl_mention){
        .first = first, .last = last, .type = type, .entry = RL_NONE, .entity = entity, .source = "given"};
    return &f->mentions[a->mention_count++];
}

static void make(fixture *f, relata_window kind)
{
    rl_window window = {kind, 0};
    rl_record_free(&f->record);
    assert_int_equal(rl_record_make(&f->analyst, &window, "doc", "2025-10-31", &f->record, NULL), RELATA_OK);
    for (size_t i = 0; i < f->record.form_count; i++)
        assert_true(f->record.forms[i].folded < f->record.strings_length);
}

static const char *string(const fixture *f, uint32_t offset)
{
    assert_true(offset < f->record.strings_length);
    return f->record.strings + offset;
}

static const rl_form *form_of(const fixture *f, size_t entity, size_t number)
{
    assert_true(entity < f->record.entity_count && number < f->record.entities[entity].form_count);
    return &f->record.forms[f->record.entities[entity].first_form + number];
}

static const char *text_of(const fixture *f, size_t entity, size_t number)
{
    return string(f, form_of(f, entity, number)->text);
}

static const char *folded_of(const fixture *f, size_t entity, size_t number)
{
    return string(f, form_of(f, entity, number)->folded);
}

static void entities_have_their_forms_in_order(void **state)
{
    fixture *f = *state;
    read_text(f, "Anna Bell met Carl Dorn , Bell left , Anna Bell stayed");
    mention(f, RL_TYPE_PERSON, 0, 2, 0);
    mention(f, RL_TYPE_PERSON, 3, 5, 1);
    mention(f, RL_TYPE_PERSON, 6, 7, 0);
    mention(f, RL_TYPE_PERSON, 9, 11, 0);
    make(f, RELATA_WINDOW_DOCUMENT);
    assert_string_equal(string(f, f->record.id), "doc");
    assert_string_equal(string(f, f->record.date), "2025-10-31");
    assert_int_equal(f->record.mention_count, 4);
    assert_int_equal(f->record.entity_count, 2);
    assert_int_equal(f->record.entities[0].mentions, 3);
    assert_int_equal(f->record.entities[0].form_count, 2);
    assert_string_equal(text_of(f, 0, 0), "Anna Bell");
    assert_int_equal(form_of(f, 0, 0)->count, 2);
    assert_int_equal(form_of(f, 0, 0)->words, 2);
    assert_string_equal(text_of(f, 0, 1), "Bell");
    assert_string_equal(text_of(f, 1, 0), "Carl Dorn");
    assert_string_equal(string(f, f->record.entities[0].key), "anna bell");
}

/* The same words for two entities are two forms. */
static void forms_belong_to_one_entity(void **state)
{
    fixture *f = *state;
    read_text(f, "Jordan met Jordan");
    mention(f, RL_TYPE_PERSON, 0, 1, 0);
    mention(f, RL_TYPE_PLACE, 2, 3, 1);
    make(f, RELATA_WINDOW_DOCUMENT);
    assert_int_equal(f->record.form_count, 2);
    assert_int_equal(form_of(f, 0, 0)->count, 1);
    assert_int_equal(form_of(f, 1, 0)->count, 1);
}

static void white_space_inside_a_name_is_one_space(void **state)
{
    fixture *f = *state;
    read_text(f, "Anna \n Bell and Jean-Claude  Dorn");
    mention(f, RL_TYPE_PERSON, 0, 2, 0);
    mention(f, RL_TYPE_PERSON, 3, 7, 1);
    make(f, RELATA_WINDOW_DOCUMENT);
    assert_string_equal(text_of(f, 0, 0), "Anna Bell");
    assert_string_equal(text_of(f, 1, 0), "Jean-Claude Dorn");
    assert_string_equal(folded_of(f, 1, 0), "jean claude dorn");
    assert_int_equal(form_of(f, 1, 0)->words, 3);
}

static void capitals_are_noted_but_not_of_acronyms(void **state)
{
    fixture *f = *state;
    read_text(f, "ANNA BELL and CARNEY and APEC and Carl DORN");
    mention(f, RL_TYPE_PERSON, 0, 2, 0);
    mention(f, RL_TYPE_PERSON, 3, 4, 1);
    mention(f, RL_TYPE_ORGANISATION, 5, 6, 2);
    mention(f, RL_TYPE_PERSON, 7, 9, 3);
    make(f, RELATA_WINDOW_DOCUMENT);
    assert_true(form_of(f, 0, 0)->capitals);
    assert_true(form_of(f, 1, 0)->capitals);
    assert_false(form_of(f, 2, 0)->capitals);
    assert_false(form_of(f, 3, 0)->capitals);
}

static void an_organisations_ending_is_not_in_its_key(void **state)
{
    fixture *f = *state;
    read_text(f, "Acme Inc and Acme Inc");
    f->analyst.text.tokens[1].classes = f->analyst.text.tokens[4].classes = RL_CLASS_ORG_ENDING;
    mention(f, RL_TYPE_ORGANISATION, 0, 2, 0);
    mention(f, RL_TYPE_PERSON, 3, 5, 1);
    make(f, RELATA_WINDOW_DOCUMENT);
    assert_string_equal(string(f, f->record.entities[0].key), "acme");
    assert_string_equal(text_of(f, 0, 0), "Acme Inc");
    assert_string_equal(string(f, f->record.entities[1].key), "acme inc");
}

static void what_is_known_of_mentions_is_handed_on(void **state)
{
    fixture *f = *state;
    read_text(f, "Bell and Supreme Court");
    mention(f, RL_TYPE_PERSON, 0, 1, 0);
    mention(f, RL_TYPE_ORGANISATION, 2, 4, 1)->shared = true;
    f->entities[0].partial = true;
    f->entities[1].entry = 7;
    make(f, RELATA_WINDOW_DOCUMENT);
    assert_true(f->record.entities[0].partial);
    assert_false(form_of(f, 0, 0)->shared);
    assert_int_equal(f->record.entities[1].entry, 7);
    assert_true(form_of(f, 1, 0)->shared);
}

static void pairs_have_their_sentences(void **state)
{
    fixture *f = *state;
    read_text(f, "Nothing here. The Ann saw  Bob there. The Cid left Ann out.");
    mention(f, RL_TYPE_PERSON, 4, 5, 0);
    mention(f, RL_TYPE_PERSON, 6, 7, 1);
    mention(f, RL_TYPE_PERSON, 10, 11, 2);
    mention(f, RL_TYPE_PERSON, 12, 13, 0);
    make(f, RELATA_WINDOW_SENTENCE);
    assert_int_equal(f->record.pair_count, 2);
    const rl_record_pair *p = &f->record.pairs[0];
    assert_int_equal(p->a, 0);
    assert_int_equal(p->b, 1);
    assert_int_equal(p->count, 1);
    assert_int_equal(p->evidence_count, 1);
    assert_int_equal(p->evidence[0].sentence, 2);
    assert_string_equal(string(f, p->evidence[0].text), "The Ann saw Bob there.");
    assert_int_equal(f->record.pairs[1].b, 2);
    assert_int_equal(f->record.pairs[1].evidence[0].sentence, 3);
}

/* Many pairs of one sentence share its text. */
static void a_sentence_is_kept_once(void **state)
{
    fixture *f = *state;
    read_text(f, "Ann and Bob and Cid and Dan met.");
    for (uint32_t i = 0; i < 4; i++)
        mention(f, RL_TYPE_PERSON, 2 * i, 2 * i + 1, i);
    make(f, RELATA_WINDOW_SENTENCE);
    assert_int_equal(f->record.pair_count, 6);
    for (size_t i = 1; i < 6; i++)
        assert_int_equal(f->record.pairs[i].evidence[0].text, f->record.pairs[0].evidence[0].text);
}

static void without_a_window_there_are_no_pairs(void **state)
{
    fixture *f = *state;
    read_text(f, "Ann and Bob met.");
    mention(f, RL_TYPE_PERSON, 0, 1, 0);
    mention(f, RL_TYPE_PERSON, 2, 3, 1);
    assert_int_equal(rl_record_make(&f->analyst, NULL, "doc", "", &f->record, NULL), RELATA_OK);
    assert_int_equal(f->record.pair_count, 0);
    assert_int_equal(f->record.entity_count, 2);
    assert_string_equal(string(f, f->record.date), "");
}

static void a_document_without_mentions_has_a_record(void **state)
{
    fixture *f = *state;
    read_text(f, "");
    make(f, RELATA_WINDOW_DOCUMENT);
    assert_int_equal(f->record.entity_count, 0);
    assert_int_equal(f->record.form_count, 0);
    assert_string_equal(string(f, f->record.id), "doc");
}

/* Marks the sentence of this number as one that was said before. */
static void say_again(fixture *f, size_t number)
{
    const rl_text *text = &f->analyst.text;
    for (uint32_t t = text->sentences[number].first; t < text->sentences[number].last; t++)
        text->tokens[t].flags |= RL_TOKEN_REPEATED;
}

static void what_is_said_again_counts_once(void **state)
{
    fixture *f = *state;
    read_text(f, "Ann saw Bob. Cid left. Ann saw Bob.");
    mention(f, RL_TYPE_PERSON, 0, 1, 0);
    mention(f, RL_TYPE_PERSON, 2, 3, 1);
    mention(f, RL_TYPE_PERSON, 4, 5, 2);
    mention(f, RL_TYPE_PERSON, 7, 8, 0);
    mention(f, RL_TYPE_PERSON, 9, 10, 1);
    say_again(f, 2);
    make(f, RELATA_WINDOW_SENTENCE);
    assert_int_equal(f->record.mention_count, 3);
    assert_int_equal(f->record.entities[0].mentions, 1);
    assert_int_equal(f->record.pair_count, 1);
    assert_int_equal(f->record.pairs[0].count, 1);
    assert_true(f->mentions[3].repeated && f->mentions[4].repeated);
}

/* Recognised the second time only: the first of these mentions counts. */
static void a_name_is_not_lost_in_a_repeat(void **state)
{
    fixture *f = *state;
    read_text(f, "Ann saw Bob. Ann saw Bob and Bob.");
    mention(f, RL_TYPE_PERSON, 0, 1, 0);
    mention(f, RL_TYPE_PERSON, 4, 5, 0);
    mention(f, RL_TYPE_PERSON, 6, 7, 1);
    mention(f, RL_TYPE_PERSON, 8, 9, 1);
    say_again(f, 1);
    make(f, RELATA_WINDOW_SENTENCE);
    assert_int_equal(f->record.mention_count, 2);
    assert_int_equal(f->record.entities[0].mentions, 1);
    assert_int_equal(f->record.entities[1].mentions, 1);
    assert_int_equal(f->record.entities[1].form_count, 1);
}

/* "By Ann and Bob" may turn out to be furniture. */
static void lines_keep_what_stands_in_them(void **state)
{
    fixture *f = *state;
    read_text(f, "By Ann and Bob\n\nThe Cid met Ann there on that day, for the first time in twenty years, and both of "
                 "them said later that nothing came of it.\n\nRead more about Bob");
    mention(f, RL_TYPE_PERSON, 1, 2, 0);
    mention(f, RL_TYPE_PERSON, 3, 4, 1);
    mention(f, RL_TYPE_PERSON, 5, 6, 2);
    mention(f, RL_TYPE_PERSON, 7, 8, 0);
    uint32_t end = (uint32_t)f->analyst.text.token_count;
    mention(f, RL_TYPE_PERSON, end - 1, end, 1);
    make(f, RELATA_WINDOW_SENTENCE);
    assert_int_equal(f->record.line_count, 2);
    assert_int_equal(f->record.lines[0].mention_count, 2);
    assert_int_equal(f->record.line_mentions[1], f->record.entities[1].first_form);
    assert_int_equal(f->record.lines[1].first_mention, 2);
    assert_int_equal(f->record.lines[1].mention_count, 1);
    assert_int_not_equal(f->record.lines[0].hash, f->record.lines[1].hash);
    assert_int_equal(f->record.pair_count, 2);
    assert_int_equal(f->record.pairs[0].line, 0);
    assert_int_equal(f->record.pairs[1].line, RL_NONE);
    assert_int_equal(f->record.signature.words, 34);
    assert_int_equal(f->record.signature.prose, 26);
}

/* A second document with the same analyst: nothing of the first may be in it. */
static void documents_do_not_know_of_each_other(void **state)
{
    fixture *f = *state;
    read_text(f, "Ann and Bob met.");
    mention(f, RL_TYPE_PERSON, 0, 1, 0);
    mention(f, RL_TYPE_PERSON, 2, 3, 1);
    make(f, RELATA_WINDOW_SENTENCE);
    read_text(f, "Bob left.");
    mention(f, RL_TYPE_PERSON, 0, 1, 0);
    make(f, RELATA_WINDOW_SENTENCE);
    assert_int_equal(f->record.entity_count, 1);
    assert_int_equal(f->record.form_count, 1);
    assert_int_equal(f->record.pair_count, 0);
    assert_string_equal(text_of(f, 0, 0), "Bob");
}

#define WITH_ANALYST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ANALYST(entities_have_their_forms_in_order),
        WITH_ANALYST(forms_belong_to_one_entity),
        WITH_ANALYST(white_space_inside_a_name_is_one_space),
        WITH_ANALYST(capitals_are_noted_but_not_of_acronyms),
        WITH_ANALYST(an_organisations_ending_is_not_in_its_key),
        WITH_ANALYST(what_is_known_of_mentions_is_handed_on),
        WITH_ANALYST(pairs_have_their_sentences),
        WITH_ANALYST(a_sentence_is_kept_once),
        WITH_ANALYST(without_a_window_there_are_no_pairs),
        WITH_ANALYST(a_document_without_mentions_has_a_record),
        WITH_ANALYST(what_is_said_again_counts_once),
        WITH_ANALYST(a_name_is_not_lost_in_a_repeat),
        WITH_ANALYST(lines_keep_what_stands_in_them),
        WITH_ANALYST(documents_do_not_know_of_each_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
