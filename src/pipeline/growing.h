/* Changing a store: documents come and go, judgements are added, and its tables follow. */
#ifndef RL_PIPELINE_GROWING_H
#define RL_PIPELINE_GROWING_H

#include <relata/store.h>

#include "model/network.h"
#include "pipeline/engine.h"

/* Changes the store at `path` as `change` says, in one transaction. What decides what is found is the store's; the rest of
 * `options` shapes `*ret_network` (owned: rl_network_free), which may be NULL; if it is asked for, the change happens when the
 * network is saved with the store's path among the paths. `ret_changes` may be NULL. */
relata_status rl_store_change(const rl_engine *engine, const char *path, const relata_store_change *change,
                              const relata_build_options *options, rl_network **ret_network,
                              relata_store_changes *ret_changes, relata_summary *ret_summary, relata_error *err);

/* The network of a store, of those documents that options.since and until leave. The store is not changed. */
relata_status rl_store_network(const rl_engine *engine, const char *path, const relata_build_options *options,
                               rl_network **ret_network, relata_summary *ret_summary, relata_error *err);

/* Joins stores into a new one at `path`, in any order with the same result. */
relata_status rl_store_merge(const rl_engine *engine, const char *const *stores, size_t count, const char *path,
                             const relata_build_options *options, relata_store_changes *ret_changes,
                             relata_summary *ret_summary, relata_error *err);

#endif
