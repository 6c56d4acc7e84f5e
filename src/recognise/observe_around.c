/* Observations beside the span: where it was cut, the words around it, the line, and the word elsewhere in the document. */
#include "recognise/observing.h"

static rl_value listed_at(const rl_observed_span *s, int64_t t)
{
    rl_constant listed = RL_SAYS_NOTHING;
    if (rl_observed_in(s, t) && rl_observed_context(s, t)->place_ends_at > 0)
        listed = RL_SAYS_PLACE;
    else if (rl_observed_in(s, t) && rl_observed_context(s, t)->listed_last > 0)
        listed = RL_SAYS_LISTED_NAME;
    return rl_constant_value(s->o, listed);
}

static void observe_edges(rl_observed_span *s)
{
    int64_t left = (int64_t)s->first - 1, right = (int64_t)s->end + 1;
    rl_observe_two(s->o, RL_SEES_LEFT_EDGE, rl_edge_value(s, left), s->length);
    rl_observe_two(s->o, RL_SEES_RIGHT_EDGE, rl_edge_value(s, right), s->length);
    rl_observe_two(s->o, RL_SEES_EDGES, rl_edge_value(s, left), rl_edge_value(s, right));
    rl_observe_three(s->o, RL_SEES_LEFT_EDGE_NAMES, rl_name_value(s, left), rl_name_value(s, s->first), s->length);
    rl_observe_three(s->o, RL_SEES_RIGHT_EDGE_NAMES, rl_name_value(s, s->end), rl_name_value(s, right), s->length);
    rl_observe_two(s->o, RL_SEES_LEFT_EDGE_CLASSES, rl_class_value(s, left), rl_class_value(s, s->first));
    rl_observe_two(s->o, RL_SEES_RIGHT_EDGE_CLASSES, rl_class_value(s, s->end), rl_class_value(s, right));
    if (rl_observed_in(s, left) && (rl_observed_token(s, s->first)->flags & RL_TOKEN_SPACE_BEFORE) == 0)
        rl_observe_one(s->o, RL_SEES_TOUCHES_LEFT, rl_shape_value(s, left));
    if (rl_observed_in(s, right) && (rl_observed_token(s, (uint32_t)right)->flags & RL_TOKEN_SPACE_BEFORE) == 0)
        rl_observe_one(s->o, RL_SEES_TOUCHES_RIGHT, rl_shape_value(s, right));
    if (rl_observed_in(s, right) && (rl_token_is_joint(rl_observed_token(s, (uint32_t)right)) ||
                            rl_observed_token(s, (uint32_t)right)->shape == RL_SHAPE_PUNCTUATION)) {
        rl_observe_three(s->o, RL_SEES_BEYOND, rl_word_value(s, right), rl_edge_value(s, right + 1), rl_class_value(s, right + 1));
        rl_observe_three(s->o, RL_SEES_LISTED_BEYOND, rl_word_value(s, right), listed_at(s, right + 1), s->length);
    }
    if (rl_observed_in(s, left) && (rl_token_is_joint(rl_observed_token(s, (uint32_t)left)) ||
                           rl_observed_token(s, (uint32_t)left)->shape == RL_SHAPE_PUNCTUATION))
        rl_observe_three(s->o, RL_SEES_BEFORE, rl_word_value(s, left), rl_edge_value(s, left - 1), rl_class_value(s, left - 1));
}

static void observe_context(rl_observed_span *s)
{
    int64_t left = (int64_t)s->first - 1, right = (int64_t)s->end + 1;
    rl_observe_two(s->o, RL_SEES_LEFT_WORD, rl_word_value(s, left), s->length);
    rl_observe_two(s->o, RL_SEES_RIGHT_WORD, rl_word_value(s, right), s->length);
    rl_observe_two(s->o, RL_SEES_LEFT_WORDS, rl_word_value(s, left - 1), rl_word_value(s, left));
    rl_observe_two(s->o, RL_SEES_RIGHT_WORDS, rl_word_value(s, right), rl_word_value(s, right + 1));
    rl_observe_two(s->o, RL_SEES_LEFT_AND_RIGHT_WORD, rl_word_value(s, left), rl_word_value(s, right));
    rl_observe_one(s->o, RL_SEES_SECOND_LEFT_WORD, rl_word_value(s, left - 1));
    rl_observe_one(s->o, RL_SEES_SECOND_RIGHT_WORD, rl_word_value(s, right + 1));
    rl_observe_two(s->o, RL_SEES_LEFT_CLASS, rl_class_value(s, left), s->length);
    rl_observe_two(s->o, RL_SEES_RIGHT_CLASS, rl_class_value(s, right), s->length);
    rl_observe_two(s->o, RL_SEES_SECOND_LEFT_CLASS, rl_class_value(s, left - 1), rl_shape_value(s, left));
    rl_observe_two(s->o, RL_SEES_SECOND_RIGHT_CLASS, rl_class_value(s, right + 1), rl_shape_value(s, right));
    rl_observe_two(s->o, RL_SEES_LEFT_AND_RIGHT_SHAPE, rl_shape_value(s, left), rl_shape_value(s, right));
    if (rl_observed_in(s, left))
        rl_observe_one(s->o, RL_SEES_LEFT_3_LETTERS, rl_affix_value(s, (uint32_t)left, 3, true));
    if ((s->r->context[s->first].title_before & RL_CLASS_TITLE) != 0)
        rl_observe_two(s->o, RL_SEES_TITLE_BEFORE, rl_constant_value(s->o, rl_class_constant(s->r->context[s->first].title_before)), s->length);
}

static void observe_line(rl_observed_span *s)
{
    uint32_t flags = s->sentence->flags;
    rl_constant kind = (flags & RL_SENTENCE_ALL_CAPS) != 0   ? RL_SAYS_CAPITALS
                       : (flags & RL_SENTENCE_HEADLINE) != 0 ? RL_SAYS_HEADLINE
                       : (flags & RL_SENTENCE_NO_STOP) != 0  ? RL_SAYS_NO_STOP
                                                             : RL_SAYS_SENTENCE;
    uint32_t length = s->sentence->last - s->sentence->first;
    rl_constant size = length <= 3    ? RL_SAYS_UP_TO_3
                       : length <= 8  ? RL_SAYS_UP_TO_8
                       : length <= 15 ? RL_SAYS_UP_TO_15
                                      : RL_SAYS_MORE;
    rl_observe_three(s->o, RL_SEES_LINE, rl_constant_value(s->o, kind), rl_constant_value(s->o, size), s->length);
    bool digits = false;
    for (uint32_t t = s->sentence->first; t < s->sentence->last && t < s->sentence->first + 30 && !digits; t++)
        digits = rl_observed_token(s, t)->shape == RL_SHAPE_NUMBER;
    if (digits)
        rl_observe_three(s->o, RL_SEES_LINE_WITH_NUMBERS, rl_constant_value(s->o, kind), rl_constant_value(s->o, size), s->length);
    if ((rl_observed_token(s, s->first)->flags & RL_TOKEN_SENTENCE_START) != 0)
        rl_observe_three(s->o, RL_SEES_SENTENCE_START, rl_name_value(s, s->first), rl_class_value(s, s->first), s->length);
    if (s->first == s->sentence->first && s->end + 1 == s->sentence->last)
        rl_observe_two(s->o, RL_SEES_WHOLE_LINE, rl_constant_value(s->o, kind), s->length);
}

static rl_value times(const rl_observed_span *s, uint32_t count)
{
    return rl_constant_value(s->o, count >= 4 ? RL_SAYS_OFTEN : count >= 2 ? RL_SAYS_TWICE : RL_SAYS_ONCE);
}

/* What the document shows of the word elsewhere. */
static void observe_document(rl_observed_span *s)
{
    bool small = rl_memory_has(s->r, &s->r->memory.small, s->first);
    rl_value often = times(s, rl_memory_seen(s->r, s->first)), last = times(s, rl_memory_seen(s->r, s->end));
    bool start = (rl_observed_token(s, s->first)->flags & RL_TOKEN_SENTENCE_START) != 0;
    rl_observe_three(s->o, RL_SEES_SMALL_ELSEWHERE, rl_constant_value(s->o, small ? RL_SAYS_YES : RL_SAYS_NO), rl_constant_value(s->o, start ? RL_SAYS_START : RL_SAYS_NOTHING), s->length);
    rl_observe_three(s->o, RL_SEES_SEEN, often, last, s->length);
}

void rl_observe_around(rl_observed_span *s)
{
    observe_edges(s);
    observe_context(s);
    observe_line(s);
    observe_document(s);
}
