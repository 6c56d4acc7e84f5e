/* Judgements in corpora of hand-written records. What files may say is tested by the golden cases judgements*. */
#include "corpora.h"

#include <stdio.h>
#include <unistd.h>

enum { PERSON = RL_TYPE_PERSON, PLACE = RL_TYPE_PLACE, ORGANISATION = RL_TYPE_ORGANISATION };

static const rl_entry ENTRIES[] = {
    {.id = "person:mark-carney", .name = "Mark Carney", .aliases = "Mark J. Carney", .type = PERSON},
    {.id = "organisation:csis", .name = "Canadian Security Intelligence Service", .aliases = "CSIS", .type = ORGANISATION},
    {.id = "person:anna-bell", .name = "Anna Bell", .aliases = "", .type = PERSON},
};

enum { CARNEY, CSIS, BELL };

static relata_status read_judgements(fixture *f, const char *text)
{
    char path[] = "/tmp/relata-judgements-XXXXXX";
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    assert_int_equal(write(descriptor, text, strlen(text)), (ssize_t)strlen(text));
    (void)close(descriptor);
    rl_judgements_free(&f->judgements);
    memset(&f->err, 0, sizeof f->err);
    relata_status status = rl_judgements_read(path, &f->types, &f->judgements, &f->err);
    (void)unlink(path);
    return status;
}

static relata_status try_to_judge(fixture *f, const char *text)
{
    relata_status status = read_judgements(f, text);
    if (status != RELATA_OK)
        return status;
    const rl_record *const *order = in_order(&f->rs);
    rl_corpus_free(&f->corpus);
    memset(f->seen, 0, sizeof f->seen);
    assert_int_equal(rl_corpus_resolve(order, f->rs.count, ENTRIES, &f->types, NULL, &f->corpus, &f->err), RELATA_OK);
    return rl_corpus_judge(&f->corpus, order, f->rs.count, ENTRIES, &f->types, &f->judgements, f->seen, &f->err);
}

static void judge(fixture *f, const char *text)
{
    assert_int_equal(try_to_judge(f, text), RELATA_OK);
}

static void refuse(fixture *f, const char *text, size_t line, const char *part)
{
    assert_int_equal(try_to_judge(f, text), RELATA_ERROR_FORMAT);
    assert_int_equal(f->err.line, line);
    if (strstr(f->err.message, part) == NULL)
        fail_msg("\"%s\" has no \"%s\"", f->err.message, part);
}

static void add(fixture *f, const char *id, uint32_t type, uint32_t entry, const char *text, const char *folded)
{
    document(&f->rs, id, "");
    (void)name(&f->rs, type, entry, text, folded);
}

/* One entity with two names in document "a", the second name alone in "b". */
static void add_two_names(fixture *f, uint32_t entry)
{
    add(f, "a", ORGANISATION, entry, "Canadian Security Intelligence Service", "canadian security intelligence service");
    (void)form(&f->rs, "Service", "service", 1);
    add(f, "b", ORGANISATION, RL_NONE, "Service", "service");
}

static void same_joins_through_others(void **state)
{
    fixture *f = *state;
    add(f, "a", PERSON, RL_NONE, "Carl Dorn", "carl dorn");
    add(f, "b", PERSON, RL_NONE, "Emil Farber", "emil farber");
    judge(f, "same Carl Dorn = Somebody Else\nsame somebody else = EMIL FARBER\n");
    assert_ptr_equal(of(f, "a", 0), of(f, "b", 0));
    assert_int_equal(f->corpus.count, 1);
    assert_int_equal(of(f, "a", 0)->mentions, 2);
    assert_int_equal(of(f, "a", 0)->documents, 2);
    assert_true(f->seen[0]);
    assert_false(f->seen[1]);
}

static void the_listed_one_stays(void **state)
{
    fixture *f = *state;
    add(f, "a", PERSON, RL_NONE, "Marc Carnay", "marc carnay");
    add(f, "b", PERSON, CARNEY, "Mark Carney", "mark carney");
    judge(f, "same Marc Carnay = person:mark-carney\n");
    assert_string_equal(of(f, "a", 0)->id, "person:mark-carney");
    assert_string_equal(of(f, "a", 0)->label, "Mark Carney");
}

/* Two entries of lists: the rules never join them, a user may. */
static void of_two_listed_the_more_frequent_stays(void **state)
{
    fixture *f = *state;
    add(f, "a", PERSON, CARNEY, "Mark Carney", "mark carney");
    add(f, "b", PERSON, BELL, "Anna Bell", "anna bell");
    judge(f, "same Mark Carney = Anna Bell\n");
    assert_string_equal(of(f, "a", 0)->id, "person:anna-bell"); /* the smaller id, as they are even */
    add(f, "c", PERSON, CARNEY, "Mark Carney", "mark carney");
    judge(f, "same Anna Bell = Mark Carney\n");
    assert_string_equal(of(f, "b", 0)->id, "person:mark-carney");
}

static void different_divides_what_rules_join(void **state)
{
    fixture *f = *state;
    add(f, "a", PERSON, RL_NONE, "Carl Dorn", "carl dorn");
    document(&f->rs, "b", "");
    (void)entity(&f->rs, PERSON, RL_NONE, "dorn", true);
    (void)form(&f->rs, "Dorn", "dorn", 2);
    judge(f, "");
    assert_ptr_equal(of(f, "a", 0), of(f, "b", 0));
    judge(f, "different DORN = Carl Dorn\n");
    assert_ptr_not_equal(of(f, "a", 0), of(f, "b", 0));
    assert_string_equal(of(f, "b", 0)->id, "person:dorn");
    assert_int_equal(of(f, "b", 0)->mentions, 2);
    judge(f, "different person:carl-dorn = dorn\nsame dorn = Nobody\n");
    assert_ptr_not_equal(of(f, "a", 0), of(f, "b", 0));
}

static void two_aliases_are_divided_from_each_other(void **state)
{
    fixture *f = *state;
    add(f, "a", PERSON, RL_NONE, "Carl Dorn", "carl dorn");
    for (int i = 0; i < 2; i++) {
        document(&f->rs, i == 0 ? "b" : "c", "");
        (void)entity(&f->rs, PERSON, RL_NONE, i == 0 ? "dorn" : "carl", true);
        (void)form(&f->rs, i == 0 ? "Dorn" : "Carl", i == 0 ? "dorn" : "carl", 1);
    }
    judge(f, "different Dorn = Carl\n");
    assert_ptr_equal(of(f, "a", 0), of(f, "c", 0)); /* the first in byte order stays with the label */
    assert_ptr_not_equal(of(f, "b", 0), of(f, "c", 0));
    judge(f, "different Carl = Dorn\nsame Dorn = Carl Dorn\n");
    assert_ptr_equal(of(f, "a", 0), of(f, "b", 0));
    assert_ptr_not_equal(of(f, "b", 0), of(f, "c", 0));
}

static void what_is_divided_has_no_entry(void **state)
{
    fixture *f = *state;
    add_two_names(f, CSIS);
    judge(f, "different Service = Canadian Security Intelligence Service\n");
    assert_int_equal(of(f, "a", 0)->entry, CSIS);
    assert_int_equal(of(f, "b", 0)->entry, RL_NONE);
    assert_string_equal(of(f, "b", 0)->id, "organisation:service");
}

static void a_dropped_entity_is_marked(void **state)
{
    fixture *f = *state;
    add_two_names(f, RL_NONE);
    add(f, "c", PERSON, RL_NONE, "Carl Dorn", "carl dorn");
    judge(f, "drop Service\n");
    assert_true(of(f, "a", 0)->dropped);
    assert_true(of(f, "b", 0)->dropped);
    assert_false(of(f, "c", 0)->dropped);
}

static void another_type_is_another_id(void **state)
{
    fixture *f = *state;
    add(f, "a", PERSON, CARNEY, "Mark Carney", "mark carney");
    judge(f, "type person:mark-carney = place\n");
    assert_int_equal(of(f, "a", 0)->type, PLACE);
    assert_int_equal(of(f, "a", 0)->entry, RL_NONE);
    assert_string_equal(of(f, "a", 0)->id, "place:mark-carney");
    judge(f, "type Mark Carney = person\ntype mark carney = person\n");
    assert_string_equal(of(f, "a", 0)->id, "person:mark-carney");
    assert_int_equal(of(f, "a", 0)->entry, CARNEY);
}

static void a_type_decides_between_types(void **state)
{
    fixture *f = *state;
    add(f, "a", PERSON, RL_NONE, "Jordan", "jordan");
    add(f, "b", PLACE, RL_NONE, "Jordan", "jordan");
    refuse(f, "same [person] Jordan = [place] Jordan\n", 1, "is of type");
    assert_string_equal(of(f, "a", 0)->id, "person:jordan"); /* as the rules left it */
    judge(f, "same [person] Jordan = [place] Jordan\ntype [place] Jordan = organisation\n");
    assert_string_equal(of(f, "a", 0)->id, "organisation:jordan");
    assert_ptr_equal(of(f, "a", 0), of(f, "b", 0));
    refuse(f, "drop Jordan\n", 1, "means several entities: person:jordan, place:jordan;");
    judge(f, "drop [place] Jordan\n");
    assert_false(of(f, "a", 0)->dropped);
    assert_true(of(f, "b", 0)->dropped);
}

static void a_type_joins_who_has_the_name_and_type_already(void **state)
{
    fixture *f = *state;
    add(f, "a", PLACE, RL_NONE, "Zorbium", "zorbium");
    add(f, "b", ORGANISATION, RL_NONE, "Zorbium", "zorbium");
    add(f, "c", PERSON, RL_NONE, "Zorbium", "zorbium");
    judge(f, "type [place] Zorbium = organisation\n");
    assert_string_equal(of(f, "a", 0)->id, "organisation:zorbium");
    assert_ptr_equal(of(f, "a", 0), of(f, "b", 0));
    assert_string_equal(of(f, "c", 0)->id, "person:zorbium");
    judge(f, "type [place] Zorbium = organisation\ndifferent [place] Zorbium = [organisation] Zorbium\n");
    assert_ptr_not_equal(of(f, "a", 0), of(f, "b", 0));
}

/* Contradictions that show only when it is known what names mean. */
static void aliases_of_one_entity_contradict(void **state)
{
    fixture *f = *state;
    add_two_names(f, RL_NONE);
    refuse(f, "drop Service\ntype Canadian Security Intelligence Service = place\n", 1, "line 2");
    refuse(f, "type Service = person\n\ntype Canadian Security Intelligence Service = place\n", 3, "line 1");
    refuse(f, "different organisation:canadian-security-intelligence-service = Canadian Security Intelligence Service\n", 1,
           "are the same name");
}

static void a_long_chain_names_some_lines(void **state)
{
    fixture *f = *state;
    char text[1024] = "different N0 = N9\n";
    for (int i = 0; i < 9; i++)
        (void)snprintf(text + strlen(text), sizeof text - strlen(text), "same N%d = N%d\n", i + 1, i);
    refuse(f, text, 1, "by lines 2, 3, 4, 5, 6, 7 and 3 more");
}

static void nothing_to_judge(void **state)
{
    fixture *f = *state;
    judge(f, "# nothing\n\nsame A = B\n");
    assert_int_equal(f->corpus.count, 0);
}

#define CASE(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(same_joins_through_others),
        CASE(the_listed_one_stays),
        CASE(of_two_listed_the_more_frequent_stays),
        CASE(different_divides_what_rules_join),
        CASE(two_aliases_are_divided_from_each_other),
        CASE(what_is_divided_has_no_entry),
        CASE(a_dropped_entity_is_marked),
        CASE(another_type_is_another_id),
        CASE(a_type_decides_between_types),
        CASE(a_type_joins_who_has_the_name_and_type_already),
        CASE(aliases_of_one_entity_contradict),
        CASE(a_long_chain_names_some_lines),
        CASE(nothing_to_judge),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
