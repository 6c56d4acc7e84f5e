/* How strongly two entities belong together, from how many windows hold them. */
#ifndef RL_RELATE_ASSOCIATION_H
#define RL_RELATE_ASSOCIATION_H

#include <stdint.h>

/* Windows that hold both, that hold each, and that hold any entity at all. */
typedef struct rl_windows {
    uint64_t both;
    uint64_t a;
    uint64_t b;
    uint64_t all;
} rl_windows;

typedef struct rl_association {
    double npmi;           /* -1 (never together) to 1 (never apart); 0: as chance would have it */
    double log_likelihood; /* 0 and more; below 0 where the two are together less often than by chance */
    double jaccard;        /* 0 to 1 */
    double cosine;         /* 0 to 1 */
} rl_association;

/* The sources of the four: G. Bouma, "Normalized (pointwise) mutual information in collocation extraction", 2009;
 * T. Dunning, "Accurate methods for the statistics of surprise and coincidence", 1993; P. Jaccard 1901; the cosine of the two
 * rows of windows (A. Ochiai 1957). docs/weights.md has the formulas. Counts that contradict each other (more windows with
 * both than with one) are brought into line. All is 0 if no window holds both. */
rl_association rl_associate(rl_windows windows);

#endif
