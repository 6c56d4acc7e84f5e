/* The table of formats. A new one is a file with its writer, a line in writer.h and a row here. */
#include "export/export.h"

#include "base/file.h"
#include "export/writer.h"

#include <math.h>
#include <string.h>

static const struct format {
    const char *name;
    const char *extension;
    rl_format_write write;
} FORMATS[] = {
    {"graphml", ".graphml", rl_graphml_write},
    {"json", ".json", rl_json_write},
};

enum { FORMAT_COUNT = sizeof FORMATS / sizeof FORMATS[0] };

const char *rl_format_of_path(const char *path)
{
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        if (rl_path_has_extension(path, FORMATS[i].extension))
            return FORMATS[i].name;
    return NULL;
}

const char *rl_format_extension(size_t index)
{
    return index < FORMAT_COUNT ? FORMATS[index].extension : NULL;
}

static const struct format *find_format(const char *name)
{
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        if (strcmp(FORMATS[i].name, name) == 0)
            return &FORMATS[i];
    return NULL;
}

/* Looks are on all nodes or on none: half a picture is worse than the one that a viewer makes itself. */
static bool has_looks(const rl_network *network)
{
    for (size_t i = 0; i < network->node_count; i++) {
        const rl_node *node = &network->nodes[i];
        if (node->color[0] == '\0' || !isfinite(node->x) || !isfinite(node->y) || !isfinite(node->size))
            return false;
    }
    return true;
}

relata_status rl_network_write(const rl_network *network, const char *format, relata_write_fn write, void *user,
                               relata_error *err)
{
    const struct format *found = find_format(format);
    if (found == NULL)
        return rl_error_set(err, RELATA_ERROR_ARGUMENT, NULL, 0, 0, "unknown format \"%s\"", format);
    rl_writer writer = {
        .network = network,
        .sink = {.write = write, .user = user},
        .has = network->measures | (has_looks(network) ? RL_NEEDS_LOOKS : 0),
    };
    found->write(&writer);
    rl_buffer_free(&writer.scratch);
    return rl_sink_finish(&writer.sink, err);
}
