/* How strongly two entities belong together, judged by the windows in which they stand. */
#ifndef RL_RELATE_ASSOCIATION_H
#define RL_RELATE_ASSOCIATION_H

#include <stdbool.h>
#include <stdint.h>

/* Windows in which both stand, in which each stands (with or without the other), and in which anybody stands. */
typedef struct rl_windows {
    uint64_t both;
    uint64_t a;
    uint64_t b;
    uint64_t all;
} rl_windows;

typedef struct rl_association {
    double npmi;           /* -1 to 1; 0: as chance would have it */
    double log_likelihood; /* any size; below zero if they meet less often than chance would have it */
    double jaccard;        /* 0 to 1 */
    double cosine;         /* 0 to 1 */
} rl_association;

/* False, and nothing is written, if no corpus can have such counts: one of the two stands nowhere, both stand together
 * more often than one of them alone, or there are more windows with them than windows. */
bool rl_associate(const rl_windows *windows, rl_association *ret_association);

#endif
