/* What a run saw and made, in numbers. */
#ifndef RL_PIPELINE_SUMMARY_H
#define RL_PIPELINE_SUMMARY_H

#include "pipeline/collect.h"
#include "pipeline/making.h"

/* Into the network, for its file, and into `ret_summary` (may be NULL). `read` is what the reader counted. */
relata_status rl_summarise(const rl_making *making, const rl_collecting *collecting, const relata_reading *read,
                           rl_network *network, relata_summary *ret_summary, relata_error *err);

#endif
