/* Plain words are cut many at a time where the end of the text is far, and one by one where it is near: the tokens are the
 * same, and so are their folded forms and hashes those of the words alone. Random texts, of pieces that words meet. */
#include "text/fold.h"
#include "text/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { ROUNDS = 30000, LONGEST = 200, FAR = 64 };

typedef struct fixture {
    rl_text_rules rules;
    rl_text_worker near_worker;
    rl_text_worker far_worker;
    rl_buffer text;
    rl_buffer folded;
    uint32_t seed;
} fixture;

static int set_up(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    *state = f;
    return f == NULL || !rl_text_rules_add_abbreviation(&f->rules, "mr", 2) ||
           !rl_text_rules_add_word(&f->rules, "prime", 5) || !rl_text_rules_add_starter(&f->rules, "the", 3);
}

static int tear_down(void **state)
{
    fixture *f = *state;
    rl_text_rules_free(&f->rules);
    rl_text_worker_free(&f->near_worker);
    rl_text_worker_free(&f->far_worker);
    rl_buffer_free(&f->text);
    rl_buffer_free(&f->folded);
    free(f);
    return 0;
}

static uint32_t next_number(fixture *f)
{
    f->seed = f->seed * 1664525u + 1013904223u;
    return f->seed >> 8;
}

static const char *const PIECES[] = {
    " ",         " ",
    " ",         " ",
    " ",         " ",
    "a",         "the",
    "The",       "Mr",
    "Carney",    "abcdefg",
    "i",         "I",
    "US",        "s",
    "S",         "é",
    "É",         "Prime",
    "contents",  "eighteen",
    "of",        "internationalisation",
    ".",         ".",
    ",",         "'",
    "’",         "-",
    "‑",         ":",
    "“",         "”",
    "—",         "abcdefghijklmno",
    "\n",        "2",
    "19",        "\t",
    "\xC2\xA0",  "\xC2\xAD",
    "e\xCC\x81", "習",
    "\r\n",      "\xE2\x80\xA8",
    "(",         ")",
};

static void write_text(fixture *f)
{
    size_t length = next_number(f) % LONGEST;
    rl_buffer_clear(&f->text);
    while (f->text.length < length)
        assert_true(rl_buffer_append_string(&f->text, PIECES[next_number(f) % (sizeof PIECES / sizeof PIECES[0])]));
}

static void expect_same_tokens(const rl_text *a, const rl_text *b)
{
    assert_int_equal(a->token_count, b->token_count);
    for (size_t t = 0; t < a->token_count; t++) {
        const rl_token *x = &a->tokens[t], *y = &b->tokens[t];
        assert_int_equal(x->start, y->start);
        assert_int_equal(x->end, y->end);
        assert_int_equal(x->shape, y->shape);
        assert_int_equal(x->flags, y->flags);
        assert_int_equal(x->sentence, y->sentence);
        assert_int_equal(x->hash, y->hash);
        assert_int_equal(x->fold_length, y->fold_length);
        assert_memory_equal(a->folded + x->fold, b->folded + y->fold, x->fold_length);
    }
}

static void expect_own_folds(fixture *f, const rl_text *text)
{
    for (size_t t = 0; t < text->token_count; t++) {
        const rl_token *token = &text->tokens[t];
        rl_buffer_clear(&f->folded);
        assert_true(rl_fold_word(text->bytes + token->start, token->end - token->start, &f->folded));
        assert_int_equal(token->fold_length, f->folded.length);
        if (f->folded.length > 0)
            assert_memory_equal(text->folded + token->fold, f->folded.bytes, f->folded.length);
        assert_int_equal(token->hash, rl_hash_bytes(f->folded.bytes, f->folded.length));
        assert_int_equal(token->classes, 0);
    }
}

/* Space behind a text adds no token, but moves its end away. */
static void far_from_the_end_tokens_are_the_same(void **state)
{
    fixture *f = *state;
    char space[FAR];
    memset(space, ' ', sizeof space);
    for (int i = 0; i < ROUNDS; i++) {
        rl_text near_end, far_end;
        write_text(f);
        char *copy = malloc(f->text.length + 1); /* so that a step too far is seen by the sanitisers */
        assert_non_null(copy);
        memcpy(copy, f->text.length == 0 ? "" : f->text.bytes, f->text.length);
        assert_int_equal(rl_text_read(&f->near_worker, &f->rules, copy, f->text.length, &near_end, NULL), RELATA_OK);
        assert_true(rl_buffer_append(&f->text, space, sizeof space));
        assert_int_equal(rl_text_read(&f->far_worker, &f->rules, f->text.bytes, f->text.length, &far_end, NULL),
                         RELATA_OK);
        expect_same_tokens(&near_end, &far_end);
        expect_own_folds(f, &far_end);
        free(copy);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(far_from_the_end_tokens_are_the_same, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
