/* A built network as flat arrays, for answering from. Internal to lookup/. */
#ifndef RL_LOOKUP_LOAD_H
#define RL_LOOKUP_LOAD_H

#include <relata/lookup.h>

#include "base/error.h"
#include "base/memory.h"

#include <stdint.h>

/* Two entities that appear together. */
typedef struct rl_pair {
    uint32_t source; /* entities */
    uint32_t target;
    double weight;
    size_t count;
    const relata_evidence *evidence;
    size_t evidence_count;
} rl_pair;

/* All strings are valid UTF-8 without control characters and live in the arena. Entities and pairs are in the order of
 * the file. Entities have no neighbours yet: these are made of the pairs when they are asked for. */
typedef struct rl_records {
    rl_arena arena;
    relata_found *entities;
    size_t entity_count;
    rl_pair *pairs;
    size_t pair_count;
    size_t *starts;  /* entity e is in the pairs links[starts[e]] … links[starts[e + 1] - 1] */
    uint32_t *links;
} rl_records;

/* Reads the file. On failure *ret_records is untouched. */
relata_status rl_records_load(const char *path, rl_records *ret_records, relata_error *err);
void rl_records_free(rl_records *records);

#endif
