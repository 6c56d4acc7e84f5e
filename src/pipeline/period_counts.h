/* In which periods the nodes and edges of a network are seen, and how often. */
#ifndef RL_PIPELINE_PERIOD_COUNTS_H
#define RL_PIPELINE_PERIOD_COUNTS_H

#include "model/network.h"
#include "model/record.h"
#include "resolve/corpus.h"

/* What was counted of nodes, or of edges, slice after slice. */
typedef struct rl_period_list {
    struct rl_element_count *items;
    size_t count;
    size_t capacity;
} rl_period_list;

typedef struct rl_period_counting {
    rl_network *network;
    const rl_corpus *corpus;
    uint32_t *node_of; /* by corpus entity: its node, or RL_NONE */
    rl_period_list nodes;
    rl_period_list edges;
    rl_period_list tie_edges; /* of the network of relations */
} rl_period_counting;

/* `network` is whole, as are those of relations, and its nodes and edges stay where they are until the end. All are
 * false if there is no memory; freed by rl_period_counting_free also then. */
bool rl_period_counting_start(rl_period_counting *counting, rl_network *network, const rl_corpus *corpus);
/* Counts the last of network->slices, which is made of these records. */
bool rl_period_count_slice(rl_period_counting *counting, const rl_record *const *records, const size_t *first_of,
                           size_t record_count);
/* Hands the counts to nodes and edges, those of relations too. */
bool rl_period_counting_finish(rl_period_counting *counting);
void rl_period_counting_free(rl_period_counting *counting);

#endif
