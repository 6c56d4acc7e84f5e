/* Errors travel up as a status and fill a struct that the caller owns. The first one wins: a cleanup that fails after the
 * real failure must not hide it. */
#ifndef RL_BASE_ERROR_H
#define RL_BASE_ERROR_H

#include <relata/relata.h>

#include <stdarg.h>

#if defined(__GNUC__)
#define RL_PRINTF(string, first) __attribute__((__format__(__printf__, string, first)))
#else
#define RL_PRINTF(string, first)
#endif

/* Fills `err` unless it is NULL or already holds an error, and returns `status` so that callers can `return` it.
 * `source` may be NULL; line and column count from 1, 0 for none. */
relata_status rl_error_set(relata_error *err, relata_status status, const char *source, size_t line, size_t column,
                           const char *format, ...) RL_PRINTF(6, 7);

/* The two commonest failures. rl_error_system takes what was tried ("open", "write") and adds the system's own words. */
relata_status rl_error_memory(relata_error *err);
relata_status rl_error_system(relata_error *err, const char *source, const char *tried, int error_number);

/* Empties `err` (which may be NULL): every public function that can fail starts with it. */
void rl_error_clear(relata_error *err);

#endif
