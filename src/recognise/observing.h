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
    rl_constant length;
} rl_observed_span;

/* ---- one kind of observations a file ---- */

void rl_observe_inside(const rl_observed_span *s); /* observe_inside.c: shapes, names, words, affixes */
void rl_observe_lists(const rl_observed_span *s);  /* observe_lists.c */
void rl_observe_sides(const rl_observed_span *s);  /* observe_sides.c: edges and neighbours */
void rl_observe_line(const rl_observed_span *s);   /* observe_line.c: the line, the document */

void rl_observe_sentence(rl_recogniser *r, uint32_t sentence); /* observe_line.c: once for all its spans */

/* ---- questions ---- */

static inline const rl_token *rl_observed_token(const rl_observed_span *s, uint32_t t)
{
    return &s->text->tokens[t];
}

static inline bool rl_observed_in(const rl_observed_span *s, int64_t t)
{
    return t >= (int64_t)s->sentence->first && t < (int64_t)s->sentence->last;
}

static inline const rl_token_context *rl_observed_context(const rl_observed_span *s, int64_t t)
{
    return &s->r->context[t];
}

static inline bool rl_token_is_joint(const rl_token *token)
{
    return token->shape == RL_SHAPE_LOWER || token->shape == RL_SHAPE_HYPHEN || token->shape == RL_SHAPE_POSSESSIVE;
}

static inline bool rl_token_is_joint_or_punctuation(const rl_token *token)
{
    return rl_token_is_joint(token) || token->shape == RL_SHAPE_PUNCTUATION;
}

/* ---- giving ---- */

/* While somebody looks on, observations are handed over with their values. */
void rl_observed_one(rl_observer *o, rl_template template, rl_value a);
void rl_observed_two(rl_observer *o, rl_template template, rl_value a, rl_value b);
void rl_observed_three(rl_observer *o, rl_template template, rl_value a, rl_value b, rl_value c);

/* Adds the weights of the observations that may have a row, in the order in which they were made. */
void rl_observed_add(rl_observer *o);

static inline uint64_t rl_template_key(const rl_observer *o, rl_template template, uint64_t hash)
{
    return rl_hash_mix(o->vocabulary->templates[template].hash, hash);
}

static inline void rl_observe_key(rl_observer *o, uint64_t key)
{
    if (!rl_learned_may_have(o->learned, key))
        return;
    rl_learned_prefetch(o->learned, key);
    o->keys[o->key_count++] = key;
    if (o->key_count == RL_PENDING_KEYS)
        rl_observed_add(o);
}

static inline void rl_observe_one(rl_observer *o, rl_template template, rl_value a)
{
    if (o->watched)
        rl_observed_one(o, template, a);
    else
        rl_observe_key(o, rl_template_key(o, template, a.hash));
}

static inline void rl_observe_two(rl_observer *o, rl_template template, rl_value a, rl_value b)
{
    if (o->watched)
        rl_observed_two(o, template, a, b);
    else
        rl_observe_key(o, rl_hash_mix(rl_template_key(o, template, a.hash), b.hash));
}

static inline void rl_observe_three(rl_observer *o, rl_template template, rl_value a, rl_value b, rl_value c)
{
    if (o->watched)
        rl_observed_three(o, template, a, b, c);
    else
        rl_observe_key(o, rl_hash_mix(rl_hash_mix(rl_template_key(o, template, a.hash), b.hash), c.hash));
}

/* Values that are all constants: see recognise/templates.h. */
void rl_observed_fixed(rl_observer *o, rl_template template, const rl_constant *values);

static inline void rl_observe_fixed(rl_observer *o, rl_template template, rl_constant a, rl_constant b, rl_constant c)
{
    if (o->watched) {
        rl_observed_fixed(o, template, (const rl_constant[]){a, b, c});
        return;
    }
    rl_range first = rl_template_range(template, 0), second = rl_template_range(template, 1);
    rl_range third = rl_template_range(template, 2);
    size_t row = ((size_t)(a - first.first) * second.count + (b - second.first)) * third.count + (c - third.first);
    o->fixed_sum += o->fixed[template][row];
}

static inline void rl_observe_fixed_one(rl_observer *o, rl_template template, rl_constant a)
{
    rl_observe_fixed(o, template, a, 0, 0);
}

static inline void rl_observe_fixed_two(rl_observer *o, rl_template template, rl_constant a, rl_constant b)
{
    rl_observe_fixed(o, template, a, b, 0);
}

/* ---- values ---- */

static inline rl_value rl_constant_value(const rl_observer *o, rl_constant constant)
{
    return o->vocabulary->constants[constant];
}

/* Of tokens: those beyond the sentence have values of their own. */
static inline rl_constant rl_beyond(const rl_observed_span *s, int64_t t)
{
    return t < (int64_t)s->sentence->first ? RL_SAYS_BEGIN : RL_SAYS_END;
}

static inline rl_value rl_word_value(const rl_observed_span *s, int64_t t)
{
    if (!rl_observed_in(s, t))
        return rl_constant_value(s->o, rl_beyond(s, t));
    const rl_token *token = rl_observed_token(s, (uint32_t)t);
    if (token->shape == RL_SHAPE_NUMBER)
        return rl_constant_value(s->o, RL_SAYS_NUMBER);
    return (rl_value){token->hash, {s->text->folded + token->fold, token->fold_length}};
}

static inline rl_constant rl_shape_at(const rl_observed_span *s, int64_t t)
{
    return rl_observed_in(s, t) ? rl_observed_context(s, t)->shape : rl_beyond(s, t);
}

static inline rl_constant rl_class_at(const rl_observed_span *s, int64_t t)
{
    return rl_observed_in(s, t) ? rl_observed_context(s, t)->class : RL_SAYS_CLASS_EDGE;
}

static inline rl_constant rl_name_at(const rl_observed_span *s, int64_t t)
{
    return rl_observed_in(s, t) ? rl_observed_context(s, t)->name : RL_SAYS_NAME_EDGE;
}

static inline rl_constant rl_edge_at(const rl_observed_span *s, int64_t t)
{
    return rl_observed_in(s, t) ? rl_observed_context(s, t)->edge : RL_SAYS_EDGE;
}

/* The first or last letters of a word. */
rl_value rl_affix_value(const rl_observed_span *s, uint32_t t, size_t length, bool last);

/* ---- what is said of a token ---- */

rl_constant rl_shape_constant(const rl_text *text, const rl_token *token);
rl_constant rl_name_constant(rl_classes classes); /* given or family name, both, neither; ordinary words are marked */

#endif
