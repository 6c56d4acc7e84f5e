/* What a run saw and made, in numbers. */
#ifndef RL_PIPELINE_SUMMARY_H
#define RL_PIPELINE_SUMMARY_H

#include "pipeline/collect.h"
#include "pipeline/making.h"

/* `read` is what the reader counted. */
relata_summary rl_summarise(const rl_making *making, const rl_collecting *collecting, const rl_network *network,
                            const relata_reading *read);

#endif
