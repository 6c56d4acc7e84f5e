/* Hashing and a map from strings to small numbers. The hash is fixed (no seed from outside) because results may not
 * depend on the run; floods of colliding keys are bounded by probing a table that is at most half full. */
#ifndef RL_BASE_HASH_H
#define RL_BASE_HASH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

uint64_t rl_hash_bytes(const char *bytes, size_t length);

__extension__ typedef unsigned __int128 rl_wide;

/* The two halves of a product, one laid over the other. */
static inline uint64_t rl_hash_fold(uint64_t a, uint64_t b)
{
    rl_wide product = (rl_wide)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

#define RL_HASH_K1 UINT64_C(0x9E3779B97F4A7C15)
#define RL_HASH_K2 UINT64_C(0xBF58476D1CE4E5B9)

/* Order matters. In the header because keys of observations are mixed millions of times a second. */
static inline uint64_t rl_hash_mix(uint64_t a, uint64_t b)
{
    return rl_hash_fold(a ^ RL_HASH_K1, b ^ RL_HASH_K2 ^ (a >> 32));
}

/* The hash of one to seven bytes that stand in a word, the first in its lowest byte. */
static inline uint64_t rl_hash_short(uint64_t bytes, size_t length)
{
    uint64_t hash = rl_hash_fold(length + RL_HASH_K1, RL_HASH_K2);
    hash = rl_hash_fold(hash ^ bytes, RL_HASH_K2);
    return rl_hash_fold(hash, RL_HASH_K1 ^ (uint64_t)length);
}

/* Eight bytes as a number. Spelt out because compilers make one load of it, whichever end the machine puts first. */
static inline uint64_t rl_hash_word(const char *bytes)
{
    const unsigned char *b = (const unsigned char *)bytes;
    return (uint64_t)b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 | (uint64_t)b[3] << 24 | (uint64_t)b[4] << 32 |
           (uint64_t)b[5] << 40 | (uint64_t)b[6] << 48 | (uint64_t)b[7] << 56;
}

/* By length: what the hash begins with, rl_hash_fold(length + RL_HASH_K1, RL_HASH_K2), and the bytes that count of the last
 * eight or fewer. */
typedef struct rl_hash_length {
    uint64_t seed;
    uint64_t mask;
} rl_hash_length;
extern const rl_hash_length rl_hash_lengths[16];

/* rl_hash_bytes of at most fifteen bytes and at least one, of which sixteen can be read, whatever the others are. */
static inline uint64_t rl_hash_padded(const char *bytes, size_t length)
{
    const rl_hash_length *of = &rl_hash_lengths[length];
    uint64_t hash = of->seed;
    if (length >= 8) {
        hash = rl_hash_fold(hash ^ rl_hash_word(bytes), RL_HASH_K1);
        bytes += 8;
    }
    if (length != 8)
        hash = rl_hash_fold(hash ^ (rl_hash_word(bytes) & of->mask), RL_HASH_K2);
    return rl_hash_fold(hash, RL_HASH_K1 ^ (uint64_t)length);
}

#define RL_NONE UINT32_MAX

/* A half of the hash is kept beside the number, so that few keys are looked at that are not the one. */
typedef struct rl_string_slot {
    uint32_t number; /* + 1, 0 for empty */
    uint32_t tag;
} rl_string_slot;

/* Strings to numbers 0, 1, 2, … in the order of their first appearance. A zeroed map is an empty one. */
typedef struct rl_string_map {
    struct rl_string_key *keys; /* by number */
    size_t count;
    size_t key_capacity;
    rl_string_slot *slots;
    size_t slot_count;
    char *bytes; /* the keys' bytes, one after the other, each ended by a NUL */
    size_t bytes_length;
    size_t bytes_capacity;
} rl_string_map;

/* The number of `key`, added if it is new; RL_NONE if there is no memory (the map is then unchanged). */
uint32_t rl_string_map_add(rl_string_map *map, const char *key, size_t length);
/* Makes room for so many keys. False if there is no memory. */
bool rl_string_map_reserve(rl_string_map *map, size_t count);
/* The number of `key`, or RL_NONE if it is not there. */
uint32_t rl_string_map_find(const rl_string_map *map, const char *key, size_t length);
/* The same for a key whose rl_hash_bytes is known. */
uint32_t rl_string_map_add_hashed(rl_string_map *map, const char *key, size_t length, uint64_t hash);
uint32_t rl_string_map_find_hashed(const rl_string_map *map, const char *key, size_t length, uint64_t hash);
/* The key with this number, ended by a NUL. Borrowed until the next add. */
const char *rl_string_map_key(const rl_string_map *map, uint32_t number, size_t *ret_length);
void rl_string_map_clear(rl_string_map *map); /* empties, keeps the room */
void rl_string_map_free(rl_string_map *map);

#endif
