/* Learned weights of observations whose values are all constants, in one table. */
#ifndef RL_RECOGNISE_FIXED_H
#define RL_RECOGNISE_FIXED_H

#include "recognise/internal.h"

/* Takes the rows from the learned weights, unless they are those it has. False if there is no memory. */
bool rl_fixed_fill(rl_fixed *fixed, const rl_vocabulary *vocabulary, const rl_learned *learned);
void rl_fixed_free(rl_fixed *fixed);

#endif
