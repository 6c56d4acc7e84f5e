/* Dividing annotated documents into the parts of a cross-validation. */
#ifndef RL_PIPELINE_FOLDS_H
#define RL_PIPELINE_FOLDS_H

#include "base/error.h"
#include "base/hash.h"

/* Gives each name a part below `folds`, those of one group the same. A name is a group; with `by_beginning` names are ids, and
 * the ids with one beginning are a group. `ret_parts` has room for as many as there are names. An error if there are fewer
 * groups than folds. */
relata_status rl_folds_divide(const rl_string_map *names, bool by_beginning, uint32_t folds, uint32_t *ret_parts,
                              size_t *ret_groups, relata_error *err);

#endif
