/* Finding the names in a text, token by token.
 *
 * What the index says of a word alone is remembered from one text to the next (gazetteer/known.h), so that it is asked
 * for new words only. Where longer names begin with a word, a filter that stays in the cache says of most words behind
 * it that none goes on so. Symbols are looked up if some name begins with one that looks like them. */
#include "gazetteer/scan.h"
#include "gazetteer/known.h"

#include <stdlib.h>

/* ---- single words ---- */

static relata_status damaged(const rl_scan *s, size_t image)
{
    return rl_image_damaged(&s->gazetteer->images[image].image, s->err);
}

/* What a token is alone, in all images. */
typedef struct alone {
    rl_match matches[2 * RL_IMAGES_MOST];
    size_t count;
    bool longer;
} alone;

static relata_status find_alone(const rl_scan *s, size_t first, alone *ret)
{
    const rl_gazetteer *g = s->gazetteer;
    bool bad = false;
    ret->count = 0;
    ret->longer = false;
    for (size_t i = 0; i < g->image_count; i++) {
        rl_match *matches = ret->matches + ret->count;
        size_t more = rl_image_match_word(&g->images[i].image, s->text, first, matches, &ret->longer, &bad);
        if (bad)
            return damaged(s, i);
        for (size_t k = 0; k < more; k++)
            matches[k].image = (uint32_t)i;
        ret->count += more;
    }
    return RELATA_OK;
}

static relata_status add_alone(rl_scan *s, size_t first, const alone *names)
{
    size_t from = s->hits->count;
    relata_status status = RELATA_OK;
    for (size_t m = 0; m < names->count && status == RELATA_OK; m++)
        status = rl_scan_take_hits(s, first, &names->matches[m]);
    rl_scan_unite(s, from);
    return status;
}

/* Asks the index what a token is alone. The names stand behind the hits until the caller has them. */
static relata_status learn(rl_scan *s, size_t first, rl_known_word *ret)
{
    rl_token *token = &s->text->tokens[first];
    rl_classes classes = token->classes; /* from a name that covers it */
    alone names;
    relata_status status = find_alone(s, first, &names);
    token->classes = 0;
    for (size_t m = 0; m < names.count && status == RELATA_OK; m++)
        status = rl_scan_take_classes(s, first, &names.matches[m]);
    size_t from = s->hits->count;
    if (status == RELATA_OK)
        status = add_alone(s, first, &names);
    size_t count = s->hits->count - from;
    s->hits->count = from;
    ret->classes = token->classes;
    ret->flags = names.longer ? RL_KNOWN_BEGINS : 0;
    if (count > RL_KNOWN_HITS_MOST)
        ret->flags |= RL_KNOWN_ASKED;
    else if (count > 0)
        ret->flags |= RL_KNOWN_NAMES;
    ret->hit_count = (ret->flags & RL_KNOWN_NAMES) != 0 ? (uint16_t)count : 0;
    token->classes = classes;
    return status;
}

static relata_status add_again(rl_scan *s, size_t first)
{
    alone names;
    relata_status status = find_alone(s, first, &names);
    return status == RELATA_OK ? add_alone(s, first, &names) : status;
}

static relata_status add_known(rl_scan *s, size_t first, const rl_known_word *word)
{
    const rl_known_hit *names = s->hits->known->hits + word->first_hit;
    relata_status status = RELATA_OK;
    for (size_t i = 0; i < word->hit_count && status == RELATA_OK; i++) {
        rl_hit hit = {.first = (uint32_t)first,
                      .last = (uint32_t)(first + 1),
                      .entry = names[i].entry,
                      .kind = (uint8_t)names[i].kind};
        status = rl_scan_add(s, &hit);
    }
    return status;
}

/* ---- longer names ---- */

static relata_status add_matches(rl_scan *s, size_t first, const rl_match *matches, size_t count)
{
    size_t from = s->hits->count;
    relata_status status = RELATA_OK;
    for (size_t m = count; m-- > 0 && status == RELATA_OK;) {
        status = rl_scan_take_hits(s, first, &matches[m]);
        if (m > 0 && matches[m - 1].last == matches[m].last)
            continue;
        rl_scan_unite(s, from);
        from = s->hits->count;
    }
    return status;
}

static relata_status add_longer(rl_scan *s, size_t first, size_t second)
{
    const rl_gazetteer *g = s->gazetteer;
    rl_match matches[RL_MATCHES_MOST * RL_IMAGES_MOST];
    size_t count = 0;
    bool bad = false;
    for (size_t i = 0; i < g->image_count; i++) {
        size_t more = rl_image_match_longer(&g->images[i].image, s->text, first, second, matches + count, &bad);
        if (bad)
            return damaged(s, i);
        for (size_t k = 0; k < more; k++)
            matches[count + k].image = (uint32_t)i;
        rl_matches_merge(matches, count, count + more);
        count += more;
    }
    return add_matches(s, first, matches, count);
}

/* ---- tokens ---- */

/* May a longer name begin here? Nine of ten words that some begin with are followed by another word than in these. */
static inline bool goes_on(const rl_scan *s, size_t first, size_t *ret_second)
{
    const rl_gazetteer *g = s->gazetteer;
    const rl_text *text = s->text;
    size_t second = rl_text_next_word(text, first);
    if (second >= text->token_count)
        return false;
    *ret_second = second;
    uint64_t key = rl_pair_key(text->tokens[first].hash, text->tokens[second].hash);
    for (size_t i = 0; i < g->image_count; i++)
        if (rl_filter_has(&g->images[i].image.pairs, key))
            return true;
    return false;
}

/* The classes of a word and the names that begin with it, the longest first. */
static inline relata_status scan_known(rl_scan *s, size_t first, const rl_known_word *word)
{
    size_t second = 0;
    relata_status status = RELATA_OK;
    s->text->tokens[first].classes |= word->classes;
    if (word->flags == 0)
        return RELATA_OK;
    if ((word->flags & RL_KNOWN_BEGINS) != 0 && goes_on(s, first, &second))
        status = add_longer(s, first, second);
    if ((word->flags & RL_KNOWN_NAMES) != 0 && status == RELATA_OK)
        status = add_known(s, first, word);
    if ((word->flags & RL_KNOWN_ASKED) != 0 && status == RELATA_OK)
        status = add_again(s, first);
    return status;
}

static relata_status scan_new_word(rl_scan *s, size_t first, rl_known_set *set, rl_known_key key)
{
    rl_known_word word = {.key = key};
    relata_status status = learn(s, first, &word);
    if (status != RELATA_OK)
        return status;
    const rl_hit *names = word.hit_count == 0 ? NULL : &s->hits->items[s->hits->count];
    if (!rl_known_words_add(s->hits->known, set, &word, names))
        return rl_error_memory(s->err);
    return scan_known(s, first, &set->words[0]);
}

/* Words that are too long to be remembered. */
static relata_status scan_long_word(rl_scan *s, size_t first)
{
    rl_known_word word = {0};
    relata_status status = learn(s, first, &word);
    if ((word.flags & RL_KNOWN_NAMES) != 0)
        word.flags ^= RL_KNOWN_NAMES | RL_KNOWN_ASKED;
    return status == RELATA_OK ? scan_known(s, first, &word) : status;
}

static relata_status scan_word(rl_scan *s, size_t first, rl_token *token, rl_writing writing)
{
    rl_known_key key = rl_known_key_of(s->text, token, writing);
    rl_known_set *set = rl_known_set_of(s->hits->known, token->hash, writing);
    const rl_known_word *word = rl_known_word_find(set, key);
    return word == NULL ? scan_new_word(s, first, set, key) : scan_known(s, first, word);
}

static relata_status scan_token(rl_scan *s, size_t first, rl_token *token)
{
    rl_writing writing = rl_writing_of(s->text, token);
    if (writing == RL_WRITING_SYMBOL && (s->symbols & rl_image_symbol_bit(token)) == 0)
        return RELATA_OK;
    return rl_known_may_be(token) ? scan_word(s, first, token, writing) : scan_long_word(s, first);
}

/* ---- the whole text ---- */

enum { SETS_AHEAD = 8, PAIRS_AHEAD = 4 };

/* What is known of words stands all over its table, and so do the pairs in their filters: memory is asked for them some
 * words ahead. What follows a word is nearly always the next token. */
static inline void fetch_ahead(const rl_scan *s, const rl_token *token)
{
    const rl_gazetteer *g = s->gazetteer;
    const rl_token *word = &token[SETS_AHEAD], *pair = &token[PAIRS_AHEAD];
    uint64_t key = rl_pair_key(pair[0].hash, pair[1].hash);
    __builtin_prefetch(rl_known_set_of(s->hits->known, word->hash, rl_writing_of(s->text, word)));
    for (size_t i = 0; i < g->image_count; i++)
        rl_filter_fetch(&g->images[i].image.pairs, key);
}

static bool prepare(rl_scan *s)
{
    rl_hits *hits = s->hits;
    hits->count = 0;
    for (size_t i = 0; i < s->gazetteer->image_count; i++)
        s->symbols |= s->gazetteer->images[i].image.head->symbols;
    if (hits->known != NULL && hits->known->gazetteer == s->gazetteer)
        return true;
    rl_known_words_free(hits->known);
    hits->known = rl_known_words_new(s->gazetteer);
    return hits->known != NULL;
}

relata_status rl_gazetteer_scan(const rl_gazetteer *gazetteer, rl_text *text, rl_hits *hits, relata_error *err)
{
    rl_scan s = {gazetteer, text, hits, err, 0};
    if (!prepare(&s))
        return rl_error_memory(err);
    rl_token *tokens = text->tokens;
    for (size_t i = 0, count = text->token_count; i < count; i++) {
        if (i + SETS_AHEAD < count)
            fetch_ahead(&s, &tokens[i]);
        if ((tokens[i].flags & RL_TOKEN_FURNITURE) != 0)
            continue;
        relata_status status = scan_token(&s, i, &tokens[i]);
        if (status != RELATA_OK)
            return status;
    }
    return RELATA_OK;
}

void rl_hits_free(rl_hits *hits)
{
    free(hits->items);
    rl_known_words_free(hits->known);
    *hits = (rl_hits){0};
}
