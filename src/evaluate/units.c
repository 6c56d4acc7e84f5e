/* A table from units to characters, made anew for each text. */
#include "evaluate/units.h"

#include "text/utf8.h"

#include <stdlib.h>

static size_t units_of(relata_offsets unit, size_t bytes)
{
    if (unit == RELATA_OFFSETS_BYTE)
        return bytes;
    return unit == RELATA_OFFSETS_UTF16 && bytes == 4 ? 2 : 1;
}

bool rl_units_of(rl_units *units, const rl_marked_text *text)
{
    units->count = text->characters;
    if (units->unit == RELATA_OFFSETS_CODEPOINT)
        return true;
    uint32_t *at = rl_array_grow(units->at, &units->capacity, text->length + 1, sizeof *at);
    if (at == NULL)
        return false;
    units->at = at;
    size_t count = 0;
    uint32_t character = 0;
    for (size_t byte = 0; byte < text->length; character++) {
        size_t bytes = rl_utf8_decode(text->bytes + byte, text->length - byte, NULL, NULL);
        at[count++] = character;
        for (size_t i = 1; i < units_of(units->unit, bytes); i++)
            at[count++] = RL_NONE;
        byte += bytes == 0 ? 1 : bytes;
    }
    at[count] = character;
    units->count = count;
    return true;
}

void rl_units_free(rl_units *units)
{
    free(units->at);
    *units = (rl_units){.unit = units->unit};
}

uint32_t rl_units_character(const rl_units *units, size_t offset)
{
    return units->unit == RELATA_OFFSETS_CODEPOINT ? (uint32_t)offset : units->at[offset];
}
