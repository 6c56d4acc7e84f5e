/* Who is who across documents, from hand-written records. */
#include "corpora.h"

#include <stdio.h>

enum { PERSON = RL_TYPE_PERSON, PLACE = RL_TYPE_PLACE, ORGANISATION = RL_TYPE_ORGANISATION };

static const rl_entry ENTRIES[] = {
    {.id = "person:mark-carney", .name = "Mark Carney", .aliases = "Mark J. Carney|MARK CARNEY", .type = PERSON},
    {.id = "organisation:csis", .name = "Canadian Security Intelligence Service", .aliases = "", .type = ORGANISATION},
    {.id = "organisation:us-court", .name = "US Supreme Court", .aliases = "SCOTUS||", .type = ORGANISATION},
    {.id = "person:anna-bell", .name = "Anna Bell", .aliases = "", .type = PERSON},
    {.id = "organisation:other", .name = "Other", .aliases = "", .type = ORGANISATION},
};

enum { CARNEY, CSIS, COURT, BELL, OTHER };

static void resolve(fixture *f)
{
    relata_error err = {0};
    rl_corpus_free(&f->corpus);
    assert_int_equal(rl_corpus_resolve(in_order(&f->rs), f->rs.count, ENTRIES, &f->types, NULL, &f->corpus, &err),
                     RELATA_OK);
}

static void add_person(fixture *f, const char *document_id, const char *text, const char *folded)
{
    document(&f->rs, document_id, "");
    (void)name(&f->rs, PERSON, RL_NONE, text, folded);
}

static void add_partial(fixture *f, const char *document_id, const char *text, const char *folded)
{
    document(&f->rs, document_id, "");
    (void)entity(&f->rs, PERSON, RL_NONE, folded, true);
    (void)form(&f->rs, text, folded, 1);
}

/* ---- grouping ---- */

static void one_name_is_one_entity_in_all_documents(void **state)
{
    fixture *f = *state;
    add_person(f, "a", "Carl Dorn", "carl dorn");
    add_person(f, "b", "CARL DORN", "carl dorn");
    add_person(f, "c", "Carl Dorm", "carl dorm");
    resolve(f);
    assert_ptr_equal(of(f, "a", 0), of(f, "b", 0));
    assert_ptr_not_equal(of(f, "a", 0), of(f, "c", 0));
    assert_int_equal(f->corpus.count, 2);
    assert_string_equal(of(f, "a", 0)->id, "person:carl-dorn");
    assert_int_equal(of(f, "a", 0)->documents, 2);
    assert_int_equal(of(f, "a", 0)->mentions, 2);
}

static void one_name_of_two_types_is_two(void **state)
{
    fixture *f = *state;
    document(&f->rs, "a", "");
    (void)name(&f->rs, PERSON, RL_NONE, "Jordan River", "jordan river");
    (void)name(&f->rs, PLACE, RL_NONE, "Jordan River", "jordan river");
    resolve(f);
    assert_string_equal(of(f, "a", 0)->id, "person:jordan-river");
    assert_string_equal(of(f, "a", 1)->id, "place:jordan-river");
}

static void one_entry_is_one_entity_whatever_its_form(void **state)
{
    fixture *f = *state;
    document(&f->rs, "a", "");
    (void)name(&f->rs, PERSON, CARNEY, "Carney", "carney");
    document(&f->rs, "b", "");
    (void)name(&f->rs, PERSON, CARNEY, "Mark Carney", "mark carney");
    resolve(f);
    assert_ptr_equal(of(f, "a", 0), of(f, "b", 0));
    assert_string_equal(of(f, "a", 0)->id, "person:mark-carney");
    assert_string_equal(of(f, "a", 0)->label, "Mark Carney");
    assert_int_equal(of(f, "a", 0)->entry, CARNEY);
}

static void a_family_name_alone_is_the_only_bearers(void **state)
{
    fixture *f = *state;
    add_person(f, "a", "Carl Dorn", "carl dorn");
    add_partial(f, "b", "Dorn", "dorn");
    add_partial(f, "c", "Carl", "carl");
    add_partial(f, "d", "Ernst", "ernst");
    resolve(f);
    assert_ptr_equal(of(f, "b", 0), of(f, "a", 0));
    assert_ptr_equal(of(f, "c", 0), of(f, "a", 0));
    assert_ptr_not_equal(of(f, "d", 0), of(f, "a", 0));
    assert_int_equal(f->corpus.count, 2);
}

static void several_bearers_leave_each_document_its_own(void **state)
{
    fixture *f = *state;
    add_person(f, "a", "Carl Dorn", "carl dorn");
    add_person(f, "b", "Emil Dorn", "emil dorn");
    add_partial(f, "c", "Dorn", "dorn");
    add_partial(f, "d", "Dorn", "dorn");
    resolve(f);
    assert_int_equal(f->corpus.count, 4);
    assert_ptr_not_equal(of(f, "c", 0), of(f, "d", 0));
    assert_string_equal(of(f, "c", 0)->id, "person:dorn-c");
    assert_string_equal(of(f, "d", 0)->id, "person:dorn-d");
}

/* Nobody bears it: then it is one name in all documents. */
static void a_name_without_bearers_is_one(void **state)
{
    fixture *f = *state;
    add_partial(f, "a", "Ernst", "ernst");
    add_partial(f, "b", "Ernst", "ernst");
    resolve(f);
    assert_int_equal(f->corpus.count, 1);
    assert_string_equal(of(f, "a", 0)->id, "person:ernst");
}

static void a_family_name_goes_before_a_given_name(void **state)
{
    fixture *f = *state;
    add_person(f, "a", "Gordon Brown", "gordon brown");
    add_person(f, "b", "Anna Gordon", "anna gordon");
    add_partial(f, "c", "Gordon", "gordon");
    resolve(f);
    assert_ptr_equal(of(f, "c", 0), of(f, "b", 0));
}

static void two_words_can_be_a_family_name(void **state)
{
    fixture *f = *state;
    add_person(f, "a", "Lula da Silva", "lula da silva");
    add_partial(f, "b", "da Silva", "da silva");
    resolve(f);
    assert_ptr_equal(of(f, "a", 0), of(f, "b", 0));
}

static void a_listed_bearer_takes_the_family_name(void **state)
{
    fixture *f = *state;
    add_partial(f, "a", "Bell", "bell");
    document(&f->rs, "b", "");
    (void)name(&f->rs, PERSON, BELL, "Anna Bell", "anna bell");
    resolve(f);
    assert_ptr_equal(of(f, "a", 0), of(f, "b", 0));
    assert_string_equal(of(f, "a", 0)->id, "person:anna-bell");
}

/* In one document an acronym is defined, in another it stands alone. */
static void a_name_defined_elsewhere_is_known(void **state)
{
    fixture *f = *state;
    document(&f->rs, "a", "");
    (void)entity(&f->rs, ORGANISATION, CSIS, "canadian security intelligence service", false);
    (void)form(&f->rs, "Canadian Security Intelligence Service", "canadian security intelligence service", 1);
    (void)form(&f->rs, "CSIS", "csis", 3);
    document(&f->rs, "b", "");
    (void)name(&f->rs, ORGANISATION, RL_NONE, "CSIS", "csis");
    resolve(f);
    assert_ptr_equal(of(f, "a", 0), of(f, "b", 0));
    assert_int_equal(of(f, "a", 0)->mentions, 5);
}

static void a_name_defined_in_two_ways_is_neither(void **state)
{
    fixture *f = *state;
    const uint32_t entries[] = {CSIS, OTHER};
    for (int i = 0; i < 2; i++) {
        document(&f->rs, i == 0 ? "a" : "b", "");
        (void)entity(&f->rs, ORGANISATION, entries[i], "x", false);
        (void)form(&f->rs, "CSIS", "csis", 1);
    }
    document(&f->rs, "c", "");
    (void)name(&f->rs, ORGANISATION, RL_NONE, "CSIS", "csis");
    resolve(f);
    assert_int_equal(f->corpus.count, 3);
}

/* What a shared name meant in one document says nothing of another. */
static void a_shared_name_does_not_spread(void **state)
{
    fixture *f = *state;
    document(&f->rs, "a", "");
    (void)entity(&f->rs, ORGANISATION, COURT, "supreme court", false);
    form(&f->rs, "Supreme Court", "supreme court", 1)->shared = true;
    document(&f->rs, "b", "");
    (void)entity(&f->rs, ORGANISATION, RL_NONE, "supreme court", false);
    form(&f->rs, "Supreme Court", "supreme court", 1)->shared = true;
    resolve(f);
    assert_ptr_not_equal(of(f, "a", 0), of(f, "b", 0));
}

static void a_merged_entity_has_the_listed_id(void **state)
{
    fixture *f = *state;
    document(&f->rs, "a", "");
    (void)name(&f->rs, ORGANISATION, RL_NONE, "CSIS", "csis");
    document(&f->rs, "z", "");
    (void)entity(&f->rs, ORGANISATION, CSIS, "x", false);
    (void)form(&f->rs, "CSIS", "csis", 1);
    resolve(f);
    assert_string_equal(of(f, "a", 0)->id, "organisation:csis");
}

/* ---- ids ---- */

static void namesakes_are_told_apart_by_their_earliest_document(void **state)
{
    fixture *f = *state;
    add_partial(f, "News/Äpril 2.txt", "Dorn", "dorn");
    add_partial(f, "b", "Dorn", "dorn");
    add_person(f, "c", "Carl Dorn", "carl dorn");
    add_person(f, "d", "Emil Dorn", "emil dorn");
    resolve(f);
    assert_string_equal(of(f, "News/Äpril 2.txt", 0)->id, "person:dorn-news-april-2-txt");
    assert_string_equal(of(f, "b", 0)->id, "person:dorn-b");
    assert_string_equal(of(f, "c", 0)->id, "person:carl-dorn");
}

/* Two keys that make one id, in one document. */
static void ids_are_unique_in_any_case(void **state)
{
    fixture *f = *state;
    document(&f->rs, "a", "");
    for (int i = 0; i < 3; i++) {
        const char *const keys[] = {"ab c", "ab & c", "ab - c"}, *const texts[] = {"AB C", "AB & C", "AB - C"};
        (void)name(&f->rs, ORGANISATION, RL_NONE, texts[i], keys[i]);
    }
    resolve(f);
    assert_int_equal(f->corpus.count, 3);
    assert_string_equal(of(f, "a", 0)->id, "organisation:ab-c-a");
    assert_string_equal(of(f, "a", 1)->id, "organisation:ab-c-a-2");
    assert_string_equal(of(f, "a", 2)->id, "organisation:ab-c-a-3");
}

static void an_unlisted_namesake_of_a_listed_id_gives_way(void **state)
{
    fixture *f = *state;
    document(&f->rs, "a", "");
    (void)name(&f->rs, PERSON, RL_NONE, "Mark-Carney", "markcarney");
    document(&f->rs, "b", "");
    (void)name(&f->rs, PERSON, CARNEY, "Mark Carney", "mark carney");
    resolve(f);
    assert_string_equal(of(f, "b", 0)->id, "person:mark-carney");
    assert_string_equal(of(f, "a", 0)->id, "person:mark-carney-a");
}

static void names_of_symbols_have_an_id(void **state)
{
    fixture *f = *state;
    document(&f->rs, "a", "");
    (void)name(&f->rs, ORGANISATION, RL_NONE, "!!!", "!!!");
    resolve(f);
    assert_string_equal(of(f, "a", 0)->id, "organisation:!!!");
}

/* ---- labels and aliases ---- */

static void the_fullest_form_is_the_label(void **state)
{
    fixture *f = *state;
    document(&f->rs, "a", "");
    (void)entity(&f->rs, PERSON, RL_NONE, "carl dorn", false);
    (void)form(&f->rs, "Dorn", "dorn", 9);
    (void)form(&f->rs, "Carl Dorn", "carl dorn", 2);
    form(&f->rs, "CARL DORN", "carl dorn", 5)->capitals = true;
    resolve(f);
    assert_string_equal(of(f, "a", 0)->label, "Carl Dorn");
    assert_int_equal(of(f, "a", 0)->alias_count, 1); /* the capitals are the label again */
    assert_string_equal(of(f, "a", 0)->aliases[0], "Dorn");
}

static void ties_go_by_count_then_by_bytes(void **state)
{
    fixture *f = *state;
    document(&f->rs, "a", "");
    (void)entity(&f->rs, PERSON, RL_NONE, "jose dorn", false);
    (void)form(&f->rs, "José Dorn", "jose dorn", 1);
    (void)form(&f->rs, "Jose Dorn", "jose dorn", 1);
    document(&f->rs, "b", "");
    (void)name(&f->rs, PERSON, RL_NONE, "José Dorn", "jose dorn");
    resolve(f);
    assert_string_equal(of(f, "a", 0)->label, "José Dorn"); /* twice in all */

    forget(f);
    document(&f->rs, "a", "");
    (void)entity(&f->rs, PERSON, RL_NONE, "jose dorn", false);
    (void)form(&f->rs, "José Dorn", "jose dorn", 1);
    (void)form(&f->rs, "Jose Dorn", "jose dorn", 1);
    resolve(f);
    assert_string_equal(of(f, "a", 0)->label, "Jose Dorn");
}

static void aliases_are_the_other_forms_then_those_of_the_list(void **state)
{
    fixture *f = *state;
    document(&f->rs, "a", "");
    (void)entity(&f->rs, PERSON, CARNEY, "mark carney", false);
    (void)form(&f->rs, "Mr Carney", "mr carney", 1);
    (void)form(&f->rs, "Carney", "carney", 4);
    (void)form(&f->rs, "Mark Carney", "mark carney", 2);
    resolve(f);
    const rl_corpus_entity *e = of(f, "a", 0);
    assert_int_equal(e->alias_count, 3);
    assert_string_equal(e->aliases[0], "Carney");
    assert_string_equal(e->aliases[1], "Mr Carney");
    assert_string_equal(e->aliases[2], "Mark J. Carney");
}

static void empty_aliases_of_a_list_are_none(void **state)
{
    fixture *f = *state;
    document(&f->rs, "a", "");
    (void)name(&f->rs, ORGANISATION, COURT, "US Supreme Court", "us supreme court");
    resolve(f);
    assert_int_equal(of(f, "a", 0)->alias_count, 1);
    assert_string_equal(of(f, "a", 0)->aliases[0], "SCOTUS");
}

/* ---- counts and dates ---- */

static void dates_are_the_first_and_the_last(void **state)
{
    fixture *f = *state;
    const char *const dates[] = {"2025-10-31", "", "2024", "2025-11"};
    for (int i = 0; i < 4; i++) {
        char id[2] = {(char)('a' + i), '\0'};
        document(&f->rs, id, dates[i]);
        (void)name(&f->rs, PERSON, RL_NONE, "Carl Dorn", "carl dorn");
    }
    document(&f->rs, "e", "");
    (void)name(&f->rs, PLACE, RL_NONE, "Nowhere", "nowhere");
    resolve(f);
    assert_string_equal(of(f, "a", 0)->first_seen, "2024");
    assert_string_equal(of(f, "a", 0)->last_seen, "2025-11");
    assert_int_equal(of(f, "a", 0)->documents, 4);
    assert_null(of(f, "e", 0)->first_seen);
    assert_null(of(f, "e", 0)->last_seen);
}

/* Two entities of one document that turn out to be one count it once. */
static void a_document_counts_once(void **state)
{
    fixture *f = *state;
    document(&f->rs, "a", "");
    (void)name(&f->rs, PERSON, RL_NONE, "Carl Dorn", "carl dorn");
    (void)name(&f->rs, PERSON, RL_NONE, "Carl  Dorn", "carl dorn");
    resolve(f);
    assert_int_equal(f->corpus.count, 1);
    assert_int_equal(of(f, "a", 0)->documents, 1);
    assert_int_equal(of(f, "a", 0)->mentions, 2);
}

static void no_records_give_no_entities(void **state)
{
    fixture *f = *state;
    resolve(f);
    assert_int_equal(f->corpus.count, 0);
    forget(f);
    document(&f->rs, "a", "");
    resolve(f);
    assert_int_equal(f->corpus.count, 0);
}

/* ---- order ---- */

static void add_one(fixture *f, size_t which)
{
    switch (which) {
    case 0: add_person(f, "a", "Carl Dorn", "carl dorn"); break;
    case 1: add_partial(f, "b", "Dorn", "dorn"); break;
    case 2: add_person(f, "c", "CARL DORN", "carl dorn"); break;
    case 3: add_person(f, "d", "Emil Dorn", "emil dorn"); break;
    default: add_partial(f, "e", "Dorn", "dorn"); break;
    }
}

static void describe(const fixture *f, char *ret, size_t size)
{
    size_t length = 0;
    for (size_t i = 0; i < f->corpus.count; i++)
        length += (size_t)snprintf(ret + length, size - length, "%s=%s;", f->corpus.entities[i].id,
                                   f->corpus.entities[i].label);
}

static void the_order_in_which_records_came_does_not_matter(void **state)
{
    fixture *f = *state;
    static const size_t orders[][5] = {{0, 1, 2, 3, 4}, {4, 3, 2, 1, 0}, {2, 4, 0, 3, 1}, {1, 0, 4, 2, 3}};
    char first[1000] = "", other[1000];
    for (size_t o = 0; o < 4; o++) {
        forget(f);
        for (size_t i = 0; i < 5; i++)
            add_one(f, orders[o][i]);
        resolve(f);
        describe(f, o == 0 ? first : other, sizeof other);
        if (o > 0)
            assert_string_equal(first, other);
    }
}

/* Who prints mentions needs no aliases. */
static void one_document_is_named_as_a_corpus_of_one(void **state)
{
    fixture *f = *state;
    rl_corpus alone = {0};
    document(&f->rs, "a", "");
    (void)name(&f->rs, PERSON, CARNEY, "Carney", "carney");
    (void)name(&f->rs, PERSON, RL_NONE, "Carl Dorn", "carl dorn");
    (void)form(&f->rs, "Dorn", "dorn", 1);
    (void)name(&f->rs, PLACE, RL_NONE, "Dorn", "dorn");
    (void)name(&f->rs, PLACE, RL_NONE, "D\xC3\xB6rn", "do\xCC\x88rn");
    resolve(f);
    const rl_record *record = in_order(&f->rs)[0];
    assert_int_equal(rl_corpus_resolve_one(record, ENTRIES, &f->types, &alone, NULL), RELATA_OK);
    assert_int_equal(alone.count, f->corpus.count);
    for (size_t i = 0; i < alone.count; i++) {
        assert_string_equal(alone.entities[i].id, f->corpus.entities[i].id);
        assert_string_equal(alone.entities[i].label, f->corpus.entities[i].label);
        assert_int_equal(alone.entities[i].alias_count, 0);
    }
    assert_true(f->corpus.entities[0].alias_count > 0);
    rl_corpus_free(&alone);
}

#define WITH_RECORDS(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_RECORDS(one_document_is_named_as_a_corpus_of_one),
        WITH_RECORDS(one_name_is_one_entity_in_all_documents),
        WITH_RECORDS(one_name_of_two_types_is_two),
        WITH_RECORDS(one_entry_is_one_entity_whatever_its_form),
        WITH_RECORDS(a_family_name_alone_is_the_only_bearers),
        WITH_RECORDS(several_bearers_leave_each_document_its_own),
        WITH_RECORDS(a_name_without_bearers_is_one),
        WITH_RECORDS(a_family_name_goes_before_a_given_name),
        WITH_RECORDS(two_words_can_be_a_family_name),
        WITH_RECORDS(a_listed_bearer_takes_the_family_name),
        WITH_RECORDS(a_name_defined_elsewhere_is_known),
        WITH_RECORDS(a_name_defined_in_two_ways_is_neither),
        WITH_RECORDS(a_shared_name_does_not_spread),
        WITH_RECORDS(a_merged_entity_has_the_listed_id),
        WITH_RECORDS(namesakes_are_told_apart_by_their_earliest_document),
        WITH_RECORDS(ids_are_unique_in_any_case),
        WITH_RECORDS(an_unlisted_namesake_of_a_listed_id_gives_way),
        WITH_RECORDS(names_of_symbols_have_an_id),
        WITH_RECORDS(the_fullest_form_is_the_label),
        WITH_RECORDS(ties_go_by_count_then_by_bytes),
        WITH_RECORDS(aliases_are_the_other_forms_then_those_of_the_list),
        WITH_RECORDS(empty_aliases_of_a_list_are_none),
        WITH_RECORDS(dates_are_the_first_and_the_last),
        WITH_RECORDS(a_document_counts_once),
        WITH_RECORDS(no_records_give_no_entities),
        WITH_RECORDS(the_order_in_which_records_came_does_not_matter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
