/* Finding hits and mentions by their tokens, and locals by keys made from their names.
 *
 * Keys are strings in one map: the kind of key, a number, words. Under each key hangs a list of locals in the order in
 * which they were added, so that "the first that fits" means the earliest in the document. */
#include "resolve/internal.h"

#include <stdlib.h>
#include <string.h>

/* ---- by tokens ---- */

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

void rl_key_more(rl_resolver *r, const char *bytes, size_t length)
{
    (void)rl_buffer_append(&r->key, bytes, length); /* failure stays in the buffer until it is looked up */
}

static void begin_key(rl_resolver *r, rl_key_kind kind, uint32_t number)
{
    char head[1 + sizeof number];
    head[0] = (char)kind;
    memcpy(head + 1, &number, sizeof number);
    rl_buffer_clear(&r->key);
    rl_key_more(r, head, sizeof head);
}

void rl_key_entry(rl_resolver *r, uint32_t entry)
{
    begin_key(r, RL_KEY_ENTRY, entry);
}

void rl_key_words(rl_resolver *r, rl_key_kind kind, uint32_t type, const uint32_t *words, size_t count)
{
    const rl_text *text = r->input->text;
    begin_key(r, kind, type);
    for (size_t i = 0; i < count; i++) {
        rl_key_more(r, " ", i > 0);
        rl_key_more(r, text->folded + text->tokens[words[i]].fold, text->tokens[words[i]].fold_length);
    }
}

void rl_key_name(rl_resolver *r, uint32_t type, const rl_name *name)
{
    rl_key_words(r, RL_KEY_NAME, type, name->words, name->count);
}

void rl_key_bytes(rl_resolver *r, rl_key_kind kind, const char *bytes, size_t length)
{
    begin_key(r, kind, 0);
    rl_key_more(r, bytes, length);
}

/* ---- locals under a key ---- */

rl_bearers *rl_bearers_find(rl_resolver *r)
{
    r->failed |= r->key.failed;
    uint32_t key = r->key.failed ? RL_NONE : rl_string_map_find(&r->keys, r->key.bytes, r->key.length);
    return key == RL_NONE ? NULL : &r->bearers[key];
}

uint32_t rl_bearers_first(rl_resolver *r)
{
    const rl_bearers *found = rl_bearers_find(r);
    return found == NULL ? RL_NONE : r->links[found->first].local;
}

static rl_bearers *get_bearers(rl_resolver *r)
{
    size_t before = r->keys.count;
    rl_bearers *bearers = rl_array_grow(r->bearers, &r->bearer_capacity, before + 1, sizeof *bearers);
    if (bearers == NULL || r->key.failed)
        return NULL;
    r->bearers = bearers;
    uint32_t key = rl_string_map_add(&r->keys, r->key.bytes, r->key.length);
    if (key == RL_NONE)
        return NULL;
    if (key == before)
        bearers[key] = (rl_bearers){RL_NONE, RL_NONE, 0, RL_NONE};
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

void rl_find_clear(rl_resolver *r)
{
    rl_string_map_clear(&r->keys);
    r->link_count = 0;
    r->failed = false;
}

void rl_find_free(rl_resolver *r)
{
    rl_buffer_free(&r->key);
    rl_string_map_free(&r->keys);
    free(r->bearers);
    free(r->links);
}
