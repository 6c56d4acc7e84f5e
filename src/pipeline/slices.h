/* Networks of periods, besides the whole one. */
#ifndef RL_PIPELINE_SLICES_H
#define RL_PIPELINE_SLICES_H

#include "model/network.h"
#include "model/record.h"
#include "pipeline/engine.h"
#include "resolve/corpus.h"

/* What the whole network was made of. */
typedef struct rl_slices_input {
    const rl_engine *engine;
    const rl_record *const *records; /* in the order of their ids */
    size_t record_count;
    const relata_build_options *options; /* the slicing too */
    const rl_corpus *corpus;
} rl_slices_input;

/* Makes network->slices, without measures, and counts in which periods nodes and edges of the network are seen: before
 * anything is left out of it. What was made so far is freed with the network, also after a failure. */
relata_status rl_slices_assemble(rl_network *network, const rl_slices_input *input, relata_error *err);

#endif
