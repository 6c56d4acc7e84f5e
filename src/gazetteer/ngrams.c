/* A hash of word n-grams instead of a trie: the key of k words is made from the key of k-1 words and the hash of word
 * k, so that following a name is one table access a word, and keys can be known before any access. Every run of words
 * that begins a name has a slot; it tells whether going on can find more, and whether a name ends there.
 *
 * The time goes into waiting for memory, so names that begin with a small letter have a table of their own: it is small,
 * and most words of a text are looked up there only. Slots of an image are eight bytes: 32 bits of the key choose where to
 * look, the other 32 are compared. Two runs that agree in both would hide each other; then another seed is taken. */
#include "gazetteer/ngrams.h"

#include <stdlib.h>
#include <string.h>

enum { FEWEST_SLOTS = 64 };

/* ---- filling ---- */

static rl_ngram_slot *find_slot(const rl_ngram_table *table, uint64_t key)
{
    size_t mask = table->count - 1;
    for (size_t i = (size_t)key & mask;; i = (i + 1) & mask)
        if (table->items[i].key == key || table->items[i].key == 0)
            return &table->items[i];
}

static bool grow(rl_ngram_table *table)
{
    rl_ngram_table grown = {.count = table->count == 0 ? FEWEST_SLOTS : table->count * 2, .used = table->used};
    grown.items = calloc(grown.count, sizeof *grown.items);
    if (grown.items == NULL)
        return false;
    for (size_t i = 0; i < table->count; i++)
        if (table->items[i].key != 0)
            *find_slot(&grown, table->items[i].key) = table->items[i];
    free(table->items);
    *table = grown;
    return true;
}

static rl_ngram_slot *get_slot(rl_ngram_table *table, uint64_t key)
{
    if ((table->used + 1) * 2 > table->count && !grow(table))
        return NULL;
    rl_ngram_slot *slot = find_slot(table, key);
    if (slot->key == 0) {
        *slot = (rl_ngram_slot){.key = key, .name = RL_NONE};
        table->used++;
    }
    return slot;
}

const char *rl_listed_words(const rl_builder *builder, const rl_listed_name *name, char *scratch)
{
    if ((name->flags & RL_LISTED_PLAIN) == 0)
        return builder->words.bytes + name->words;
    for (size_t i = 0; i < name->folded_length; i++) {
        char c = name->bytes[i];
        scratch[i] = c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
    }
    return scratch;
}

/* "US" and "U.S." of one row are one name. */
static bool is_same(const rl_listed_name *a, const rl_listed_name *b)
{
    return a->entry == b->entry && a->kind == b->kind && a->capitals == b->capitals && a->acronyms == b->acronyms;
}

/* Enters the words before the last, and returns the slot of the whole; NULL if there is no memory. */
static rl_ngram_slot *walk(rl_ngram_table *table, const char *words, size_t length, uint64_t root)
{
    uint64_t key = root;
    rl_ngram_slot *slot = NULL;
    for (size_t start = 0; start <= length;) {
        const char *space = memchr(words + start, ' ', length - start);
        size_t end = space == NULL ? length : (size_t)(space - words);
        if (slot != NULL)
            slot->longer = true;
        key = rl_key_next(key, rl_hash_bytes(words + start, end - start));
        slot = get_slot(table, key);
        if (slot == NULL)
            return NULL;
        start = end + 1;
    }
    return slot;
}

static bool enter(rl_ngrams *index, const rl_builder *b, uint32_t number, uint64_t root)
{
    char scratch[RL_NAME_BYTES];
    const rl_listed_name *name = &b->names[number];
    const char *words = rl_listed_words(b, name, scratch);
    rl_ngram_table *table = (name->capitals & 1) != 0 ? &index->capitals : &index->small;
    rl_ngram_slot *slot = walk(table, words, name->folded_length, root);
    if (slot == NULL)
        return false;
    index->next[number] = slot->name;
    if (slot->name != RL_NONE && is_same(name, &b->names[slot->name]))
        index->next[number] = index->next[slot->name];
    slot->name = number;
    if ((name->flags & RL_LISTED_SYMBOL) != 0) {
        const char *space = memchr(words, ' ', name->folded_length);
        size_t length = space == NULL ? name->folded_length : (size_t)(space - words);
        index->symbols |= (uint64_t)1 << (rl_hash_bytes(words, length) >> 58);
    }
    return true;
}

bool rl_ngrams_fill(rl_ngrams *index, const rl_builder *builder, uint64_t seed)
{
    uint64_t root = rl_key_root(seed);
    index->next = malloc((builder->name_count + 1) * sizeof *index->next);
    bool ok = index->next != NULL;
    /* Backwards, because new names go to the front: the first row's meaning is then the first. */
    for (size_t i = builder->name_count; ok && i-- > 0;)
        ok = enter(index, builder, (uint32_t)i, root);
    return ok;
}

void rl_ngrams_free(rl_ngrams *index)
{
    free(index->small.items);
    free(index->capitals.items);
    free(index->next);
    *index = (rl_ngrams){0};
}

/* ---- writing ---- */

/* False if a slot of another key looks the same. */
static bool place(rl_slot *slots, size_t count, uint64_t key, rl_slot slot)
{
    size_t at = rl_slot_home(key, count);
    for (size_t probes = 0; probes < RL_PROBES_MOST; probes++, at = at + 1 == count ? 0 : at + 1) {
        if (slots[at] == 0) {
            slots[at] = slot;
            return true;
        }
        if ((slots[at] ^ slot) >> 32 == 0)
            return false;
    }
    return false;
}

/* A table two thirds full: longer searches cost less than more memory. */
static size_t slot_count(size_t used)
{
    return used == 0 ? 0 : used + used / 2 + 8;
}

relata_status rl_ngrams_write(const rl_ngram_table *table, const uint32_t *numbers, rl_buffer *ret)
{
    size_t count = slot_count(table->used);
    rl_slot *slots = calloc(count + 1, sizeof *slots);
    bool apart = true;
    if (slots == NULL)
        return RELATA_ERROR_MEMORY;
    for (size_t i = 0; apart && i < table->count; i++) {
        const rl_ngram_slot *from = &table->items[i];
        if (from->key == 0)
            continue;
        rl_slot slot = rl_slot_tag(from->key) | (from->longer ? RL_SLOT_LONGER : 0);
        if (from->name != RL_NONE)
            slot |= (rl_slot)numbers[from->name] + 1;
        apart = place(slots, count, from->key, slot);
    }
    bool ok = !apart || rl_buffer_append(ret, (const char *)slots, count * sizeof *slots);
    free(slots);
    if (!apart)
        return RELATA_ERROR_LIMIT;
    return ok ? RELATA_OK : RELATA_ERROR_MEMORY;
}
