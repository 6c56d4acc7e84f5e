/* Which entities of a network stand in which documents, sentences and windows. */
#ifndef RL_PIPELINE_INCIDENCE_H
#define RL_PIPELINE_INCIDENCE_H

#include "base/error.h"
#include "model/incidence.h"
#include "model/record.h"

/* What a network was made of. */
typedef struct rl_incidence_input {
    const rl_record *const *records; /* in the order of their ids; their strings must outlive the incidence */
    size_t count;
    const size_t *first_of;     /* by record: where its entities begin in entity_of */
    const uint32_t *entity_of;  /* the corpus's … */
    size_t entity_count;        /* … and how many these are */
    const uint32_t *node_of;    /* by entity of the corpus; RL_NONE: it is none */
} rl_incidence_input;

/* Freed by rl_incidence_free. */
relata_status rl_incidence_make(const rl_incidence_input *input, rl_incidence *ret_incidence, relata_error *err);

#endif
