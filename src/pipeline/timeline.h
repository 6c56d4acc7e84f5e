/* Counts of days as counts of periods. */
#ifndef RL_PIPELINE_TIMELINE_H
#define RL_PIPELINE_TIMELINE_H

#include <relata/queries.h>

#include "base/error.h"
#include "base/memory.h"

/* `days` are dates as documents have them, in their order, or NULL where there is none. Fills the reply's `periods` and `undated`, in
 * the arena. With `with_gaps` empty periods between others are there too; of more than RELATA_GAP_LIMIT in a row there are none, and
 * the period before them says how many. */
relata_status rl_timeline_make(const relata_count *days, size_t count, relata_slicing by, bool with_gaps,
                               rl_arena *arena, relata_reply *reply, relata_error *err);

#endif
