/* Sums of learned weights. Internal to recognise/. */
#ifndef RL_RECOGNISE_SUM_H
#define RL_RECOGNISE_SUM_H

#include "recognise/internal.h"

/* What rl_judge_learned does, many times faster: the sum has slack. */
void rl_sum_learned(rl_recogniser *r, rl_candidate *candidate);

#endif
