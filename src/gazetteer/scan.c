/* Finding the names in a text: what the index offers, judged by its letter case. */
#include "gazetteer/internal.h"
#include "gazetteer/small.h"
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

typedef struct scan {
    const rl_gazetteer *gazetteer;
    rl_text *text;
    rl_hits *hits;
    relata_error *err;
} scan;

/* ---- hits ---- */

enum { HITS_MOST = 1 << 24 }; /* and one a token: what no list means, but a hostile one may try */

static relata_status add_hit(scan *s, const rl_hit *hit)
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

/* Several lists may say the same of one name, and one row may ("US", "Us"): what counts meanings must count it once. The
 * hits from `from` on are of one stretch of tokens. */
static void unite_hits(rl_hits *hits, size_t from)
{
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

static relata_status take_lexicon(scan *s, size_t first, const rl_match *match, const rl_meaning *meaning)
{
    rl_hit hit = {.first = (uint32_t)first, .last = match->last, .entry = RL_NONE, .kind = (uint8_t)rl_meaning_kind(meaning)};
    relata_status status = classes_of(&s->gazetteer->images[match->image].image, meaning, &hit.classes, s->err);
    if (status != RELATA_OK)
        return status;
    return add_hit(s, &hit);
}

static relata_status take_meaning(scan *s, size_t first, const rl_match *match, const rl_meaning *meaning)
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
    return add_hit(s, &hit);
}

static relata_status take_word_class(scan *s, size_t first, const rl_match *match, const rl_meaning *meaning)
{
    if (!is_word_class(match, first, meaning) || !case_agrees(s->text, first, match, meaning))
        return RELATA_OK;
    rl_classes classes = 0;
    relata_status status = classes_of(&s->gazetteer->images[match->image].image, meaning, &classes, s->err);
    add_word_classes(s->text, first, classes, meaning->acronyms != 0);
    return status;
}

/* ---- matches ---- */

typedef relata_status (*take_fn)(scan *s, size_t first, const rl_match *match, const rl_meaning *meaning);

/* All meanings of a match. They follow each other in the image, up to the one that is marked as the last. */
static relata_status take_all(scan *s, size_t first, const rl_match *match, take_fn take)
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

/* Of all images, by length. */
static size_t find_matches(scan *s, size_t first, rl_match *ret, bool *ret_damaged)
{
    const rl_gazetteer *g = s->gazetteer;
    size_t count = 0;
    for (size_t i = 0; i < g->image_count && !*ret_damaged; i++) {
        size_t more = rl_image_match(&g->images[i].image, s->text, first, ret + count, ret_damaged);
        for (size_t k = 0; k < more; k++)
            ret[count + k].image = (uint32_t)i;
        if (*ret_damaged)
            (void)rl_image_damaged(&g->images[i].image, s->err);
        rl_matches_merge(ret, count, count + more);
        count += more;
    }
    return count;
}

static relata_status scan_at(scan *s, size_t first)
{
    rl_match matches[RL_MATCHES_MOST * RL_IMAGES_MOST];
    bool damaged = false;
    size_t count = find_matches(s, first, matches, &damaged);
    relata_status status = damaged ? RELATA_ERROR_FORMAT : RELATA_OK;
    /* A single word's classes first: the meanings of longer names may depend on them. */
    for (size_t m = 0; m < count && status == RELATA_OK && matches[m].last == first + 1; m++)
        status = take_all(s, first, &matches[m], take_word_class);
    size_t from = s->hits->count;
    for (size_t m = count; m-- > 0 && status == RELATA_OK;) {
        status = take_all(s, first, &matches[m], take_meaning);
        if (m > 0 && matches[m - 1].last == matches[m].last)
            continue;
        unite_hits(s->hits, from);
        from = s->hits->count;
    }
    return status;
}

/* ---- small words ---- */

static bool prepare_small_words(scan *s)
{
    rl_hits *hits = s->hits;
    if (hits->small == NULL || hits->small->gazetteer != s->gazetteer) {
        free(hits->small);
        hits->small = calloc(1, sizeof *hits->small);
        if (hits->small == NULL)
            return false;
        hits->small->gazetteer = s->gazetteer;
    }
    return true;
}

static bool goes_on(const scan *s, size_t first)
{
    for (size_t i = 0; i < s->gazetteer->image_count; i++)
        if (rl_image_goes_on(&s->gazetteer->images[i].image, s->text, first))
            return true;
    return false;
}

static bool begins(const scan *s, const rl_token *token)
{
    for (size_t i = 0; i < s->gazetteer->image_count; i++)
        if (rl_image_begins(&s->gazetteer->images[i].image, token))
            return true;
    return false;
}

/* Asks the index, and remembers what it said, unless that was of a longer name. */
static relata_status scan_new_word(scan *s, size_t first, rl_small_word *word)
{
    rl_token *token = &s->text->tokens[first];
    rl_classes classes = token->classes; /* from a name that covers it */
    size_t from = s->hits->count;
    token->classes = 0;
    relata_status status = scan_at(s, first);
    bool longer = s->hits->count > from && s->hits->items[from].last > first + 1;
    if (status == RELATA_OK && !longer) {
        rl_small_word_set(word, s->text, token);
        word->classes = token->classes;
        word->begins = begins(s, token);
        word->is_name = s->hits->count > from;
    }
    token->classes |= classes;
    return status;
}

static relata_status scan_token(scan *s, size_t first)
{
    rl_token *token = &s->text->tokens[first];
    rl_small_word *word = rl_small_word_at(s->hits->small, token);
    if (word == NULL)
        return scan_at(s, first);
    if (!rl_small_word_is(word, s->text, token))
        return scan_new_word(s, first, word);
    if (word->is_name || (word->begins && goes_on(s, first)))
        return scan_at(s, first);
    token->classes |= word->classes;
    return RELATA_OK;
}

/* ---- the whole text ---- */

/* Tokens: long enough for memory to answer. */
enum { FETCHED_AHEAD = 10, MORE_FETCHED_AHEAD = 5 };

static void prefetch(const scan *s, size_t first)
{
    const rl_gazetteer *g = s->gazetteer;
    const rl_token *token = &s->text->tokens[first];
    if (token->shape == RL_SHAPE_LOWER)
        __builtin_prefetch(&s->hits->small->items[token->hash % RL_SMALL_WORDS]);
    for (size_t i = 0; token->shape != RL_SHAPE_LOWER && i < g->image_count; i++)
        rl_image_prefetch(&g->images[i].image, token);
}

static void prefetch_more(const scan *s, size_t first)
{
    const rl_gazetteer *g = s->gazetteer;
    const rl_token *token = &s->text->tokens[first];
    const rl_small_word *word = &s->hits->small->items[token->hash % RL_SMALL_WORDS];
    bool is_small = token->shape == RL_SHAPE_LOWER;
    if (!rl_token_is_capital(token) && !(is_small && word->hash == token->hash && word->begins))
        return;
    for (size_t i = 0; i < g->image_count; i++)
        rl_image_prefetch_more(&g->images[i].image, s->text, first);
}

relata_status rl_gazetteer_scan(const rl_gazetteer *gazetteer, rl_text *text, rl_hits *hits, relata_error *err)
{
    scan s = {gazetteer, text, hits, err};
    relata_status status = RELATA_OK;
    hits->count = 0;
    if (!prepare_small_words(&s))
        return rl_error_memory(err);
    for (size_t i = 0; i < text->token_count && status == RELATA_OK; i++) {
        if (i + FETCHED_AHEAD < text->token_count)
            prefetch(&s, i + FETCHED_AHEAD);
        if (i + MORE_FETCHED_AHEAD < text->token_count)
            prefetch_more(&s, i + MORE_FETCHED_AHEAD);
        if ((text->tokens[i].flags & RL_TOKEN_FURNITURE) == 0)
            status = scan_token(&s, i);
    }
    return status;
}

void rl_hits_free(rl_hits *hits)
{
    free(hits->items);
    free(hits->small);
    *hits = (rl_hits){0};
}
