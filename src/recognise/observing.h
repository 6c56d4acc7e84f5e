/* What the files of observations share: the span in question, the values that observations are made of, and giving them.
 * Internal to recognise/. */
#ifndef RL_RECOGNISE_OBSERVING_H
#define RL_RECOGNISE_OBSERVING_H

#include "recognise/fixed.h"
#include "recognise/known.h"
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
    bool trusts_lists; /* rl_trusts_lists */
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

/* A preposition with a capital, as "In" after "She said:" or "2)", begins a sentence, unless the line is a headline. */
static inline bool rl_token_begins(const rl_token *token, const rl_sentence *sentence)
{
    return token->shape == RL_SHAPE_CAPITALISED && (token->classes & RL_CLASS_PLACE_PREPOSITION) != 0 &&
           (sentence->flags & (RL_SENTENCE_HEADLINE | RL_SENTENCE_ALL_CAPS)) == 0;
}

/* ---- giving ---- */

/* While somebody looks on, observations are handed over with their values. */
void rl_observed_one(rl_observer *o, rl_template template, rl_value a);
void rl_observed_two(rl_observer *o, rl_template template, rl_value a, rl_value b);
void rl_observed_three(rl_observer *o, rl_template template, rl_value a, rl_value b, rl_value c);

static inline uint64_t rl_template_key(const rl_observer *o, rl_template template, uint64_t hash)
{
    return rl_hash_mix(o->vocabulary->templates[template].hash, hash);
}

static inline void rl_observe_key(rl_observer *o, uint64_t key)
{
    o->sum += rl_learned_row_of(o->learned, key);
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
    o->fixed_sum += rl_fixed_at(&o->r->fixed, template, a, b, c);
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

static inline rl_value rl_word_value(const rl_vocabulary *vocabulary, const rl_text *text, const rl_token *token)
{
    if (token->shape == RL_SHAPE_NUMBER)
        return vocabulary->constants[RL_SAYS_NUMBER];
    return (rl_value){token->hash, {text->folded + token->fold, token->fold_length}};
}

static inline rl_value rl_word_at(const rl_observed_span *s, int64_t t)
{
    if (!rl_observed_in(s, t))
        return rl_constant_value(s->o, rl_beyond(s, t));
    return rl_word_value(s->o->vocabulary, s->text, rl_observed_token(s, (uint32_t)t));
}

static inline const rl_token_kind *rl_observed_kind(const rl_observed_span *s, int64_t t)
{
    return &s->r->rows.words[rl_observed_context(s, t)->known].kind;
}

static inline const rl_token_kind *rl_observed_kind_beyond(const rl_observed_span *s, int64_t t)
{
    return &s->r->rows.words[t < (int64_t)s->sentence->first ? RL_KNOWN_BEGIN : RL_KNOWN_END].kind;
}

static inline rl_constant rl_shape_at(const rl_observed_span *s, int64_t t)
{
    return rl_observed_in(s, t) ? rl_observed_kind(s, t)->shape : rl_beyond(s, t);
}

static inline rl_constant rl_class_at(const rl_observed_span *s, int64_t t)
{
    return rl_observed_in(s, t) ? rl_observed_kind(s, t)->class : RL_SAYS_CLASS_EDGE;
}

static inline rl_constant rl_name_at(const rl_observed_span *s, int64_t t)
{
    return rl_observed_in(s, t) ? rl_observed_kind(s, t)->name : RL_SAYS_NAME_EDGE;
}

static inline rl_constant rl_edge_at(const rl_observed_span *s, int64_t t)
{
    return rl_observed_in(s, t) ? rl_observed_kind(s, t)->edge : RL_SAYS_EDGE;
}

/* The first or last letters of a word. */
rl_value rl_affix_value(const rl_vocabulary *vocabulary, const rl_text *text, const rl_token *token, size_t length,
                        bool last);

static inline rl_value rl_affix_at(const rl_observed_span *s, uint32_t t, size_t length, bool last)
{
    return rl_affix_value(s->o->vocabulary, s->text, rl_observed_token(s, t), length, last);
}

/* Constants in a row, of which a code has one in each byte, the first in the lowest; + 1, so that none is 0. Their texts with a
 * space between them; how long they are. */
enum { RL_JOINED_MOST = 5, RL_JOINED_LONGEST = 64 };
size_t rl_joined_spell(const rl_vocabulary *vocabulary, uint64_t code, char buffer[RL_JOINED_LONGEST]);

/* ---- lists ---- */

/* How other listed names of several words lie about a span. */
typedef struct rl_cuts {
    bool covered;  /* a longer one holds the span … */
    bool goes_on;  /* … or begins before its end and goes on */
    bool cut_into; /* … or begins inside it */
    bool begins;   /* a shorter one begins it */
    bool ends;
} rl_cuts;

rl_cuts rl_look_at_others(const rl_token_context *context, uint32_t first_token, uint32_t end_token);
rl_constant rl_longer_constant(const rl_cuts *cuts);
rl_constant rl_prior_constant(double prior);
/* The entry of a hit that means the span; NULL if nothing is observed of it: names of the user's lists and of lists that call
 * their names evidence are judged without learned weights. */
const rl_entry *rl_observed_entry(const rl_recogniser *r, const rl_hit *hit, const rl_candidate *c);
/* Is the span a label or an alias of such an entry? If so, lists know more of it than its first and last letters say, but for
 * headlines and tables, where names are cut short and teams are called after places. */
bool rl_observed_is_listed(const rl_recogniser *r, const rl_candidate *c);

static inline bool rl_trusts_lists(const rl_observed_line *line, bool listed)
{
    return listed && line->kind == RL_SAYS_LINE_SENTENCE;
}

/* ---- the span ---- */

/* The words of the sentence that say something of the span: line->words or line->inner. */
static inline const rl_sentence *rl_observed_sentence(const rl_observed_line *line, const rl_candidate *candidate)
{
    return candidate->first > line->inner.first ? &line->inner : &line->words;
}

static inline rl_constant rl_length_constant(const rl_candidate *candidate)
{
    uint32_t words = candidate->last - candidate->first;
    if (words <= 3)
        return RL_SAYS_LENGTH_1 + words - 1;
    return words <= 5 ? RL_SAYS_LENGTH_5 : RL_SAYS_LENGTH_MORE;
}

rl_observer rl_observer_of(const rl_recogniser *r);
rl_observed_span rl_observed_span_of(rl_observer *observer, const rl_candidate *candidate);

/* ---- what is said of a token ---- */

/* How often the document writes a word with a capital. */
static inline rl_constant rl_times_constant(uint32_t count)
{
    return count >= 4 ? RL_SAYS_OFTEN : count >= 2 ? RL_SAYS_TWICE : RL_SAYS_ONCE;
}

rl_constant rl_shape_constant(const rl_text *text, const rl_token *token);
rl_constant rl_name_constant(rl_classes classes); /* given or family name, both, neither; ordinary words are marked */

#endif
