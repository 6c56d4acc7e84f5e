/* Finding the names in a text: what the index offers, judged by its letter case. */
#include "gazetteer/internal.h"
#include "text/text.h"

#include <stdlib.h>

/* "Nato" for a listed "NATO": some newspapers write acronyms that are spoken as words so. Not below four letters, where
 * they would be everyday words ("Who", "It"). */
static bool is_spoken_acronym(const rl_text *text, size_t first, const rl_match *match, const rl_meaning *meaning)
{
    const rl_token *token = &text->tokens[first];
    return match->last == first + 1 && meaning->acronyms == 1 && token->shape == RL_SHAPE_CAPITALISED &&
           token->fold_length >= 4 && (token->classes & RL_CLASS_ORDINARY) == 0;
}

static bool case_agrees(const rl_text *text, size_t first, const rl_match *match, const rl_meaning *meaning)
{
    if ((meaning->capitals & ~match->capitals) != 0)
        return false;
    return (meaning->acronyms & ~match->acronyms) == 0 || is_spoken_acronym(text, first, match, meaning);
}

static bool add_hit(rl_hits *hits, const rl_hit *hit)
{
    rl_hit *items = rl_array_grow(hits->items, &hits->capacity, hits->count + 1, sizeof *items);
    if (items == NULL)
        return false;
    hits->items = items;
    items[hits->count++] = *hit;
    return true;
}

static void set_classes(rl_text *text, size_t first, size_t last, rl_classes classes)
{
    for (size_t i = first; i < last; i++)
        text->tokens[i].classes |= classes;
}

/* "US", "WHO", "IT" in a line that is not all capitals: not the words us, who, it. */
static bool is_acronym(const rl_text *text, const rl_token *token)
{
    bool capitals = token->shape == RL_SHAPE_ALL_CAPS || token->shape == RL_SHAPE_DOTTED;
    return capitals && token->fold_length <= 4 &&
           (text->sentences[token->sentence].flags & RL_SENTENCE_ALL_CAPS) == 0;
}

static void add_word_classes(rl_text *text, size_t first, rl_classes classes, bool listed_as_acronym)
{
    rl_token *token = &text->tokens[first];
    bool hides = !listed_as_acronym && is_acronym(text, token);
    token->classes |= hides ? classes & ~(rl_classes)(RL_CLASS_FUNCTION | RL_CLASS_COMMON) : classes;
}

static bool take_meaning(rl_text *text, size_t first, const rl_match *match, const rl_meaning *meaning, rl_hits *hits)
{
    if (!case_agrees(text, first, match, meaning))
        return true;
    if (meaning->kind == RL_NAME_DEMONYM)
        set_classes(text, first, match->last, RL_CLASS_DEMONYM);
    rl_hit hit = {
        .first = (uint32_t)first,
        .last = match->last,
        .entry = meaning->entry,
        .kind = meaning->kind,
        .case_agrees = true,
        .classes = meaning->classes,
    };
    return add_hit(hits, &hit);
}

/* What the lexicon says of a single word becomes the token's classes, not a hit. */
static bool is_word_class(const rl_match *match, size_t first, const rl_meaning *meaning)
{
    return meaning->kind == RL_NAME_LEXICON && match->last == first + 1;
}

static void take_word_classes(const rl_gazetteer *g, rl_text *text, size_t first, const rl_match *match)
{
    if (match->classes != 0)
        add_word_classes(text, first, match->classes, false);
    for (uint32_t i = match->meaning; i != RL_NONE; i = g->index.meanings[i].next) {
        const rl_meaning *meaning = &g->index.meanings[i];
        if (is_word_class(match, first, meaning) && case_agrees(text, first, match, meaning))
            add_word_classes(text, first, meaning->classes, meaning->acronyms != 0);
    }
}

static bool take_match(const rl_gazetteer *g, rl_text *text, size_t first, const rl_match *match, rl_hits *hits)
{
    for (uint32_t i = match->meaning; i != RL_NONE; i = g->index.meanings[i].next) {
        const rl_meaning *meaning = &g->index.meanings[i];
        if (!is_word_class(match, first, meaning) && !take_meaning(text, first, match, meaning, hits))
            return false;
    }
    return true;
}

static bool scan_at(const rl_gazetteer *g, rl_text *text, size_t first, rl_hits *hits)
{
    rl_match matches[RL_MATCHES_MOST];
    size_t count = rl_ngrams_match(&g->index, text, first, matches);
    /* A single word's classes first: the meanings of longer names may depend on them. */
    for (size_t m = 0; m < count && matches[m].last == first + 1; m++)
        take_word_classes(g, text, first, &matches[m]);
    for (size_t m = count; m-- > 0;)
        if (!take_match(g, text, first, &matches[m], hits))
            return false;
    return true;
}

enum { FETCHED_AHEAD = 8 }; /* tokens: long enough for memory to answer */

relata_status rl_gazetteer_scan(const rl_gazetteer *gazetteer, rl_text *text, rl_hits *hits, relata_error *err)
{
    hits->count = 0;
    for (size_t i = 0; i < text->token_count; i++) {
        if (i + FETCHED_AHEAD < text->token_count)
            rl_ngrams_prefetch(&gazetteer->index, &text->tokens[i + FETCHED_AHEAD]);
        if ((text->tokens[i].flags & RL_TOKEN_FURNITURE) != 0)
            continue;
        if (!scan_at(gazetteer, text, i, hits))
            return rl_error_memory(err);
    }
    return RELATA_OK;
}

void rl_hits_free(rl_hits *hits)
{
    free(hits->items);
    *hits = (rl_hits){0};
}
