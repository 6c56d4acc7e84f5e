/* Comparing names word by word, in folded form. */
#include "resolve/internal.h"

#include "text/text.h"

#include <string.h>

static bool counts_as_word(const rl_token *token)
{
    return rl_token_is_word(token) || token->shape == RL_SHAPE_OTHER;
}

void rl_name_of(const rl_resolver *r, const rl_mention *mention, rl_name *ret)
{
    const rl_text *text = r->input->text;
    ret->count = 0;
    for (uint32_t t = mention->first; t < mention->last && ret->count < RL_NAME_WORDS; t++)
        if (counts_as_word(&text->tokens[t]))
            ret->words[ret->count++] = t;
    bool organisation = mention->type == RL_TYPE_ORGANISATION;
    while (organisation && ret->count > 1 &&
           (text->tokens[ret->words[ret->count - 1]].classes & RL_CLASS_ORG_ENDING) != 0)
        ret->count--;
}

bool rl_word_equal(const rl_resolver *r, uint32_t a, uint32_t b)
{
    const rl_token *x = &r->input->text->tokens[a], *y = &r->input->text->tokens[b];
    return x->hash == y->hash && x->fold_length == y->fold_length &&
           memcmp(r->input->text->folded + x->fold, r->input->text->folded + y->fold, x->fold_length) == 0;
}

static bool words_equal(const rl_resolver *r, const uint32_t *a, const uint32_t *b, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!rl_word_equal(r, a[i], b[i]))
            return false;
    return true;
}

bool rl_name_equal(const rl_resolver *r, const rl_name *a, const rl_name *b)
{
    return a->count == b->count && words_equal(r, a->words, b->words, a->count);
}

bool rl_name_ends(const rl_resolver *r, const rl_name *name, const rl_name *part)
{
    return part->count > 0 && part->count < name->count &&
           words_equal(r, name->words + (name->count - part->count), part->words, part->count);
}

size_t rl_initial_length(const rl_resolver *r, uint32_t token)
{
    const rl_token *t = &r->input->text->tokens[token];
    const char *folded = r->input->text->folded + t->fold;
    size_t length = t->fold_length > 0;
    while (length < t->fold_length && ((unsigned char)folded[length] & 0xC0) == 0x80)
        length++;
    return length;
}

/* "J.", a letter alone; also "Kh." and "Yu.", which stand for one letter of another script. */
static bool is_initial(const rl_resolver *r, uint32_t t)
{
    const rl_token *token = &r->input->text->tokens[t];
    bool stop = r->input->text->bytes[token->end - 1] == '.';
    return (token->shape == RL_SHAPE_INITIAL || token->shape == RL_SHAPE_CAPITALISED) &&
           (token->fold_length == rl_initial_length(r, t) || (stop && token->fold_length == 2));
}

static bool is_initial_of(const rl_resolver *r, uint32_t initial, uint32_t word)
{
    const rl_text *text = r->input->text;
    const rl_token *x = &text->tokens[initial], *y = &text->tokens[word];
    return is_initial(r, initial) && y->fold_length >= x->fold_length &&
           memcmp(text->folded + x->fold, text->folded + y->fold, x->fold_length) == 0;
}

static bool first_agrees(const rl_resolver *r, uint32_t a, uint32_t b)
{
    return rl_word_equal(r, a, b) || is_initial_of(r, a, b) || is_initial_of(r, b, a);
}

/* Are the middle words of the shorter name all in the longer one, in order (or initials of those)? */
static bool middle_agrees(const rl_resolver *r, const rl_name *longer, const rl_name *shorter)
{
    size_t at = 1;
    for (size_t i = 1; i + 1 < shorter->count; i++) {
        while (at + 1 < longer->count && !first_agrees(r, longer->words[at], shorter->words[i]))
            at++;
        if (at + 1 >= longer->count)
            return false;
        at++;
    }
    return true;
}

bool rl_name_agrees(const rl_resolver *r, const rl_name *a, const rl_name *b)
{
    if (a->count < 2 || b->count < 2)
        return false;
    if (!rl_word_equal(r, a->words[a->count - 1], b->words[b->count - 1]) || !first_agrees(r, a->words[0], b->words[0]))
        return false;
    return a->count >= b->count ? middle_agrees(r, a, b) : middle_agrees(r, b, a);
}

void rl_name_complete(const rl_resolver *r, rl_name *known, const rl_name *more)
{
    bool longer = more->count > known->count;
    rl_name whole = longer ? *more : *known, part = longer ? *known : *more;
    size_t at = 0;
    for (size_t i = 0; i + 1 < part.count; i++, at++) {
        while (at + 1 < whole.count && !first_agrees(r, whole.words[at], part.words[i]))
            at++;
        if (at + 1 >= whole.count)
            break;
        if (is_initial_of(r, whole.words[at], part.words[i]))
            whole.words[at] = part.words[i];
    }
    *known = whole;
}
