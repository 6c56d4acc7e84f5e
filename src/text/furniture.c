/* Furniture: the phrases that a web page repeats around and inside its articles ("Article content", "Story continues
 * below"). Scraping leaves them in the text, often glued to it; as tokens they are found whatever stands beside them,
 * and the sentence splitter then ends sentences on both sides, so that they neither become names nor join other
 * sentences. */
#include "text/furniture.h"

static size_t first_phrase(const rl_text_rules *rules, uint64_t hash)
{
    size_t low = 0, high = rules->phrase_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (rules->phrases[middle].hashes[0] < hash)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* How many tokens from `at` the phrase covers; 0 if it does not stand there. Hash 0 in a phrase: a number, or
 * nothing. */
static size_t match(const rl_phrase *phrase, const rl_text *text, size_t at)
{
    size_t t = at;
    for (size_t i = 0; i < phrase->count; i++) {
        bool more = t < text->token_count;
        if (phrase->hashes[i] == 0) {
            t += more && text->tokens[t].shape == RL_SHAPE_NUMBER;
            continue;
        }
        if (!more || text->tokens[t].hash != phrase->hashes[i])
            return 0;
        t++;
    }
    return t - at;
}

static size_t longest_phrase(const rl_text_rules *rules, const rl_text *text, size_t at)
{
    uint64_t hash = text->tokens[at].hash;
    size_t longest = 0;
    for (size_t p = first_phrase(rules, hash); p < rules->phrase_count && rules->phrases[p].hashes[0] == hash; p++) {
        if (rules->phrases[p].capitalised && !rl_token_is_capital(&text->tokens[at]))
            continue;
        size_t length = match(&rules->phrases[p], text, at);
        if (length > longest)
            longest = length;
    }
    return longest;
}

void rl_furniture_mark(const rl_text_rules *rules, rl_text *text)
{
    if (rules->phrase_count == 0)
        return;
    for (size_t at = 0; at < text->token_count;) {
        const rl_token *token = &text->tokens[at];
        bool may_begin = rl_text_rules_may_begin(rules, token->hash) && rl_token_is_word(token);
        size_t length = may_begin ? longest_phrase(rules, text, at) : 0;
        for (size_t i = 0; i < length; i++)
            text->tokens[at + i].flags |= RL_TOKEN_FURNITURE;
        text->furniture_count += length > 0;
        at += length > 0 ? length : 1;
    }
}
