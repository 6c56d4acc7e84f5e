/* Saving a network into files, all of them or none. */
#include "base/file.h"
#include "export/export.h"
#include "pipeline/archive.h"
#include "pipeline/build.h"

#include <string.h>

typedef struct target {
    rl_output_set *set;
    size_t output;
} target;

static bool write_output(void *user, const char *bytes, size_t length)
{
    target *t = user;
    return rl_output_set_write(t->set, t->output, bytes, length);
}

/* A file called "relations" gets the typed relations, any other the network of co-occurrences. */
static const rl_network *network_of_path(const rl_network *network, const char *path)
{
    static const char NAME[] = "relations.";
    bool is_relations = strncmp(rl_path_name(path), NAME, sizeof NAME - 1) == 0;
    return is_relations && network->relations != NULL ? network->relations : network;
}

static relata_status write_one(const rl_network *network, rl_output_set *set, const char *path, relata_error *err)
{
    const char *format = rl_format_of_path(path);
    target t = {.set = set};
    if (format == NULL)
        return rl_error_set(err, RELATA_ERROR_ARGUMENT, path, 0, 0, "no format is known by this extension");
    relata_status status = rl_output_set_add(set, path, &t.output, err);
    if (status != RELATA_OK)
        return status;
    relata_error written = {0};
    status = rl_network_write(network_of_path(network, path), format, write_output, &t, &written);
    /* What the system said of a failed write is in the set: commit reports it. */
    if (status != RELATA_OK && status != RELATA_ERROR_IO && err != NULL)
        *err = written;
    return status == RELATA_ERROR_IO ? RELATA_OK : status;
}

/* Is this the path of the network's own store? */
static bool is_store(const rl_network *network, const char *path)
{
    return network->archive != NULL && strcmp(rl_store_path(network->archive->store), path) == 0;
}

relata_status rl_network_save(const rl_network *network, const char *const *paths, size_t count, relata_error *err)
{
    rl_output_set set = {0};
    relata_status status = RELATA_OK;
    bool with_store = false;
    for (size_t i = 0; status == RELATA_OK && i < count; i++) {
        with_store |= is_store(network, paths[i]);
        if (!is_store(network, paths[i]))
            status = write_one(network, &set, paths[i], err);
    }
    /* The store is last of what can fail, and first of what appears. */
    if (status == RELATA_OK && with_store)
        status = rl_output_set_flush(&set, err);
    if (status == RELATA_OK && with_store)
        status = rl_archive_put_in_place(network->archive, err);
    if (status == RELATA_OK)
        return rl_output_set_commit(&set, err);
    rl_output_set_abort(&set);
    return status;
}
