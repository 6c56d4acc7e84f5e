/* Learned weights of observations whose values are all constants, in one table. */
#ifndef RL_RECOGNISE_FIXED_H
#define RL_RECOGNISE_FIXED_H

#include "recognise/internal.h"

/* Are its rows those of the weights, as they are now? */
static inline bool rl_fixed_is_of(const rl_fixed *fixed, const rl_learned *learned)
{
    return fixed->learned == learned && fixed->changes == learned->changes;
}

/* Takes the rows from the learned weights. False if there is no memory. */
bool rl_fixed_fill(rl_fixed *fixed, const rl_vocabulary *vocabulary, const rl_learned *learned);
/* The row of an observation; where it has fewer values, the others are 0. */
static inline rl_fixed_row rl_fixed_at(const rl_fixed *fixed, rl_template template, rl_constant a, rl_constant b,
                                       rl_constant c)
{
    rl_range first = rl_template_range(template, 0), second = rl_template_range(template, 1);
    rl_range third = rl_template_range(template, 2);
    size_t row = ((size_t)(a - first.first) * second.count + (b - second.first)) * third.count + (c - third.first);
    return fixed->of[template][row];
}

void rl_fixed_free(rl_fixed *fixed);

#endif
