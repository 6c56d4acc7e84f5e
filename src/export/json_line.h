/* One object of JSON as one line. Internal to export/. */
#ifndef RL_EXPORT_JSON_LINE_H
#define RL_EXPORT_JSON_LINE_H

#include "base/error.h"

#include <jansson.h>
#include <stdbool.h>

/* Writes the object, which is taken over, and a line break. It is NULL or not `filled` where there was no memory.
 * `flags`: jansson's, besides JSON_COMPACT. */
relata_status rl_json_line_write(json_t *object, bool filled, size_t flags, relata_write_fn write, void *user,
                                 relata_error *err);

#endif
