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

/* Does the weighed edge stay, as far as can be told before others are known? Counts it in the network if not. */
bool rl_edge_stays(const rl_edge *edge, rl_network *network, const relata_build_options *options);

/* The same options, but so that every edge stays and its weight is the count. */
relata_build_options rl_options_without_bounds(const relata_build_options *options);

/* Weighs the edges of a network that was made with those, as `options` say, and takes away what does not stay. False if there
 * is no memory. */
bool rl_network_weigh(rl_network *network, const relata_build_options *options);

#endif
