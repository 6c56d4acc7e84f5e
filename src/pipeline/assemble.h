/* Records to a network: entities to nodes, pairs to edges. */
#ifndef RL_PIPELINE_ASSEMBLE_H
#define RL_PIPELINE_ASSEMBLE_H

#include "model/network.h"
#include "pipeline/analyse.h"
#include "pipeline/judging.h"
#include "resolve/corpus.h"

/* `records` in the order of their ids. Fills the nodes and edges of an empty network, without measures, and
 * those of its slices. `judging` is obeyed, and notes what it saw. */
relata_status rl_network_assemble(rl_network *network, const rl_engine *engine, const rl_record *const *records,
                                  size_t count, const relata_build_options *options, rl_judging *judging,
                                  relata_error *err);

/* The second half of it: who is who is known. */
relata_status rl_network_fill(rl_network *network, const rl_engine *engine, const rl_record *const *records,
                              size_t count, const relata_build_options *options, const rl_corpus *corpus,
                              relata_error *err);

#endif
