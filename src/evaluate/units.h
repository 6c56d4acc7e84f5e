/* Offsets in any unit as characters (code points). */
#ifndef RL_EVALUATE_UNITS_H
#define RL_EVALUATE_UNITS_H

#include "evaluate/spans.h"

/* The characters of one text by offset. Zeroed: of none. Room is used again. */
typedef struct rl_units {
    relata_offsets unit;
    size_t count; /* units of the text */
    uint32_t *at; /* by unit, if it is another than characters: the character that begins there, or RL_NONE */
    size_t capacity;
} rl_units;

/* False if there is no memory. */
bool rl_units_of(rl_units *units, const rl_marked_text *text);
void rl_units_free(rl_units *units);

/* The character at an offset that is not larger than `count`; RL_NONE if the offset is inside a character. */
uint32_t rl_units_character(const rl_units *units, size_t offset);

#endif
