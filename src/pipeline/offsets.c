/* Characters are counted once, block by block; an offset is then the sum before its block and what a few bytes add. So offsets
 * may be asked for in any order. Bytes need no counting, but the input has others where bad ones stood for the three of
 * U+FFFD. */
#include "pipeline/offsets.h"

#include "base/memory.h"
#include "text/utf8.h"

#include <stdlib.h>

enum { BLOCK = 64, REPLACEMENT_LENGTH = 3 };

static bool sum_repairs(rl_offsets *o)
{
    size_t count = o->text->repair_count;
    int64_t longer = 0, *repairs = rl_array_grow(o->repairs, &o->repair_capacity, count + 1, sizeof *repairs);
    if (repairs == NULL)
        return false;
    o->repairs = repairs;
    for (size_t i = 0; i < count; i++)
        repairs[i] = longer += (int64_t)o->text->repairs[i].input_length - REPLACEMENT_LENGTH;
    return true;
}

static bool count_blocks(rl_offsets *o)
{
    size_t whole = o->text->length / BLOCK;
    uint32_t units = 0, *blocks = rl_array_grow(o->blocks, &o->block_capacity, whole + 1, sizeof *blocks);
    if (blocks == NULL)
        return false;
    o->blocks = blocks;
    for (size_t b = 0; b < whole; b++) {
        const char *bytes = o->text->bytes + b * BLOCK;
        blocks[b] = units;
        units += (uint32_t)(o->unit == RELATA_OFFSETS_CODEPOINT ? rl_utf8_count(bytes, BLOCK)
                                                                : rl_utf8_count_utf16(bytes, BLOCK));
    }
    blocks[whole] = units;
    return true;
}

bool rl_offsets_read(rl_offsets *offsets, const rl_text *text, relata_offsets unit)
{
    offsets->text = text;
    offsets->unit = unit;
    return unit == RELATA_OFFSETS_BYTE ? sum_repairs(offsets) : count_blocks(offsets);
}

/* By how much the input is longer before a byte of the text. */
static int64_t longer_before(const rl_offsets *o, size_t byte)
{
    size_t low = 0, high = o->text->repair_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (o->text->repairs[middle].start < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low == 0 ? 0 : o->repairs[low - 1];
}

size_t rl_offset_of(const rl_offsets *o, size_t byte)
{
    if (o->unit == RELATA_OFFSETS_BYTE)
        return (size_t)((int64_t)byte + longer_before(o, byte));
    size_t block = byte / BLOCK, rest = byte % BLOCK;
    const char *bytes = o->text->bytes + block * BLOCK;
    return o->blocks[block] +
           (o->unit == RELATA_OFFSETS_CODEPOINT ? rl_utf8_count(bytes, rest) : rl_utf8_count_utf16(bytes, rest));
}

void rl_offsets_free(rl_offsets *offsets)
{
    free(offsets->blocks);
    free(offsets->repairs);
    *offsets = (rl_offsets){0};
}
