/* Entities of GOLD and of what was found: which are the same. */
#ifndef RL_EVALUATE_NODES_H
#define RL_EVALUATE_NODES_H

#include "evaluate/mentions.h"
#include "evaluate/sentences.h"
#include "evaluate/spans.h"

/* A mention of an entity. */
typedef struct rl_occurrence {
    uint32_t document;
    uint32_t start;
    uint32_t end;
    uint32_t entity;
    uint32_t sentence; /* of its document */
} rl_occurrence;

/* One side's mentions that count for nodes and edges, in the order in which they were read. */
typedef struct rl_occurrences {
    rl_occurrence *items;
    size_t count;
    const rl_string_map *entities;
} rl_occurrences;

/* The mentions with a scored type and an entity, unless GOLD has a mention without an entity in their place. False if there
 * is no memory. */
bool rl_occurrences_make(const rl_side *side, const rl_side *gold, const rl_cuts *cuts, rl_occurrences *ret);
void rl_occurrences_free(rl_occurrences *occurrences);

/* How many mentions an entity of GOLD and one that was found share. */
typedef struct rl_share {
    uint32_t gold;
    uint32_t found;
    size_t count;
    const char *gold_name;
    const char *found_name;
} rl_share;

typedef struct rl_pairing {
    rl_tally tally;
    rl_share *shares; /* most mentions first, then by names */
    size_t share_count;
    uint32_t *gold_of;     /* by found entity: its partner, or RL_NONE */
    uint32_t *found_of;    /* by gold entity */
    rl_occurrence *owners; /* the places of GOLD, sorted, each with the one entity that it counts for */
    size_t owner_count;
} rl_pairing;

/* Names of both sides are borrowed. False if there is no memory. */
bool rl_pairing_make(const rl_occurrences *gold, const rl_occurrences *found, rl_pairing *ret_pairing);
void rl_pairing_free(rl_pairing *pairing);

/* The entity that GOLD has in the place of a found mention, or RL_NONE. */
uint32_t rl_pairing_owner(const rl_pairing *pairing, const rl_occurrence *found);

#endif
