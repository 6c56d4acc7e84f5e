/* Do the initials of a name make an acronym?
 *
 * The acronym's letters are read along the name: every capitalised word gives its first letter and may give more of its
 * letters ("Southeast" gives S and E to ASEAN); joiners, lower-case words and company endings may be passed over. After
 * Schwartz and Hearst (2003), stricter in that no full word may be left out, and at least two must take part. */
#include "match/internal.h"

#include "text/text.h"

#include <string.h>

enum { MOST_LETTERS = 15 };

typedef struct letters {
    const char *bytes[MOST_LETTERS];
    uint8_t length[MOST_LETTERS];
    size_t count;
} letters;

static size_t letter_length(const char *bytes, size_t left)
{
    size_t length = 1;
    while (length < left && ((unsigned char)bytes[length] & 0xC0) == 0x80)
        length++;
    return length;
}

/* The letters of the acronym's folded tokens; false if there are too many. */
static bool read_letters(const rl_text *text, size_t first, size_t last, letters *ret)
{
    ret->count = 0;
    for (size_t t = first; t < last; t++) {
        const rl_token *token = &text->tokens[t];
        if (!rl_token_is_word(token))
            continue;
        for (size_t at = 0; at < token->fold_length; at += ret->length[ret->count - 1]) {
            if (ret->count == MOST_LETTERS)
                return false;
            const char *bytes = text->folded + token->fold + at;
            ret->bytes[ret->count] = bytes;
            ret->length[ret->count++] = (uint8_t)letter_length(bytes, token->fold_length - at);
        }
    }
    return ret->count >= 2;
}

static bool is_letter(const letters *acronym, size_t letter, const char *bytes, size_t left)
{
    size_t length = acronym->length[letter];
    return length <= left && memcmp(acronym->bytes[letter], bytes, length) == 0;
}

/* How many letters from `letter` on the word can give: 0 unless its first one is the first of them. */
static size_t letters_of_word(const rl_text *text, const rl_token *token, const letters *acronym, size_t letter)
{
    const char *bytes = text->folded + token->fold;
    size_t given = 0;
    for (size_t at = 0; at < token->fold_length && letter + given < acronym->count;) {
        bool fits = is_letter(acronym, letter + given, bytes + at, token->fold_length - at);
        if (!fits && at == 0)
            return 0;
        given += fits;
        at += letter_length(bytes + at, token->fold_length - at);
    }
    return given;
}

static bool may_be_skipped(const rl_context *context, size_t t)
{
    const rl_token *token = &context->text->tokens[t];
    return !rl_token_is_capital(token) || rl_is_joiner(context, t) || (token->classes & RL_CLASS_ORG_ENDING) != 0;
}

/* SATORP is the Saudi Aramco Total Refining and Petrochemical Company. */
static bool ends_as_company(const rl_token *token)
{
    return (token->classes & RL_CLASS_ORG_HEAD) != 0;
}

/* Bit j of a state: the first j letters are used up. One set for each number of words that took part: 0, 1, more. */
static bool fits_from(const rl_context *context, size_t first, size_t last, const letters *acronym)
{
    uint32_t state[3] = {1, 0, 0};
    for (size_t t = first; t < last; t++) {
        const rl_token *token = &context->text->tokens[t];
        if (!rl_token_is_word(token))
            continue;
        bool skip = t > first && (may_be_skipped(context, t) || (t + 1 == last && ends_as_company(token)));
        uint32_t next[3] = {skip ? state[0] : 0, skip ? state[1] : 0, skip ? state[2] : 0};
        for (size_t j = 0; j < acronym->count; j++) {
            size_t given = letters_of_word(context->text, token, acronym, j);
            uint32_t reached = ((1u << given) - 1u) << (j + 1);
            for (size_t words = 0; words < 3; words++)
                if ((state[words] >> j & 1u) != 0)
                    next[words < 2 ? words + 1 : 2] |= reached;
        }
        memcpy(state, next, sizeof state);
    }
    return (state[2] >> acronym->count & 1u) != 0;
}

bool rl_acronym_fit(const rl_context *context, uint32_t *first, uint32_t last, uint32_t acronym, uint32_t acronym_last)
{
    letters found;
    if (!read_letters(context->text, acronym, acronym_last, &found))
        return false;
    for (uint32_t start = last; start > *first; start--) {
        if (!rl_token_is_capital(&context->text->tokens[start - 1]) || rl_is_joiner(context, start - 1))
            continue;
        if (!fits_from(context, start - 1, last, &found))
            continue;
        *first = start - 1;
        return true;
    }
    return false;
}
