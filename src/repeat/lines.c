/* What a page says on every page: bylines, invitations, teasers, who the author is. Such lines are short, and either they
 * end without a full stop or they stand at the foot of the article. That is asked for besides recurring, because
 * sentences recur too that are no furniture: quotations, and the background that each report on a case ends with. A
 * single name is no line: in a list of places or a transcript it says something each time. */
#include "repeat/lines.h"

#include "base/hash.h"
#include "text/text.h"

#include <stdlib.h>
#include <string.h>

enum { FEWEST_WORDS = 3, MOST_WORDS = 20, FOOT = 3 /* lines */ };

static void add_sentence(const rl_text *text, const rl_sentence *sentence, rl_text_line *line)
{
    uint32_t words = 0;
    for (size_t t = sentence->first; t < sentence->last; t++) {
        const rl_token *token = &text->tokens[t];
        if (!rl_token_is_word(token))
            continue;
        line->length++;
        if ((token->flags & (RL_TOKEN_FURNITURE | RL_TOKEN_REPEATED)) != 0)
            continue;
        line->hash = rl_hash_mix(line->hash, token->hash);
        words++;
    }
    line->words += words;
    if (words > 0)
        line->stops = (sentence->flags & RL_SENTENCE_NO_STOP) == 0;
}

/* From the foot upwards, so that it is known which lines are the last with words. */
static void judge(rl_text_lines *lines)
{
    size_t below = 0;
    for (size_t i = lines->count; i-- > 0;) {
        rl_text_line *line = &lines->items[i];
        bool fits = line->length >= FEWEST_WORDS && line->length <= MOST_WORDS;
        line->may_recur = line->words > 0 && fits && (!line->stops || below < FOOT);
        below += line->words > 0;
    }
}

relata_status rl_text_lines_read(rl_text_lines *lines, const rl_text *text, relata_error *err)
{
    size_t count = text->sentence_count == 0 ? 0 : text->sentences[text->sentence_count - 1].paragraph + (size_t)1;
    rl_text_line *items = rl_array_grow(lines->items, &lines->capacity, count + 1, sizeof *items);
    if (items == NULL)
        return rl_error_memory(err);
    lines->items = items;
    lines->count = count;
    memset(items, 0, count * sizeof *items);
    for (size_t s = 0; s < text->sentence_count; s++)
        add_sentence(text, &text->sentences[s], &items[text->sentences[s].paragraph]);
    judge(lines);
    return RELATA_OK;
}

void rl_text_lines_free(rl_text_lines *lines)
{
    free(lines->items);
    *lines = (rl_text_lines){0};
}
