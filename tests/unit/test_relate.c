/* Who appears with whom: windows, counts, and the places that show it. */
#include "relate/relate.h"

#include "text/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { ROOM = 64 };

typedef struct fixture {
    rl_text_rules rules;
    rl_text_worker worker;
    rl_text text;
    rl_mention mentions[ROOM];
    size_t count;
    rl_relater relater;
    rl_buffer shown;
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
    rl_text_rules_free(&f->rules);
    rl_relater_free(&f->relater);
    rl_buffer_free(&f->shown);
    free(f);
    return 0;
}

/* Every word of one capital letter is a mention of the entity A = 0, B = 1, …. ("B." would be an initial.) */
static void read_text(fixture *f, const char *bytes)
{
    assert_int_equal(rl_text_read(&f->worker, &f->rules, bytes, strlen(bytes), &f->text, NULL), RELATA_OK);
    f->count = 0;
    for (uint32_t t = 0; t < f->text.token_count; t++) {
        const rl_token *token = &f->text.tokens[t];
        char c = f->text.bytes[token->start];
        if (token->end != token->start + 1 || c < 'A' || c > 'Z')
            continue;
        assert_true(f->count < ROOM);
        f->mentions[f->count++] = (rl_mention){.first = t, .last = t + 1, .entity = (uint32_t)(c - 'A')};
    }
}

static void relate_in(fixture *f, relata_window kind, size_t tokens)
{
    rl_window window = {kind, tokens};
    assert_int_equal(rl_relate_document(&f->relater, &window, &f->text, f->mentions, NULL, f->count, NULL), RELATA_OK);
    for (size_t i = 0; i < f->relater.pair_count; i++) {
        const rl_pair *p = &f->relater.pairs[i];
        assert_true(p->a < p->b);
        assert_true(p->count > 0);
        assert_in_range(p->shown_count, 1, RL_EVIDENCE_LIMIT);
        assert_true(i == 0 || f->relater.pairs[i - 1].a < p->a || f->relater.pairs[i - 1].b < p->b);
    }
}

static void relate(fixture *f, const char *bytes, relata_window kind)
{
    read_text(f, bytes);
    relate_in(f, kind, 0);
}

static const rl_pair *find_pair(const fixture *f, char a, char b)
{
    for (size_t i = 0; i < f->relater.pair_count; i++)
        if (f->relater.pairs[i].a == (uint32_t)(a - 'A') && f->relater.pairs[i].b == (uint32_t)(b - 'A'))
            return &f->relater.pairs[i];
    return NULL;
}

static uint32_t count_of(const fixture *f, char a, char b)
{
    const rl_pair *p = find_pair(f, a, b);
    return p == NULL ? 0 : p->count;
}

static const char *text_shown(fixture *f, char a, char b, size_t number)
{
    const rl_pair *p = find_pair(f, a, b);
    assert_non_null(p);
    assert_true(number < p->shown_count);
    rl_buffer_clear(&f->shown);
    assert_true(rl_shown_text(&f->text, &p->shown[number], &f->shown));
    assert_true(f->shown.length <= RL_EVIDENCE_TEXT_LIMIT);
    return rl_buffer_string(&f->shown);
}

/* ---- windows ---- */

static const char *const STORY = "The A met the B here. The C came too.\n\nThe A left the D there. The B slept.";

static void a_sentence_is_a_window(void **state)
{
    fixture *f = *state;
    relate(f, STORY, RELATA_WINDOW_SENTENCE);
    assert_int_equal(f->relater.pair_count, 2);
    assert_int_equal(count_of(f, 'A', 'B'), 1);
    assert_int_equal(count_of(f, 'A', 'D'), 1);
}

static void a_paragraph_is_a_window(void **state)
{
    fixture *f = *state;
    relate(f, STORY, RELATA_WINDOW_PARAGRAPH);
    assert_int_equal(f->relater.pair_count, 5);
    assert_int_equal(count_of(f, 'A', 'B'), 2);
    assert_int_equal(count_of(f, 'A', 'C'), 1);
    assert_int_equal(count_of(f, 'C', 'D'), 0);
}

static void a_document_is_a_window(void **state)
{
    fixture *f = *state;
    relate(f, STORY, RELATA_WINDOW_DOCUMENT);
    assert_int_equal(f->relater.pair_count, 6);
    for (size_t i = 0; i < 6; i++)
        assert_int_equal(f->relater.pairs[i].count, 1);
}

/* Blocks of four words: "The A met the | B here. The C | came too." and, from the paragraph on, "The A left the | …".
 */
static void blocks_of_words_are_windows_inside_a_paragraph(void **state)
{
    fixture *f = *state;
    read_text(f, STORY);
    relate_in(f, RELATA_WINDOW_TOKENS, 4);
    assert_int_equal(f->relater.pair_count, 2);
    assert_int_equal(count_of(f, 'B', 'C'), 1);
    assert_int_equal(count_of(f, 'B', 'D'), 1); /* "D there. The B" */
    read_text(f, "one two A\n\nB three four");
    relate_in(f, RELATA_WINDOW_TOKENS, 10);
    assert_int_equal(f->relater.pair_count, 0);
}

static void commas_are_no_words_of_a_block(void **state)
{
    fixture *f = *state;
    read_text(f, "A , , , , B x y");
    relate_in(f, RELATA_WINDOW_TOKENS, 2);
    assert_int_equal(count_of(f, 'A', 'B'), 1);
}

static void a_window_counts_a_pair_once(void **state)
{
    fixture *f = *state;
    relate(f, "A and B and A and B and A here. A saw B there.", RELATA_WINDOW_SENTENCE);
    assert_int_equal(count_of(f, 'A', 'B'), 2);
    assert_int_equal(f->relater.pair_count, 1);
}

static void nobody_meets_himself(void **state)
{
    fixture *f = *state;
    relate(f, "A and A and A now.", RELATA_WINDOW_DOCUMENT);
    assert_int_equal(f->relater.pair_count, 0);
}

static void no_mentions_no_pairs(void **state)
{
    fixture *f = *state;
    relate(f, "nothing here", RELATA_WINDOW_SENTENCE);
    assert_int_equal(f->relater.pair_count, 0);
    relate(f, "", RELATA_WINDOW_DOCUMENT);
    assert_int_equal(f->relater.pair_count, 0);
}

/* The relater is used again and again: nothing of the document before may be left. */
static void documents_do_not_know_of_each_other(void **state)
{
    fixture *f = *state;
    relate(f, "A and B and C and D now.", RELATA_WINDOW_DOCUMENT);
    relate(f, "C and D now.", RELATA_WINDOW_DOCUMENT);
    assert_int_equal(f->relater.pair_count, 1);
    assert_int_equal(count_of(f, 'C', 'D'), 1);
}

/* ---- evidence ---- */

static void the_closest_place_is_the_first(void **state)
{
    fixture *f = *state;
    relate(f, "The A went out to see the old B today. The A saw B twice. The A and other people saw B go.",
           RELATA_WINDOW_SENTENCE);
    assert_string_equal(text_shown(f, 'A', 'B', 0), "The A saw B twice.");
    assert_string_equal(text_shown(f, 'A', 'B', 1), "The A and other people saw B go.");
    assert_string_equal(text_shown(f, 'A', 'B', 2), "The A went out to see the old B today.");
}

static void the_best_of_one_window_is_shown(void **state)
{
    fixture *f = *state;
    relate(f, "The A went out. The B stayed in. Later the A found the B there.", RELATA_WINDOW_DOCUMENT);
    assert_int_equal(find_pair(f, 'A', 'B')->shown_count, 1);
    assert_string_equal(text_shown(f, 'A', 'B', 0), "Later the A found the B there.");
}

/* Either may come first; the later place is the better one. */
static void both_orders_are_looked_at(void **state)
{
    fixture *f = *state;
    relate(f, "The B and the old and tired and grumpy A went out. The A saw B there.", RELATA_WINDOW_DOCUMENT);
    assert_string_equal(text_shown(f, 'A', 'B', 0), "The A saw B there.");
}

static void an_ordinary_sentence_goes_before_a_headline(void **state)
{
    fixture *f = *state;
    relate(f, "A Meets B\n\nThen the A, tired of all the talk, met the old B again.", RELATA_WINDOW_SENTENCE);
    assert_int_equal(count_of(f, 'A', 'B'), 2);
    assert_string_equal(text_shown(f, 'A', 'B', 0), "Then the A, tired of all the talk, met the old B again.");
    assert_string_equal(text_shown(f, 'A', 'B', 1), "A Meets B");
}

static void one_text_is_shown_once_but_counted(void **state)
{
    fixture *f = *state;
    relate(f, "The A saw B there. The A saw B there. The A saw B there.", RELATA_WINDOW_SENTENCE);
    assert_int_equal(count_of(f, 'A', 'B'), 3);
    assert_int_equal(find_pair(f, 'A', 'B')->shown_count, 1);
}

static void five_places_are_kept_and_they_are_the_best(void **state)
{
    fixture *f = *state;
    relate(f,
           "The A q q q q q q q B one. The A q q q q q q B two. The A q q q q q B three. The A q q q q B four. "
           "The A q q q B five. The A q q B six. The A q B seven.",
           RELATA_WINDOW_SENTENCE);
    assert_int_equal(count_of(f, 'A', 'B'), 7);
    assert_int_equal(find_pair(f, 'A', 'B')->shown_count, 5);
    assert_string_equal(text_shown(f, 'A', 'B', 0), "The A q B seven.");
    assert_string_equal(text_shown(f, 'A', 'B', 4), "The A q q q q q B three.");
}

static void of_equal_places_the_earlier_is_first(void **state)
{
    fixture *f = *state;
    relate(f, "The A saw B once. The A saw B twice.", RELATA_WINDOW_SENTENCE);
    assert_string_equal(text_shown(f, 'A', 'B', 0), "The A saw B once.");
}

/* The mentions of these lines; a paragraph is a line. */
static void relate_with_lines(fixture *f, const char *bytes, relata_window kind, const uint32_t *line_of_paragraph)
{
    uint32_t lines[ROOM];
    rl_window window = {kind, 0};
    read_text(f, bytes);
    for (size_t m = 0; m < f->count; m++)
        lines[m] = line_of_paragraph[f->text.sentences[f->text.tokens[f->mentions[m].first].sentence].paragraph];
    assert_int_equal(rl_relate_document(&f->relater, &window, &f->text, f->mentions, lines, f->count, NULL), RELATA_OK);
}

static void pairs_are_kept_apart_by_line(void **state)
{
    fixture *f = *state;
    static const uint32_t LINES[] = {RL_NONE, 0, RL_NONE, 1};
    relate_with_lines(f, "The A met the B here.\n\nBy A and B\n\nThe B left the A there.\n\nMore of A and B", RELATA_WINDOW_SENTENCE,
                      LINES);
    assert_int_equal(f->relater.pair_count, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(f->relater.pairs[i].line, i == 2 ? RL_NONE : i);
        assert_int_equal(f->relater.pairs[i].count, i == 2 ? 2 : 1);
    }
}

/* A line stands between; what is outside is shown all the same, and counts once. */
static void a_whole_document_shows_what_is_outside_of_lines(void **state)
{
    fixture *f = *state;
    static const uint32_t LINES[] = {RL_NONE, 0, RL_NONE};
    relate_with_lines(f, "The A came.\n\nBy A and B and C\n\nThe B left.", RELATA_WINDOW_DOCUMENT, LINES);
    assert_int_equal(f->relater.pair_count, 3);
    assert_int_equal(count_of(f, 'A', 'B'), 1);
    assert_int_equal(find_pair(f, 'A', 'B')->line, RL_NONE);
    assert_string_equal(text_shown(f, 'A', 'B', 0), "The A came. By A and B and C The B left.");
    assert_string_equal(text_shown(f, 'A', 'C', 0), "By A and B and C");
    assert_int_equal(find_pair(f, 'A', 'B')->shown_count, 1);
}

static void white_space_is_collapsed(void **state)
{
    fixture *f = *state;
    relate(f, "  The A \t met\n the   B\there .  ", RELATA_WINDOW_SENTENCE);
    assert_string_equal(text_shown(f, 'A', 'B', 0), "The A met the B here .");
}

/* Two sentences apart: all between them is shown. */
static void a_pair_of_two_sentences_shows_both(void **state)
{
    fixture *f = *state;
    relate(f, "The A came.  It rained. The B left. The C stayed.", RELATA_WINDOW_PARAGRAPH);
    assert_string_equal(text_shown(f, 'A', 'B', 0), "The A came. It rained. The B left.");
}

static char *repeat(const char *word, size_t times, const char *before, const char *after)
{
    size_t size = strlen(word) * times + strlen(before) + strlen(after) + 1, length = strlen(before);
    char *text = malloc(size);
    assert_non_null(text);
    (void)strcpy(text, before);
    for (size_t i = 0; i < times; i++, length += strlen(word))
        (void)strcpy(text + length, word);
    (void)strcpy(text + length, after);
    return text;
}

static void a_long_sentence_is_cut_around_the_pair(void **state)
{
    fixture *f = *state;
    char *front = repeat("und ", 400, "Now ", "the A met the B "), *text = repeat("then ", 400, front, "it ended.");
    relate(f, text, RELATA_WINDOW_SENTENCE);
    const char *shown = text_shown(f, 'A', 'B', 0);
    assert_non_null(strstr(shown, "the A met the B then"));
    assert_true(strlen(shown) > RL_EVIDENCE_TEXT_LIMIT / 2);
    assert_int_equal(strncmp(shown, "und ", 4), 0);
    assert_string_equal(shown + strlen(shown) - 4, "then");
    free(front);
    free(text);
}

static void a_pair_too_far_apart_shows_the_beginning(void **state)
{
    fixture *f = *state;
    char *text = repeat("und ", 600, "The A went ", "to the B there.");
    relate(f, text, RELATA_WINDOW_SENTENCE);
    const char *shown = text_shown(f, 'A', 'B', 0);
    assert_int_equal(strncmp(shown, "The A went und", 14), 0);
    assert_true(strlen(shown) <= RL_EVIDENCE_TEXT_LIMIT);
    free(text);
}

/* The cut falls where a character of several bytes stands: whole characters stay, whatever the parity. */
static void a_cut_leaves_characters_whole(void **state)
{
    fixture *f = *state;
    for (int pad = 0; pad < 4; pad++) {
        char before[40];
        (void)snprintf(before, sizeof before, "The A %.*s", pad, "xxxx");
        char *text = repeat("\xF0\x9F\x98\x80", 600, before, " to the B there.");
        relate(f, text, RELATA_WINDOW_SENTENCE);
        const char *shown = text_shown(f, 'A', 'B', 0);
        size_t length = strlen(shown), at = 6 + (size_t)pad;
        assert_true(length > RL_EVIDENCE_TEXT_LIMIT - 4);
        assert_int_equal((length - at) % 4, 0);
        free(text);
    }
}

/* ---- size ---- */

/* `times` rounds of `entities` mentions, one a word; no full stop anywhere. */
static void make_crowd(fixture *f, uint32_t entities, size_t times, rl_mention **ret_mentions)
{
    size_t count = entities * times;
    char *text = repeat("x ", count, "", "");
    rl_mention *mentions = calloc(count, sizeof *mentions);
    assert_non_null(mentions);
    assert_int_equal(rl_text_read(&f->worker, &f->rules, text, strlen(text), &f->text, NULL), RELATA_OK);
    assert_int_equal(f->text.token_count, count);
    for (uint32_t i = 0; i < count; i++)
        mentions[i] = (rl_mention){.first = i, .last = i + 1, .entity = i % entities};
    rl_window window = {RELATA_WINDOW_DOCUMENT, 0};
    assert_int_equal(rl_relate_document(&f->relater, &window, &f->text, mentions, NULL, count, NULL), RELATA_OK);
    *ret_mentions = mentions;
    free(text);
}

static void ten_thousand_mentions_of_a_hundred_all_meet(void **state)
{
    fixture *f = *state;
    rl_mention *mentions;
    make_crowd(f, 100, 100, &mentions);
    assert_int_equal(f->relater.pair_count, 100 * 99 / 2);
    for (size_t i = 0; i < f->relater.pair_count; i++) {
        const rl_pair *p = &f->relater.pairs[i];
        uint32_t apart = p->b - p->a, nearest = apart < 100 - apart ? apart : 100 - apart;
        assert_int_equal(p->count, 1);
        assert_int_equal(p->shown[0].last - p->shown[0].first, nearest + 1);
    }
    free(mentions);
}

/* In a list of fifty thousand names everyone meets only those who stand near. */
static void an_endless_list_makes_no_endless_network(void **state)
{
    fixture *f = *state;
    rl_mention *mentions;
    make_crowd(f, 50000, 1, &mentions);
    assert_in_range(f->relater.pair_count, 50000, 600000);
    assert_int_equal(f->relater.pairs[0].a, 0);
    assert_int_equal(f->relater.pairs[0].b, 1);
    for (size_t i = 0; i < f->relater.pair_count; i++)
        assert_true(f->relater.pairs[i].b - f->relater.pairs[i].a <= 11);
    free(mentions);
}

#define WITH_TEXT(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_TEXT(a_sentence_is_a_window),
        WITH_TEXT(a_paragraph_is_a_window),
        WITH_TEXT(a_document_is_a_window),
        WITH_TEXT(blocks_of_words_are_windows_inside_a_paragraph),
        WITH_TEXT(commas_are_no_words_of_a_block),
        WITH_TEXT(a_window_counts_a_pair_once),
        WITH_TEXT(nobody_meets_himself),
        WITH_TEXT(no_mentions_no_pairs),
        WITH_TEXT(documents_do_not_know_of_each_other),
        WITH_TEXT(the_closest_place_is_the_first),
        WITH_TEXT(the_best_of_one_window_is_shown),
        WITH_TEXT(both_orders_are_looked_at),
        WITH_TEXT(an_ordinary_sentence_goes_before_a_headline),
        WITH_TEXT(one_text_is_shown_once_but_counted),
        WITH_TEXT(five_places_are_kept_and_they_are_the_best),
        WITH_TEXT(of_equal_places_the_earlier_is_first),
        WITH_TEXT(pairs_are_kept_apart_by_line),
        WITH_TEXT(a_whole_document_shows_what_is_outside_of_lines),
        WITH_TEXT(white_space_is_collapsed),
        WITH_TEXT(a_pair_of_two_sentences_shows_both),
        WITH_TEXT(a_long_sentence_is_cut_around_the_pair),
        WITH_TEXT(a_pair_too_far_apart_shows_the_beginning),
        WITH_TEXT(a_cut_leaves_characters_whole),
        WITH_TEXT(ten_thousand_mentions_of_a_hundred_all_meet),
        WITH_TEXT(an_endless_list_makes_no_endless_network),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
