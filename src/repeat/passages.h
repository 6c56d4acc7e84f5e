/* Passages that a document says twice. */
#ifndef RL_REPEAT_PASSAGES_H
#define RL_REPEAT_PASSAGES_H

#include "base/error.h"
#include "base/memory.h"
#include "model/text.h"

/* A thread's own memory; a zeroed one is empty. */
typedef struct rl_passages {
    uint64_t *words;  /* hashes */
    uint8_t *covered; /* by word: it stands in a run that stood before */
    struct rl_passage_slot *slots;
    size_t word_count;
    size_t word_capacity;
    size_t covered_capacity;
    size_t slot_capacity;
    size_t slot_mask;
    uint32_t base; /* positions in slots that are of earlier texts */
    size_t floor;  /* words before it were compared */
} rl_passages;

/* Sets RL_TOKEN_REPEATED on every token of every sentence that repeats what stands further up. How many passages these
 * sentences make is in *ret_count. */
relata_status rl_passages_mark(rl_passages *passages, rl_text *text, size_t *ret_count, relata_error *err);

void rl_passages_free(rl_passages *passages);

#endif
