/* The weights of an edge, and which of them is written as `weight`. */
#ifndef RL_PIPELINE_EDGE_WEIGHTS_H
#define RL_PIPELINE_EDGE_WEIGHTS_H

#include <relata/relata.h>

#include "model/network.h"

const char *rl_weight_name(relata_weight weight); /* static */

/* False if there is none of that name. */
bool rl_weight_of_name(const char *name, relata_weight *ret_weight);

/* Fills in the weights of an edge whose counts are there, in a network whose windows are counted. */
void rl_edge_weigh(rl_edge *edge, const rl_network *network, relata_weight weight);

#endif
