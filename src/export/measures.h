/* Measures of nodes by their names: the numbers that the files have, from the same table. */
#ifndef RL_EXPORT_MEASURES_H
#define RL_EXPORT_MEASURES_H

#include "model/network.h"

#include <stdbool.h>

/* False if no measure of nodes has this name. *ret_value is NaN if the node has none. */
bool rl_network_measure(const rl_network *network, const rl_node *node, const char *name, double *ret_value);

#endif
