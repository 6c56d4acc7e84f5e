/* Observations beside the span: how it was cut off there, and which words stand there. */
#include "recognise/observing.h"

/* A token beside the span, or what stands for it beyond the sentence. */
typedef struct place {
    int64_t token;
    bool in; /* the sentence */
    rl_constant shape;
    rl_constant class;
    rl_constant name;
    rl_constant edge;
} place;

static const place beginning = {-1, false, RL_SAYS_BEGIN, RL_SAYS_CLASS_EDGE, RL_SAYS_NAME_EDGE, RL_SAYS_EDGE};

static inline place look_at(const rl_observed_span *s, int64_t t)
{
    if (!rl_observed_in(s, t))
        return (place){t, false, rl_beyond(s, t), RL_SAYS_CLASS_EDGE, RL_SAYS_NAME_EDGE, RL_SAYS_EDGE};
    const rl_token_context *c = rl_observed_context(s, t);
    return (place){t, true, c->shape, c->class, c->name, c->edge};
}

static bool touches(const rl_observed_span *s, int64_t token)
{
    return (rl_observed_token(s, (uint32_t)token)->flags & RL_TOKEN_SPACE_BEFORE) == 0;
}

/* Is it a token that names may go on behind? */
static bool is_joint(const rl_observed_span *s, const place *p)
{
    return p->in && rl_token_is_joint_or_punctuation(rl_observed_token(s, (uint32_t)p->token));
}

/* ---- kinds of words ---- */

static void observe_left(const rl_observed_span *s, const place *left, const place *second)
{
    const rl_token_context *first = rl_observed_context(s, s->first);
    rl_observe_fixed_two(s->o, RL_SEES_LEFT_EDGE, left->edge, s->length);
    rl_observe_fixed(s->o, RL_SEES_LEFT_EDGE_NAMES, left->name, first->name, s->length);
    rl_observe_fixed_two(s->o, RL_SEES_LEFT_EDGE_CLASSES, left->class, first->class);
    rl_observe_fixed_two(s->o, RL_SEES_LEFT_CLASS, left->class, s->length);
    rl_observe_fixed_two(s->o, RL_SEES_SECOND_LEFT_CLASS, second->class, left->shape);
    if (left->in && touches(s, s->first))
        rl_observe_fixed_one(s->o, RL_SEES_TOUCHES_LEFT, left->shape);
    rl_classes title = first->title_before & RL_CLASS_TITLE;
    if (title != 0)
        rl_observe_fixed_two(s->o, RL_SEES_TITLE_BEFORE, rl_vocabulary_class(&s->r->vocabulary, title), s->length);
}

static void observe_right(const rl_observed_span *s, const place *right, const place *second)
{
    const rl_token_context *end = rl_observed_context(s, s->end);
    rl_observe_fixed_two(s->o, RL_SEES_RIGHT_EDGE, right->edge, s->length);
    rl_observe_fixed(s->o, RL_SEES_RIGHT_EDGE_NAMES, end->name, right->name, s->length);
    rl_observe_fixed_two(s->o, RL_SEES_RIGHT_EDGE_CLASSES, end->class, right->class);
    rl_observe_fixed_two(s->o, RL_SEES_RIGHT_CLASS, right->class, s->length);
    rl_observe_fixed_two(s->o, RL_SEES_SECOND_RIGHT_CLASS, second->class, right->shape);
    if (right->in && touches(s, right->token))
        rl_observe_fixed_one(s->o, RL_SEES_TOUCHES_RIGHT, right->shape);
}

static void observe_both(const rl_observed_span *s, const place *left, const place *right)
{
    rl_observe_fixed_two(s->o, RL_SEES_EDGES, left->edge, right->edge);
    rl_observe_fixed_two(s->o, RL_SEES_LEFT_AND_RIGHT_SHAPE, left->shape, right->shape);
}

/* ---- words ---- */

static rl_constant listed_at(const rl_observed_span *s, const place *p)
{
    if (!p->in)
        return RL_SAYS_NOTHING;
    const rl_token_context *context = rl_observed_context(s, p->token);
    return context->place_ends_at > 0 ? RL_SAYS_PLACE : context->listed_last > 0 ? RL_SAYS_LISTED_NAME : RL_SAYS_NOTHING;
}

static void observe_left_words(const rl_observed_span *s, const place *left, const place *second)
{
    rl_value word = rl_word_value(s, left->token), before = rl_word_value(s, second->token);
    rl_observe_two(s->o, RL_SEES_LEFT_WORD, word, rl_constant_value(s->o, s->length));
    rl_observe_two(s->o, RL_SEES_LEFT_WORDS, before, word);
    rl_observe_one(s->o, RL_SEES_SECOND_LEFT_WORD, before);
    if (left->in)
        rl_observe_one(s->o, RL_SEES_LEFT_3_LETTERS, rl_affix_value(s, (uint32_t)left->token, 3, true));
    if (is_joint(s, left))
        rl_observe_three(s->o, RL_SEES_BEFORE, word, rl_constant_value(s->o, second->edge),
                         rl_constant_value(s->o, second->class));
}

static void observe_right_words(const rl_observed_span *s, const place *right, const place *second)
{
    rl_value word = rl_word_value(s, right->token), behind = rl_word_value(s, second->token);
    rl_value length = rl_constant_value(s->o, s->length);
    rl_observe_two(s->o, RL_SEES_RIGHT_WORD, word, length);
    rl_observe_two(s->o, RL_SEES_RIGHT_WORDS, word, behind);
    rl_observe_one(s->o, RL_SEES_SECOND_RIGHT_WORD, behind);
    if (!is_joint(s, right))
        return;
    rl_observe_three(s->o, RL_SEES_BEYOND, word, rl_constant_value(s->o, second->edge),
                     rl_constant_value(s->o, second->class));
    rl_observe_three(s->o, RL_SEES_LISTED_BEYOND, word, rl_constant_value(s->o, listed_at(s, second)), length);
}

/* A preposition with a capital, as "In" after "She said:" or "2)", begins a sentence, unless the line is a headline. */
static bool begins_sentence(const rl_observed_span *s, const place *p)
{
    const rl_token *token = p->in ? rl_observed_token(s, (uint32_t)p->token) : NULL;
    return token != NULL && token->shape == RL_SHAPE_CAPITALISED && (token->classes & RL_CLASS_PLACE_PREPOSITION) != 0 &&
           (s->sentence->flags & (RL_SENTENCE_HEADLINE | RL_SENTENCE_ALL_CAPS)) == 0;
}

void rl_observe_sides(const rl_observed_span *s)
{
    int64_t first = s->first, end = s->end;
    place left = look_at(s, first - 1);
    place left_2 = begins_sentence(s, &left) ? beginning : look_at(s, first - 2);
    place right = look_at(s, end + 1), right_2 = look_at(s, end + 2);
    observe_left(s, &left, &left_2);
    observe_right(s, &right, &right_2);
    observe_both(s, &left, &right);
    observe_left_words(s, &left, &left_2);
    observe_right_words(s, &right, &right_2);
    rl_observe_two(s->o, RL_SEES_LEFT_AND_RIGHT_WORD, rl_word_value(s, left.token), rl_word_value(s, right.token));
}
