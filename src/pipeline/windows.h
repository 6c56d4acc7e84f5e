/* Counting windows: how many hold each node, and how many hold any. */
#ifndef RL_PIPELINE_WINDOWS_H
#define RL_PIPELINE_WINDOWS_H

#include "base/error.h"
#include "model/network.h"
#include "model/record.h"

/* Fills in `windows` of the network and of its nodes. Entity e of record r is entity_of[first_of[r] + e] of the corpus, and
 * `node_of` has the node of that, RL_NONE if it has none. */
relata_status rl_windows_count(rl_network *network, const rl_record *const *records, size_t count, const size_t *first_of,
                               const uint32_t *entity_of, const uint32_t *node_of, relata_error *err);

#endif
