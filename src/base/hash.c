/* A 64-bit multiply-and-fold hash in the manner of wyhash (Wang Yi, public domain idea: 128-bit products folded by
 * xor), and the string map over it: open addressing, linear probing, at most half full. */
#include "base/hash.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

const rl_hash_length rl_hash_lengths[16] = {
    {UINT64_C(0xA035E2CC637F5704), UINT64_C(0x0000000000000000)},
    {UINT64_C(0xE38DAA3986927ACC), UINT64_C(0x00000000000000FF)},
    {UINT64_C(0x23655396A9A91CB4), UINT64_C(0x000000000000FFFF)},
    {UINT64_C(0x623D1B03CCCC0674), UINT64_C(0x0000000000FFFFFF)},
    {UINT64_C(0xA594DC70EFE3283D), UINT64_C(0x00000000FFFFFFFF)},
    {UINT64_C(0xE56C85EDF307D3E7), UINT64_C(0x000000FFFFFFFFFF)},
    {UINT64_C(0x24C44D5B161AF5AD), UINT64_C(0x0000FFFFFFFFFFFF)},
    {UINT64_C(0x679FF6C839319F13), UINT64_C(0x00FFFFFFFFFFFFFF)},
    {UINT64_C(0xA777BE255C5482DA), UINT64_C(0x0000000000000000)},
    {UINT64_C(0xE6CF67927F6BA49E), UINT64_C(0x00000000000000FF)},
    {UINT64_C(0x39A72F0F828E4E56), UINT64_C(0x000000000000FFFF)},
    {UINT64_C(0x797ED07CA5A57012), UINT64_C(0x0000000000FFFFFF)},
    {UINT64_C(0xB8D699E9C8B81BEB), UINT64_C(0x00000000FFFFFFFF)},
    {UINT64_C(0xFBAE4146EBDF3DA1), UINT64_C(0x000000FFFFFFFFFF)},
    {UINT64_C(0x3B060AB40EF2277F), UINT64_C(0x0000FFFFFFFFFFFF)},
    {UINT64_C(0x7AE1B2211216C931), UINT64_C(0x00FFFFFFFFFFFFFF)},
};

static uint64_t read_half(const char *bytes)
{
    const unsigned char *b = (const unsigned char *)bytes;
    return (uint64_t)b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 | (uint64_t)b[3] << 24;
}

/* The one to seven bytes that are left, the first in the lowest byte. Loads may overlap: what they share is the same. */
static uint64_t read_tail(const char *bytes, size_t length)
{
    if (length >= 4)
        return read_half(bytes) | read_half(bytes + length - 4) << (8 * (length - 4));
    const unsigned char *b = (const unsigned char *)bytes;
    return (uint64_t)b[0] | (uint64_t)b[length / 2] << (8 * (length / 2)) | (uint64_t)b[length - 1] << (8 * (length - 1));
}

uint64_t rl_hash_bytes(const char *bytes, size_t length)
{
    uint64_t hash = rl_hash_fold(length + RL_HASH_K1, RL_HASH_K2);
    size_t i = 0;
    for (; length - i >= 8; i += 8)
        hash = rl_hash_fold(hash ^ rl_hash_word(bytes + i), RL_HASH_K1);
    if (i < length)
        hash = rl_hash_fold(hash ^ read_tail(bytes + i, length - i), RL_HASH_K2);
    return rl_hash_fold(hash, RL_HASH_K1 ^ (uint64_t)length);
}

struct rl_string_key {
    uint64_t hash;
    size_t start;
    size_t length;
};

static const char *key_bytes(const rl_string_map *map, const struct rl_string_key *key)
{
    return map->bytes + key->start;
}

static uint32_t tag_of(uint64_t hash)
{
    return (uint32_t)(hash >> 32);
}

static size_t probe(const rl_string_map *map, uint64_t hash, const char *key, size_t length)
{
    size_t mask = map->slot_count - 1;
    for (size_t i = (size_t)hash & mask;; i = (i + 1) & mask) {
        const rl_string_slot *slot = &map->slots[i];
        if (slot->number == 0)
            return i;
        if (slot->tag != tag_of(hash))
            continue;
        const struct rl_string_key *k = &map->keys[slot->number - 1];
        if (k->hash == hash && k->length == length && (length == 0 || memcmp(key_bytes(map, k), key, length) == 0))
            return i;
    }
}

/* Makes room for `wanted` slots, a power of two. */
static bool grow_slots(rl_string_map *map, size_t wanted)
{
    rl_string_slot *slots = calloc(wanted, sizeof *slots);
    if (slots == NULL)
        return false;
    for (size_t n = 0; n < map->count; n++) {
        size_t i = (size_t)map->keys[n].hash & (wanted - 1);
        while (slots[i].number != 0)
            i = (i + 1) & (wanted - 1);
        slots[i] = (rl_string_slot){(uint32_t)n + 1, tag_of(map->keys[n].hash)};
    }
    free(map->slots);
    map->slots = slots;
    map->slot_count = wanted;
    return true;
}

static bool store_bytes(rl_string_map *map, const char *key, size_t length)
{
    char *grown = rl_array_grow(map->bytes, &map->bytes_capacity, map->bytes_length + length + 1, 1);
    if (grown == NULL)
        return false;
    map->bytes = grown;
    if (length > 0)
        memcpy(grown + map->bytes_length, key, length);
    grown[map->bytes_length + length] = '\0';
    return true;
}

/* Adds a key that is not there yet, into the empty slot where it belongs. */
static uint32_t add_new(rl_string_map *map, size_t slot, uint64_t hash, const char *key, size_t length)
{
    struct rl_string_key *keys = rl_array_grow(map->keys, &map->key_capacity, map->count + 1, sizeof *keys);
    if (keys == NULL)
        return RL_NONE;
    map->keys = keys;
    if (!store_bytes(map, key, length))
        return RL_NONE;
    keys[map->count] = (struct rl_string_key){hash, map->bytes_length, length};
    map->bytes_length += length + 1;
    map->slots[slot] = (rl_string_slot){(uint32_t)++map->count, tag_of(hash)};
    return (uint32_t)map->count - 1;
}

uint32_t rl_string_map_add(rl_string_map *map, const char *key, size_t length)
{
    return rl_string_map_add_hashed(map, key, length, rl_hash_bytes(key, length));
}

uint32_t rl_string_map_add_hashed(rl_string_map *map, const char *key, size_t length, uint64_t hash)
{
    size_t slot = 0;
    if (map->slot_count > 0) {
        slot = probe(map, hash, key, length);
        if (map->slots[slot].number != 0)
            return map->slots[slot].number - 1;
    }
    if (map->count >= RL_NONE - 1 || length > RL_SIZE_LIMIT)
        return RL_NONE;
    if ((map->count + 1) * 2 > map->slot_count) {
        if (!grow_slots(map, map->slot_count == 0 ? 64 : map->slot_count * 2))
            return RL_NONE;
        slot = probe(map, hash, key, length);
    }
    return add_new(map, slot, hash, key, length);
}

bool rl_string_map_reserve(rl_string_map *map, size_t count)
{
    size_t wanted = map->slot_count == 0 ? 64 : map->slot_count;
    if (count >= RL_NONE)
        return false;
    while (wanted / 2 < count)
        wanted *= 2;
    return wanted == map->slot_count || grow_slots(map, wanted);
}

uint32_t rl_string_map_find(const rl_string_map *map, const char *key, size_t length)
{
    return map->slot_count == 0 ? RL_NONE : rl_string_map_find_hashed(map, key, length, rl_hash_bytes(key, length));
}

uint32_t rl_string_map_find_hashed(const rl_string_map *map, const char *key, size_t length, uint64_t hash)
{
    if (map->slot_count == 0)
        return RL_NONE;
    size_t slot = probe(map, hash, key, length);
    return map->slots[slot].number == 0 ? RL_NONE : map->slots[slot].number - 1;
}

const char *rl_string_map_key(const rl_string_map *map, uint32_t number, size_t *ret_length)
{
    const struct rl_string_key *key = &map->keys[number];
    if (ret_length != NULL)
        *ret_length = key->length;
    return key_bytes(map, key);
}

/* Empties the slots one key after the other: from where the key belongs to the next empty slot, which frees it wherever
 * it stands, because keys stand in runs without gaps. */
static void empty_runs(rl_string_map *map)
{
    size_t mask = map->slot_count - 1;
    for (size_t n = 0; n < map->count; n++)
        for (size_t i = (size_t)map->keys[n].hash & mask; map->slots[i].number != 0; i = (i + 1) & mask)
            map->slots[i].number = 0;
}

/* A map that was once large must not cost its size each time it is cleared. */
void rl_string_map_clear(rl_string_map *map)
{
    if (map->count < map->slot_count / 16)
        empty_runs(map);
    else if (map->slot_count > 0)
        memset(map->slots, 0, map->slot_count * sizeof *map->slots);
    map->count = 0;
    map->bytes_length = 0;
}

void rl_string_map_free(rl_string_map *map)
{
    free(map->keys);
    free(map->slots);
    free(map->bytes);
    *map = (rl_string_map){0};
}
