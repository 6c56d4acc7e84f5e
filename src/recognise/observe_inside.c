/* Observations of the span itself: shapes, names, words, beginnings and ends of words. */
#include "recognise/observing.h"

#include <string.h>

/* ---- what is said of the tokens one by one ---- */

enum { JOINED_MOST = 5, JOINED_LONGEST = 64 };

static inline rl_constant shape_part(const rl_observed_span *s, uint32_t t)
{
    const rl_token *token = rl_observed_token(s, t);
    if (token->shape == RL_SHAPE_LOWER && rl_token_is(s->text, token, "of", 2))
        return RL_SAYS_OF;
    if (token->shape == RL_SHAPE_LOWER && rl_token_is(s->text, token, "and", 3))
        return RL_SAYS_AND;
    return rl_observed_context(s, t)->shape;
}

static inline rl_constant name_part(const rl_observed_span *s, uint32_t t)
{
    const rl_token *token = rl_observed_token(s, t);
    if (token->shape == RL_SHAPE_INITIAL)
        return RL_SAYS_NAME_INITIAL;
    if (rl_token_is_joint(token))
        return (token->classes & RL_CLASS_PARTICLE) != 0 ? RL_SAYS_NAME_PARTICLE : RL_SAYS_NAME_JOINT;
    return rl_observed_context(s, t)->name;
}

typedef rl_constant part_fn(const rl_observed_span *s, uint32_t t);

/* The first parts, one in each byte, the first in the lowest; + 1, so that none is 0. */
static inline uint64_t code_of(const rl_observed_span *s, part_fn *part)
{
    uint64_t code = 0;
    for (uint32_t t = s->first, shift = 0; t <= s->end && shift < 8 * JOINED_MOST; t++, shift += 8)
        code |= ((uint64_t)part(s, t) + 1) << shift;
    return code;
}

/* The texts of the parts with a space between them. */
static size_t spell(const rl_observed_span *s, uint64_t code, char *buffer)
{
    size_t used = 0;
    for (; code != 0; code >>= 8) {
        rl_part part = rl_constant_value(s->o, (rl_constant)(code & 0xFF) - 1).part;
        if (used > 0)
            buffer[used++] = ' ';
        memcpy(buffer + used, part.text, part.length);
        used += part.length;
    }
    return used;
}

/* The value of parts in a row. There are few sorts of rows, so their hashes are remembered; the texts are needed only
 * where somebody looks on. */
static inline rl_value joined(const rl_observed_span *s, char buffer[JOINED_LONGEST], part_fn *part)
{
    uint64_t code = code_of(s, part);
    rl_joined *known = &s->o->joined[rl_hash_mix(code, 0) % RL_JOINED];
    if (known->code == code && !s->o->watched)
        return (rl_value){known->hash, {NULL, 0}};
    size_t length = spell(s, code, buffer);
    *known = (rl_joined){code, rl_hash_bytes(buffer, length)};
    return (rl_value){known->hash, {buffer, length}};
}

/* ---- observations ---- */

static void observe_shape(const rl_observed_span *s)
{
    char buffer[JOINED_LONGEST];
    rl_value shape = joined(s, buffer, shape_part);
    rl_observe_one(s->o, RL_SEES_SHAPE, shape);
    rl_observe_fixed_one(s->o, RL_SEES_LENGTH, s->length);
    rl_observe_fixed_two(s->o, RL_SEES_FIRST_SHAPE, rl_shape_at(s, s->first), s->length);
    rl_observe_fixed_two(s->o, RL_SEES_LAST_SHAPE, rl_shape_at(s, s->end), s->length);
}

static void observe_names(const rl_observed_span *s)
{
    char buffer[JOINED_LONGEST];
    rl_value names = joined(s, buffer, name_part);
    rl_observe_one(s->o, RL_SEES_NAMES, names);
    rl_observe_fixed(s->o, RL_SEES_FIRST_AND_LAST_NAME, rl_name_at(s, s->first), rl_name_at(s, s->end), s->length);
    if (s->first == s->end)
        rl_observe_fixed_two(s->o, RL_SEES_NAME_AND_CLASS, rl_name_at(s, s->first), rl_class_at(s, s->first));
}

static void observe_words(const rl_observed_span *s)
{
    rl_value length = rl_constant_value(s->o, s->length);
    if (s->first == s->end) {
        rl_observe_one(s->o, RL_SEES_ONLY_WORD, rl_word_value(s, s->first));
    } else {
        rl_observe_one(s->o, RL_SEES_FIRST_WORD, rl_word_value(s, s->first));
        rl_observe_one(s->o, RL_SEES_LAST_WORD, rl_word_value(s, s->end));
    }
    for (uint32_t t = s->first + 1; t < s->end; t++) {
        rl_observe_one(s->o, RL_SEES_INNER_WORD, rl_word_value(s, t));
        rl_observe_fixed_one(s->o, RL_SEES_INNER_CLASS, rl_class_at(s, t));
        if (rl_token_is(s->text, rl_observed_token(s, t), "of", 2)) {
            rl_observe_one(s->o, RL_SEES_WORD_BEFORE_OF, rl_word_value(s, (int64_t)t - 1));
            rl_observe_fixed_one(s->o, RL_SEES_CLASS_BEFORE_OF, rl_class_at(s, (int64_t)t - 1));
        }
    }
    rl_observe_fixed_two(s->o, RL_SEES_FIRST_CLASS, rl_class_at(s, s->first), s->length);
    rl_observe_fixed_two(s->o, RL_SEES_LAST_CLASS, rl_class_at(s, s->end), s->length);
    rl_observe_two(s->o, RL_SEES_LAST_2_LETTERS, rl_affix_value(s, s->end, 2, true), length);
    rl_observe_two(s->o, RL_SEES_LAST_3_LETTERS, rl_affix_value(s, s->end, 3, true), length);
    rl_observe_two(s->o, RL_SEES_LAST_4_LETTERS, rl_affix_value(s, s->end, 4, true), length);
    rl_observe_two(s->o, RL_SEES_FIRST_3_LETTERS, rl_affix_value(s, s->first, 3, false), length);
    if (s->first != s->end)
        rl_observe_one(s->o, RL_SEES_LAST_WORDS_FIRST_3_LETTERS, rl_affix_value(s, s->end, 3, false));
}

void rl_observe_inside(const rl_observed_span *s)
{
    observe_shape(s);
    observe_names(s);
    observe_words(s);
}
