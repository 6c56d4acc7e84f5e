/* What readers of JSON have in common beside the library that parses it. */
#ifndef RL_TEXT_JSON_H
#define RL_TEXT_JSON_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

/* Says in the parser's words why JSON is broken. They quote the input, which may hold anything, and say "file" where, with
 * `one_line`, there is only a line. `source` may be NULL; a line or column below 1 counts as 1. */
relata_status rl_json_refuse(const char *words, bool one_line, const char *source, long line, long column,
                             relata_error *err);

/* A copy of valid JSON whose numbers that could fit no C type are blanked: they become 0.0 and spaces, so that every column
 * stays what it is. Parsers refuse such numbers, which mostly stand in fields that nobody asked for. NULL if there is no
 * memory; else freed by the caller. */
char *rl_json_blanked(const char *bytes, size_t length);

#endif
