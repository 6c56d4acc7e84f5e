/* The text that shows a pair: what a reader is given as evidence, short enough to be read. */
#include "relate/relate.h"

/* The stretch to print: the sentences that hold both mentions, or, if that is too long, what is around the two. */
static void choose_stretch(const rl_text *text, const rl_shown *shown, size_t *ret_start, size_t *ret_end)
{
    size_t start = text->sentences[text->tokens[shown->first].sentence].start;
    size_t end = text->sentences[text->tokens[shown->last - 1].sentence].end;
    size_t first = text->tokens[shown->first].start;
    if (end - start > RL_EVIDENCE_TEXT_LIMIT) {
        size_t room = RL_EVIDENCE_TEXT_LIMIT / 4;
        uint32_t t = shown->first;
        while (t > 0 && text->tokens[t - 1].start >= start && first - text->tokens[t - 1].start < room)
            t--;
        start = text->tokens[t].start;
        uint32_t u = shown->last;
        while (u < text->token_count && text->tokens[u].end <= end &&
               text->tokens[u].end - start < RL_EVIDENCE_TEXT_LIMIT)
            u++;
        end = text->tokens[u - 1].end;
    }
    *ret_start = start;
    *ret_end = end;
}

/* The end of the last whole character at or before `limit`. */
static size_t whole_characters(const char *bytes, size_t limit)
{
    while (limit > 0 && ((unsigned char)bytes[limit] & 0xC0) == 0x80)
        limit--;
    return limit;
}

static bool is_space(char c)
{
    return (unsigned char)c <= ' ' && (c == ' ' || (c >= '\t' && c <= '\r'));
}

/* The end of the words from `from` on that have single spaces between them: these are copied in one go. */
static size_t spaced_end(const char *bytes, size_t from, size_t end)
{
    size_t i = from;
    while (i < end && (!is_space(bytes[i]) || (bytes[i] == ' ' && i > from && i + 1 < end && !is_space(bytes[i + 1]))))
        i++;
    return i;
}

bool rl_shown_text(const rl_text *text, const rl_shown *shown, rl_buffer *ret)
{
    size_t start, end, before = ret->length;
    choose_stretch(text, shown, &start, &end);
    if (end - start > RL_EVIDENCE_TEXT_LIMIT)
        end = start + whole_characters(text->bytes + start, RL_EVIDENCE_TEXT_LIMIT);
    for (size_t i = start; i < end;) {
        while (i < end && is_space(text->bytes[i]))
            i++;
        size_t from = i;
        i = spaced_end(text->bytes, from, end);
        bool joined = ret->length > before && i > from;
        if ((joined && !rl_buffer_append_char(ret, ' ')) || !rl_buffer_append(ret, text->bytes + from, i - from))
            return false;
    }
    return true;
}
