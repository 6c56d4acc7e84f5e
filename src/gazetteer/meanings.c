/* From matches to classes and hits: what the index offers, judged by its letter case. */
#include "gazetteer/known.h"
#include "gazetteer/scan.h"

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

static void set_classes(rl_text *text, size_t first, size_t last, rl_classes classes)
{
    for (size_t i = first; i < last; i++)
        text->tokens[i].classes |= classes;
}

static void add_word_classes(rl_text *text, size_t first, rl_classes classes, bool listed_as_acronym)
{
    rl_token *token = &text->tokens[first];
    bool hides = !listed_as_acronym && rl_token_is_acronym(text, token);
    token->classes |= hides ? classes & ~(rl_classes)(RL_CLASS_FUNCTION | RL_CLASS_COMMON) : classes;
}

/* ---- hits ---- */

enum { HITS_MOST = 1 << 24 }; /* and one a token: what no list means, but a hostile one may try */

relata_status rl_scan_add(rl_scan *s, const rl_hit *hit)
{
    rl_hits *hits = s->hits;
    if (hits->count >= HITS_MOST + s->text->token_count)
        return rl_error_set(s->err, RELATA_ERROR_LIMIT, NULL, 0, 0, "the names in the text have too many meanings");
    rl_hit *items = rl_array_grow(hits->items, &hits->capacity, hits->count + 1, sizeof *items);
    if (items == NULL)
        return rl_error_memory(s->err);
    hits->items = items;
    items[hits->count++] = *hit;
    return RELATA_OK;
}

static int compare_meanings(const void *a, const void *b)
{
    const rl_hit *x = a, *y = b;
    if (x->entry != y->entry)
        return x->entry < y->entry ? -1 : 1;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    return x->classes < y->classes ? -1 : x->classes > y->classes;
}

/* Several lists may say the same of one name, and one row may ("US", "Us"): what counts meanings must count it once. */
void rl_scan_unite(rl_scan *s, size_t from)
{
    rl_hits *hits = s->hits;
    bool ascending = true;
    for (size_t i = from + 1; i < hits->count; i++)
        ascending &= compare_meanings(&hits->items[i - 1], &hits->items[i]) < 0;
    if (ascending)
        return;
    qsort(hits->items + from, hits->count - from, sizeof *hits->items, compare_meanings);
    size_t kept = from + 1;
    for (size_t i = from + 1; i < hits->count; i++)
        if (compare_meanings(&hits->items[kept - 1], &hits->items[i]) != 0)
            hits->items[kept++] = hits->items[i];
    hits->count = kept;
}

/* ---- meanings ---- */

/* What the lexicon says of a single word becomes the token's classes, not a hit. */
static bool is_word_class(const rl_match *match, size_t first, const rl_meaning *meaning)
{
    return rl_meaning_kind(meaning) == RL_NAME_LEXICON && match->last == first + 1;
}

static relata_status classes_of(const rl_image *image, const rl_meaning *meaning, rl_classes *ret, relata_error *err)
{
    uint32_t set = rl_meaning_entry(meaning);
    if (set >= image->class_count)
        return rl_image_damaged(image, err);
    *ret = image->classes[set];
    return RELATA_OK;
}

static relata_status take_lexicon(rl_scan *s, size_t first, const rl_match *match, const rl_meaning *meaning)
{
    rl_hit hit = {
        .first = (uint32_t)first, .last = match->last, .entry = RL_NONE, .kind = (uint8_t)rl_meaning_kind(meaning)};
    relata_status status = classes_of(&s->gazetteer->images[match->image].image, meaning, &hit.classes, s->err);
    if (status != RELATA_OK)
        return status;
    return rl_scan_add(s, &hit);
}

static relata_status take_meaning(rl_scan *s, size_t first, const rl_match *match, const rl_meaning *meaning)
{
    const rl_loaded *loaded = &s->gazetteer->images[match->image];
    if (rl_meaning_kind(meaning) > RL_NAME_LEXICON)
        return rl_image_damaged(&loaded->image, s->err);
    if (is_word_class(match, first, meaning) || !case_agrees(s->text, first, match, meaning))
        return RELATA_OK;
    if (rl_meaning_kind(meaning) == RL_NAME_LEXICON)
        return take_lexicon(s, first, match, meaning);
    if (rl_meaning_kind(meaning) == RL_NAME_DEMONYM)
        set_classes(s->text, first, match->last, RL_CLASS_DEMONYM);
    rl_hit hit = {.first = (uint32_t)first, .last = match->last, .kind = (uint8_t)rl_meaning_kind(meaning)};
    relata_status status = rl_entries_get(s->gazetteer, loaded, rl_meaning_entry(meaning), &hit.entry, s->err);
    if (status != RELATA_OK)
        return status;
    return rl_scan_add(s, &hit);
}

static relata_status take_word_class(rl_scan *s, size_t first, const rl_match *match, const rl_meaning *meaning)
{
    if (!is_word_class(match, first, meaning) || !case_agrees(s->text, first, match, meaning))
        return RELATA_OK;
    rl_classes classes = 0;
    relata_status status = classes_of(&s->gazetteer->images[match->image].image, meaning, &classes, s->err);
    add_word_classes(s->text, first, classes, meaning->acronyms != 0);
    return status;
}

/* ---- matches ---- */

typedef relata_status (*take_fn)(rl_scan *s, size_t first, const rl_match *match, const rl_meaning *meaning);

/* All meanings of a match. They follow each other in the image, up to the one that is marked as the last. */
static relata_status take_all(rl_scan *s, size_t first, const rl_match *match, take_fn take)
{
    const rl_image *image = &s->gazetteer->images[match->image].image;
    size_t left = image->meaning_count - match->meaning;
    size_t end = match->meaning + (left < RL_MEANINGS_MOST ? left : RL_MEANINGS_MOST);
    relata_status status = RELATA_OK;
    for (size_t i = match->meaning; status == RELATA_OK && i < end; i++) {
        const rl_meaning *meaning = &image->meanings[i];
        status = take(s, first, match, meaning);
        if ((meaning->entry & RL_MEANING_LAST) != 0)
            break;
    }
    return status;
}

relata_status rl_scan_take_classes(rl_scan *s, size_t first, const rl_match *match)
{
    return take_all(s, first, match, take_word_class);
}

relata_status rl_scan_take_hits(rl_scan *s, size_t first, const rl_match *match)
{
    return take_all(s, first, match, take_meaning);
}
