/* What the files that judge spans share: the span in question and the small questions about its words. Each file looks at
 * one kind of evidence; all of them only add up, nothing here decides. */
#ifndef RL_RECOGNISE_JUDGE_H
#define RL_RECOGNISE_JUDGE_H

#include "recognise/internal.h"

#include "text/text.h"

typedef struct rl_judge {
    const rl_recogniser *r;
    const rl_text *text;
    const rl_token *tokens;
    const rl_token_context *context;
    const rl_known_word *words;
    const rl_sentence *sentence;
    rl_candidate *c;
    rl_classes any_class; /* of the words of the span; */
    uint32_t any_shape;   /* a bit for each shape, */
    uint32_t any_little;  /* … and for each little word */
    bool listed;       /* some list holds the whole span as a name or strong alias … */
    bool listed_other; /* … as a place or organisation, but not as a person */
    bool only_organisation; /* one word that is an organisation in lists, and nothing else */
    bool all_capitals; /* the line is in capitals, or a headline: capitals prove little */
} rl_judge;

enum { RL_ACRONYM_LONGEST = 6, RL_OFTEN = 3 };

/* ---- one kind of evidence a file ---- */

void rl_judge_lists(rl_judge *j);    /* judge_lists.c */
void rl_judge_patterns(rl_judge *j); /* judge_lists.c */
void rl_judge_inside(rl_judge *j);   /* judge_inside.c: names, heads, joints, titles in it */
void rl_judge_ordinary(rl_judge *j); /* judge_ordinary.c: everyday words in it, and words nobody knows */
void rl_judge_around(rl_judge *j);   /* judge_around.c: what stands beside it */

/* Does the number of a king end it: "Leopold II"? judge_inside.c */
bool rl_judge_is_regnal(const rl_judge *j);

/* ---- giving evidence ---- */

/* One type alone, under a name; remembering what gave it, if it is the largest piece so far: a kind of evidence or
 * RL_GAINED_…. */
void rl_judge_give_type(const rl_recogniser *r, rl_candidate *c, size_t type, float gain, int32_t what,
                        const char *name);
/* Tells whoever wants an explanation of a kind of evidence. */
void rl_judge_tell_of(const rl_recogniser *r, rl_evidence evidence, float times);
/* Tells whoever wants an explanation. */
void rl_judge_tell(const rl_recogniser *r, const char *name, size_t length, const float *weights);

/* All types in one step. */
static inline void rl_judge_add(rl_candidate *c, rl_fixed_row gain, int32_t what)
{
    rl_gained more = gain > c->gain; /* all bits, or none */
    rl_gained most = ((rl_gained)gain & more) | ((rl_gained)c->gain & ~more);
    c->score += gain;
    c->gain = (rl_fixed_row)most;
    c->gained = (((rl_gained){0} + what) & more) | (c->gained & ~more);
}

static inline void rl_judge_give_as(const rl_recogniser *r, rl_candidate *c, rl_evidence evidence, float times,
                                    int32_t what)
{
    rl_judge_add(c, r->named.rows[evidence] * times, what);
    if (r->reason != NULL)
        rl_judge_tell_of(r, evidence, times);
}

static inline void rl_judge_give(rl_judge *j, rl_evidence evidence, float times)
{
    rl_judge_give_as(j->r, j->c, evidence, times, (int32_t)evidence);
}

/* ---- questions ---- */

static inline const rl_token *rl_judge_token(const rl_judge *j, uint32_t t)
{
    return &j->tokens[t];
}

static inline bool rl_judge_has(const rl_judge *j, uint32_t t, rl_classes classes)
{
    return (rl_judge_token(j, t)->classes & classes) != 0;
}

static inline uint32_t rl_judge_length(const rl_judge *j)
{
    return j->c->last - j->c->first;
}

static inline bool rl_judge_is_ordinary(const rl_judge *j, uint32_t t)
{
    return rl_judge_has(j, t, RL_CLASS_ORDINARY);
}

static inline bool rl_judge_is_capital(const rl_judge *j, uint32_t t)
{
    return rl_token_is_capital(rl_judge_token(j, t));
}

static inline const rl_token_kind *rl_judge_kind(const rl_judge *j, uint32_t t)
{
    return &j->words[j->context[t].known].kind;
}

/* Of tokens in the span, or up to two beside it. */
static inline bool rl_judge_is_word(const rl_judge *j, uint32_t t, rl_little_word word)
{
    return rl_judge_kind(j, t)->little == word;
}

static inline bool rl_judge_is_of(const rl_judge *j, uint32_t t)
{
    uint8_t word = rl_judge_kind(j, t)->little;
    return word == RL_LITTLE_OF || word == RL_LITTLE_FOR;
}

static inline bool rl_judge_starts_sentence(const rl_judge *j, uint32_t t)
{
    return (rl_judge_token(j, t)->flags & RL_TOKEN_SENTENCE_START) != 0;
}

/* One word in capitals: US, U.S., G20. */
static inline bool rl_judge_is_acronym(const rl_judge *j)
{
    uint8_t shape = rl_judge_token(j, j->c->first)->shape;
    return rl_judge_length(j) == 1 && (shape == RL_SHAPE_ALL_CAPS || shape == RL_SHAPE_DOTTED);
}

/* Does a longer listed name of several words cover the span? */
static inline bool rl_judge_is_covered(const rl_judge *j)
{
    const rl_token_context *context = &j->context[j->c->first];
    return context->listed_last > 0 && context->listed_first <= j->c->first && context->listed_last >= j->c->last &&
           context->listed_last - context->listed_first > rl_judge_length(j);
}

/* Exactly a listed place, or a demonym. */
static inline bool rl_judge_is_country(const rl_judge *j, uint32_t first, uint32_t last)
{
    uint32_t place = j->context[first].place_ends_at;
    return (place > 0 && first + place == last) || (last == first + 1 && rl_judge_has(j, first, RL_CLASS_DEMONYM));
}

#endif
