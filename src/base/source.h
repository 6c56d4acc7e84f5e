/* Where text comes from: a file, a pipe or standard input, compressed or not, as chunks or as lines, in memory for one
 * of them only. */
#ifndef RL_BASE_SOURCE_H
#define RL_BASE_SOURCE_H

#include "base/error.h"
#include "base/memory.h"

#include <stdbool.h>
#include <stddef.h>

/* A zeroed source is a closed one. The fields below the line are its own. */
typedef struct rl_source {
    const char *path; /* for errors; borrowed until the source is closed */
    size_t line;      /* of the line returned last, or of the first byte of the chunk returned last; from 1 */
    bool cut_off;     /* the line returned last was the end of the file and had no line break */
    /* ---- */
    int descriptor;
    bool is_open;
    bool is_owned;
    bool is_plain;   /* neither compressed nor looked at */
    bool is_begun;   /* it is known whether it is compressed */
    bool is_checked; /* the first bytes were looked at, or need not be */
    bool raw_ended;
    bool at_end;
    const struct rl_decoder *decoder;
    void *decoding;
    bool between;  /* behind one piece of compressed data and before the next */
    const char *trouble; /* why the compressed data cannot be read on, once its text up to here was handed out */
    rl_buffer raw; /* compressed bytes */
    size_t raw_start;
    rl_buffer text;
    size_t start;     /* of what was not handed out yet */
    size_t scanned;   /* no line break stands between `start` and here */
    size_t next_line; /* the number of the line at `start` */
} rl_source;

/* Opens the file, or for "-" standard input. The first bytes say whether it is compressed. */
relata_status rl_source_open(rl_source *source, const char *path, relata_error *err);

/* The same for bytes of any kind: what comes out is not looked at, a mark at the start stays. */
relata_status rl_source_open_bytes(rl_source *source, const char *path, relata_error *err);

/* What the file is compressed by ("gzip", "zstd"), or NULL. Known once something was read. */
const char *rl_source_compression(const rl_source *source);

/* Reads text that relata wrote itself: never compressed, taken as it is. The descriptor stays the caller's. */
void rl_source_open_descriptor(rl_source *source, const char *path, int descriptor);

/* The same for text in memory, which is copied. False if there is no memory. */
bool rl_source_open_memory(rl_source *source, const char *path, const char *bytes, size_t length);

/* The next line without its line break ("\n" or "\r\n"), borrowed until the next call; RELATA_END after the last. A byte
 * order mark at the start is passed over. RELATA_ERROR_LIMIT: the line was too long and is passed over, reading may go
 * on. Other errors say where the text ends: compressed data that is broken or ends early, UTF-16, no text at all. */
relata_status rl_source_line(rl_source *source, size_t limit, const char **ret_bytes, size_t *ret_length,
                             relata_error *err);

/* The next bytes, at least one, borrowed until the next call; RELATA_END after the last. */
relata_status rl_source_chunk(rl_source *source, const char **ret_bytes, size_t *ret_length, relata_error *err);

void rl_source_close(rl_source *source);

#endif
