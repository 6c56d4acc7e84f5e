/* What is observed of a span. Internal to recognise/. */
#ifndef RL_RECOGNISE_OBSERVE_H
#define RL_RECOGNISE_OBSERVE_H

#include "recognise/internal.h"

/* Adds up the learned weights of what is observed, or shows it. */
typedef struct rl_observer {
    const rl_recogniser *r;
    const rl_onlooker *onlooker; /* NULL: the weights are added to `sum` */
    const rl_vocabulary *vocabulary;
    const rl_learned *learned;
    bool watched; /* somebody looks on, or wants to be told: each observation is looked up by itself */
    bool stopped;
    rl_fixed_row fixed_sum;
    rl_fixed_row sum;
} rl_observer;

/* Notes what observations say of the tokens in and near candidates. False if there is no memory. */
bool rl_observe_tokens(rl_recogniser *r);

/* Observes all there is of a candidate. */
void rl_observe(rl_observer *observer, const rl_candidate *candidate);

/* Adds up the learned weights of a candidate, in the order in which they are explained: without slack. */
void rl_judge_learned(rl_recogniser *r, rl_candidate *candidate);

#endif
