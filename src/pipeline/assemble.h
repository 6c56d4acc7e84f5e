/* Records to a network: entities to nodes, pairs to edges. */
#ifndef RL_PIPELINE_ASSEMBLE_H
#define RL_PIPELINE_ASSEMBLE_H

#include "model/incidence.h"
#include "model/network.h"
#include "pipeline/analyse.h"
#include "pipeline/judging.h"
#include "resolve/corpus.h"

/* `records` in the order of their ids. Fills the nodes and edges of an empty network, without measures, and
 * those of its slices. `judging` is obeyed, and notes what it saw. With `ret_incidence` (freed by rl_incidence_free; its ids are
 * the records') no weight and no bound leaves out an edge until rl_network_weigh. */
relata_status rl_network_assemble(rl_network *network, const rl_engine *engine, const rl_record *const *records,
                                  size_t count, const relata_build_options *options, rl_judging *judging,
                                  rl_incidence *ret_incidence, relata_error *err);

/* The second half of it: who is who is known. `ret_incidence` may be NULL. */
relata_status rl_network_fill(rl_network *network, const rl_engine *engine, const rl_record *const *records,
                              size_t count, const relata_build_options *options, const rl_corpus *corpus,
                              rl_incidence *ret_incidence, relata_error *err);

#endif
