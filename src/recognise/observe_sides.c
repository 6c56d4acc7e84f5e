/* Observations beside the span: how it was cut off there, and which words stand there. */
#include "recognise/observing.h"

static bool touches(const rl_observed_span *s, uint32_t token)
{
    return (rl_observed_token(s, token)->flags & RL_TOKEN_SPACE_BEFORE) == 0;
}

/* Is it a token that names may go on behind? */
static bool is_joint(const rl_observed_span *s, int64_t t)
{
    if (!rl_observed_in(s, t))
        return false;
    const rl_token *token = rl_observed_token(s, (uint32_t)t);
    return rl_token_is_joint(token) || token->shape == RL_SHAPE_PUNCTUATION;
}

/* ---- kinds of words ---- */

static void observe_left(const rl_observed_span *s)
{
    int64_t left = (int64_t)s->first - 1;
    rl_constant class = rl_class_at(s, left), shape = rl_shape_at(s, left);
    rl_observe_fixed_two(s->o, RL_SEES_LEFT_EDGE, rl_edge_at(s, left), s->length);
    rl_observe_fixed(s->o, RL_SEES_LEFT_EDGE_NAMES, rl_name_at(s, left), rl_name_at(s, s->first), s->length);
    rl_observe_fixed_two(s->o, RL_SEES_LEFT_EDGE_CLASSES, class, rl_class_at(s, s->first));
    rl_observe_fixed_two(s->o, RL_SEES_LEFT_CLASS, class, s->length);
    rl_observe_fixed_two(s->o, RL_SEES_SECOND_LEFT_CLASS, rl_class_at(s, left - 1), shape);
    if (rl_observed_in(s, left) && touches(s, s->first))
        rl_observe_fixed_one(s->o, RL_SEES_TOUCHES_LEFT, shape);
    rl_classes title = s->r->context[s->first].title_before & RL_CLASS_TITLE;
    if (title != 0)
        rl_observe_fixed_two(s->o, RL_SEES_TITLE_BEFORE, rl_class_constant(title), s->length);
}

static void observe_right(const rl_observed_span *s)
{
    int64_t right = (int64_t)s->end + 1;
    rl_constant class = rl_class_at(s, right), shape = rl_shape_at(s, right);
    rl_observe_fixed_two(s->o, RL_SEES_RIGHT_EDGE, rl_edge_at(s, right), s->length);
    rl_observe_fixed(s->o, RL_SEES_RIGHT_EDGE_NAMES, rl_name_at(s, s->end), rl_name_at(s, right), s->length);
    rl_observe_fixed_two(s->o, RL_SEES_RIGHT_EDGE_CLASSES, rl_class_at(s, s->end), class);
    rl_observe_fixed_two(s->o, RL_SEES_RIGHT_CLASS, class, s->length);
    rl_observe_fixed_two(s->o, RL_SEES_SECOND_RIGHT_CLASS, rl_class_at(s, right + 1), shape);
    if (rl_observed_in(s, right) && touches(s, (uint32_t)right))
        rl_observe_fixed_one(s->o, RL_SEES_TOUCHES_RIGHT, shape);
}

static void observe_both(const rl_observed_span *s)
{
    int64_t left = (int64_t)s->first - 1, right = (int64_t)s->end + 1;
    rl_observe_fixed_two(s->o, RL_SEES_EDGES, rl_edge_at(s, left), rl_edge_at(s, right));
    rl_observe_fixed_two(s->o, RL_SEES_LEFT_AND_RIGHT_SHAPE, rl_shape_at(s, left), rl_shape_at(s, right));
}

/* ---- words ---- */

static rl_constant listed_at(const rl_observed_span *s, int64_t t)
{
    if (!rl_observed_in(s, t))
        return RL_SAYS_NOTHING;
    const rl_token_context *context = rl_observed_context(s, t);
    return context->place_ends_at > 0 ? RL_SAYS_PLACE : context->listed_last > 0 ? RL_SAYS_LISTED_NAME : RL_SAYS_NOTHING;
}

static void observe_left_words(const rl_observed_span *s)
{
    int64_t left = (int64_t)s->first - 1;
    rl_value word = rl_word_value(s, left), second = rl_word_value(s, left - 1);
    rl_observe_two(s->o, RL_SEES_LEFT_WORD, word, rl_constant_value(s->o, s->length));
    rl_observe_two(s->o, RL_SEES_LEFT_WORDS, second, word);
    rl_observe_one(s->o, RL_SEES_SECOND_LEFT_WORD, second);
    if (rl_observed_in(s, left))
        rl_observe_one(s->o, RL_SEES_LEFT_3_LETTERS, rl_affix_value(s, (uint32_t)left, 3, true));
    if (is_joint(s, left))
        rl_observe_three(s->o, RL_SEES_BEFORE, word, rl_constant_value(s->o, rl_edge_at(s, left - 1)),
                         rl_constant_value(s->o, rl_class_at(s, left - 1)));
}

static void observe_right_words(const rl_observed_span *s)
{
    int64_t right = (int64_t)s->end + 1;
    rl_value word = rl_word_value(s, right), second = rl_word_value(s, right + 1);
    rl_value length = rl_constant_value(s->o, s->length);
    rl_observe_two(s->o, RL_SEES_RIGHT_WORD, word, length);
    rl_observe_two(s->o, RL_SEES_RIGHT_WORDS, word, second);
    rl_observe_one(s->o, RL_SEES_SECOND_RIGHT_WORD, second);
    if (!is_joint(s, right))
        return;
    rl_observe_three(s->o, RL_SEES_BEYOND, word, rl_constant_value(s->o, rl_edge_at(s, right + 1)),
                     rl_constant_value(s->o, rl_class_at(s, right + 1)));
    rl_observe_three(s->o, RL_SEES_LISTED_BEYOND, word, rl_constant_value(s->o, listed_at(s, right + 1)), length);
}

void rl_observe_sides(const rl_observed_span *s)
{
    observe_left(s);
    observe_right(s);
    observe_both(s);
    observe_left_words(s);
    observe_right_words(s);
    rl_observe_two(s->o, RL_SEES_LEFT_AND_RIGHT_WORD, rl_word_value(s, (int64_t)s->first - 1),
                   rl_word_value(s, (int64_t)s->end + 1));
}
