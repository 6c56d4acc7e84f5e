/* The graph stage: measures, communities and the picture of a network. */
#ifndef RL_GRAPH_GRAPH_H
#define RL_GRAPH_GRAPH_H

#include "base/error.h"
#include "model/network.h"

/* Fills the statistics and looks of every node, and network->betweenness_sources. Needs nodes' types, mentions and ids,
 * and edges in the order that model/network.h promises (RELATA_ERROR_ARGUMENT if they are not, or if a weight is not
 * finite and above zero). Same network and seed, same result. On failure the network is as it was. One call at a time
 * in a process: igraph is not thread-safe. */
relata_status rl_graph_measure(rl_network *network, relata_error *err);

#endif
