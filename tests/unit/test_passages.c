/* Passages that a document says twice: which sentences are marked, and which are not. */
#include "repeat/passages.h"

#include "text/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct fixture {
    rl_text_rules rules;
    rl_text_worker worker;
    rl_text text;
    rl_passages passages;
    size_t count;
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
    rl_passages_free(&f->passages);
    free(f);
    return 0;
}

static void mark(fixture *f, const char *bytes)
{
    f->count = SIZE_MAX;
    assert_int_equal(rl_text_read(&f->worker, &f->rules, bytes, strlen(bytes), &f->text, NULL), RELATA_OK);
    assert_int_equal(rl_passages_mark(&f->passages, &f->text, &f->count, NULL), RELATA_OK);
}

/* A letter for each sentence: "-" if it counts, "r" if it is repeated. */
static void assert_marks(fixture *f, const char *bytes, const char *expected)
{
    char found[128] = "";
    mark(f, bytes);
    assert_true(f->text.sentence_count < sizeof found);
    for (size_t s = 0; s < f->text.sentence_count; s++) {
        size_t marked = 0, tokens = f->text.sentences[s].last - f->text.sentences[s].first;
        for (size_t t = f->text.sentences[s].first; t < f->text.sentences[s].last; t++)
            marked += (f->text.tokens[t].flags & RL_TOKEN_REPEATED) != 0;
        assert_true(marked == 0 || marked == tokens);
        found[s] = marked > 0 ? 'r' : '-';
    }
    assert_string_equal(found, expected);
}

#define FIRST "The old ferry left the harbour of Port Ewing at dawn with Anna Bell on board."
#define SECOND "Nobody saw it come back that night."
#define THIRD "A fisherman found a lamp on the northern shore, and later two of the boats that it had carried."

static void an_article_given_twice_counts_once(void **state)
{
    assert_marks(*state, FIRST " " SECOND "\n\n" THIRD "\n\n" FIRST " " SECOND "\n\n" THIRD, "---rrr");
    assert_int_equal(((fixture *)*state)->count, 1);
}

static void a_teaser_counts_once(void **state)
{
    assert_marks(*state, FIRST "\n\nMore about ferries\n\n" FIRST " " SECOND, "--r-");
}

static void each_passage_is_counted(void **state)
{
    assert_marks(*state, FIRST " " THIRD "\n\n" FIRST " " SECOND " " THIRD, "--r-r");
    assert_int_equal(((fixture *)*state)->count, 2);
}

/* Lost spaces, lost line breaks, other quotation marks, capitals. */
static void glue_may_differ(void **state)
{
    assert_marks(*state,
                 "Photo of the harbour by Carl Dorn\n\n" FIRST "\n\n“" THIRD "”\n\n"
                 "PHOTO OF THE HARBOUR BY CARL DORN\n" FIRST THIRD,
                 "---rrr");
}

static void furniture_may_stand_between(void **state)
{
    fixture *f = *state;
    uint64_t *hashes = malloc(sizeof *hashes);
    rl_phrase *phrases = malloc(sizeof *phrases);
    assert_true(hashes != NULL && phrases != NULL);
    mark(f, "Advertisement");
    hashes[0] = f->text.tokens[0].hash;
    phrases[0] = (rl_phrase){hashes, 1, true};
    f->rules.phrases = phrases;
    f->rules.phrase_count = f->rules.phrase_capacity = 1;
    rl_text_rules_seal(&f->rules);
    assert_marks(f, FIRST " " SECOND " " FIRST "\n\nAdvertisement\n\n" SECOND, "--r-r");
    assert_int_equal(f->count, 1);
}

static void short_sentences_count_again(void **state)
{
    assert_marks(*state, "Carl Smith said no. " FIRST " Carl Smith said no. " SECOND " Carl Smith said no. " THIRD,
                 "------");
    assert_int_equal(((fixture *)*state)->count, 0);
}

static void table_heads_count_again(void **state)
{
    assert_marks(*state, "Player Team Games Goals\nBell Ewing 1 2\n\nPlayer Team Games Goals\nDorn Ewing 3 1", "----");
}

/* What differs is the name. */
static void one_word_makes_a_new_sentence(void **state)
{
    assert_marks(*state, FIRST " The old ferry left the harbour of Port Ewing at dawn with Carl Bell on board.", "--");
}

static void a_quotation_in_a_new_sentence_is_new(void **state)
{
    assert_marks(
        *state, FIRST " Carl Dorn wrote: the old ferry left the harbour of Port Ewing at dawn with Anna Bell on board.",
        "--");
}

/* Two runs side by side that stood apart. */
static void a_sentence_of_two_runs_is_repeated(void **state)
{
    assert_marks(*state,
                 "One two three four five six seven eight nine ten eleven twelve. Red and blue. "
                 "Aye bee cee dee eff gee haitch eye jay kay ell emm. Green and grey. "
                 "One two three four five six seven eight nine ten eleven twelve aye bee cee dee eff gee haitch eye "
                 "jay kay ell emm.",
                 "----r");
}

static void little_text_has_no_passages(void **state)
{
    assert_marks(*state, "", "");
    assert_marks(*state, "Bell", "-");
    assert_marks(*state, "...", "-");
    assert_marks(*state, "Yes. Yes.", "--");
}

static char *repeat(const char *piece, size_t times)
{
    size_t length = strlen(piece);
    char *all = malloc(length * times + 1);
    assert_non_null(all);
    for (size_t i = 0; i < times; i++)
        memcpy(all + i * length, piece, length);
    all[length * times] = '\0';
    return all;
}

/* A search that compared each with all before it would take hours. */
static void a_hundred_thousand_lines_take_no_time(void **state)
{
    fixture *f = *state;
    static const char *const PIECES[] = {"The ferry of Port Ewing left at dawn with Anna Bell.\n", "a ", "a b "};
    for (size_t i = 0; i < 3; i++) {
        char *all = repeat(PIECES[i], 100000);
        mark(f, all);
        assert_int_equal(f->count, 1);
        assert_int_equal(f->text.tokens[0].flags & RL_TOKEN_REPEATED, 0);
        assert_int_not_equal(f->text.tokens[f->text.token_count - 1].flags & RL_TOKEN_REPEATED, 0);
        free(all);
    }
}

/* Every word begins a fingerprint: a run of words each smaller than the one before. */
static void fingerprints_at_every_word_find_room(void **state)
{
    fixture *f = *state;
    enum { WORDS = 20000 };
    rl_token *tokens = calloc(WORDS, sizeof *tokens);
    rl_sentence sentence = {.last = WORDS};
    assert_non_null(tokens);
    for (size_t t = 0; t < WORDS; t++)
        tokens[t] = (rl_token){.hash = WORDS - t, .shape = RL_SHAPE_LOWER};
    f->text = (rl_text){.tokens = tokens, .token_count = WORDS, .sentences = &sentence, .sentence_count = 1};
    assert_int_equal(rl_passages_mark(&f->passages, &f->text, &f->count, NULL), RELATA_OK);
    assert_int_equal(f->count, 0);
    free(tokens);
}

static void documents_do_not_know_of_each_other(void **state)
{
    assert_marks(*state, FIRST " " THIRD, "--");
    assert_marks(*state, FIRST " " THIRD, "--");
}

#define WITH_TEXT(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_TEXT(an_article_given_twice_counts_once),
        WITH_TEXT(a_teaser_counts_once),
        WITH_TEXT(each_passage_is_counted),
        WITH_TEXT(glue_may_differ),
        WITH_TEXT(furniture_may_stand_between),
        WITH_TEXT(short_sentences_count_again),
        WITH_TEXT(table_heads_count_again),
        WITH_TEXT(one_word_makes_a_new_sentence),
        WITH_TEXT(a_quotation_in_a_new_sentence_is_new),
        WITH_TEXT(a_sentence_of_two_runs_is_repeated),
        WITH_TEXT(little_text_has_no_passages),
        WITH_TEXT(a_hundred_thousand_lines_take_no_time),
        WITH_TEXT(fingerprints_at_every_word_find_room),
        WITH_TEXT(documents_do_not_know_of_each_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
