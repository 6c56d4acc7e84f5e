/* Why a mention was decided as it was. */
#ifndef RL_PIPELINE_EXPLAIN_H
#define RL_PIPELINE_EXPLAIN_H

#include "base/memory.h"
#include "pipeline/analyse.h"

/* Fills in the reasons and sums of a mention of the document that was analysed last; strings go into the arena. False if
 * there is no memory. */
bool rl_explain(const rl_analyst *analyst, const rl_mention *mention, rl_arena *arena, relata_mention *ret_mention);

#endif
