/* Writing an object as a line: put together first, so that nothing is written of what could not be made. */
#include "export/json_line.h"

#include "export/sink.h"

#include <stdlib.h>

relata_status rl_json_line_write(json_t *object, bool filled, size_t flags, relata_write_fn write, void *user,
                                 relata_error *err)
{
    rl_sink sink = {.write = write, .user = user};
    char *line = object != NULL && filled ? json_dumps(object, JSON_COMPACT | flags) : NULL;
    json_decref(object);
    if (line == NULL)
        return rl_error_memory(err);
    rl_sink_put_string(&sink, line);
    rl_sink_put(&sink, "\n", 1);
    free(line);
    return rl_sink_finish(&sink, err);
}
