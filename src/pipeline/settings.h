/* Options that decide what is found: kept in a store, so that whoever adds to it finds by the same rules. */
#ifndef RL_PIPELINE_SETTINGS_H
#define RL_PIPELINE_SETTINGS_H

#include <relata/relata.h>

#include "base/memory.h"
#include "store/store.h"

/* Writes those of `options`, and its further settings. */
relata_status rl_settings_write(rl_store *store, const relata_build_options *options, relata_error *err);

/* Replaces those of `options` by what the store says; strings are in the arena. */
relata_status rl_settings_read(rl_store *store, rl_arena *arena, relata_build_options *options, relata_error *err);

#endif
