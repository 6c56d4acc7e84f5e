/* The index of names while an image is made. Internal to gazetteer/. */
#ifndef RL_GAZETTEER_NGRAMS_H
#define RL_GAZETTEER_NGRAMS_H

#include "gazetteer/builder.h"

typedef struct rl_ngram_slot {
    uint64_t key;  /* 0: empty */
    uint32_t name; /* the first of the names that end here, or RL_NONE */
    bool longer;   /* longer names begin so */
    bool is_pair;  /* it stands for two words */
} rl_ngram_slot;

typedef struct rl_ngram_table {
    rl_ngram_slot *items;
    size_t count; /* a power of two */
    size_t used;
} rl_ngram_table;

typedef struct rl_ngrams {
    rl_ngram_table small;
    rl_ngram_table capitals;
    uint32_t *next; /* by name: the next one of the same words, or RL_NONE */
    uint64_t symbols;
    rl_buffer pairs; /* uint64_t: the keys of the two words that longer names begin with */
} rl_ngrams;

/* Enters all names of a builder. False if there is no memory. */
bool rl_ngrams_fill(rl_ngrams *index, const rl_builder *builder, uint64_t seed);
void rl_ngrams_free(rl_ngrams *index);

/* Appends the filter of all pairs, and lets go of them. False if there is no memory. */
bool rl_ngrams_write_pairs(rl_ngrams *index, rl_buffer *ret);

/* Writes a table as the slots of an image. `numbers` gives the number of the first meaning by name. RELATA_ERROR_LIMIT
 * if two keys cannot be told apart: another seed is needed. */
relata_status rl_ngrams_write(const rl_ngram_table *table, const uint32_t *numbers, rl_buffer *ret);

/* The folded words of a name, in small letters. Plain names are lowered into `scratch`, of RL_NAME_BYTES bytes. */
const char *rl_listed_words(const rl_builder *builder, const rl_listed_name *name, char *scratch);

#endif
