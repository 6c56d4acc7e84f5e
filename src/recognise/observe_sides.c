/* Observations beside the span: how it was cut off there, and which words stand there. */
#include "recognise/observing.h"

/* A token beside the span, or what stands for it beyond the sentence. */
typedef struct place {
    int64_t token;
    bool in; /* the sentence */
    const rl_token_kind *kind;
} place;

static inline place look_at(const rl_observed_span *s, int64_t t)
{
    if (!rl_observed_in(s, t))
        return (place){t, false, rl_observed_kind_beyond(s, t)};
    return (place){t, true, rl_observed_kind(s, t)};
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
    const rl_token_kind *first = rl_observed_kind(s, s->first);
    rl_observe_fixed_two(s->o, RL_SEES_LEFT_EDGE, left->kind->edge, s->length);
    rl_observe_fixed(s->o, RL_SEES_LEFT_EDGE_NAMES, left->kind->name, first->name, s->length);
    rl_observe_fixed_two(s->o, RL_SEES_LEFT_EDGE_CLASSES, left->kind->class, first->class);
    rl_observe_fixed_two(s->o, RL_SEES_LEFT_CLASS, left->kind->class, s->length);
    rl_observe_fixed_two(s->o, RL_SEES_SECOND_LEFT_CLASS, second->kind->class, left->kind->shape);
    if (left->in && touches(s, s->first))
        rl_observe_fixed_one(s->o, RL_SEES_TOUCHES_LEFT, left->kind->shape);
    rl_classes title = rl_observed_context(s, s->first)->title_before;
    if (title != 0)
        rl_observe_fixed_two(s->o, RL_SEES_TITLE_BEFORE, rl_vocabulary_class(&s->r->vocabulary, title), s->length);
}

static void observe_right(const rl_observed_span *s, const place *right, const place *second)
{
    const rl_token_kind *end = rl_observed_kind(s, s->end);
    rl_observe_fixed_two(s->o, RL_SEES_RIGHT_EDGE, right->kind->edge, s->length);
    rl_observe_fixed(s->o, RL_SEES_RIGHT_EDGE_NAMES, end->name, right->kind->name, s->length);
    rl_observe_fixed_two(s->o, RL_SEES_RIGHT_EDGE_CLASSES, end->class, right->kind->class);
    rl_observe_fixed_two(s->o, RL_SEES_RIGHT_CLASS, right->kind->class, s->length);
    rl_observe_fixed_two(s->o, RL_SEES_SECOND_RIGHT_CLASS, second->kind->class, right->kind->shape);
    if (right->in && touches(s, right->token))
        rl_observe_fixed_one(s->o, RL_SEES_TOUCHES_RIGHT, right->kind->shape);
}

static void observe_both(const rl_observed_span *s, const place *left, const place *right)
{
    rl_observe_fixed_two(s->o, RL_SEES_EDGES, left->kind->edge, right->kind->edge);
    rl_observe_fixed_two(s->o, RL_SEES_LEFT_AND_RIGHT_SHAPE, left->kind->shape, right->kind->shape);
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
    rl_value word = rl_word_at(s, left->token), before = rl_word_at(s, second->token);
    rl_observe_two(s->o, RL_SEES_LEFT_WORD, word, rl_constant_value(s->o, s->length));
    rl_observe_two(s->o, RL_SEES_LEFT_WORDS, before, word);
    rl_observe_one(s->o, RL_SEES_SECOND_LEFT_WORD, before);
    if (left->in)
        rl_observe_one(s->o, RL_SEES_LEFT_3_LETTERS, rl_affix_at(s, (uint32_t)left->token, 3, true));
    if (is_joint(s, left))
        rl_observe_three(s->o, RL_SEES_BEFORE, word, rl_constant_value(s->o, second->kind->edge),
                         rl_constant_value(s->o, second->kind->class));
}

static void observe_right_words(const rl_observed_span *s, const place *right, const place *second)
{
    rl_value word = rl_word_at(s, right->token), behind = rl_word_at(s, second->token);
    rl_value length = rl_constant_value(s->o, s->length);
    rl_observe_two(s->o, RL_SEES_RIGHT_WORD, word, length);
    rl_observe_two(s->o, RL_SEES_RIGHT_WORDS, word, behind);
    rl_observe_one(s->o, RL_SEES_SECOND_RIGHT_WORD, behind);
    if (!is_joint(s, right))
        return;
    rl_observe_three(s->o, RL_SEES_BEYOND, word, rl_constant_value(s->o, second->kind->edge),
                     rl_constant_value(s->o, second->kind->class));
    rl_observe_three(s->o, RL_SEES_LISTED_BEYOND, word, rl_constant_value(s->o, listed_at(s, second)), length);
}

/* Beyond the beginning of the sentence. */
static place beginning(const rl_observed_span *s)
{
    int64_t before = (int64_t)s->sentence->first - 1;
    return (place){before, false, rl_observed_kind_beyond(s, before)};
}

static bool begins_sentence(const rl_observed_span *s, const place *p)
{
    return p->in && rl_token_begins(rl_observed_token(s, (uint32_t)p->token), s->sentence);
}

void rl_observe_sides(const rl_observed_span *s)
{
    int64_t first = s->first, end = s->end;
    place left = look_at(s, first - 1);
    place left_2 = begins_sentence(s, &left) ? beginning(s) : look_at(s, first - 2);
    place right = look_at(s, end + 1), right_2 = look_at(s, end + 2);
    observe_left(s, &left, &left_2);
    observe_right(s, &right, &right_2);
    observe_both(s, &left, &right);
    observe_left_words(s, &left, &left_2);
    observe_right_words(s, &right, &right_2);
    rl_observe_two(s->o, RL_SEES_LEFT_AND_RIGHT_WORD, rl_word_at(s, left.token), rl_word_at(s, right.token));
}
