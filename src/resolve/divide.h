/* Judgements inside one document: what is judged different is not one entity there either. */
#ifndef RL_RESOLVE_DIVIDE_H
#define RL_RESOLVE_DIVIDE_H

#include "model/text.h"
#include "resolve/document.h"
#include "resolve/judgements.h"

/* What was found in a document. `mentions` are changed in place. */
typedef struct rl_divide_input {
    const rl_text *text;
    const rl_entry *entries;
    rl_mention *mentions;
    size_t mention_count;
    const rl_local_entity *entities;
    size_t entity_count;
} rl_divide_input;

/* Divides entities with names that are judged different. The entities afterwards are owned by the caller, who frees
 * them; NULL and 0 if nothing had to be divided. */
relata_status rl_document_divide(const rl_judgements *judgements, const rl_divide_input *input,
                                 rl_local_entity **ret_entities, size_t *ret_count, relata_error *err);

#endif
