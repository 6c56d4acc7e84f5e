/* Messages to the user, all on standard error. */
#ifndef RL_CLI_REPORT_H
#define RL_CLI_REPORT_H

#include "cli/command.h"

#include <relata/relata.h>

/* "relata: message" */
void cli_report(const char *format, ...) __attribute__((__format__(__printf__, 1, 2)));

/* A line as it is, without the program's name before it. */
void cli_report_plain(const char *format, ...) __attribute__((__format__(__printf__, 1, 2)));

/* "file:line:column: message", or "relata: message" where there is no file. Always CLI_FAILED. */
cli_exit cli_report_error(const relata_error *err);

/* The same of a network or store, `what`, that could not be opened; if its path was not given, also how to make or name one.
 * Always CLI_FAILED. */
cli_exit cli_report_missing(const relata_error *err, const char *what, bool was_given);

/* The same of a store; whatever else is at a path that was given, how to make one. */
cli_exit cli_report_no_store(const relata_error *err, const char *path, bool was_given);

/* "relata build: message" and where to read more. Always CLI_USAGE. */
cli_exit cli_report_usage(const cli_command *command, const char *format, ...)
    __attribute__((__format__(__printf__, 2, 3)));

/* Out of memory. Always CLI_FAILED. */
cli_exit cli_report_memory(void);

#endif
