/* Observations of the span itself: shapes, names, words, beginnings and ends of words. */
#include "recognise/observing.h"

#include <string.h>

/* ---- what is said of the tokens one by one ---- */

enum { JOINED_MOST = 5, JOINED_LONGEST = 64 };

static rl_constant shape_part(const rl_observed_span *s, uint32_t t)
{
    const rl_token *token = rl_observed_token(s, t);
    if (token->shape == RL_SHAPE_LOWER && rl_token_is(s->text, token, "of", 2))
        return RL_SAYS_OF;
    if (token->shape == RL_SHAPE_LOWER && rl_token_is(s->text, token, "and", 3))
        return RL_SAYS_AND;
    return rl_observed_context(s, t)->shape;
}

static rl_constant name_part(const rl_observed_span *s, uint32_t t)
{
    const rl_token *token = rl_observed_token(s, t);
    if (token->shape == RL_SHAPE_INITIAL)
        return RL_SAYS_NAME_INITIAL;
    if (rl_token_is_joint(token))
        return (token->classes & RL_CLASS_PARTICLE) != 0 ? RL_SAYS_NAME_PARTICLE : RL_SAYS_NAME_JOINT;
    return rl_observed_context(s, t)->name;
}

/* The texts of the parts with a space between them. `code` holds a part in each byte, the first in the lowest. */
static size_t spell(const rl_observed_span *s, uint64_t code, char *buffer)
{
    size_t used = 0;
    for (; code != 0; code >>= 8) {
        const rl_part part = rl_constant_value(s->o, (rl_constant)(code & 0xFF) - 1).part;
        if (used > 0)
            buffer[used++] = ' ';
        memcpy(buffer + used, part.text, part.length);
        used += part.length;
    }
    return used;
}

/* The value of parts in a row. There are few sorts of rows, so their hashes are remembered; their texts are needed only
 * where somebody looks on. */
static rl_value joined(const rl_observed_span *s, char buffer[JOINED_LONGEST], uint64_t code)
{
    rl_joined *known = &s->o->joined[rl_hash_mix(code, code) % RL_JOINED];
    bool shown = s->o->onlooker != NULL || s->r->reason != NULL;
    if (known->code == code && !shown)
        return (rl_value){known->hash, {NULL, 0}};
    size_t length = spell(s, code, buffer);
    *known = (rl_joined){code, rl_hash_bytes(buffer, length)};
    return (rl_value){known->hash, {buffer, length}};
}

typedef rl_constant part_fn(const rl_observed_span *s, uint32_t t);

static uint64_t join(const rl_observed_span *s, part_fn *part)
{
    uint64_t code = 0;
    uint32_t end = s->end < s->first + JOINED_MOST ? s->end : s->first + JOINED_MOST - 1;
    for (uint32_t t = end + 1; t-- > s->first;)
        code = code << 8 | ((uint64_t)part(s, t) + 1);
    return code;
}

/* ---- observations ---- */

static void observe_shape(rl_observed_span *s)
{
    char buffer[JOINED_LONGEST];
    rl_value shape = joined(s, buffer, join(s, shape_part));
    rl_observe_one(s->o, RL_SEES_SHAPE, shape);
    rl_observe_one(s->o, RL_SEES_LENGTH, s->length);
    rl_observe_two(s->o, RL_SEES_FIRST_SHAPE, rl_shape_value(s, s->first), s->length);
    rl_observe_two(s->o, RL_SEES_LAST_SHAPE, rl_shape_value(s, s->end), s->length);
}

static void observe_names(rl_observed_span *s)
{
    char buffer[JOINED_LONGEST];
    rl_value names = joined(s, buffer, join(s, name_part));
    rl_observe_one(s->o, RL_SEES_NAMES, names);
    rl_observe_three(s->o, RL_SEES_FIRST_AND_LAST_NAME, rl_name_value(s, s->first), rl_name_value(s, s->end), s->length);
    if (s->first == s->end)
        rl_observe_two(s->o, RL_SEES_NAME_AND_CLASS, rl_name_value(s, s->first), rl_class_value(s, s->first));
}

static void observe_words(rl_observed_span *s)
{
    if (s->first == s->end) {
        rl_observe_one(s->o, RL_SEES_ONLY_WORD, rl_word_value(s, s->first));
    } else {
        rl_observe_one(s->o, RL_SEES_FIRST_WORD, rl_word_value(s, s->first));
        rl_observe_one(s->o, RL_SEES_LAST_WORD, rl_word_value(s, s->end));
    }
    for (uint32_t t = s->first + 1; t < s->end; t++) {
        rl_observe_one(s->o, RL_SEES_INNER_WORD, rl_word_value(s, t));
        rl_observe_one(s->o, RL_SEES_INNER_CLASS, rl_class_value(s, t));
        if (rl_token_is(s->text, rl_observed_token(s, t), "of", 2)) {
            rl_observe_one(s->o, RL_SEES_WORD_BEFORE_OF, rl_word_value(s, (int64_t)t - 1));
            rl_observe_one(s->o, RL_SEES_CLASS_BEFORE_OF, rl_class_value(s, (int64_t)t - 1));
        }
    }
    rl_observe_two(s->o, RL_SEES_FIRST_CLASS, rl_class_value(s, s->first), s->length);
    rl_observe_two(s->o, RL_SEES_LAST_CLASS, rl_class_value(s, s->end), s->length);
    rl_observe_two(s->o, RL_SEES_LAST_2_LETTERS, rl_affix_value(s, s->end, 2, true), s->length);
    rl_observe_two(s->o, RL_SEES_LAST_3_LETTERS, rl_affix_value(s, s->end, 3, true), s->length);
    rl_observe_two(s->o, RL_SEES_LAST_4_LETTERS, rl_affix_value(s, s->end, 4, true), s->length);
    rl_observe_two(s->o, RL_SEES_FIRST_3_LETTERS, rl_affix_value(s, s->first, 3, false), s->length);
    if (s->first != s->end)
        rl_observe_one(s->o, RL_SEES_LAST_WORDS_FIRST_3_LETTERS, rl_affix_value(s, s->end, 3, false));
}

void rl_observe_inside(rl_observed_span *s)
{
    observe_shape(s);
    observe_names(s);
    observe_words(s);
}
