/* The graph stage: measures, communities and the picture of a network. */
#ifndef RL_GRAPH_GRAPH_H
#define RL_GRAPH_GRAPH_H

#include "base/error.h"
#include "model/network.h"

typedef struct rl_measuring {
    rl_measures measures;
    double resolution; /* of communities and modularity, finite and above zero */
    relata_layout layout;
    /* Is told what could not be done: a measure or layout that the network is too large for. May be NULL. */
    relata_notice_fn notice;
    void *notice_user;
} rl_measuring;

/* What is measured if nobody says otherwise. */
rl_measuring rl_measuring_default(void);

/* Fills the statistics and looks of every node and edge, and what the network says of them. Needs nodes' types,
 * mentions and ids, and edges in the order that model/network.h promises (RELATA_ERROR_ARGUMENT if they are not, or
 * if a weight is not finite and above zero). Same network and seed, same result. On failure the network is as it
 * was. One call at a time in a process: igraph is not thread-safe. */
relata_status rl_graph_measure(rl_network *network, const rl_measuring *how, relata_error *err);

/* Gives the nodes of a measured network the places that they have in another one, which has looks, and looks of their
 * own. Nodes that the other one has not stand near their neighbours. */
relata_status rl_graph_place_like(rl_network *network, const rl_network *model, relata_error *err);

#endif
