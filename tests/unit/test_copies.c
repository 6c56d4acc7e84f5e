/* Near-identical documents: what is a copy of what. */
#include "repeat/copies.h"
#include "repeat/signature.h"

#include "base/hash.h"
#include "text/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { ROOM = 12000, NONE = -1 };

typedef struct fixture {
    rl_text_rules rules;
    rl_text_worker worker;
    rl_text_lines lines;
    rl_record *records;
    const rl_record **order;
    uint32_t *copy_of;
    size_t count;
} fixture;

static int set_up(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    if (f == NULL)
        return 1;
    f->records = calloc(ROOM, sizeof *f->records);
    f->order = calloc(ROOM, sizeof *f->order);
    f->copy_of = calloc(ROOM, sizeof *f->copy_of);
    *state = f;
    return f->records == NULL || f->order == NULL || f->copy_of == NULL;
}

static int tear_down(void **state)
{
    fixture *f = *state;
    rl_text_worker_free(&f->worker);
    rl_text_lines_free(&f->lines);
    free(f->records);
    free(f->order);
    free(f->copy_of);
    free(f);
    return 0;
}

/* Adds a document; what is added later has the larger id. */
static void add(fixture *f, const char *date, const char *bytes)
{
    rl_text text;
    rl_record *record = &f->records[f->count];
    assert_true(f->count < ROOM);
    assert_int_equal(rl_text_read(&f->worker, &f->rules, bytes, strlen(bytes), &text, NULL), RELATA_OK);
    assert_int_equal(rl_text_lines_read(&f->lines, &text, NULL), RELATA_OK);
    rl_signature_make(&text, &f->lines, &record->signature);
    record->strings = (char *)(uintptr_t)date;
    f->order[f->count++] = record;
}

static void find(fixture *f)
{
    assert_int_equal(rl_copies_find(f->order, f->count, f->copy_of, NULL), RELATA_OK);
}

static void assert_copies(fixture *f, const int *expected)
{
    find(f);
    for (size_t r = 0; r < f->count; r++)
        assert_int_equal((int)f->copy_of[r], expected[r]);
    f->count = 0;
}

/* Prose of so many words, in sentences of ten; with a name in each. `seed` chooses the words. */
static const char *prose(char *buffer, unsigned seed, unsigned words)
{
    char *at = buffer;
    for (unsigned i = 0; i < words; i++) {
        uint64_t hash = rl_hash_mix(seed, i / 10 * 16 + i % 10);
        at += sprintf(at, i % 10 == 4 ? "%s%c%c%cton" : "%sw%c%c%c", i % 10 == 0 ? ". The " : " ",
                      i % 10 == 4 ? (char)('A' + hash % 26) : (char)('a' + hash % 26), (char)('a' + hash / 26 % 26),
                      (char)('a' + hash / 676 % 26));
    }
    (void)sprintf(at, ".\n\n");
    return buffer;
}

enum { LENGTH = 1 << 14 };

static char a[LENGTH], b[LENGTH + 128], c[LENGTH];

static void the_same_text_is_a_copy(void **state)
{
    fixture *f = *state;
    add(f, "", prose(a, 1, 200));
    add(f, "", prose(b, 2, 200));
    add(f, "", a);
    assert_copies(f, (int[]){NONE, NONE, 0});
}

static void the_earliest_counts_then_the_smallest_id(void **state)
{
    fixture *f = *state;
    prose(a, 1, 200);
    add(f, "", a);
    add(f, "2025-10-31", a);
    add(f, "2025-10-30", a);
    add(f, "2025-10-30", a);
    add(f, "2025-10", a);
    assert_copies(f, (int[]){4, 4, 4, 4, NONE});
}

static void a_byline_and_a_headline_make_no_other_text(void **state)
{
    fixture *f = *state;
    add(f, "", prose(a, 1, 200));
    (void)snprintf(b, sizeof b, "Ferry lost off Port Ewing\nBy Anna Bell\n\n%sRead more: The last lamp of Cape Dorn",
                   a);
    add(f, "", b);
    assert_copies(f, (int[]){NONE, 0});
}

static void an_article_cut_short_is_a_copy(void **state)
{
    fixture *f = *state;
    add(f, "", prose(a, 1, 400));
    add(f, "", prose(b, 1, 250));
    assert_copies(f, (int[]){NONE, 0});
}

/* The other way round more is said than before. */
static void an_update_is_no_copy(void **state)
{
    fixture *f = *state;
    add(f, "2025-01-01", prose(a, 1, 250));
    add(f, "2025-01-02", prose(b, 1, 400));
    assert_copies(f, (int[]){NONE, NONE});
}

static void a_few_other_words_are_nothing_new(void **state)
{
    fixture *f = *state;
    add(f, "", prose(a, 1, 300));
    (void)strcpy(b, a);
    for (size_t i = 1; i <= 5; i++) /* in small letters, as the word before it */
        memcpy(strchr(b + i * 300, ' ') + 2, "zz", 2);
    assert_string_not_equal(a, b);
    add(f, "", b);
    assert_copies(f, (int[]){NONE, 0});
}

/* The same report of two matches. */
static const char *report(char *buffer, const char *home, const char *guest, int goals, int people)
{
    (void)sprintf(buffer,
                  "In the late match %s beat %s by %d to nothing, in front of %d people. The home side was the better "
                  "team for most of the first half and deserved to win, although the visitors had several chances "
                  "after the break and hit the post in the dying minutes of the game. The coach of %s said he was "
                  "happy with the way that his players had defended, and that he hoped for more of the same next "
                  "week when they travel to %s, where much more than a few points will be at stake for them.",
                  home, guest, goals, people, home, guest);
    return buffer;
}

static void reports_from_a_mould_are_no_copies(void **state)
{
    fixture *f = *state;
    add(f, "", report(a, "Ewing", "Dornfeld", 3, 4711));
    add(f, "", report(b, "Quorsten", "Bellwether", 2, 815));
    add(f, "", report(c, "Ewing", "Dornfeld", 2, 815));
    add(f, "", report(c, "Ewing", "Dornfeld", 3, 4711));
    assert_copies(f, (int[]){NONE, NONE, NONE, 0});
}

/* What differs stands in lines, as in tables. */
static void a_table_with_the_same_words_around_is_no_copy(void **state)
{
    fixture *f = *state;
    char *at = b + strlen(strcpy(b, prose(a, 1, 60)));
    for (int i = 0; i < 30; i++)
        at += sprintf(at, "Place %d has %d mm\n", i, i * 7);
    add(f, "", b);
    for (char *d = strstr(b, "Place"); *d != '\0'; d++)
        *d = *d >= '1' && *d <= '8' ? (char)(*d + 1) : *d;
    add(f, "", b);
    assert_copies(f, (int[]){NONE, NONE});
}

static void short_texts_are_copies_only_word_by_word(void **state)
{
    fixture *f = *state;
    add(f, "", prose(a, 1, 40));
    add(f, "", a);
    (void)snprintf(b, sizeof b, "%s So it was said.", a);
    add(f, "", b);
    add(f, "", "Anna Bell met Carl Dorn in Port Ewing.");
    add(f, "", "Anna Bell met Carl Dorn in Port Ewing.");
    assert_copies(f, (int[]){NONE, 0, NONE, NONE, NONE});
}

static void nothing_is_no_copy_of_nothing(void **state)
{
    fixture *f = *state;
    assert_copies(f, NULL);
    add(f, "", "");
    add(f, "", "");
    add(f, "", "Bell");
    add(f, "", "Bell");
    add(f, "", "...");
    assert_copies(f, (int[]){NONE, NONE, NONE, NONE, NONE});
}

/* What is repeated is no copy itself: the third says too much that the first does not say. */
static void a_copy_is_never_repeated(void **state)
{
    fixture *f = *state;
    add(f, "", prose(a, 1, 500));
    add(f, "", prose(b, 1, 560));
    add(f, "", prose(c, 1, 630));
    add(f, "", c);
    find(f);
    for (size_t r = 0; r < f->count; r++)
        assert_true(f->copy_of[r] == RL_NONE || f->copy_of[f->copy_of[r]] == RL_NONE);
    assert_int_equal(f->copy_of[2], RL_NONE);
    assert_int_equal(f->copy_of[3], 2);
}

static void ten_thousand_copies_take_no_time(void **state)
{
    fixture *f = *state;
    add(f, "", prose(a, 1, 200));
    for (size_t i = 1; i < 10000; i++) {
        f->records[i] = f->records[0];
        f->order[f->count++] = &f->records[i];
    }
    find(f);
    for (size_t r = 1; r < f->count; r++)
        assert_int_equal(f->copy_of[r], 0);
}

/* All share their bands and none is a copy. */
static void ten_thousand_reports_take_no_time(void **state)
{
    fixture *f = *state;
    for (int i = 0; i < 10000; i++) {
        char home[16], guest[16];
        (void)sprintf(home, "H%dton", i);
        (void)sprintf(guest, "G%dton", i * 3);
        add(f, "", report(a, home, guest, i, i * 7));
    }
    find(f);
    for (size_t r = 0; r < f->count; r++)
        assert_int_equal(f->copy_of[r], RL_NONE);
}

#define WITH_RECORDS(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_RECORDS(the_same_text_is_a_copy),
        WITH_RECORDS(the_earliest_counts_then_the_smallest_id),
        WITH_RECORDS(a_byline_and_a_headline_make_no_other_text),
        WITH_RECORDS(an_article_cut_short_is_a_copy),
        WITH_RECORDS(an_update_is_no_copy),
        WITH_RECORDS(a_few_other_words_are_nothing_new),
        WITH_RECORDS(reports_from_a_mould_are_no_copies),
        WITH_RECORDS(a_table_with_the_same_words_around_is_no_copy),
        WITH_RECORDS(short_texts_are_copies_only_word_by_word),
        WITH_RECORDS(nothing_is_no_copy_of_nothing),
        WITH_RECORDS(a_copy_is_never_repeated),
        WITH_RECORDS(ten_thousand_copies_take_no_time),
        WITH_RECORDS(ten_thousand_reports_take_no_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
