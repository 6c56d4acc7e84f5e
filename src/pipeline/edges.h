/* Edges of a network from the pairs of records. */
#ifndef RL_PIPELINE_EDGES_H
#define RL_PIPELINE_EDGES_H

#include "model/network.h"
#include "model/record.h"
#include "resolve/corpus.h"

typedef struct rl_edges_input {
    const rl_record *const *records; /* in the order of their ids */
    size_t count;
    const relata_build_options *options;
    const rl_corpus *corpus;
    const uint32_t *node_of; /* by corpus entity; RL_NONE: left out */
} rl_edges_input;

/* Fills the edges of a network that has its nodes. Its strings are in the network's arena. False: no memory. */
bool rl_edges_make(rl_network *network, const rl_edges_input *input);

#endif
