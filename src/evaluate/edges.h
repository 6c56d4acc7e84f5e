/* Pairs of entities in one sentence. */
#ifndef RL_EVALUATE_EDGES_H
#define RL_EVALUATE_EDGES_H

#include "evaluate/nodes.h"

typedef struct rl_tie {
    uint32_t a; /* entities of one side, a < b */
    uint32_t b;
    size_t weight; /* sentences */
} rl_tie;

/* Sorted by a, then b. */
typedef struct rl_ties {
    rl_tie *items;
    size_t count;
    size_t weight; /* of all */
} rl_ties;

/* RELATA_ERROR_LIMIT if there are more pairs of entities in sentences than memory should hold. */
relata_status rl_ties_make(const rl_occurrences *occurrences, rl_ties *ret_ties, relata_error *err);
void rl_ties_free(rl_ties *ties);

/* The tie of these two entities, in any order, or NULL. */
const rl_tie *rl_ties_find(const rl_ties *ties, uint32_t x, uint32_t y);

/* The tie of one side whose ends are the partners of this tie's; NULL if there is none. */
const rl_tie *rl_ties_partner(const rl_ties *others, const uint32_t *partner_of, const rl_tie *tie);

/* Edges counted once, and as often as they are there. */
void rl_edges_count(const rl_ties *gold, const rl_ties *found, const rl_pairing *pairing, rl_tally *ret_edges,
                    rl_tally *ret_weighted);

/* Occurrences by document, sentence, entity and place: a sentence's entities stand together, each entity's mentions too.
 * Owned: free. NULL if there is no memory. */
rl_occurrence *rl_occurrences_by_sentence(const rl_occurrences *occurrences);

/* The end of the sentence that begins at `from`, and of the entity. */
size_t rl_sentence_end(const rl_occurrence *sorted, size_t count, size_t from);
size_t rl_entity_end(const rl_occurrence *sorted, size_t end, size_t from);

#endif
