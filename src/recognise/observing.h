/* What the files of observations share: the span in question, the values that observations are made of, and giving them.
 * Internal to recognise/. */
#ifndef RL_RECOGNISE_OBSERVING_H
#define RL_RECOGNISE_OBSERVING_H

#include "recognise/observe.h"

#include "base/hash.h"
#include "text/text.h"

typedef struct rl_observed_span {
    rl_observer *o;
    const rl_recogniser *r;
    const rl_text *text;
    const rl_candidate *c;
    const rl_sentence *sentence;
    uint32_t first;
    uint32_t end; /* the last token */
    rl_value length;
} rl_observed_span;

/* ---- one kind of observations a file ---- */

void rl_observe_inside(rl_observed_span *s); /* observe_inside.c: shapes, names, words, affixes */
void rl_observe_lists(rl_observed_span *s);  /* observe_lists.c */
void rl_observe_around(rl_observed_span *s); /* observe_around.c: edges, neighbours, the line, the document */

/* ---- giving ---- */

void rl_observe_one(rl_observer *o, const char *name, rl_value a);
void rl_observe_two(rl_observer *o, const char *name, rl_value a, rl_value b);
void rl_observe_three(rl_observer *o, const char *name, rl_value a, rl_value b, rl_value c);

/* ---- values ---- */

/* A constant text. */
rl_value rl_constant_value(rl_observer *o, const char *text);

/* Of tokens: those beyond the sentence have values of their own. */
rl_value rl_word_value(const rl_observed_span *s, int64_t t);
rl_value rl_shape_value(const rl_observed_span *s, int64_t t);
rl_value rl_class_value(const rl_observed_span *s, int64_t t);
rl_value rl_name_value(const rl_observed_span *s, int64_t t);

/* The first or last letters of a word. */
rl_value rl_affix_value(const rl_observed_span *s, uint32_t t, size_t length, bool last);

const char *rl_shape_text(const rl_text *text, const rl_token *token);
const char *rl_class_text(rl_classes classes); /* the class that says most */
const char *rl_name_text(rl_classes classes);  /* given or family name, both, neither; ordinary words are marked */

/* ---- questions ---- */

static inline const rl_token *rl_observed_token(const rl_observed_span *s, uint32_t t)
{
    return &s->text->tokens[t];
}

static inline bool rl_observed_in(const rl_observed_span *s, int64_t t)
{
    return t >= (int64_t)s->sentence->first && t < (int64_t)s->sentence->last;
}

static inline bool rl_token_is_joint(const rl_token *token)
{
    return token->shape == RL_SHAPE_LOWER || token->shape == RL_SHAPE_HYPHEN || token->shape == RL_SHAPE_POSSESSIVE;
}

#endif
