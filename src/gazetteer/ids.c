/* Entries by their ids. */
#include "gazetteer/ids.h"

#include "base/hash.h"

uint32_t rl_id_hash(const char *id, size_t length)
{
    return (uint32_t)rl_hash_bytes(id, length);
}

size_t rl_ids_size(size_t count)
{
    return count == 0 ? 0 : count + count / 4 + 8;
}

/* Bits that hold numbers up to `count`. */
static unsigned number_bits(size_t count)
{
    unsigned bits = 1;
    while (bits < 31 && count >> bits != 0)
        bits++;
    return bits;
}

static size_t home(uint32_t hash, size_t slot_count)
{
    return (size_t)((uint64_t)hash * slot_count >> 32);
}

bool rl_ids_enter(uint32_t *slots, size_t count, uint32_t entry, uint32_t hash)
{
    size_t slot_count = rl_ids_size(count), at = home(hash, slot_count);
    for (size_t probes = 0; probes < RL_ID_PROBES_MOST; probes++, at = at + 1 == slot_count ? 0 : at + 1) {
        if (slots[at] != 0)
            continue;
        slots[at] = hash << number_bits(count) | (entry + 1);
        return true;
    }
    return false;
}

/* How far a slot is from where the search began. */
static size_t distance(size_t start, size_t at, size_t slot_count)
{
    return at >= start ? at - start : at + slot_count - start;
}

bool rl_ids_next(const rl_image *image, uint32_t hash, size_t *at, uint32_t *ret_entry)
{
    unsigned bits = number_bits(image->entry_count);
    size_t start = home(hash, image->id_count), last = image->id_count - 1;
    if (image->id_count == 0)
        return false;
    /* A damaged table may have no empty slot: the search ends where it began, or where no entry can be. */
    while (*at == SIZE_MAX ||
           ((*at == last ? 0 : *at + 1) != start && distance(start, *at, image->id_count) + 1 < RL_ID_PROBES_MOST)) {
        *at = *at == SIZE_MAX ? start : *at == last ? 0 : *at + 1;
        uint32_t slot = image->ids[*at];
        if (slot == 0)
            return false;
        if ((slot ^ hash << bits) >> bits == 0) {
            *ret_entry = (slot & (((uint32_t)1 << bits) - 1)) - 1;
            return true;
        }
    }
    return false;
}
