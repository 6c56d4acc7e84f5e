/* A temporary file without a name: written once, then read once. For what must wait until the end of a run and may be
 * larger than memory. */
#ifndef RL_BASE_SPOOL_H
#define RL_BASE_SPOOL_H

#include "base/source.h"

/* A zeroed spool is a closed one. */
typedef struct rl_spool {
    int descriptor;
    bool is_open;
    int error_number; /* the first failed write */
    rl_buffer pending;
    const char *folder; /* for errors; borrowed until the spool is closed */
} rl_spool;

/* Makes the file in this folder. */
relata_status rl_spool_open(rl_spool *spool, const char *folder, relata_error *err);

/* Appends bytes. False after a failure, which rl_spool_read reports. */
bool rl_spool_write(rl_spool *spool, const char *bytes, size_t length);

/* Ends the writing and opens `ret_source` on what was written. The spool must outlive it. */
relata_status rl_spool_read(rl_spool *spool, rl_source *ret_source, relata_error *err);

void rl_spool_close(rl_spool *spool);

#endif
