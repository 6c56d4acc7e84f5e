/* The table of counts. What the network itself says is not in it: entities, edges, mentions and the list of copies. Neither is
 * how inputs were packed: the same documents make the same file. */
#include "model/summary.h"

#define COUNT(name)                                                                                                    \
    {                                                                                                                  \
#name, offsetof(relata_summary, name)                                                                          \
    }

const rl_summary_count rl_summary_counts[] = {
    COUNT(documents),    COUNT(skipped),         COUNT(outside),       COUNT(undated),        COUNT(repeats),
    COUNT(furniture),    COUNT(furniture_lines), COUNT(weightless),    COUNT(backbone_edges), COUNT(light_edges),
    COUNT(far_entities), COUNT(far_edges),       COUNT(weak_entities), COUNT(weak_edges),
};

const size_t rl_summary_count_count = sizeof rl_summary_counts / sizeof rl_summary_counts[0];

size_t rl_summary_get(const relata_summary *summary, size_t index)
{
    return *(const size_t *)(const void *)((const char *)summary + rl_summary_counts[index].offset);
}

void rl_summary_set(relata_summary *summary, size_t index, size_t count)
{
    *(size_t *)(void *)((char *)summary + rl_summary_counts[index].offset) = count;
}
