/* Time in a network: what of it lies in which period, and what rose or fell from one to the next. */
#ifndef RL_MODEL_SLICES_H
#define RL_MODEL_SLICES_H

#include <stdbool.h>
#include <stdint.h>

/* How often a node or edge is seen in one period. */
typedef struct rl_period_count {
    const char *period; /* its name */
    uint32_t slice;     /* index of the slice */
    uint32_t documents;
    uint64_t count; /* mentions of a node, windows of an edge, statements of a relation */
} rl_period_count;

struct rl_network;

/* The network of one period: of the documents whose dates lie in it. */
typedef struct rl_slice {
    const char *period;
    uint64_t documents; /* whether or not anything is named in them */
    struct rl_network *network;
} rl_slice;

/* A node or an edge in one period and in the one before it. */
typedef struct rl_trend {
    bool is_edge;
    uint32_t element; /* index of the node or edge in the whole network */
    uint32_t slice;   /* the one before has the index before; of the first there is none, and its counts are 0 */
    uint32_t documents;
    uint32_t documents_before;
    uint64_t count;
    uint64_t count_before;
    double share; /* of the documents of the period */
    double share_before;
    double log_likelihood; /* how sure the change of share is no chance; below 0: it fell */
} rl_trend;

#endif
