/* The folder of slices holds a folder for each period, with the files of a network, and the trends. What an earlier
 * run left there would tell of other documents, so after a run it holds the slices of that run and no others.
 *
 * Only what relata writes is removed: files of its names in folders that are called like a period, in a folder that
 * had trends before; and folders that are empty then. The trends go last, so that a removal that was cut short is
 * taken up again. */
#include "pipeline/save_slices.h"

#include "export/export.h"
#include "pipeline/calendar.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const NAMES[] = {"graph", "relations"};

enum { NAME_COUNT = sizeof NAMES / sizeof NAMES[0] };

bool rl_path_is_of_slices(const char *path)
{
    size_t length = strlen(path);
    return length > 0 && path[length - 1] == '/';
}

/* `folder`, then up to three parts. Lives as long as the buffer is not changed; NULL if there is no memory. */
static const char *join_path(rl_buffer *buffer, const char *folder, const char *a, const char *b, const char *c)
{
    rl_buffer_clear(buffer);
    const char *const parts[] = {folder, a, b, c};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        (void)rl_buffer_append_string(buffer, parts[i]);
    return rl_buffer_string(buffer);
}

/* ---- writing ---- */

typedef struct target {
    rl_output_set *set;
    size_t output;
} target;

static bool write_output(void *user, const char *bytes, size_t length)
{
    target *t = user;
    return rl_output_set_write(t->set, t->output, bytes, length);
}

/* What the system said of a failed write is in the set: commit reports it. */
static relata_status finish_file(const target *t, relata_status status, const relata_error *written, relata_error *err)
{
    if (status != RELATA_OK && status != RELATA_ERROR_IO) {
        if (err != NULL)
            *err = *written;
        return status;
    }
    (void)rl_output_set_finish(t->set, t->output);
    return RELATA_OK;
}

relata_status rl_save_network(const rl_network *network, rl_output_set *set, const char *path, relata_error *err)
{
    const char *format = rl_format_of_path(path);
    target t = {.set = set};
    if (format == NULL)
        return rl_error_set(err, RELATA_ERROR_ARGUMENT, path, 0, 0, "no format is known by this extension");
    relata_status status = rl_output_set_add(set, path, &t.output, err);
    if (status != RELATA_OK)
        return status;
    relata_error written = {0};
    return finish_file(&t, rl_network_write(network, format, write_output, &t, &written), &written, err);
}

static relata_status save_trends(const rl_network *network, rl_output_set *set, const char *path, const char *name,
                                 relata_error *err)
{
    target t = {.set = set};
    relata_status status = rl_output_set_add(set, path, &t.output, err);
    if (status != RELATA_OK)
        return status;
    relata_error written = {0};
    return finish_file(&t, rl_trends_write(network, name, write_output, &t, &written), &written, err);
}

/* `place`: the folder and the period, with its "/". */
static relata_status save_slice(const rl_slice *slice, rl_output_set *set, const char *place, rl_buffer *path,
                                relata_error *err)
{
    const rl_network *networks[NAME_COUNT] = {slice->network, slice->network->relations};
    const char *extension;
    for (size_t n = 0; n < NAME_COUNT; n++) {
        for (size_t i = 0; (extension = rl_format_extension(i)) != NULL; i++) {
            if (join_path(path, place, NAMES[n], extension, "") == NULL)
                return rl_error_memory(err);
            relata_status status = rl_save_network(networks[n], set, path->bytes, err);
            if (status != RELATA_OK)
                return status;
        }
    }
    return RELATA_OK;
}

relata_status rl_save_slices(const rl_network *network, rl_output_set *set, const char *folder, relata_error *err)
{
    rl_buffer place = {0}, path = {0};
    relata_status status = RELATA_OK;
    const char *name;
    for (size_t i = 0; status == RELATA_OK && i < network->slice_count; i++) {
        const rl_slice *slice = &network->slices[i];
        bool joined = join_path(&place, folder, slice->period, "/", "") != NULL;
        status = joined ? save_slice(slice, set, place.bytes, &path, err) : rl_error_memory(err);
    }
    for (size_t i = 0; status == RELATA_OK && network->slicing != NULL && (name = rl_trends_name(i)) != NULL; i++) {
        bool joined = join_path(&path, folder, name, "", "") != NULL;
        status = joined ? save_trends(network, set, path.bytes, name, err) : rl_error_memory(err);
    }
    rl_buffer_free(&place);
    rl_buffer_free(&path);
    return status;
}

/* ---- what an earlier run left ---- */

bool rl_has_slices(const char *folder)
{
    rl_buffer path = {0};
    const char *name;
    bool found = false;
    for (size_t i = 0; !found && (name = rl_trends_name(i)) != NULL; i++)
        found = join_path(&path, folder, name, "", "") != NULL && rl_path_is_file(path.bytes);
    rl_buffer_free(&path);
    return found;
}

static bool has_slice(const rl_network *network, const char *period)
{
    size_t low = 0, high = network->slice_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(network->slices[middle].period, period);
        if (order == 0)
            return true;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

static bool is_file_of_slice(const char *name)
{
    const char *extension;
    for (size_t n = 0; n < NAME_COUNT; n++) {
        size_t length = strlen(NAMES[n]);
        for (size_t i = 0; (extension = rl_format_extension(i)) != NULL; i++)
            if (strncmp(name, NAMES[n], length) == 0 && strcmp(name + length, extension) == 0)
                return true;
    }
    return false;
}

/* `path` is in `folder`: "2025-10/graph.json" of a period that is no more? */
static bool is_stale(const rl_network *network, const char *folder, const char *path)
{
    char period[RL_PERIOD_SIZE];
    const char *inside = path + strlen(folder), *slash = strchr(inside, '/');
    if (slash == NULL || (size_t)(slash - inside) >= sizeof period || !is_file_of_slice(slash + 1))
        return false;
    memcpy(period, inside, (size_t)(slash - inside));
    period[slash - inside] = '\0';
    return rl_calendar_is_period(period) && !has_slice(network, period);
}

static relata_status remove_file(const char *path, relata_error *err)
{
    if (unlink(path) == 0 || errno == ENOENT)
        return RELATA_OK;
    return rl_error_system(err, path, "remove the slice of an earlier run", errno);
}

/* The folder may hold other files, which keep it. */
static void remove_folder_of(char *path)
{
    char *slash = strrchr(path, '/');
    *slash = '\0';
    (void)rmdir(path);
    *slash = '/';
}

static relata_status remove_trends(const char *folder, relata_error *err)
{
    rl_buffer path = {0};
    const char *name;
    relata_status status = RELATA_OK;
    for (size_t i = 0; status == RELATA_OK && (name = rl_trends_name(i)) != NULL; i++)
        status = join_path(&path, folder, name, "", "") != NULL ? remove_file(path.bytes, err) : rl_error_memory(err);
    if (status == RELATA_OK)
        remove_folder_of(path.bytes);
    rl_buffer_free(&path);
    return status;
}

relata_status rl_remove_stale_slices(const rl_network *network, const char *folder, relata_error *err)
{
    rl_file_list list = {0};
    relata_status status = rl_folder_list(folder, NULL, NULL, &list, err);
    for (size_t i = 0; status == RELATA_OK && i < list.count; i++) {
        if (!is_stale(network, folder, list.paths[i]))
            continue;
        status = remove_file(list.paths[i], err);
        if (status == RELATA_OK)
            remove_folder_of(list.paths[i]);
    }
    rl_file_list_free(&list);
    if (status == RELATA_OK && network->slicing == NULL)
        status = remove_trends(folder, err);
    return status;
}
