/* A buffered stream whose first failure is kept until someone asks. */
#ifndef RL_CLI_STREAM_H
#define RL_CLI_STREAM_H

#include "cli/command.h"

#include <stdio.h>

typedef struct cli_stream {
    FILE *file;
    int error_number; /* of the first failure, 0 for none */
} cli_stream;

/* The data of a command: standard output. */
cli_stream cli_stream_output(void);

/* Writes bytes; `stream` is a cli_stream (this is a relata_write_fn). False after a failure. */
bool cli_stream_write(void *stream, const char *bytes, size_t length);

/* Writes formatted text, control characters other than line breaks replaced. */
void cli_stream_print(cli_stream *stream, const char *format, ...) __attribute__((__format__(__printf__, 2, 3)));

/* Writes words, broken into lines of `width` columns, and ends the line. The cursor stands at `column`; further lines
 * begin at `indent`. */
void cli_stream_wrap(cli_stream *stream, const char *text, size_t column, size_t indent, size_t width);

/* Writes what is left and closes standard output. Returns `code`, or reports the failure and returns CLI_FAILED. */
cli_exit cli_stream_finish(cli_stream *stream, cli_exit code);

#endif
