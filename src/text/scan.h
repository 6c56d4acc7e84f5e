/* A text on its way to tokens. Internal to text/. */
#ifndef RL_TEXT_SCAN_H
#define RL_TEXT_SCAN_H

#include "text/kinds.h"
#include "text/text.h"
#include "text/tokens.h"

typedef struct rl_scan {
    rl_text_worker *worker;
    const rl_text_rules *rules;
    const char *bytes;
    size_t length;
    size_t at;
    rl_split split;
    unsigned flags; /* for the next token */
} rl_scan;

enum { RL_WORD_LONGEST = 400 };

/* The kind of the character at `at` and its length in bytes; a space of length 0 at the end. */
static inline rl_kind rl_scan_kind(const rl_scan *s, size_t at, size_t *ret_length)
{
    *ret_length = 0;
    if (at >= s->length)
        return RL_KIND_SPACE;
    *ret_length = 1;
    rl_kind kind = rl_byte_kind(s->bytes[at]);
    return kind != RL_KIND_WIDE ? kind : rl_kind_at(s->bytes + at, s->length - at, ret_length);
}

static inline bool rl_kind_is_letter(rl_kind k)
{
    return k == RL_KIND_LOWER || k == RL_KIND_UPPER || k == RL_KIND_CASELESS;
}

static inline bool rl_kind_is_inside_word(rl_kind k)
{
    return rl_kind_is_letter(k) || k == RL_KIND_DIGIT || k == RL_KIND_MARK || k == RL_KIND_IGNORED;
}

/* ---- words, looked at character by character ---- */

typedef struct rl_word {
    size_t end;
    rl_shape shape;
    bool glued; /* the next word is glued to it */
} rl_word;

/* The word that begins at `start`. */
rl_word rl_scan_word(const rl_scan *s, size_t start);

/* At an apostrophe inside a word: does the word go on after it? */
bool rl_scan_apostrophe_joins(const rl_scan *s, size_t at, size_t step);

#endif
