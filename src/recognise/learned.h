/* Learned evidence: small observations about a span ("left word=in", "last word=university", "shape=Aa Aa") whose weights
 * come from annotated documents. Rows of a .weights file whose first cell holds a "=" are such observations.
 *
 * An observation is known by a 64-bit key made of its template and its values, so that no string is made for it while
 * documents are read; when weights are learned, a namer keeps the strings. */
#ifndef RL_RECOGNISE_LEARNED_H
#define RL_RECOGNISE_LEARNED_H

#include "base/error.h"
#include "base/memory.h"
#include "model/types.h"

#include <string.h>

/* Weights by type; the last is nought, so that a processor adds them in one step (a vector of gcc and clang). */
typedef float rl_fixed_row __attribute__((vector_size(16)));

/* What a row is of. */
typedef struct rl_learned_name {
    uint64_t key;
    uint64_t values[2]; /* hashes of the first values */
    uint8_t template;   /* rl_template */
} rl_learned_name;

typedef struct rl_learned_row {
    uint64_t key; /* 0: empty */
    float weight[RL_TYPE_BUILT_IN + 1]; /* the last is nought, so that all are added in one step */
} rl_learned_row;

/* Nine of ten observations have no row. A bit for each key, small enough to stay in the cache, says so without touching
 * the rows. */
typedef struct rl_learned {
    rl_learned_row *rows;
    uint64_t *filter;
    size_t filter_mask;
    size_t count; /* slots, a power of two; 0: nothing was learned */
    size_t used;
    size_t changes; /* how often a row was set */
    rl_learned_name *names; /* of the rows, in the order in which they came */
    size_t name_count;
    size_t name_capacity;
} rl_learned;

enum { RL_LEARNED_FILTER_WORDS = 8 }; /* slots for each word of the filter */

/* Makes room for so many rows, so that adding them moves nothing. False if there is no memory. */
bool rl_learned_reserve(rl_learned *learned, size_t rows);
/* Adds or replaces the row of an observation of the template (rl_template), written as "template=value|value". False if there is
 * no memory. */
bool rl_learned_set(rl_learned *learned, uint8_t template, const char *text, size_t length, const float *weight);
/* Adds or replaces all rows that `from` has. */
bool rl_learned_put_over(rl_learned *learned, const rl_learned *from);
void rl_learned_free(rl_learned *learned);

/* False: there is no such row. The bit is chosen by other bits of the key than the slot. */
static inline bool rl_learned_may_have(const rl_learned *learned, uint64_t key)
{
    uint64_t bit = key >> 32;
    return (learned->filter[(bit >> 6) & learned->filter_mask] >> (bit & 63) & 1) != 0;
}

static inline const rl_learned_row *rl_learned_find(const rl_learned *learned, uint64_t key)
{
    size_t mask = learned->count - 1;
    for (size_t i = (size_t)key & mask;; i = (i + 1) & mask) {
        if (learned->rows[i].key == key)
            return &learned->rows[i];
        if (learned->rows[i].key == 0)
            return NULL;
    }
}

/* The weights of a row; noughts if there is none. */
static inline rl_fixed_row rl_learned_row_of(const rl_learned *learned, uint64_t key)
{
    rl_fixed_row weights = {0};
    const rl_learned_row *row = rl_learned_may_have(learned, key) ? rl_learned_find(learned, key == 0 ? 1 : key) : NULL;
    if (row != NULL)
        memcpy(&weights, row->weight, sizeof weights);
    return weights;
}

/* The key of an observation written as "template=value" or "template=value|value|value". 0 if it is none. */
uint64_t rl_learned_key(const char *text, size_t length);

#endif
