/* Saving a network into files, all of them or none. */
#include "base/file.h"
#include "export/export.h"
#include "pipeline/archive.h"
#include "pipeline/build.h"
#include "pipeline/save_slices.h"

#include <stdlib.h>
#include <string.h>

/* A file called "relations" gets the typed relations, any other the network of co-occurrences. */
static const rl_network *network_of_path(const rl_network *network, const char *path)
{
    static const char NAME[] = "relations.";
    bool is_relations = strncmp(rl_path_name(path), NAME, sizeof NAME - 1) == 0;
    return is_relations && network->relations != NULL ? network->relations : network;
}

static relata_status write_one(const rl_network *network, rl_output_set *set, const char *path, relata_error *err)
{
    if (rl_path_is_of_slices(path))
        return rl_save_slices(network, set, path, err);
    return rl_save_network(network_of_path(network, path), set, path, err);
}

/* Only where there were slices before this run wrote some. */
static relata_status remove_stale(const rl_network *network, const char *const *paths, const bool *had_slices,
                                  size_t count, relata_error *err)
{
    relata_status status = RELATA_OK;
    for (size_t i = 0; status == RELATA_OK && i < count; i++)
        if (had_slices[i])
            status = rl_remove_stale_slices(network, paths[i], err);
    return status;
}

/* Is this the path of the network's own store? */
static bool is_store(const rl_network *network, const char *path)
{
    return network->archive != NULL && strcmp(rl_store_path(network->archive->store), path) == 0;
}

relata_status rl_network_save(const rl_network *network, const char *const *paths, size_t count, relata_error *err)
{
    rl_output_set set = {0};
    bool with_store = false;
    bool *had_slices = calloc(count + 1, sizeof *had_slices);
    relata_status status = had_slices == NULL ? rl_error_memory(err) : RELATA_OK;
    for (size_t i = 0; status == RELATA_OK && i < count; i++) {
        had_slices[i] = rl_path_is_of_slices(paths[i]) && rl_has_slices(paths[i]);
        with_store |= is_store(network, paths[i]);
        if (!is_store(network, paths[i]))
            status = write_one(network, &set, paths[i], err);
    }
    /* The store is last of what can fail, and first of what appears. */
    if (status == RELATA_OK && with_store)
        status = rl_output_set_flush(&set, err);
    if (status == RELATA_OK && with_store)
        status = rl_archive_put_in_place(network->archive, err);
    if (status != RELATA_OK)
        rl_output_set_abort(&set);
    else
        status = rl_output_set_commit(&set, err);
    if (status == RELATA_OK)
        status = remove_stale(network, paths, had_slices, count, err);
    free(had_slices);
    return status;
}
