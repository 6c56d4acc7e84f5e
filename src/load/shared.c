/* Strings that come often are kept once: documents, dates, and sentences, each of which shows many pairs. A table of places
 * in the arena; a map would hold every string a second time, and sentences are most of a network's bytes. */
#include "load/internal.h"

#include <stdlib.h>
#include <string.h>

struct rl_load_slot {
    uint64_t hash;
    const char *text; /* NULL if the slot is free */
};

enum { FIRST_SLOTS = 1024 };

/* Where the string is, or the free slot where it belongs. */
static struct rl_load_slot *find(const rl_load_shared *shared, uint64_t hash, const char *text, size_t length)
{
    size_t mask = shared->slot_count - 1, at = (size_t)hash & mask;
    for (; shared->slots[at].text != NULL; at = (at + 1) & mask)
        if (shared->slots[at].hash == hash && strncmp(shared->slots[at].text, text, length) == 0 &&
            shared->slots[at].text[length] == '\0')
            break;
    return &shared->slots[at];
}

/* At most half of the slots are taken. */
static bool grow(rl_load_shared *shared)
{
    size_t count = shared->slot_count == 0 ? FIRST_SLOTS : 2 * shared->slot_count;
    struct rl_load_slot *old = shared->slots, *slots = calloc(count, sizeof *slots);
    if (slots == NULL)
        return false;
    for (size_t i = 0; i < shared->slot_count; i++) {
        size_t at = (size_t)old[i].hash & (count - 1);
        while (old[i].text != NULL && slots[at].text != NULL)
            at = (at + 1) & (count - 1);
        if (old[i].text != NULL)
            slots[at] = old[i];
    }
    free(old);
    shared->slots = slots;
    shared->slot_count = count;
    return true;
}

const char *rl_load_share(rl_loading *l, const char *text, size_t length)
{
    rl_load_shared *shared = &l->shared;
    uint64_t hash = rl_hash_bytes(text, length);
    if (2 * (shared->count + 1) > shared->slot_count && !grow(shared)) {
        (void)rl_load_no_memory(l);
        return NULL;
    }
    struct rl_load_slot *slot = find(shared, hash, text, length);
    if (slot->text != NULL)
        return slot->text;
    const char *kept = rl_load_keep(l, text, length);
    if (kept == NULL)
        return NULL;
    *slot = (struct rl_load_slot){hash, kept};
    shared->count++;
    return kept;
}
