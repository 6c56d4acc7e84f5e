/* Mentions as JSON lines. */
#ifndef RL_EXPORT_MENTIONS_H
#define RL_EXPORT_MENTIONS_H

#include "base/error.h"

relata_status rl_extraction_write_json(const relata_extraction *extraction, relata_write_fn write, void *user,
                                       relata_error *err);

#endif
