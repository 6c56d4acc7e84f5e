/* Where writers put their bytes: pieces are collected and handed on in large blocks, and the first failure is kept so
 * that a writer can check once at its end. */
#ifndef RL_EXPORT_SINK_H
#define RL_EXPORT_SINK_H

#include "base/error.h"
#include "base/memory.h"

typedef struct rl_sink {
    relata_write_fn write;
    void *user;
    rl_buffer pending;
    bool refused; /* write() said no */
    bool no_memory;
} rl_sink;

void rl_sink_put(rl_sink *sink, const char *bytes, size_t length);
void rl_sink_put_string(rl_sink *sink, const char *string);
bool rl_sink_failed(const rl_sink *sink); /* nothing more will be written */

/* Hands on what is left and frees the sink's memory. RELATA_OK if every byte was taken. */
relata_status rl_sink_finish(rl_sink *sink, relata_error *err);

#endif
