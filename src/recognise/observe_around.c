/* Observations beside the span: where it was cut, the words around it, the line, and the word elsewhere in the document. */
#include "recognise/observing.h"

static const char *edge_name(const rl_observed_span *s, int64_t t)
{
    if (!rl_observed_in(s, t))
        return "edge";
    const rl_token *token = rl_observed_token(s, (uint32_t)t);
    if (rl_token_is_capital(token))
        return (token->classes & (RL_CLASS_ORDINARY | RL_CLASS_TITLE | RL_CLASS_DEMONYM)) != 0 ? "known capital"
                                                                                               : "capital";
    if (token->shape == RL_SHAPE_LOWER && (token->classes & RL_CLASS_PARTICLE) != 0)
        return "particle";
    return rl_shape_text(s->text, token);
}

static const char *listed_at(const rl_observed_span *s, int64_t t)
{
    if (!rl_observed_in(s, t))
        return "-";
    const rl_token_context *c = &s->r->context[t];
    return c->place_ends_at > 0 ? "place" : c->listed_last > 0 ? "name" : "-";
}

static void observe_edges(rl_observed_span *s)
{
    int64_t left = (int64_t)s->first - 1, right = (int64_t)s->end + 1;
    rl_observe_two(s->o, "left edge", rl_constant_value(s->o, edge_name(s, left)), s->length);
    rl_observe_two(s->o, "right edge", rl_constant_value(s->o, edge_name(s, right)), s->length);
    rl_observe_two(s->o, "edges", rl_constant_value(s->o, edge_name(s, left)), rl_constant_value(s->o, edge_name(s, right)));
    rl_observe_three(s->o, "left edge names", rl_name_value(s, left), rl_name_value(s, s->first), s->length);
    rl_observe_three(s->o, "right edge names", rl_name_value(s, s->end), rl_name_value(s, right), s->length);
    rl_observe_two(s->o, "left edge classes", rl_class_value(s, left), rl_class_value(s, s->first));
    rl_observe_two(s->o, "right edge classes", rl_class_value(s, s->end), rl_class_value(s, right));
    if (rl_observed_in(s, left) && (rl_observed_token(s, s->first)->flags & RL_TOKEN_SPACE_BEFORE) == 0)
        rl_observe_one(s->o, "touches left", rl_shape_value(s, left));
    if (rl_observed_in(s, right) && (rl_observed_token(s, (uint32_t)right)->flags & RL_TOKEN_SPACE_BEFORE) == 0)
        rl_observe_one(s->o, "touches right", rl_shape_value(s, right));
    if (rl_observed_in(s, right) && (rl_token_is_joint(rl_observed_token(s, (uint32_t)right)) ||
                            rl_observed_token(s, (uint32_t)right)->shape == RL_SHAPE_PUNCTUATION)) {
        rl_observe_three(s->o, "beyond", rl_word_value(s, right), rl_constant_value(s->o, edge_name(s, right + 1)), rl_class_value(s, right + 1));
        rl_observe_three(s->o, "listed beyond", rl_word_value(s, right), rl_constant_value(s->o, listed_at(s, right + 1)), s->length);
    }
    if (rl_observed_in(s, left) && (rl_token_is_joint(rl_observed_token(s, (uint32_t)left)) ||
                           rl_observed_token(s, (uint32_t)left)->shape == RL_SHAPE_PUNCTUATION))
        rl_observe_three(s->o, "before", rl_word_value(s, left), rl_constant_value(s->o, edge_name(s, left - 1)), rl_class_value(s, left - 1));
}

static void observe_context(rl_observed_span *s)
{
    int64_t left = (int64_t)s->first - 1, right = (int64_t)s->end + 1;
    rl_observe_two(s->o, "left word", rl_word_value(s, left), s->length);
    rl_observe_two(s->o, "right word", rl_word_value(s, right), s->length);
    rl_observe_two(s->o, "left words", rl_word_value(s, left - 1), rl_word_value(s, left));
    rl_observe_two(s->o, "right words", rl_word_value(s, right), rl_word_value(s, right + 1));
    rl_observe_two(s->o, "left and right word", rl_word_value(s, left), rl_word_value(s, right));
    rl_observe_one(s->o, "second left word", rl_word_value(s, left - 1));
    rl_observe_one(s->o, "second right word", rl_word_value(s, right + 1));
    rl_observe_two(s->o, "left class", rl_class_value(s, left), s->length);
    rl_observe_two(s->o, "right class", rl_class_value(s, right), s->length);
    rl_observe_two(s->o, "second left class", rl_class_value(s, left - 1), rl_shape_value(s, left));
    rl_observe_two(s->o, "second right class", rl_class_value(s, right + 1), rl_shape_value(s, right));
    rl_observe_two(s->o, "left and right shape", rl_shape_value(s, left), rl_shape_value(s, right));
    if (rl_observed_in(s, left))
        rl_observe_one(s->o, "left 3 letters", rl_affix_value(s, (uint32_t)left, 3, true));
    if ((s->r->context[s->first].title_before & RL_CLASS_TITLE) != 0)
        rl_observe_two(s->o, "title before", rl_constant_value(s->o, rl_class_text(s->r->context[s->first].title_before)), s->length);
}

static void observe_line(rl_observed_span *s)
{
    uint32_t flags = s->sentence->flags;
    const char *kind = (flags & RL_SENTENCE_ALL_CAPS) != 0   ? "capitals"
                       : (flags & RL_SENTENCE_HEADLINE) != 0 ? "headline"
                       : (flags & RL_SENTENCE_NO_STOP) != 0  ? "no stop"
                                                             : "sentence";
    uint32_t length = s->sentence->last - s->sentence->first;
    const char *size = length <= 3 ? "3" : length <= 8 ? "8" : length <= 15 ? "15" : "more";
    rl_observe_three(s->o, "line", rl_constant_value(s->o, kind), rl_constant_value(s->o, size), s->length);
    bool digits = false;
    for (uint32_t t = s->sentence->first; t < s->sentence->last && t < s->sentence->first + 30 && !digits; t++)
        digits = rl_observed_token(s, t)->shape == RL_SHAPE_NUMBER;
    if (digits)
        rl_observe_three(s->o, "line with numbers", rl_constant_value(s->o, kind), rl_constant_value(s->o, size), s->length);
    if ((rl_observed_token(s, s->first)->flags & RL_TOKEN_SENTENCE_START) != 0)
        rl_observe_three(s->o, "sentence start", rl_name_value(s, s->first), rl_class_value(s, s->first), s->length);
    if (s->first == s->sentence->first && s->end + 1 == s->sentence->last)
        rl_observe_two(s->o, "whole line", rl_constant_value(s->o, kind), s->length);
}

/* What the document shows of the word elsewhere. */
static void observe_document(rl_observed_span *s)
{
    bool small = rl_memory_has(s->r, &s->r->memory.small, s->first);
    uint32_t seen = rl_memory_seen(s->r, s->first), last_seen = rl_memory_seen(s->r, s->end);
    const char *often = seen >= 4 ? "4" : seen >= 2 ? "2" : "1", *last = last_seen >= 4 ? "4" : last_seen >= 2 ? "2" : "1";
    bool start = (rl_observed_token(s, s->first)->flags & RL_TOKEN_SENTENCE_START) != 0;
    rl_observe_three(s->o, "small elsewhere", rl_constant_value(s->o, small ? "yes" : "no"), rl_constant_value(s->o, start ? "start" : "-"), s->length);
    rl_observe_three(s->o, "seen", rl_constant_value(s->o, often), rl_constant_value(s->o, last), s->length);
}

void rl_observe_around(rl_observed_span *s)
{
    observe_edges(s);
    observe_context(s);
    observe_line(s);
    observe_document(s);
}
