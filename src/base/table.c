/* Open addressing with linear probing, at most half full, as in the string map: a slot is a number and half of a hash. */
#include "base/table.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { FEWEST_SLOTS = 64 };

static void place(rl_string_slot *slots, size_t mask, uint32_t number, uint64_t hash)
{
    size_t at = (size_t)hash & mask;
    while (slots[at].number != 0)
        at = (at + 1) & mask;
    slots[at] = (rl_string_slot){number + 1, (uint32_t)(hash >> 32)};
}

bool rl_table_reserve(rl_table *table, size_t count)
{
    size_t wanted = table->slot_count == 0 ? FEWEST_SLOTS : table->slot_count;
    if (count >= RL_NONE)
        return false;
    uint64_t *hashes = rl_array_grow(table->hashes, &table->capacity, count + 1, sizeof *hashes);
    if (hashes == NULL)
        return false;
    table->hashes = hashes;
    while (wanted / 2 < count)
        wanted *= 2;
    if (wanted == table->slot_count)
        return true;
    rl_string_slot *slots = calloc(wanted, sizeof *slots);
    if (slots == NULL)
        return false;
    for (size_t n = 0; n < table->count; n++)
        place(slots, wanted - 1, (uint32_t)n, hashes[n]);
    free(table->slots);
    table->slots = slots;
    table->slot_count = wanted;
    return true;
}

uint32_t rl_table_add(rl_table *table, uint64_t hash)
{
    bool full = (table->count + 1) * 2 > table->slot_count || table->count == table->capacity;
    if (full && !rl_table_reserve(table, table->count + 1))
        return RL_NONE;
    table->hashes[table->count] = hash;
    place(table->slots, table->slot_count - 1, (uint32_t)table->count, hash);
    return (uint32_t)table->count++;
}

/* Empties the slots one run after the other, beginning where a thing belongs: it stands before the next empty slot. */
static void empty_runs(rl_table *table)
{
    size_t mask = table->slot_count - 1;
    for (size_t n = 0; n < table->count; n++)
        for (size_t at = (size_t)table->hashes[n] & mask; table->slots[at].number != 0; at = (at + 1) & mask)
            table->slots[at].number = 0;
}

/* A table that was once large must not cost its size each time it is cleared; but so many slots are zeroed as soon as one thing
 * is sought. */
void rl_table_clear(rl_table *table)
{
    if (table->count < table->slot_count / 32)
        empty_runs(table);
    else if (table->slot_count > 0)
        memset(table->slots, 0, table->slot_count * sizeof *table->slots);
    table->count = 0;
}

void rl_table_free(rl_table *table)
{
    free(table->slots);
    free(table->hashes);
    *table = (rl_table){0};
}
