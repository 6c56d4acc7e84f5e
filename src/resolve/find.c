/* Finding hits and mentions by their tokens, and locals by keys made from their names.
 *
 * A key is a kind, a number, words and bytes. It is told by the hashes that its words have already, and compared word by
 * word: no key is written down to be asked for. Under each key hangs a list of locals in the order in which they were added,
 * so that "the first that fits" means the earliest in the document. */
#include "resolve/internal.h"

#include <stdlib.h>
#include <string.h>

/* ---- by tokens ---- */

/* Both stand in the order of their first tokens. */
static bool index_hits(rl_resolver *r)
{
    const rl_resolve_input *in = r->input;
    uint32_t hit = 0;
    uint32_t *hits_of = rl_array_grow(r->hits_of, &r->hits_of_capacity, in->mention_count + 1, sizeof *hits_of);
    if (hits_of == NULL)
        return false;
    r->hits_of = hits_of;
    for (size_t m = 0; m < in->mention_count; m++) {
        while (hit < in->hit_count && in->hits[hit].first < in->mentions[m].first)
            hit++;
        hits_of[m] = hit;
    }
    return true;
}

size_t rl_hits_of(const rl_resolver *r, const rl_mention *mention)
{
    return r->hits_of[mention - r->input->mentions];
}

size_t rl_first_hit(const rl_resolver *r, uint32_t token)
{
    size_t low = 0, high = r->input->hit_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (r->input->hits[middle].first < token)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static int compare_spans(const void *x, const void *y)
{
    const rl_mention *a = x, *b = y;
    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    return a->last < b->last ? -1 : a->last > b->last;
}

const rl_mention *rl_mention_at(const rl_resolver *r, uint32_t first, uint32_t last)
{
    rl_mention wanted = {.first = first, .last = last};
    if (r->input->mention_count == 0)
        return NULL;
    return bsearch(&wanted, r->input->mentions, r->input->mention_count, sizeof wanted, compare_spans);
}

/* ---- keys ---- */

void rl_key_words(rl_resolver *r, rl_key_kind kind, uint32_t number, const uint32_t *words, size_t count)
{
    const rl_token *tokens = r->input->text->tokens;
    uint64_t hash = rl_hash_mix((uint64_t)kind << 32 | number, count);
    for (size_t i = 0; i < count; i++)
        hash = rl_hash_mix(hash, tokens[words[i]].hash);
    r->key = (rl_key){.kind = kind, .number = number, .words = words, .count = count, .hash = hash};
}

void rl_key_entry(rl_resolver *r, uint32_t entry)
{
    rl_key_words(r, RL_KEY_ENTRY, entry, NULL, 0);
}

void rl_key_name(rl_resolver *r, uint32_t type, const rl_name *name)
{
    rl_key_words(r, RL_KEY_NAME, type, name->words, name->count);
}

void rl_key_bytes(rl_resolver *r, const char *bytes, size_t length)
{
    r->key.bytes = bytes;
    r->key.length = length;
    r->key.hash = rl_hash_mix(r->key.hash, rl_hash_bytes(bytes, length));
}

static bool is_key(const rl_resolver *r, const rl_kept_key *kept)
{
    const rl_key *key = &r->key;
    if (kept->hash != key->hash || kept->kind != key->kind || kept->number != key->number ||
        kept->count != key->count || kept->length != key->length)
        return false;
    for (size_t i = 0; i < key->count; i++)
        if (!rl_word_equal(r, r->key_words[kept->words + i], key->words[i]))
            return false;
    return key->length == 0 || memcmp(r->key_bytes.bytes + kept->bytes, key->bytes, key->length) == 0;
}

/* The number of the key that is asked for, RL_NONE if nothing is kept under it. */
static uint32_t find_key(const rl_resolver *r)
{
    size_t at;
    for (uint32_t n = rl_table_first(&r->keys, r->key.hash, &at); n != RL_NONE;
         n = rl_table_next(&r->keys, r->key.hash, &at))
        if (is_key(r, &r->bearers[n].key))
            return n;
    return RL_NONE;
}

/* Keeps the key that is asked for: its words by their tokens, its bytes as a copy. */
static bool keep_key(rl_resolver *r, rl_kept_key *ret)
{
    const rl_key *key = &r->key;
    size_t need = r->key_word_count + key->count;
    uint32_t *words = rl_array_grow(r->key_words, &r->key_word_capacity, need + 1, sizeof *words);
    if (words == NULL)
        return false;
    r->key_words = words;
    *ret = (rl_kept_key){key->hash,  key->kind,           key->number, r->key_word_count,
                         key->count, r->key_bytes.length, key->length};
    for (size_t i = 0; i < key->count; i++)
        words[r->key_word_count++] = key->words[i];
    return key->length == 0 || rl_buffer_append(&r->key_bytes, key->bytes, key->length);
}

/* ---- locals under a key ---- */

rl_bearers *rl_bearers_find(rl_resolver *r)
{
    uint32_t key = find_key(r);
    return key == RL_NONE ? NULL : &r->bearers[key];
}

uint32_t rl_bearers_first(rl_resolver *r)
{
    const rl_bearers *found = rl_bearers_find(r);
    return found == NULL ? RL_NONE : r->links[found->first].local;
}

static rl_bearers *get_bearers(rl_resolver *r)
{
    rl_bearers *there = rl_bearers_find(r);
    if (there != NULL)
        return there;
    rl_bearers *bearers = rl_array_grow(r->bearers, &r->bearer_capacity, r->keys.count + 1, sizeof *bearers);
    if (bearers == NULL)
        return NULL;
    r->bearers = bearers;
    rl_bearers fresh = {.first = RL_NONE, .last = RL_NONE, .named = RL_NONE};
    if (!keep_key(r, &fresh.key))
        return NULL;
    uint32_t key = rl_table_add(&r->keys, r->key.hash);
    if (key == RL_NONE)
        return NULL;
    bearers[key] = fresh;
    return &bearers[key];
}

void rl_bearers_add(rl_resolver *r, uint32_t local)
{
    /* Room for the link comes first: a key is never there without a bearer. */
    rl_bearer_link *links = rl_array_grow(r->links, &r->link_capacity, r->link_count + 1, sizeof *links);
    if (links != NULL)
        r->links = links;
    rl_bearers *bearers = links == NULL ? NULL : get_bearers(r);
    if (bearers == NULL) {
        r->failed = true;
        return;
    }
    uint32_t link = (uint32_t)r->link_count++;
    links[link] = (rl_bearer_link){local, RL_NONE};
    if (bearers->count++ == 0)
        bearers->first = link;
    else
        links[bearers->last].next = link;
    bearers->last = link;
}

void rl_bearers_add_once(rl_resolver *r, uint32_t local)
{
    const rl_bearers *there = rl_bearers_find(r);
    if (there != NULL && there->count > RL_NAMESAKES)
        return;
    for (uint32_t i = there == NULL ? RL_NONE : there->first; i != RL_NONE; i = r->links[i].next)
        if (r->links[i].local == local)
            return;
    rl_bearers_add(r, local);
}

bool rl_find_prepare(rl_resolver *r)
{
    rl_table_clear(&r->keys);
    rl_buffer_clear(&r->key_bytes);
    r->key_word_count = 0;
    r->link_count = 0;
    r->failed = false;
    return index_hits(r);
}

void rl_find_free(rl_resolver *r)
{
    rl_buffer_free(&r->key_bytes);
    rl_buffer_free(&r->initials);
    rl_table_free(&r->keys);
    free(r->key_words);
    free(r->bearers);
    free(r->links);
    free(r->hits_of);
}
