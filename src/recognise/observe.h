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
    rl_joined *joined;
    const rl_fixed_row *const *fixed; /* by template */
    bool watched; /* somebody looks on, or wants to be told: each observation is looked up by itself */
    bool stopped;
    rl_fixed_row fixed_sum;
    rl_fixed_row sum;
    uint64_t *keys; /* up to RL_PENDING_KEYS, whose rows are on their way from memory */
    size_t key_count;
} rl_observer;

/* Notes what observations say of the tokens in and near candidates. */
void rl_observe_tokens(rl_recogniser *r);

/* Observes all there is of a candidate. */
void rl_observe(rl_observer *observer, const rl_candidate *candidate);

/* Adds the learned weights to a candidate's scores. */
void rl_judge_learned(rl_recogniser *r, rl_candidate *candidate);

#endif
