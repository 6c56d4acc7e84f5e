/* What the files of lookup/ share. */
#ifndef RL_LOOKUP_INTERNAL_H
#define RL_LOOKUP_INTERNAL_H

#include "lookup/load.h"
#include "lookup/lookup.h"
#include "lookup/names.h"
#include "text/suggest.h"

struct rl_index {
    rl_records records;
    rl_names whole; /* labels, aliases and ids */
    rl_names words; /* first and last words of people's labels */
    rl_arena arena; /* of the last answer */
    rl_buffer folded;
    relata_answer answer;
    const char *suggestions[RL_SUGGESTION_LIMIT];
};

/* Folds a name into index->folded. One without letters and digits stands for itself. False if there is no memory. */
bool rl_index_fold(rl_index *index, const char *name);

/* Makes the names of all records findable. False if there is no memory. */
bool rl_index_add_names(rl_index *index);

/* Finds the names nearest to a folded one, and returns how many. Each is said by the label of its entity, borrowed from
 * the index. */
size_t rl_suggest(const rl_index *index, const char *folded, size_t length,
                  const char *ret_labels[static RL_SUGGESTION_LIMIT]);

/* Fills index->answer.entities, in the arena. False if there is no memory. */
bool rl_answer_fill(rl_index *index, const uint32_t *entities, size_t count);

#endif
