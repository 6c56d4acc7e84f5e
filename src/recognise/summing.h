/* What the files that add up learned weights share: the span in question, and rows. Internal to recognise/. */
#ifndef RL_RECOGNISE_SUMMING_H
#define RL_RECOGNISE_SUMMING_H

#include "recognise/fixed.h"
#include "recognise/kinds.h"
#include "recognise/known.h"

#include "base/hash.h"
#include "text/text.h"

typedef struct rl_summed_span {
    rl_recogniser *r; /* these are the same for all spans of a sentence */
    const rl_text *text;
    const rl_token *tokens;
    const rl_token_context *context;
    rl_known_word *words;
    const rl_kind_rows *kinds;
    const rl_sentence *sentence;
    const rl_candidate *c;
    uint32_t first;
    uint32_t end; /* the last token */
    rl_constant length;
    size_t n;          /* the same, from 0 */
    bool trusts_lists; /* rl_trusts_lists; rl_sum_lists finds out */
} rl_summed_span;

/* ---- one kind of observations a file ---- */

rl_fixed_row rl_sum_inside(const rl_summed_span *s); /* sum_inside.c */
rl_fixed_row rl_sum_sides(const rl_summed_span *s);  /* sum_sides.c */
/* sum_lists.c. *ret_hits: how many list entries something was observed of. */
rl_fixed_row rl_sum_lists(rl_summed_span *s, uint32_t *ret_hits);

/* ---- rows ---- */

/* The word of a token. */
static inline rl_known_word *rl_summed_word(const rl_summed_span *s, uint32_t t)
{
    return &s->words[s->context[t].known];
}

static inline const rl_kind_rows *rl_summed_kind(const rl_summed_span *s, const rl_known_word *word)
{
    return &s->kinds[word->kind_rows];
}

static inline rl_fixed_row rl_summed_fixed(const rl_summed_span *s, rl_template template, rl_constant a, rl_constant b,
                                           rl_constant c)
{
    return rl_fixed_at(&s->r->fixed, template, a, b, c);
}

static inline rl_fixed_row rl_summed_row(const rl_summed_span *s, rl_row_group group, size_t at)
{
    return s->r->rows.of[group].rows[at];
}

#endif
