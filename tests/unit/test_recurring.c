/* Lines that recur: which lines may be furniture, which are, and how they leave a record. */
#include "recording.h"

#include "repeat/lines.h"
#include "repeat/recurring.h"
#include "text/text.h"

#include <stdio.h>

typedef struct fixture {
    rl_text_rules rules;
    rl_text_worker worker;
    rl_text_lines lines;
    records rs;
    rl_record_line record_lines[MOST_RECORDS][2];
    uint32_t mentions[MOST_RECORDS][8];
    rl_record *order[MOST_RECORDS];
} fixture;

static int set_up(void **state)
{
    *state = calloc(1, sizeof(fixture));
    return *state == NULL;
}

static int tear_down(void **state)
{
    fixture *f = *state;
    rl_text_worker_free(&f->worker);
    rl_text_lines_free(&f->lines);
    free_records(&f->rs);
    free(f);
    return 0;
}

/* ---- lines of a text ---- */

/* A letter for each line: "f" if it may be furniture. */
static void assert_lines(fixture *f, const char *bytes, const char *expected)
{
    char found[64] = "";
    rl_text text;
    assert_int_equal(rl_text_read(&f->worker, &f->rules, bytes, strlen(bytes), &text, NULL), RELATA_OK);
    assert_int_equal(rl_text_lines_read(&f->lines, &text, NULL), RELATA_OK);
    assert_true(f->lines.count < sizeof found);
    for (size_t i = 0; i < f->lines.count; i++)
        found[i] = f->lines.items[i].may_recur ? 'f' : '-';
    assert_string_equal(found, expected);
}

#define PROSE                                                                                                          \
    "The ferry left the old harbour of Port Ewing at dawn. Nobody saw it come back on that long and stormy night.\n"
#define LONG                                                                                                           \
    "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "      \
    "eighteen nineteen twenty and more"

static void lines_without_a_full_stop_may_be_furniture(void **state)
{
    assert_lines(*state, "By Anna Bell\n" PROSE "Read more about Carl Dorn\n" PROSE PROSE PROSE, "f-f---");
}

static void lines_with_one_may_only_at_the_foot(void **state)
{
    assert_lines(*state,
                 "Carl Dorn said no.\n" PROSE PROSE "Carl Dorn said no.\n" PROSE PROSE "Anna Bell is a reporter.",
                 "------f");
}

static void long_lines_and_single_names_may_not(void **state)
{
    assert_lines(*state, LONG "\n" LONG "\nPort Ewing\nBell\n", "----");
    assert_lines(*state, "", "");
}

static void lines_are_told_apart_by_their_words(void **state)
{
    fixture *f = *state;
    assert_lines(f, "By Anna Bell\nBy Carl Bell\nBY ANNA BELL!\nBy Bell, Anna\n", "ffff");
    const rl_text_line *lines = f->lines.items;
    assert_int_equal(lines[0].hash, lines[2].hash);
    assert_int_not_equal(lines[0].hash, lines[1].hash);
    assert_int_not_equal(lines[0].hash, lines[3].hash);
}

/* ---- out of records ---- */

static rl_record *record_of(fixture *f, size_t number)
{
    return &f->rs.drafts[number].record;
}

/* Gives the latest document a line in which these forms are mentioned. */
static void line(fixture *f, uint64_t hash, const uint32_t *forms, uint32_t count)
{
    size_t r = f->rs.count - 1;
    rl_record *record = record_of(f, r);
    record->lines = f->record_lines[r];
    record->line_mentions = f->mentions[r];
    assert_true(record->line_count < 2 && record->line_mention_count + count <= 8);
    record->lines[record->line_count++] = (rl_record_line){hash, (uint32_t)record->line_mention_count, count};
    memcpy(record->line_mentions + record->line_mention_count, forms, count * sizeof *forms);
    record->line_mention_count += count;
}

/* A document of its own words: Ann three times, once in the line; Bob in the line only; Cid. Ann meets Bob in the line,
 * Cid outside. */
static void add_document(fixture *f, uint64_t words, uint64_t hash)
{
    char id[8];
    (void)snprintf(id, sizeof id, "d%02zu", f->rs.count);
    document(&f->rs, id, "");
    latest(&f->rs)->record.signature.all = words;
    (void)entity(&f->rs, RL_TYPE_PERSON, RL_NONE, "ann bell", false);
    (void)form(&f->rs, "Ann Bell", "ann bell", 1);
    (void)form(&f->rs, "Ann", "ann", 2);
    (void)name(&f->rs, RL_TYPE_PERSON, RL_NONE, "Bob", "bob");
    (void)name(&f->rs, RL_TYPE_PERSON, RL_NONE, "Cid", "cid");
    rl_record_pair *in_line = pair(&f->rs, 0, 1, 1);
    in_line->line = 0;
    (void)pair(&f->rs, 0, 2, 2);
    line(f, hash, (uint32_t[]){0, 2}, 2);
}

static size_t leave(fixture *f, const uint32_t *copy_of)
{
    size_t lines = SIZE_MAX;
    (void)in_order(&f->rs);
    for (size_t r = 0; r < f->rs.count; r++)
        f->order[r] = record_of(f, r);
    assert_int_equal(rl_recurring_leave(f->order, f->rs.count, copy_of, &lines, NULL), RELATA_OK);
    return lines;
}

static void a_line_of_five_documents_goes(void **state)
{
    fixture *f = *state;
    for (uint64_t i = 0; i < 5; i++)
        add_document(f, i, 7);
    add_document(f, 5, 8);
    assert_int_equal(leave(f, NULL), 5);
    const rl_record *r = record_of(f, 0);
    assert_int_equal(r->mention_count, 3);
    assert_int_equal(r->entity_count, 2);
    assert_int_equal(r->form_count, 2);
    assert_int_equal(r->entities[0].mentions, 2);
    assert_int_equal(r->entities[0].form_count, 1);
    assert_string_equal(r->strings + r->forms[0].text, "Ann");
    assert_int_equal(r->forms[0].count, 2);
    assert_string_equal(r->strings + r->forms[r->entities[1].first_form].text, "Cid");
    assert_int_equal(r->pair_count, 1);
    assert_int_equal(r->pairs[0].a, 0);
    assert_int_equal(r->pairs[0].b, 1);
    assert_int_equal(r->pairs[0].count, 2);
    assert_int_equal(record_of(f, 5)->mention_count, 5);
    assert_int_equal(record_of(f, 5)->pair_count, 2);
}

static void a_line_of_four_documents_stays(void **state)
{
    fixture *f = *state;
    for (uint64_t i = 0; i < 4; i++)
        add_document(f, i, 7);
    assert_int_equal(leave(f, NULL), 0);
    assert_int_equal(record_of(f, 0)->mention_count, 5);
}

static void the_same_document_again_is_no_other(void **state)
{
    fixture *f = *state;
    for (uint64_t i = 0; i < 6; i++)
        add_document(f, i < 3 ? i : 3, 7);
    assert_int_equal(leave(f, NULL), 0);
}

static void copies_are_no_other_document(void **state)
{
    fixture *f = *state;
    uint32_t copy_of[6] = {RL_NONE, RL_NONE, RL_NONE, RL_NONE, 3, 3};
    for (uint64_t i = 0; i < 6; i++)
        add_document(f, i, 7);
    assert_int_equal(leave(f, copy_of), 0);
}

static void a_document_has_a_line_once(void **state)
{
    fixture *f = *state;
    for (uint64_t i = 0; i < 4; i++) {
        add_document(f, i, 7);
        line(f, 7, (uint32_t[]){1}, 1);
    }
    assert_int_equal(leave(f, NULL), 0);
}

/* In a whole document's window pairs are of no line: they stay while both are still named. */
static void pairs_go_with_their_entities(void **state)
{
    fixture *f = *state;
    add_document(f, 1, 7);
    record_of(f, 0)->pairs[0].line = RL_NONE;
    (void)in_order(&f->rs);
    assert_int_equal(rl_record_leave_lines(record_of(f, 0), (bool[]){true}, NULL), RELATA_OK);
    assert_int_equal(record_of(f, 0)->pair_count, 1);
}

static void a_record_may_lose_everything(void **state)
{
    fixture *f = *state;
    document(&f->rs, "a", "");
    (void)name(&f->rs, RL_TYPE_PERSON, RL_NONE, "Bob", "bob");
    line(f, 1, (uint32_t[]){0}, 1);
    (void)in_order(&f->rs);
    assert_int_equal(rl_record_leave_lines(record_of(f, 0), (bool[]){true}, NULL), RELATA_OK);
    assert_int_equal(record_of(f, 0)->entity_count, 0);
    assert_int_equal(record_of(f, 0)->form_count, 0);
    assert_int_equal(record_of(f, 0)->mention_count, 0);
}

/* One of 500 documents must have it too. */
static void in_many_documents_five_are_few(void **state)
{
    enum { MANY = 3000 };
    fixture *f = *state;
    rl_record *all = calloc(MANY, sizeof *all), **order = calloc(MANY, sizeof *order);
    rl_record_line one = {.hash = 7};
    size_t lines = SIZE_MAX;
    (void)f;
    assert_true(all != NULL && order != NULL);
    for (size_t r = 0; r < MANY; r++) {
        order[r] = &all[r];
        all[r].signature.all = r;
        all[r].lines = &one;
        all[r].line_count = r < 5;
    }
    assert_int_equal(rl_recurring_leave(order, MANY, NULL, &lines, NULL), RELATA_OK);
    assert_int_equal(lines, 0);
    all[5].line_count = 1;
    assert_int_equal(rl_recurring_leave(order, MANY, NULL, &lines, NULL), RELATA_OK);
    assert_int_equal(lines, 6);
    free(all);
    free(order);
}

#define WITH_RECORDS(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_RECORDS(lines_without_a_full_stop_may_be_furniture),
        WITH_RECORDS(lines_with_one_may_only_at_the_foot),
        WITH_RECORDS(long_lines_and_single_names_may_not),
        WITH_RECORDS(lines_are_told_apart_by_their_words),
        WITH_RECORDS(a_line_of_five_documents_goes),
        WITH_RECORDS(a_line_of_four_documents_stays),
        WITH_RECORDS(the_same_document_again_is_no_other),
        WITH_RECORDS(copies_are_no_other_document),
        WITH_RECORDS(a_document_has_a_line_once),
        WITH_RECORDS(pairs_go_with_their_entities),
        WITH_RECORDS(a_record_may_lose_everything),
        WITH_RECORDS(in_many_documents_five_are_few),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
