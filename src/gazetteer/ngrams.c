/* A hash of word n-grams instead of a trie: the key of k words is made from the key of k-1 words and the hash of word
 * k, so that following a name is one table access a word, and all keys of a position could be known before any access.
 * Every run of words that begins a name has a slot; `longer` tells whether going on can find more, `length` whether a
 * name ends there. Found names are verified word by word, so that a hash collision finds nothing.
 *
 * The time goes into waiting for memory, so names that begin with a small letter have a table of their own: it is
 * small, and most words of a text are looked up there only. A slot says all that most words mean, in half a cache line.
 *
 * Only words are compared: hyphens between them do not count ("Asia-Pacific" = "Asia Pacific"), nor do spaces and
 * single line breaks. Other symbols (&, /, an apostrophe) are words of their own. */
#include "gazetteer/ngrams.h"

#include "text/text.h"

#include <stdlib.h>
#include <string.h>

static const uint64_t ROOT = 0x8A5CD789635D2DFFu;

static uint64_t next_key(uint64_t key, uint64_t word)
{
    uint64_t next = rl_hash_mix(key, word);
    return next == 0 ? 1 : next; /* 0 marks an empty slot */
}

static bool is_compared(const rl_token *token)
{
    return token->shape != RL_SHAPE_HYPHEN;
}

/* ---- slots ---- */

static rl_slot *find_slot(const rl_slots *slots, uint64_t key)
{
    size_t mask = slots->count - 1;
    for (size_t i = (size_t)key & mask;; i = (i + 1) & mask)
        if (slots->items[i].key == key || slots->items[i].key == 0)
            return &slots->items[i];
}

/* Makes room for `wanted` prefixes, at most half full. */
static bool grow(rl_slots *slots, size_t wanted)
{
    rl_slots grown = {.count = 64, .used = slots->used};
    while (grown.count / 2 < wanted)
        grown.count *= 2;
    if (grown.count > RL_SIZE_LIMIT / sizeof *grown.items)
        return false;
    grown.items = malloc(grown.count * sizeof *grown.items);
    if (grown.items == NULL)
        return false;
    memset(grown.items, 0, grown.count * sizeof *grown.items); /* not calloc: its pages would be fetched twice */
    for (size_t i = 0; i < slots->count; i++)
        if (slots->items[i].key != 0)
            *find_slot(&grown, slots->items[i].key) = slots->items[i];
    free(slots->items);
    *slots = grown;
    return true;
}

static rl_slot *get_slot(rl_slots *slots, uint64_t key)
{
    if ((slots->used + 1) * 2 > slots->count && !grow(slots, slots->used + 1))
        return NULL;
    rl_slot *slot = find_slot(slots, key);
    if (slot->key == 0) {
        *slot = (rl_slot){.key = key, .meaning = RL_NONE};
        slots->used++;
    }
    return slot;
}

bool rl_ngrams_reserve(rl_ngrams *index, size_t small, size_t capitals)
{
    return grow(&index->small, index->small.used + small) && grow(&index->capitals, index->capitals.used + capitals);
}

/* ---- adding ---- */

size_t rl_ngrams_word_count(const rl_text *text)
{
    size_t count = 0;
    bool word = false;
    for (size_t i = 0; i < text->token_count; i++) {
        count += is_compared(&text->tokens[i]);
        word |= rl_token_is_word(&text->tokens[i]) && text->tokens[i].fold_length > 0;
    }
    return word ? count : 0;
}

static bool store_words(rl_ngrams *index, const rl_text *text, rl_slot *slot)
{
    size_t start = index->words.length;
    for (size_t i = 0; i < text->token_count; i++) {
        if (!is_compared(&text->tokens[i]))
            continue;
        if (index->words.length > start && !rl_buffer_append_char(&index->words, ' '))
            return false;
        if (!rl_buffer_append(&index->words, text->folded + text->tokens[i].fold, text->tokens[i].fold_length))
            return false;
    }
    slot->words = (uint32_t)start;
    slot->length = (uint16_t)(index->words.length - start);
    return true;
}

/* "US" and "U.S." of one row are one name. */
static bool is_newest(const rl_ngrams *index, const rl_slot *slot, const rl_meaning *meaning)
{
    if (slot->meaning == RL_NONE)
        return false;
    const rl_meaning *newest = &index->meanings[slot->meaning];
    return newest->entry == meaning->entry && newest->kind == meaning->kind && newest->classes == meaning->classes &&
           newest->capitals == meaning->capitals && newest->acronyms == meaning->acronyms;
}

static bool add_meaning(rl_ngrams *index, rl_slot *slot, const rl_meaning *meaning)
{
    if (is_newest(index, slot, meaning))
        return true;
    rl_meaning *meanings =
        rl_array_grow(index->meanings, &index->meaning_capacity, index->meaning_count + 1, sizeof *meanings);
    if (meanings == NULL)
        return false;
    index->meanings = meanings;
    meanings[index->meaning_count] = *meaning;
    meanings[index->meaning_count].next = slot->meaning;
    slot->meaning = (uint32_t)index->meaning_count++;
    return true;
}

static void note_case(const rl_token *token, size_t word, uint16_t *capitals, uint16_t *acronyms)
{
    uint16_t bit = (uint16_t)(1u << word);
    if (rl_token_is_capital(token))
        *capitals |= bit;
    if (token->shape == RL_SHAPE_ALL_CAPS || token->shape == RL_SHAPE_DOTTED)
        *acronyms |= bit;
}

static uint64_t symbol_bit(const rl_token *token)
{
    return (uint64_t)1 << (token->hash >> 58);
}

static const rl_token *first_compared(const rl_text *text)
{
    const rl_token *token = text->tokens;
    while (!is_compared(token))
        token++;
    return token;
}

bool rl_ngrams_add(rl_ngrams *index, const rl_text *text, const rl_meaning *meaning)
{
    const rl_token *first = first_compared(text);
    rl_slots *slots = rl_token_is_capital(first) ? &index->capitals : &index->small;
    uint64_t key = ROOT;
    rl_slot *slot = NULL;
    rl_meaning added = *meaning;
    size_t word = 0;
    added.capitals = added.acronyms = 0;
    for (size_t i = 0; i < text->token_count; i++) {
        const rl_token *token = &text->tokens[i];
        if (!is_compared(token))
            continue;
        if (slot != NULL)
            slot->longer = true;
        key = next_key(key, token->hash);
        slot = get_slot(slots, key);
        if (slot == NULL)
            return false;
        note_case(token, word++, &added.capitals, &added.acronyms);
    }
    if (!rl_token_is_word(first))
        index->symbols |= symbol_bit(first);
    if (slot->length == 0 && !store_words(index, text, slot))
        return false;
    if (word > 1 || added.kind != RL_NAME_LEXICON || added.capitals != 0)
        return add_meaning(index, slot, &added);
    slot->classes |= added.classes;
    return true;
}

/* ---- matching ---- */

/* Can a name go on from token `i - 1` to token `i`? Over spaces and one line break, not over the end of a sentence. */
static bool continues(const rl_text *text, size_t i)
{
    const rl_token *token = &text->tokens[i];
    if ((token->flags & RL_TOKEN_FURNITURE) != 0)
        return false;
    if ((token->flags & RL_TOKEN_LINE_BEFORE) != 0)
        return rl_token_line_breaks(text, i) == 1;
    return token->sentence == text->tokens[i - 1].sentence;
}

/* Only hyphens without spaces are passed over, but a line may end after one. */
static bool is_tight_hyphen(const rl_text *text, size_t i)
{
    if ((text->tokens[i].flags & RL_TOKEN_SPACE_BEFORE) != 0 || i + 1 >= text->token_count)
        return false;
    const rl_token *next = &text->tokens[i + 1];
    bool apart = (next->flags & (RL_TOKEN_SPACE_BEFORE | RL_TOKEN_LINE_BEFORE)) == RL_TOKEN_SPACE_BEFORE;
    return !apart && is_compared(next) && continues(text, i + 1);
}

/* The next compared token after `i`, or token_count if a name cannot go on. */
static size_t next_word(const rl_text *text, size_t i)
{
    size_t next = i + 1;
    if (next >= text->token_count || !continues(text, next))
        return text->token_count;
    if (is_compared(&text->tokens[next]))
        return next;
    return is_tight_hyphen(text, next) ? next + 1 : text->token_count;
}

static bool verify(const rl_ngrams *index, const rl_slot *slot, const rl_text *text, size_t first, size_t last)
{
    const char *words = index->words.bytes + slot->words;
    const rl_token *begin = &text->tokens[first];
    if (last == first + 1)
        return begin->fold_length == slot->length && memcmp(words, text->folded + begin->fold, slot->length) == 0;
    size_t at = 0;
    for (size_t i = first; i < last; i++) {
        const rl_token *token = &text->tokens[i];
        if (!is_compared(token))
            continue;
        if (at > 0 && at < slot->length && words[at++] != ' ')
            return false;
        if (token->fold_length > slot->length - at ||
            memcmp(words + at, text->folded + token->fold, token->fold_length) != 0)
            return false;
        at += token->fold_length;
    }
    return at == slot->length;
}

static size_t walk(const rl_ngrams *index, const rl_slots *slots, const rl_text *text, size_t first, rl_match *ret)
{
    size_t count = 0;
    uint64_t key = ROOT;
    rl_match match = {0};
    if (slots->count == 0)
        return 0;
    for (size_t i = first, word = 0; i < text->token_count && word < RL_NAME_LONGEST; i = next_word(text, i), word++) {
        key = next_key(key, text->tokens[i].hash);
        const rl_slot *slot = find_slot(slots, key);
        if (slot->key == 0)
            break;
        note_case(&text->tokens[i], word, &match.capitals, &match.acronyms);
        if (slot->length != 0 && verify(index, slot, text, first, i + 1)) {
            match.classes = slot->classes;
            match.last = (uint32_t)(i + 1);
            match.meaning = slot->meaning;
            ret[count++] = match;
        }
        if (!slot->longer)
            break;
    }
    return count;
}

/* Orders matches that are in order but for the later ones' place among the `old` first. */
static void merge(rl_match *matches, size_t old, size_t count)
{
    for (size_t i = old; i < count; i++) {
        rl_match match = matches[i];
        size_t j = i;
        for (; j > 0 && matches[j - 1].last > match.last; j--)
            matches[j] = matches[j - 1];
        matches[j] = match;
    }
}

size_t rl_ngrams_match(const rl_ngrams *index, const rl_text *text, size_t first, rl_match *ret)
{
    const rl_token *token = &text->tokens[first];
    if (!rl_token_is_word(token) && (index->symbols & symbol_bit(token)) == 0)
        return 0;
    size_t small = walk(index, &index->small, text, first, ret);
    if (!rl_token_is_capital(token))
        return small;
    size_t count = small + walk(index, &index->capitals, text, first, ret + small);
    if (small > 0)
        merge(ret, small, count);
    return count;
}

static void prefetch(const rl_slots *slots, uint64_t key)
{
    if (slots->count > 0)
        __builtin_prefetch(&slots->items[(size_t)key & (slots->count - 1)]);
}

void rl_ngrams_prefetch(const rl_ngrams *index, const rl_token *token)
{
    uint64_t key = next_key(ROOT, token->hash);
    prefetch(&index->small, key);
    if (rl_token_is_capital(token))
        prefetch(&index->capitals, key);
}

void rl_ngrams_free(rl_ngrams *index)
{
    free(index->small.items);
    free(index->capitals.items);
    free(index->meanings);
    rl_buffer_free(&index->words);
    *index = (rl_ngrams){0};
}
