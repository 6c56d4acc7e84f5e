/* What of the records counts: not copies of other documents, not lines that recur in many. */
#ifndef RL_PIPELINE_CONDENSE_H
#define RL_PIPELINE_CONDENSE_H

#include "pipeline/analyse.h"

typedef struct rl_condensed {
    rl_record **records; /* those that count, in the order of their ids; borrowed */
    size_t count;
    uint32_t *copy_of; /* by record, of all: what it repeats, or RL_NONE */
    size_t copies;
    size_t lines; /* of furniture, that were taken out */
} rl_condensed;

/* `records` in the order of their ids; lines are taken out of them. Freed by rl_condensed_free, also after a failure. */
relata_status rl_condense(rl_record *const *records, size_t count, bool keep_copies, bool keep_furniture,
                          rl_condensed *ret_condensed, relata_error *err);
void rl_condensed_free(rl_condensed *condensed);

#endif
