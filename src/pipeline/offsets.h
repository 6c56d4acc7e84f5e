/* Bytes of a document's text as offsets of the input, in the unit that the caller asked for. */
#ifndef RL_PIPELINE_OFFSETS_H
#define RL_PIPELINE_OFFSETS_H

#include <relata/relata.h>

#include "model/text.h"

#include <stdbool.h>

/* A zeroed one is empty; read again for each document, it keeps its room. */
typedef struct rl_offsets {
    const rl_text *text; /* borrowed until the next one is read */
    relata_offsets unit;
    uint32_t *blocks; /* units before each block of the text */
    size_t block_capacity;
    int64_t *repairs; /* by repair: bytes by which the input is longer up to it and with it */
    size_t repair_capacity;
} rl_offsets;

/* False if there is no memory. */
bool rl_offsets_read(rl_offsets *offsets, const rl_text *text, relata_offsets unit);
/* The offset of a byte of the text, or of its end. */
size_t rl_offset_of(const rl_offsets *offsets, size_t byte);
void rl_offsets_free(rl_offsets *offsets);

#endif
