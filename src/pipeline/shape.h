/* From the assembled network to the one that is written. */
#ifndef RL_PIPELINE_SHAPE_H
#define RL_PIPELINE_SHAPE_H

#include "graph/prune.h"
#include "model/network.h"

/* The measures that these names mean, taken in their order: "all" adds all, "none" takes away what stood before. */
relata_status rl_measures_read(const char *const *names, size_t count, rl_measures *ret_measures, relata_error *err);

/* Prunes and measures the network and its slices as the options say, and makes its trends. RELATA_ERROR_ARGUMENT if
 * there is no entity with the name of the ego, with the nearest names. */
relata_status rl_network_shape(rl_network *network, const relata_build_options *options, rl_left_out *ret_left_out,
                               relata_error *err);

#endif
