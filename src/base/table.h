/* Things known by 64-bit hashes, numbered 0, 1, 2, … in the order in which they are added. The table keeps no keys: who asks
 * compares what the numbers stand for. So nothing is copied or written down only to be found again.
 *
 *     for (uint32_t n = rl_table_first(table, hash, &at); n != RL_NONE; n = rl_table_next(table, hash, &at))
 *         if (what n stands for is what is sought)
 *             return n;
 */
#ifndef RL_BASE_TABLE_H
#define RL_BASE_TABLE_H

#include "base/hash.h"

/* A zeroed table is an empty one. */
typedef struct rl_table {
    rl_string_slot *slots;
    size_t slot_count; /* a power of two, at least twice the number of things */
    uint64_t *hashes;  /* by number */
    size_t count;
    size_t capacity;
} rl_table;

/* The number at `at` or after it that may have this hash (half of it is compared); RL_NONE after the last. */
static inline uint32_t rl_table_from(const rl_table *table, uint64_t hash, size_t *at)
{
    size_t mask = table->slot_count - 1;
    for (;; *at = (*at + 1) & mask) {
        const rl_string_slot *slot = &table->slots[*at];
        if (slot->number == 0)
            return RL_NONE;
        if (slot->tag == (uint32_t)(hash >> 32))
            return slot->number - 1;
    }
}

static inline uint32_t rl_table_first(const rl_table *table, uint64_t hash, size_t *ret_at)
{
    if (table->slot_count == 0)
        return RL_NONE;
    *ret_at = (size_t)hash & (table->slot_count - 1);
    return rl_table_from(table, hash, ret_at);
}

static inline uint32_t rl_table_next(const rl_table *table, uint64_t hash, size_t *at)
{
    *at = (*at + 1) & (table->slot_count - 1);
    return rl_table_from(table, hash, at);
}

/* The number of a new thing, even if another one has this hash; RL_NONE if there is no memory. */
uint32_t rl_table_add(rl_table *table, uint64_t hash);
/* Makes room for so many things. False if there is no memory. */
bool rl_table_reserve(rl_table *table, size_t count);
void rl_table_clear(rl_table *table); /* empties, keeps the room */
void rl_table_free(rl_table *table);

#endif
