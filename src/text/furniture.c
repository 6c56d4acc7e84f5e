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

static bool note_edges(rl_text_worker *worker, size_t from, size_t to)
{
    uint32_t *edges = rl_array_grow(worker->edges, &worker->edge_capacity, worker->edge_count + 2, sizeof *edges);
    if (edges == NULL)
        return false;
    worker->edges = edges;
    edges[worker->edge_count++] = (uint32_t)from;
    edges[worker->edge_count++] = (uint32_t)to;
    return true;
}

bool rl_furniture_mark(rl_text_worker *worker, const rl_text_rules *rules, rl_text *text)
{
    size_t past = 0;
    for (size_t o = 0; o < worker->opening_count && rules->phrase_count > 0; o++) {
        size_t at = worker->openings[o];
        size_t length = at >= past && rl_token_is_word(&text->tokens[at]) ? longest_phrase(rules, text, at) : 0;
        if (length == 0)
            continue;
        past = at + length;
        text->furniture_count++;
        for (size_t i = at; i < past; i++)
            text->tokens[i].flags |= RL_TOKEN_FURNITURE;
        if (!note_edges(worker, at, past))
            return false;
    }
    return true;
}
