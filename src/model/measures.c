/* The table of measures. By default those that nearly every reader of a network looks at, and that are quick. */
#include "model/measures.h"

#include <string.h>

const rl_measure_kind rl_measure_kinds[RL_MEASURE_COUNT] = {
    [RL_MEASURE_DEGREE] = {"degree", true},
    [RL_MEASURE_STRENGTH] = {"strength", true},
    [RL_MEASURE_PAGERANK] = {"pagerank", true},
    [RL_MEASURE_BETWEENNESS] = {"betweenness", true},
    [RL_MEASURE_CLOSENESS] = {"closeness", false},
    [RL_MEASURE_HARMONIC] = {"harmonic", false},
    [RL_MEASURE_EIGENVECTOR] = {"eigenvector", false},
    [RL_MEASURE_CORENESS] = {"coreness", false},
    [RL_MEASURE_CLUSTERING] = {"clustering", false},
    [RL_MEASURE_COMPONENTS] = {"components", true},
    [RL_MEASURE_ARTICULATION] = {"articulation", false},
    [RL_MEASURE_BRIDGES] = {"bridges", false},
    [RL_MEASURE_COMMUNITIES] = {"communities", true},
    [RL_MEASURE_MODULARITY] = {"modularity", false},
};

rl_measures rl_measures_by_default(void)
{
    rl_measures measures = 0;
    for (size_t m = 0; m < RL_MEASURE_COUNT; m++)
        if (rl_measure_kinds[m].by_default)
            measures |= RL_MEASURE_BIT(m);
    return measures;
}

rl_measure rl_measure_find(const char *name)
{
    size_t m = 0;
    while (m < RL_MEASURE_COUNT && strcmp(rl_measure_kinds[m].name, name) != 0)
        m++;
    return (rl_measure)m;
}
