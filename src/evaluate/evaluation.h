/* The whole evaluation of what was read. */
#ifndef RL_EVALUATE_EVALUATION_H
#define RL_EVALUATE_EVALUATION_H

#include "evaluate/spans.h"

/* Owned: rl_evaluation_free. */
relata_status rl_evaluation_make(const rl_comparison *comparison, size_t most_mistakes,
                                 relata_evaluation **ret_evaluation, relata_error *err);
void rl_evaluation_free(relata_evaluation *evaluation);

#endif
