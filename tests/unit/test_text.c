/* The text stage as a whole: repairs and the way back to the input, joined sentences, reuse of a worker, and laws that
 * hold for every text, tried on texts made from a fixed seed. */
#include "text/fold.h"
#include "text/text.h"
#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static rl_text_rules rules;
static rl_text_worker worker;

static int make_rules(void **state)
{
    (void)state;
    bool ok = rl_text_rules_add_abbreviation(&rules, "mr", 2) && rl_text_rules_add_starter(&rules, "the", 3) &&
              rl_text_rules_add_word(&rules, "article", 7) && rl_text_rules_add_word(&rules, "content", 7);
    return ok ? 0 : -1;
}

static int free_rules(void **state)
{
    (void)state;
    rl_text_rules_free(&rules);
    rl_text_worker_free(&worker);
    return 0;
}

static rl_text read_bytes(const char *bytes, size_t length)
{
    rl_text text = {0};
    assert_int_equal(rl_text_read(&worker, &rules, bytes, length, &text, NULL), RELATA_OK);
    return text;
}

static rl_text read_text(const char *bytes)
{
    return read_bytes(bytes, strlen(bytes));
}

/* ---- repairs ---- */

static void good_text_is_not_copied(void **state)
{
    (void)state;
    const char *bytes = "Xi met Carney.";
    rl_text text = read_text(bytes);
    assert_ptr_equal(text.bytes, bytes);
    assert_int_equal(text.length, strlen(bytes));
    assert_int_equal(text.repair_count, 0);
}

static void bad_bytes_are_replaced_and_remembered(void **state)
{
    (void)state;
    rl_text text = read_text("a \xFF" "b\xE2\x80 c\xC0\xAF");
    assert_string_equal(rl_buffer_string(&worker.repaired), "a \xEF\xBF\xBD" "b\xEF\xBF\xBD c\xEF\xBF\xBD\xEF\xBF\xBD");
    assert_int_equal(text.length, 17);
    static const rl_repair expected[] = {{2, 2, 1}, {6, 4, 2}, {11, 8, 1}, {14, 9, 1}};
    assert_int_equal(text.repair_count, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(text.repairs[i].start, expected[i].start);
        assert_int_equal(text.repairs[i].input_start, expected[i].input_start);
        assert_int_equal(text.repairs[i].input_length, expected[i].input_length);
    }
}

/* ---- commas of names, ornaments ---- */

static void the_comma_before_junior_is_no_token(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t tokens;
    } cases[] = {{"King, Jr", 2},         {"King, Jr.", 3},     {"KING, JR", 2},    {"king, Jr", 3},   {", Jr", 2},
                 {"King, Jrs", 3},        {"King, J", 3},       {"King,", 2},       {"King, Sr", 2},   {"King, Sr.", 3},
                 {"Maria, Sr. Lopez", 5}, {"King, Jr. Lee", 4}, {"King, S\xC3", 4}, {"King, Jr\xCC\x81", 3}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        rl_text text = read_text(cases[i].text);
        assert_int_equal(text.token_count, cases[i].tokens);
    }
}

static void ornaments_are_neither_words_nor_quotes(void **state)
{
    (void)state;
    static const char *const ornaments[] = {"*", "#", "•", "→", "▶", "😀", "👍🏽", "·", "©"};
    static const char *const others[] = {"a", "1", "\"", "“", "(", "-", "—", ".", "…", "»", "'", "$"};
    for (size_t i = 0; i < sizeof ornaments / sizeof ornaments[0]; i++) {
        rl_text text = read_text(ornaments[i]);
        assert_true(rl_token_is_ornament(&text, &text.tokens[0]));
    }
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        rl_text text = read_text(others[i]);
        assert_false(rl_token_is_ornament(&text, &text.tokens[0]));
    }
    rl_text text = read_text("It rained. 😀 Xi left.");
    assert_int_equal(text.sentence_count, 2);
}

static void a_worker_forgets_the_text_before(void **state)
{
    (void)state;
    read_text("One. Two. \xFF\xFF Three and more words than the next text has.");
    rl_text text = read_text("Xi");
    assert_int_equal(text.token_count, 1);
    assert_int_equal(text.sentence_count, 1);
    assert_int_equal(text.repair_count, 0);
    assert_int_equal(text.tokens[0].fold, 0);
    assert_int_equal(text.tokens[0].classes, 0);
    text = read_bytes("", 0);
    assert_int_equal(text.token_count, 0);
}

static void too_large_a_text_is_refused(void **state)
{
    (void)state;
    rl_text text = {.length = 7};
    relata_error err = {0};
    /* It is refused before it is read. */
    assert_int_equal(rl_text_read(&worker, &rules, "x", RL_TEXT_LIMIT + 1, &text, &err), RELATA_ERROR_LIMIT);
    assert_string_equal(err.message, "the text is larger than 512 MiB");
    assert_int_equal(text.length, 7);
}

/* ---- joining ---- */

static void joined_sentences_are_one(void **state)
{
    (void)state;
    rl_text text = read_text("Talks in New\nYork City went on.\nNext Line\nThe end.");
    assert_int_equal(text.sentence_count, 4);
    const bool joins[] = {false, true, false, false};
    uint32_t end = text.sentences[1].end;
    rl_text_join_sentences(&text, joins);
    assert_int_equal(text.sentence_count, 3);
    assert_int_equal(text.sentences[0].start, 0);
    assert_int_equal(text.sentences[0].end, end);
    assert_int_equal(text.sentences[0].flags & (RL_SENTENCE_HEADLINE | RL_SENTENCE_ALL_CAPS | RL_SENTENCE_NO_STOP), 0);
    assert_true((text.sentences[1].flags & RL_SENTENCE_HEADLINE) != 0);
    for (size_t s = 0; s < text.sentence_count; s++)
        for (uint32_t t = text.sentences[s].first; t < text.sentences[s].last; t++)
            assert_int_equal(text.tokens[t].sentence, s);
    assert_true((text.tokens[0].flags & RL_TOKEN_SENTENCE_START) != 0);
    assert_false((text.tokens[3].flags & RL_TOKEN_SENTENCE_START) != 0); /* York */
}

static void many_can_be_joined(void **state)
{
    (void)state;
    rl_text text = read_text("A\nB\nC\nD\nE");
    const bool joins[] = {true, true, true, false, true}; /* there is nothing before the first */
    rl_text_join_sentences(&text, joins);
    assert_int_equal(text.sentence_count, 2);
    assert_int_equal(text.sentences[0].last, 3);
    assert_int_equal(text.sentences[1].first, 3);
    assert_int_equal(text.tokens[4].sentence, 1);
}

static void joined_sentences_keep_to_the_greatest_length(void **state)
{
    (void)state;
    enum { LINES = 5000 };
    char *bytes = malloc(2 * LINES);
    bool *joins = malloc(LINES * sizeof *joins);
    assert_non_null(bytes);
    assert_non_null(joins);
    for (size_t i = 0; i < LINES; i++) {
        memcpy(bytes + 2 * i, "A\n", 2);
        joins[i] = true;
    }
    rl_text text = read_bytes(bytes, 2 * LINES);
    assert_int_equal(text.sentence_count, LINES);
    rl_text_join_sentences(&text, joins);
    assert_int_equal(text.sentence_count, LINES / RL_SENTENCE_LONGEST);
    assert_int_equal(text.sentences[0].last, RL_SENTENCE_LONGEST);
    assert_int_equal(text.tokens[LINES - 1].sentence, text.sentence_count - 1);
    free(bytes);
    free(joins);
}

/* ---- laws ---- */

/* The input is the text with each U+FFFD of a repair put back. */
static void assert_leads_back(const rl_text *text, const char *input, size_t length)
{
    size_t at = 0, input_at = 0;
    for (size_t i = 0; i < text->repair_count; i++) {
        const rl_repair *r = &text->repairs[i];
        assert_true(r->start >= at && r->input_start >= input_at && r->input_length > 0);
        assert_int_equal(r->start - at, r->input_start - input_at);
        assert_memory_equal(text->bytes + at, input + input_at, r->start - at);
        assert_memory_equal(text->bytes + r->start, "\xEF\xBF\xBD", 3);
        at = r->start + 3;
        input_at = r->input_start + r->input_length;
    }
    assert_int_equal(text->length - at, length - input_at);
    assert_memory_equal(text->bytes + at, input + input_at, length - input_at);
}

static void assert_token_laws(const rl_text *text)
{
    rl_buffer folded = {0};
    size_t before = 0;
    for (size_t i = 0; i < text->token_count; i++) {
        const rl_token *t = &text->tokens[i];
        assert_true(t->start >= before && t->end > t->start && t->end <= text->length);
        assert_int_equal(rl_utf8_valid_prefix(text->bytes + t->start, t->end - t->start), t->end - t->start);
        rl_buffer_clear(&folded);
        assert_true(rl_fold_word(text->bytes + t->start, t->end - t->start, &folded));
        assert_int_equal(folded.length, t->fold_length);
        assert_memory_equal(text->folded + t->fold, folded.length == 0 ? "" : folded.bytes, folded.length);
        assert_int_equal(t->hash, rl_hash_bytes(text->folded + t->fold, t->fold_length));
        assert_true((t->flags & RL_TOKEN_LINE_BEFORE) == 0 || (t->flags & RL_TOKEN_SPACE_BEFORE) != 0);
        assert_int_equal(rl_token_line_breaks(text, i) > 0, (t->flags & RL_TOKEN_LINE_BEFORE) != 0);
        before = t->end;
    }
    rl_buffer_free(&folded);
}

static void assert_sentence_laws(const rl_text *text)
{
    size_t token = 0, paragraph = 0;
    for (size_t s = 0; s < text->sentence_count; s++) {
        const rl_sentence *sentence = &text->sentences[s];
        assert_int_equal(sentence->first, token);
        assert_in_range(sentence->last - sentence->first, 1, RL_SENTENCE_LONGEST);
        assert_int_equal(sentence->start, text->tokens[sentence->first].start);
        assert_int_equal(sentence->end, text->tokens[sentence->last - 1].end);
        assert_true(sentence->paragraph == paragraph || (s > 0 && sentence->paragraph == paragraph + 1));
        for (; token < sentence->last; token++)
            assert_int_equal(text->tokens[token].sentence, s);
        paragraph = sentence->paragraph;
    }
    assert_int_equal(token, text->token_count);
    assert_int_equal(text->paragraph_count, text->sentence_count == 0 ? 0 : paragraph + 1);
}

/* All that is not in a token is white space or unseen: nothing of the text is lost. */
static void assert_nothing_is_lost(const rl_text *text)
{
    size_t at = 0;
    for (size_t i = 0; i <= text->token_count; i++) {
        size_t end = i < text->token_count ? text->tokens[i].start : text->length;
        for (; at < end; at++)
            assert_false(strchr("abcABC019.,'\"()!?&-", text->bytes[at]) != NULL && text->bytes[at] != '\0');
        at = i < text->token_count ? text->tokens[i].end : end;
    }
}

static uint64_t next_random(uint64_t *seed)
{
    *seed += 0x9E3779B97F4A7C15u;
    return rl_hash_mix(*seed, 1);
}

static const char *const pieces[] = {
    "a", "b", "A", "B", "the", "The", "US", "U.S.", "J.", "Mr.", "word", "Word", "WORD", "iPhone", "contentArticle",
    ".", ".", ",", ":", "!", "?", "\xE2\x80\xA6", "'", "'s", "\xE2\x80\x99", "\xE2\x80\x99s", "\"", "\xE2\x80\x9C",
    "\xE2\x80\x9D", "(", ")", "-", "\xE2\x80\x90", "\xE2\x80\x93", "&", "/", "1", "20", "3.5", "1,000", "\n", "\n",
    "\n\n", "\r\n", "\r", "\t", " ", " ", " ", "\xC2\xA0", "\xC2\x85", "\xE2\x80\xA8", "\xC2\xAD", "\xE2\x80\x8B",
    "\xEF\xBB\xBF", "\xC3\xA9", "\xC3\x89", "e\xCC\x81", "\xCC\x81", "\xC3\x9F", "\xC4\xB0", "\xEF\xAC\x81",
    "\xE4\xB8\xAD", "\xD0\x9C", "\xF0\x9F\x98\x80", "\xFF", "\xC3", "\xE2\x80", "\xF0\x9F", "\xED\xA0\x80", "\x01",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
};

/* Words apart, words glued together, or bytes of any kind. */
static size_t make_text(uint64_t *seed, char *bytes, size_t room)
{
    size_t length = 0, count = next_random(seed) % (next_random(seed) % 20 == 0 ? 2000 : 40);
    unsigned style = (unsigned)(next_random(seed) % 4);
    for (size_t i = 0; i < count && length + 128 < room; i++) {
        const char *piece = pieces[next_random(seed) % (sizeof pieces / sizeof pieces[0])];
        if (style == 3 && next_random(seed) % 3 == 0) {
            bytes[length++] = (char)(next_random(seed) & 0xFF);
            continue;
        }
        memcpy(bytes + length, piece, strlen(piece));
        length += strlen(piece);
        if (style == 0 || (style == 1 && next_random(seed) % 2 == 0))
            bytes[length++] = ' ';
    }
    return length;
}

static void laws_hold_for_every_text(void **state)
{
    (void)state;
    enum { ROOM = 1 << 16, TEXTS = 3000 };
    char *bytes = malloc(ROOM);
    bool *joins = malloc(ROOM * sizeof *joins);
    assert_non_null(bytes);
    assert_non_null(joins);
    uint64_t seed = 2025;
    for (size_t n = 0; n < TEXTS; n++) {
        size_t length = make_text(&seed, bytes, ROOM);
        rl_text text = read_bytes(bytes, length);
        assert_leads_back(&text, bytes, length);
        assert_token_laws(&text);
        assert_sentence_laws(&text);
        assert_nothing_is_lost(&text);
        size_t paragraphs = text.paragraph_count;
        for (size_t s = 0; s < text.sentence_count; s++)
            joins[s] = s > 0 && text.sentences[s].paragraph == text.sentences[s - 1].paragraph;
        rl_text_join_sentences(&text, joins);
        assert_sentence_laws(&text);
        assert_int_equal(text.paragraph_count, paragraphs);
    }
    free(bytes);
    free(joins);
}

static void names_have_the_same_words_as_texts(void **state)
{
    (void)state;
    static const char *const names[] = {"Asia-Pacific Economic Cooperation", "McDonald's", "Xi Jinping", "U.S. Steel",
                                        "AT&T",                              "7-Eleven",   "J. Smith",   "O'Neill"};
    static rl_text_worker other;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        rl_text in_text = read_text(names[i]), name = {0};
        assert_int_equal(rl_text_read_name(&other, &rules, names[i], strlen(names[i]), &name, NULL), RELATA_OK);
        assert_int_equal(name.token_count, in_text.token_count);
        for (size_t t = 0; t < name.token_count; t++)
            assert_int_equal(name.tokens[t].hash, in_text.tokens[t].hash);
    }
    rl_text_worker_free(&other);
}

static void numerals_of_kings_are_capitals(void **state)
{
    (void)state;
    static const bool is_one[] = {true, true, true, false, false, false, false};
    rl_text text = read_text("I XVI VIII ii Vi XXXVIII D");
    assert_int_equal(text.token_count, sizeof is_one / sizeof is_one[0]);
    for (size_t t = 0; t < text.token_count; t++)
        assert_int_equal(rl_token_is_numeral(&text, &text.tokens[t]), is_one[t]);
}

/* "Hee-sun" has two of them; "based", "led" and "owned" behind a hyphen are none. */
static void syllables_are_those_of_chinese_and_korean_names(void **state)
{
    (void)state;
    static const char *const yes[] = {"Hee", "sun", "Yoo", "jin", "wen", "Hsiung", "yeon", "kay", "un"};
    static const char *const no[] = {"based", "led", "born", "owned", "n", "era", "style", "Toronto", "ng", "2"};
    for (size_t i = 0; i < sizeof yes / sizeof yes[0]; i++) {
        rl_text text = read_text(yes[i]);
        assert_true(rl_token_is_syllable(&text, &text.tokens[0]));
    }
    for (size_t i = 0; i < sizeof no / sizeof no[0]; i++) {
        rl_text text = read_text(no[i]);
        assert_false(rl_token_is_syllable(&text, &text.tokens[0]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_text_is_not_copied),
        cmocka_unit_test(bad_bytes_are_replaced_and_remembered),
        cmocka_unit_test(a_worker_forgets_the_text_before),
        cmocka_unit_test(too_large_a_text_is_refused),
        cmocka_unit_test(joined_sentences_are_one),
        cmocka_unit_test(many_can_be_joined),
        cmocka_unit_test(joined_sentences_keep_to_the_greatest_length),
        cmocka_unit_test(laws_hold_for_every_text),
        cmocka_unit_test(names_have_the_same_words_as_texts),
        cmocka_unit_test(the_comma_before_junior_is_no_token),
        cmocka_unit_test(numerals_of_kings_are_capitals),
        cmocka_unit_test(syllables_are_those_of_chinese_and_korean_names),
        cmocka_unit_test(ornaments_are_neither_words_nor_quotes),
    };
    return cmocka_run_group_tests_name("text", tests, make_rules, free_rules);
}
