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

enum { FEWEST_SLOTS = 64, FETCHED_AHEAD = 8 };

/* ---- filling ---- */

static rl_ngram_slot *find_slot(const rl_ngram_table *table, uint64_t key)
{
    size_t mask = table->count - 1;
    for (size_t i = (size_t)key & mask;; i = (i + 1) & mask)
        if (table->items[i].key == key || table->items[i].key == 0)
            return &table->items[i];
}

/* Makes room for `count` slots, a power of two. */
static bool grow(rl_ngram_table *table, size_t count)
{
    rl_ngram_table grown = {.count = count, .used = table->used};
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

/* At most three quarters full. */
static bool has_room(const rl_ngram_table *table, size_t wanted)
{
    return wanted <= table->count / 4 * 3;
}

/* Tables that fit from the start need not be filled again and again as they grow. */
static bool reserve(rl_ngram_table *table, size_t wanted)
{
    size_t count = FEWEST_SLOTS;
    while (count / 4 * 3 < wanted)
        count *= 2;
    return grow(table, count);
}

static rl_ngram_slot *get_slot(rl_ngram_table *table, uint64_t key)
{
    if (!has_room(table, table->used + 1) && !grow(table, table->count * 2))
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

/* A name with the keys of its beginnings: they are known some names ahead of their use, and the slots fetched. */
typedef struct ahead {
    uint64_t keys[RL_NAME_LONGEST];
    size_t count;
    uint64_t pair; /* of the first two words */
    rl_ngram_table *table;
} ahead;

static void look_ahead(rl_ngrams *index, const rl_builder *b, uint32_t number, uint64_t root, ahead *ret)
{
    char scratch[RL_NAME_BYTES];
    const rl_listed_name *name = &b->names[number];
    const char *words = rl_listed_words(b, name, scratch);
    size_t length = name->folded_length;
    uint64_t key = root, before = 0;
    ret->table = (name->capitals & 1) != 0 ? &index->capitals : &index->small;
    ret->count = 0;
    for (size_t start = 0; start <= length && ret->count < RL_NAME_LONGEST;) {
        const char *space = memchr(words + start, ' ', length - start);
        size_t end = space == NULL ? length : (size_t)(space - words);
        uint64_t hash = rl_hash_bytes(words + start, end - start);
        if (start == 0 && (name->flags & RL_LISTED_SYMBOL) != 0)
            index->symbols |= (uint64_t)1 << (hash >> 58);
        key = rl_key_next(key, hash);
        __builtin_prefetch(&ret->table->items[(size_t)key & (ret->table->count - 1)]);
        if (ret->count == 1)
            ret->pair = rl_pair_key(before, hash);
        before = hash;
        ret->keys[ret->count++] = key;
        start = end + 1;
    }
}

static bool add_pair(rl_ngrams *index, rl_ngram_slot *slot, uint64_t key)
{
    bool is_new = !slot->is_pair;
    slot->is_pair = true;
    return !is_new || rl_buffer_append(&index->pairs, (const char *)&key, sizeof key);
}

/* Enters the beginnings of a name and the name. False if there is no memory. */
static bool enter(rl_ngrams *index, const rl_builder *b, uint32_t number, const ahead *name)
{
    rl_ngram_slot *slot = NULL;
    for (size_t i = 0; i < name->count; i++) {
        slot = get_slot(name->table, name->keys[i]);
        if (slot == NULL)
            return false;
        slot->longer |= i + 1 < name->count;
        if (i == 1 && !add_pair(index, slot, name->pair))
            return false;
    }
    index->next[number] = slot->name;
    if (slot->name != RL_NONE && is_same(&b->names[number], &b->names[slot->name]))
        index->next[number] = index->next[slot->name];
    slot->name = number;
    return true;
}

bool rl_ngrams_fill(rl_ngrams *index, const rl_builder *builder, uint64_t seed)
{
    ahead ring[FETCHED_AHEAD];
    uint64_t root = rl_key_root(seed);
    size_t count = builder->name_count, capitals = 0;
    for (size_t i = 0; i < count; i++)
        capitals += builder->names[i].capitals & 1;
    index->next = malloc((count + 1) * sizeof *index->next);
    if (index->next == NULL || !reserve(&index->capitals, capitals + capitals / 2) ||
        !reserve(&index->small, count - capitals) || !rl_buffer_reserve(&index->pairs, count * sizeof(uint64_t)))
        return false;
    /* Backwards, because new names go to the front: the first row's meaning is then the first. */
    for (size_t i = count + FETCHED_AHEAD; i-- > 0;) {
        if (i < count && !enter(index, builder, (uint32_t)i, &ring[i % FETCHED_AHEAD]))
            return false;
        if (i >= FETCHED_AHEAD)
            look_ahead(index, builder, (uint32_t)(i - FETCHED_AHEAD), root, &ring[i % FETCHED_AHEAD]);
    }
    return true;
}

void rl_ngrams_free(rl_ngrams *index)
{
    free(index->small.items);
    free(index->capitals.items);
    free(index->next);
    rl_buffer_free(&index->pairs);
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

/* A table five sevenths full: longer searches cost less than more memory, and the filter saves most of them. */
static size_t slot_count(size_t used)
{
    return used == 0 ? 0 : used + used / 5 * 2 + 8;
}

bool rl_ngrams_write_pairs(rl_ngrams *index, rl_buffer *ret)
{
    const uint64_t *keys = (const uint64_t *)(const void *)index->pairs.bytes;
    size_t key_count = index->pairs.length / sizeof *keys, count = key_count == 0 ? 0 : key_count / sizeof *keys + 1;
    uint64_t *items = calloc(count + 1, sizeof *items);
    if (items == NULL)
        return false;
    for (size_t i = 0; i < key_count; i++)
        items[rl_slot_home(keys[i], count)] |= rl_filter_bits(keys[i]);
    bool ok = rl_buffer_append(ret, (const char *)items, count * sizeof *items);
    free(items);
    rl_buffer_free(&index->pairs);
    return ok;
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
        if (i + FETCHED_AHEAD < table->count)
            __builtin_prefetch(&slots[rl_slot_home(from[FETCHED_AHEAD].key, count)]);
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
