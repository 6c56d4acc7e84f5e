/* Observations of the span itself: shapes, names, words, beginnings and ends of words. */
#include "recognise/observing.h"

#include <string.h>

/* The parts of the first tokens, with a space between them. */
static rl_value joined(const rl_observed_span *s, char *buffer, size_t size, const char *(*part)(const rl_observed_span *s, uint32_t t))
{
    size_t used = 0;
    for (uint32_t t = s->first; t <= s->end && t < s->first + 5; t++) {
        const char *text = part(s, t);
        size_t length = strlen(text);
        if (used + length + 1 > size)
            break;
        if (used > 0)
            buffer[used++] = ' ';
        memcpy(buffer + used, text, length);
        used += length;
    }
    return (rl_value){rl_hash_bytes(buffer, used), {buffer, used}};
}

static const char *shape_part(const rl_observed_span *s, uint32_t t)
{
    const rl_token *token = rl_observed_token(s, t);
    if (token->shape == RL_SHAPE_LOWER && rl_token_is(s->text, token, "of", 2))
        return "of";
    if (token->shape == RL_SHAPE_LOWER && rl_token_is(s->text, token, "and", 3))
        return "and";
    return rl_shape_text(s->text, token);
}

static const char *name_part(const rl_observed_span *s, uint32_t t)
{
    const rl_token *token = rl_observed_token(s, t);
    if (token->shape == RL_SHAPE_INITIAL)
        return "i";
    if (rl_token_is_joint(token))
        return (token->classes & RL_CLASS_PARTICLE) != 0 ? "p" : "j";
    return rl_name_text(token->classes);
}

static void observe_shape(rl_observed_span *s)
{
    char buffer[128];
    rl_value shape = joined(s, buffer, sizeof buffer, shape_part);
    rl_observe_one(s->o, "shape", shape);
    rl_observe_one(s->o, "length", s->length);
    rl_observe_two(s->o, "first shape", rl_shape_value(s, s->first), s->length);
    rl_observe_two(s->o, "last shape", rl_shape_value(s, s->end), s->length);
}

static void observe_names(rl_observed_span *s)
{
    char buffer[128];
    rl_value names = joined(s, buffer, sizeof buffer, name_part);
    rl_observe_one(s->o, "names", names);
    rl_observe_three(s->o, "first and last name", rl_name_value(s, s->first), rl_name_value(s, s->end), s->length);
    if (s->first == s->end)
        rl_observe_two(s->o, "name and class", rl_name_value(s, s->first), rl_class_value(s, s->first));
}

static void observe_words(rl_observed_span *s)
{
    if (s->first == s->end) {
        rl_observe_one(s->o, "only word", rl_word_value(s, s->first));
    } else {
        rl_observe_one(s->o, "first word", rl_word_value(s, s->first));
        rl_observe_one(s->o, "last word", rl_word_value(s, s->end));
    }
    for (uint32_t t = s->first + 1; t < s->end; t++) {
        rl_observe_one(s->o, "inner word", rl_word_value(s, t));
        rl_observe_one(s->o, "inner class", rl_class_value(s, t));
        if (rl_token_is(s->text, rl_observed_token(s, t), "of", 2)) {
            rl_observe_one(s->o, "word before of", rl_word_value(s, (int64_t)t - 1));
            rl_observe_one(s->o, "class before of", rl_class_value(s, (int64_t)t - 1));
        }
    }
    rl_observe_two(s->o, "first class", rl_class_value(s, s->first), s->length);
    rl_observe_two(s->o, "last class", rl_class_value(s, s->end), s->length);
    rl_observe_two(s->o, "last 2 letters", rl_affix_value(s, s->end, 2, true), s->length);
    rl_observe_two(s->o, "last 3 letters", rl_affix_value(s, s->end, 3, true), s->length);
    rl_observe_two(s->o, "last 4 letters", rl_affix_value(s, s->end, 4, true), s->length);
    rl_observe_two(s->o, "first 3 letters", rl_affix_value(s, s->first, 3, false), s->length);
    if (s->first != s->end)
        rl_observe_one(s->o, "last word's first 3 letters", rl_affix_value(s, s->end, 3, false));
}

void rl_observe_inside(rl_observed_span *s)
{
    observe_shape(s);
    observe_names(s);
    observe_words(s);
}
