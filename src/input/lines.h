/* The lines of a file or a pipe, one at a time, in memory for one line only; decompressed, and UTF-16 and UTF-32 turned
 * into UTF-8, on the way. */
#ifndef RL_INPUT_LINES_H
#define RL_INPUT_LINES_H

#include "base/error.h"
#include "base/source.h"
#include "input/charset.h"
#include "input/convert.h"

#include <stdbool.h>
#include <stddef.h>

/* A zeroed struct is closed. */
typedef struct rl_lines {
    const char *source; /* for errors; borrowed until the lines are closed */
    bool is_open;
    bool at_end;
    size_t limit;            /* longest line in bytes */
    size_t number;           /* of the line returned last, from 1 */
    const char *compression; /* NULL if it is not compressed; known after the first bytes, as is what follows */
    rl_charset charset;      /* that it was converted from */
    /* ---- */
    rl_source from;
    rl_converter converter;
    bool is_begun;
    rl_buffer text;
    size_t start;   /* of the next line */
    size_t scanned; /* no line break stands between `start` and here */
} rl_lines;

/* Opens the file, or for "-" standard input. Room from an earlier use is used again. */
relata_status rl_lines_open(rl_lines *lines, const char *path, size_t limit, relata_error *err);

/* Reads the first bytes, if nothing was read yet, so that compression and encoding are known. */
relata_status rl_lines_begin(rl_lines *lines, relata_error *err);

/* The next line without its line break, borrowed until the next call; RELATA_END after the last. A byte order mark
 * at the very start is made blank. RELATA_ERROR_LIMIT: the line was too long and is passed over, reading may go on. Any
 * other error is the end: the compressed data is broken or ends early, and what precedes was handed out as far as its
 * lines are whole. */
relata_status rl_lines_next(rl_lines *lines, const char **ret_bytes, size_t *ret_length, relata_error *err);

/* Before the first rl_lines_next: the first byte that is not white space, or -1 if there is none. Nothing is used
 * up. */
relata_status rl_lines_peek(rl_lines *lines, int *ret_byte, relata_error *err);

/* Everything that is left, as it is, borrowed until the next call. RELATA_ERROR_LIMIT if it is longer than the
 * limit. */
relata_status rl_lines_rest(rl_lines *lines, const char **ret_bytes, size_t *ret_length, relata_error *err);

void rl_lines_close(rl_lines *lines); /* keeps the room */
void rl_lines_free(rl_lines *lines);

#endif
