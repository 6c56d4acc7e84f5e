/* What rose and fell from one period to the next. */
#ifndef RL_PIPELINE_TRENDS_H
#define RL_PIPELINE_TRENDS_H

#include "base/error.h"
#include "model/network.h"

/* Makes network->trends from the slices and the counts per period of its nodes and edges: a trend for each of these in
 * each period in which, or before which, it is seen; the surest changes first. */
relata_status rl_trends_make(rl_network *network, relata_error *err);

/* Dunning's log-likelihood ratio of `now` of `all_now` against `before` of `all_before`: how sure it is that the two
 * shares differ; below 0 if it fell, 0 where one of the wholes is empty. In the header for tests. */
double rl_change(uint64_t before, uint64_t all_before, uint64_t now, uint64_t all_now);

#endif
