/* Observations of the line that the span stands in, and of its words elsewhere in the document. */
#include "recognise/observing.h"

static rl_constant kind_of(uint32_t flags)
{
    if ((flags & RL_SENTENCE_ALL_CAPS) != 0)
        return RL_SAYS_LINE_CAPITALS;
    if ((flags & RL_SENTENCE_HEADLINE) != 0)
        return RL_SAYS_LINE_HEADLINE;
    return (flags & RL_SENTENCE_NO_STOP) != 0 ? RL_SAYS_LINE_NO_STOP : RL_SAYS_LINE_SENTENCE;
}

static rl_constant size_of(uint32_t tokens)
{
    if (tokens <= 3)
        return RL_SAYS_SIZE_3;
    if (tokens <= 8)
        return RL_SAYS_SIZE_8;
    return tokens <= 15 ? RL_SAYS_SIZE_15 : RL_SAYS_SIZE_MORE;
}

static bool has_number(const rl_text *text, const rl_sentence *sentence)
{
    enum { LOOKED_AT = 30 };
    uint32_t last = sentence->last < sentence->first + LOOKED_AT ? sentence->last : sentence->first + LOOKED_AT;
    for (uint32_t t = sentence->first; t < last; t++)
        if (text->tokens[t].shape == RL_SHAPE_NUMBER)
            return true;
    return false;
}

static rl_constant times(const rl_observed_span *s, uint32_t token)
{
    return rl_times_constant(rl_memory_seen(s->r, token));
}

void rl_observe_line(const rl_observed_span *s)
{
    const rl_observed_line *line = &s->r->line;
    bool start = (rl_observed_token(s, s->first)->flags & RL_TOKEN_SENTENCE_START) != 0;
    rl_observe_fixed(s->o, RL_SEES_LINE, line->kind, line->size, s->length);
    if (line->numbers)
        rl_observe_fixed(s->o, RL_SEES_LINE_WITH_NUMBERS, line->kind, line->size, s->length);
    if (start)
        rl_observe_fixed(s->o, RL_SEES_SENTENCE_START, rl_name_at(s, s->first), rl_class_at(s, s->first), s->length);
    if (s->first == s->sentence->first && s->end + 1 == s->sentence->last)
        rl_observe_fixed_two(s->o, RL_SEES_WHOLE_LINE, line->kind, s->length);
    bool small = rl_memory_is_small(s->r, s->first);
    rl_observe_fixed(s->o, RL_SEES_SMALL_ELSEWHERE, small ? RL_SAYS_YES : RL_SAYS_NO,
                     start ? RL_SAYS_START : RL_SAYS_NO_START, s->length);
    rl_observe_fixed(s->o, RL_SEES_SEEN, times(s, s->first), times(s, s->end), s->length);
}

static rl_sentence without_ornaments(const rl_text *text, const rl_sentence *sentence)
{
    rl_sentence words = *sentence;
    while (words.first + 1 < words.last && rl_token_is_ornament(text, &text->tokens[words.first]))
        words.first++;
    while (words.first + 1 < words.last && rl_token_is_ornament(text, &text->tokens[words.last - 1]))
        words.last--;
    return words;
}

/* "In Accra it rained" is the same sentence with quotes and without, for all of its words but the first. */
static rl_sentence without_openers(const rl_text *text, rl_sentence words)
{
    while (words.first + 1 < words.last && text->tokens[words.first].shape == RL_SHAPE_PUNCTUATION)
        words.first++;
    return words;
}

void rl_observe_sentence(rl_recogniser *r, uint32_t number)
{
    const rl_text *text = r->findings->text;
    if (r->line.sentence == number)
        return;
    rl_sentence words = without_ornaments(text, &text->sentences[number]);
    r->line = (rl_observed_line){.sentence = number,
                                 .words = words,
                                 .inner = without_openers(text, words),
                                 .kind = kind_of(words.flags),
                                 .size = size_of(words.last - words.first),
                                 .numbers = has_number(text, &words)};
}
