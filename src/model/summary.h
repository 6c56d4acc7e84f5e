/* What a build counted, as far as it says something of the network: what its documents were, what is not in it and why. The
 * export stage writes these counts by their names, the load stage reads them back. */
#ifndef RL_MODEL_SUMMARY_H
#define RL_MODEL_SUMMARY_H

#include <relata/relata.h>

#include <stddef.h>

typedef struct rl_summary_count {
    const char *name;
    size_t offset; /* of a size_t in relata_summary */
} rl_summary_count;

extern const rl_summary_count rl_summary_counts[];
extern const size_t rl_summary_count_count;

size_t rl_summary_get(const relata_summary *summary, size_t index);
void rl_summary_set(relata_summary *summary, size_t index, size_t count);

#endif
