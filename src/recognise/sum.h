/* Sums of learned weights. Internal to recognise/. */
#ifndef RL_RECOGNISE_SUM_H
#define RL_RECOGNISE_SUM_H

#include "recognise/internal.h"

/* What rl_judge_learned does for each candidate of a sentence, many times faster: the sums have slack. */
void rl_sum_learned(rl_recogniser *r, uint32_t sentence);

#endif
