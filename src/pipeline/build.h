/* Building a network from documents. */
#ifndef RL_PIPELINE_BUILD_H
#define RL_PIPELINE_BUILD_H

#include "input/reader.h"
#include "model/network.h"
#include "pipeline/engine.h"

/* Owned: rl_network_free. */
relata_status rl_build(const rl_engine *engine, rl_reader *reader, const relata_build_options *options,
                       rl_network **ret_network, relata_summary *ret_summary, relata_error *err);

/* Writes the network into files, the format of each by its extension; replaces all of them or none. */
relata_status rl_network_save(const rl_network *network, const char *const *paths, size_t count, relata_error *err);

#endif
