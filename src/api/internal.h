/* What the public functions share. Internal to api/.
 *
 * The public types are the internal ones under another name; C allows the conversion between pointers to structs. */
#ifndef RL_API_INTERNAL_H
#define RL_API_INTERNAL_H

#include "base/error.h"
#include "pipeline/engine.h"

static inline rl_engine *rl_engine_in(relata_engine *engine)
{
    return (rl_engine *)engine;
}

static inline const rl_engine *rl_engine_seen(const relata_engine *engine)
{
    return (const rl_engine *)engine;
}

static inline relata_status rl_refuse(relata_error *err, const char *message)
{
    return rl_error_set(err, RELATA_ERROR_ARGUMENT, NULL, 0, 0, "%s", message);
}

/* Are these options that a network can be made with? */
relata_status rl_build_options_check(const relata_engine *engine, const relata_build_options *options,
                                     relata_error *err);

/* No string of the list may be missing. */
static inline bool rl_are_given(const char *const *strings, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strings[i] == NULL)
            return false;
    return true;
}

#endif
