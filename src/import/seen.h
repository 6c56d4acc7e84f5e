/* The ids that an import has seen, as 64-bit hashes: eight bytes an id, at most half full, so 16 to 32 bytes each. Two
 * different ids of a hundred million have the same hash with a chance of 1 in 3,700; one row would then be left out.
 * Internal to import/. */
#ifndef RL_IMPORT_SEEN_H
#define RL_IMPORT_SEEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A zeroed set is an empty one. */
typedef struct rl_seen {
    uint64_t *slots; /* 0 for empty */
    size_t slot_count;
    size_t count;
} rl_seen;

/* Adds a hash. `ret_new` says whether it was not there. False if there is no memory. */
bool rl_seen_add(rl_seen *seen, uint64_t hash, bool *ret_new);
void rl_seen_free(rl_seen *seen);

#endif
