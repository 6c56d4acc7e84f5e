/* Replies to questions as JSON lines. */
#ifndef RL_EXPORT_REPLIES_H
#define RL_EXPORT_REPLIES_H

#include <relata/queries.h>

#include "base/error.h"

/* The names of the reply must have been found. */
relata_status rl_reply_write_json(const relata_reply *reply, relata_write_fn write, void *user, relata_error *err);

#endif
