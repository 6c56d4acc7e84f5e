/* Observations of the span itself: shapes, names, words, beginnings and ends of words. */
#include "recognise/observing.h"

/* ---- what is said of the tokens one by one ---- */

static rl_constant shape_part(const rl_token_kind *kind)
{
    return kind->shape_part;
}

static rl_constant name_part(const rl_token_kind *kind)
{
    return kind->name_part;
}

/* The value of parts in a row. */
static rl_value joined(const rl_observed_span *s, char buffer[RL_JOINED_LONGEST],
                       rl_constant (*part)(const rl_token_kind *kind))
{
    uint64_t code = 0;
    for (uint32_t t = s->first, shift = 0; t <= s->end && shift < 8 * RL_JOINED_MOST; t++, shift += 8)
        code |= ((uint64_t)part(rl_observed_kind(s, t)) + 1) << shift;
    size_t length = rl_joined_spell(s->o->vocabulary, code, buffer);
    return (rl_value){rl_hash_bytes(buffer, length), {buffer, length}};
}

/* ---- observations ---- */

static void observe_shape(const rl_observed_span *s)
{
    char buffer[RL_JOINED_LONGEST];
    rl_value shape = joined(s, buffer, shape_part);
    rl_observe_one(s->o, RL_SEES_SHAPE, shape);
    rl_observe_fixed_one(s->o, RL_SEES_LENGTH, s->length);
    rl_observe_fixed_two(s->o, RL_SEES_FIRST_SHAPE, rl_shape_at(s, s->first), s->length);
    rl_observe_fixed_two(s->o, RL_SEES_LAST_SHAPE, rl_shape_at(s, s->end), s->length);
}

static void observe_names(const rl_observed_span *s)
{
    char buffer[RL_JOINED_LONGEST];
    rl_value names = joined(s, buffer, name_part);
    rl_observe_one(s->o, RL_SEES_NAMES, names);
    rl_observe_fixed(s->o, RL_SEES_FIRST_AND_LAST_NAME, rl_name_at(s, s->first), rl_name_at(s, s->end), s->length);
    if (s->first == s->end)
        rl_observe_fixed_two(s->o, RL_SEES_NAME_AND_CLASS, rl_name_at(s, s->first), rl_class_at(s, s->first));
}

static void observe_words(const rl_observed_span *s)
{
    if (s->first == s->end) {
        rl_observe_one(s->o, RL_SEES_ONLY_WORD, rl_word_at(s, s->first));
    } else {
        rl_observe_one(s->o, RL_SEES_FIRST_WORD, rl_word_at(s, s->first));
        rl_observe_one(s->o, RL_SEES_LAST_WORD, rl_word_at(s, s->end));
    }
    for (uint32_t t = s->first + 1; t < s->end; t++) {
        rl_observe_one(s->o, RL_SEES_INNER_WORD, rl_word_at(s, t));
        rl_observe_fixed_one(s->o, RL_SEES_INNER_CLASS, rl_class_at(s, t));
        if (rl_token_is(s->text, rl_observed_token(s, t), "of", 2)) {
            rl_observe_one(s->o, RL_SEES_WORD_BEFORE_OF, rl_word_at(s, (int64_t)t - 1));
            rl_observe_fixed_one(s->o, RL_SEES_CLASS_BEFORE_OF, rl_class_at(s, (int64_t)t - 1));
        }
    }
    rl_observe_fixed_two(s->o, RL_SEES_FIRST_CLASS, rl_class_at(s, s->first), s->length);
    rl_observe_fixed_two(s->o, RL_SEES_LAST_CLASS, rl_class_at(s, s->end), s->length);
}

/* "Yorkshire" is no club because "-hire" is the end of clubs on scoreboards: see rl_trusts_lists. */
static void observe_letters(const rl_observed_span *s)
{
    rl_value length = rl_constant_value(s->o, s->length);
    rl_observe_two(s->o, RL_SEES_LAST_2_LETTERS, rl_affix_at(s, s->end, 2, true), length);
    rl_observe_two(s->o, RL_SEES_LAST_3_LETTERS, rl_affix_at(s, s->end, 3, true), length);
    rl_observe_two(s->o, RL_SEES_LAST_4_LETTERS, rl_affix_at(s, s->end, 4, true), length);
    rl_observe_two(s->o, RL_SEES_FIRST_3_LETTERS, rl_affix_at(s, s->first, 3, false), length);
    if (s->first != s->end)
        rl_observe_one(s->o, RL_SEES_LAST_WORDS_FIRST_3_LETTERS, rl_affix_at(s, s->end, 3, false));
}

void rl_observe_inside(const rl_observed_span *s)
{
    observe_shape(s);
    observe_names(s);
    observe_words(s);
    if (!s->trusts_lists)
        observe_letters(s);
}
