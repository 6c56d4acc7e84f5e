/* Open addressing over bare hashes. */
#include "import/seen.h"

#include <stdlib.h>

enum { FIRST_SLOTS = 1024 };

static size_t find_slot(const uint64_t *slots, size_t slot_count, uint64_t hash)
{
    size_t i = (size_t)hash & (slot_count - 1);
    while (slots[i] != 0 && slots[i] != hash)
        i = (i + 1) & (slot_count - 1);
    return i;
}

static bool grow(rl_seen *seen)
{
    size_t wanted = seen->slot_count == 0 ? FIRST_SLOTS : seen->slot_count * 2;
    uint64_t *slots = calloc(wanted, sizeof *slots);
    if (slots == NULL)
        return false;
    for (size_t i = 0; i < seen->slot_count; i++)
        if (seen->slots[i] != 0)
            slots[find_slot(slots, wanted, seen->slots[i])] = seen->slots[i];
    free(seen->slots);
    seen->slots = slots;
    seen->slot_count = wanted;
    return true;
}

bool rl_seen_add(rl_seen *seen, uint64_t hash, bool *ret_new)
{
    if ((seen->count + 1) * 2 > seen->slot_count && !grow(seen))
        return false;
    uint64_t kept = hash == 0 ? 1 : hash;
    size_t slot = find_slot(seen->slots, seen->slot_count, kept);
    *ret_new = seen->slots[slot] == 0;
    if (*ret_new)
        seen->count++;
    seen->slots[slot] = kept;
    return true;
}

void rl_seen_free(rl_seen *seen)
{
    free(seen->slots);
    *seen = (rl_seen){0};
}
