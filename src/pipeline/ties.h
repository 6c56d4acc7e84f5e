/* The network of typed relations, from the records of all documents. */
#ifndef RL_PIPELINE_TIES_H
#define RL_PIPELINE_TIES_H

#include "model/network.h"
#include "model/record.h"
#include "pipeline/engine.h"
#include "resolve/corpus.h"

/* What the network of co-occurrences was made of. */
typedef struct rl_ties_input {
    const rl_engine *engine;
    const relata_build_options *options;
    const rl_record *const *records; /* in the order of their ids */
    size_t record_count;
    const rl_corpus *corpus;
    const uint32_t *node_of; /* by corpus entity: its node; RL_NONE: left out */
} rl_ties_input;

/* Makes network->relations, and names relations on the edges of `network`, whose nodes and edges are complete. Countries
 * that the documents name by demonyms only are nodes there too. False if there is no memory. */
bool rl_ties_assemble(rl_network *network, const rl_ties_input *input);

/* Names the relations on the edges of `network`. False if there is no memory. */
bool rl_ties_name_edges(rl_network *network);

/* Leaves out of network->relations what was left out of the nodes of `network`. False if there is no memory. */
bool rl_ties_prune(rl_network *network);

#endif
