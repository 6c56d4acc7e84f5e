/* The lines of a file or a pipe, one at a time, in memory for one line only. */
#ifndef RL_INPUT_LINES_H
#define RL_INPUT_LINES_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

/* A zeroed struct is closed. */
typedef struct rl_lines {
    const char *source; /* for errors; borrowed until the lines are closed */
    int descriptor;
    bool is_open;
    bool at_end;
    size_t limit;  /* longest line in bytes */
    size_t number; /* of the line returned last, from 1 */
    char *bytes;
    size_t length;
    size_t capacity;
    size_t start;   /* of the next line */
    size_t scanned; /* no line break stands between `start` and here */
} rl_lines;

/* Opens the file, or for "-" standard input. Room from an earlier use is used again. */
relata_status rl_lines_open(rl_lines *lines, const char *path, size_t limit, relata_error *err);

/* The next line without its line break, borrowed until the next call; RELATA_END after the last. A byte order mark
 * at the very start is made blank. RELATA_ERROR_LIMIT: the line was too long and is passed over, reading may go on. */
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
