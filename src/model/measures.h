/* What can be measured in a network. The graph stage fills the values, the export stage has the columns; what they share
 * is here: a number for each measure, its name for users, and whether it is taken without being asked for. */
#ifndef RL_MODEL_MEASURES_H
#define RL_MODEL_MEASURES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum rl_measure {
    RL_MEASURE_DEGREE = 0,
    RL_MEASURE_STRENGTH,
    RL_MEASURE_PAGERANK,
    RL_MEASURE_BETWEENNESS,
    RL_MEASURE_CLOSENESS,
    RL_MEASURE_HARMONIC,
    RL_MEASURE_EIGENVECTOR,
    RL_MEASURE_CORENESS,
    RL_MEASURE_CLUSTERING,
    RL_MEASURE_COMPONENTS,
    RL_MEASURE_ARTICULATION,
    RL_MEASURE_BRIDGES,
    RL_MEASURE_COMMUNITIES,
    RL_MEASURE_MODULARITY,
    RL_MEASURE_COUNT
} rl_measure;

/* Several measures: a bit for each. */
typedef uint32_t rl_measures;

#define RL_MEASURE_BIT(measure) ((rl_measures)1 << (measure))
#define RL_MEASURES_ALL (RL_MEASURE_BIT(RL_MEASURE_COUNT) - 1)

typedef struct rl_measure_kind {
    const char *name;
    bool by_default;
} rl_measure_kind;

extern const rl_measure_kind rl_measure_kinds[RL_MEASURE_COUNT];

/* Those that are taken by default. */
rl_measures rl_measures_by_default(void);

/* The measure with this name, RL_MEASURE_COUNT if there is none. */
rl_measure rl_measure_find(const char *name);

#endif
