/* Names in judgements that several entities have, told with all that helps to choose. */
#ifndef RL_RESOLVE_AMBIGUOUS_H
#define RL_RESOLVE_AMBIGUOUS_H

#include "resolve/corpus.h"
#include "resolve/judgements.h"

/* A name, and the entities that it may mean. */
typedef struct rl_ambiguous {
    const rl_corpus *corpus;
    const rl_record *const *records;
    size_t record_count;
    const rl_judgements *judgements;
    uint32_t name;
    uint32_t *entities;
    size_t count;
} rl_ambiguous;

/* Tells judgements->notice of each entity that the name may mean, and, where a store keeps the judgement, which commands say it
 * better. False if there is no memory. */
bool rl_ambiguous_tell(const rl_ambiguous *a);

/* Fails because of the name. */
relata_status rl_ambiguous_refuse(const rl_ambiguous *a, relata_error *err);

#endif
