/* Collecting output. After a failure everything is dropped, so that writers need no check at each piece. */
#include "export/sink.h"

#include <string.h>

enum { BLOCK = 1 << 16 };

static void hand_on(rl_sink *sink)
{
    if (sink->pending.length > 0 && !sink->write(sink->user, sink->pending.bytes, sink->pending.length))
        sink->refused = true;
    rl_buffer_clear(&sink->pending);
}

bool rl_sink_failed(const rl_sink *sink)
{
    return sink->refused || sink->no_memory;
}

void rl_sink_put(rl_sink *sink, const char *bytes, size_t length)
{
    if (rl_sink_failed(sink))
        return;
    if (!rl_buffer_append(&sink->pending, bytes, length))
        sink->no_memory = true;
    else if (sink->pending.length >= BLOCK)
        hand_on(sink);
}

void rl_sink_put_string(rl_sink *sink, const char *string)
{
    rl_sink_put(sink, string, strlen(string));
}

relata_status rl_sink_finish(rl_sink *sink, relata_error *err)
{
    if (!rl_sink_failed(sink))
        hand_on(sink);
    rl_buffer_free(&sink->pending);
    if (sink->no_memory)
        return rl_error_memory(err);
    if (sink->refused)
        return rl_error_set(err, RELATA_ERROR_IO, NULL, 0, 0, "cannot write: the output was refused");
    return RELATA_OK;
}
