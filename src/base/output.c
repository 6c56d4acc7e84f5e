/* Replacing a set of files all at once.
 *
 * Each output goes to a temporary file in the folder of its place, so that the rename at the end stays inside one file
 * system. Commit does everything that can fail for want of space (writing, flushing to the disk, closing) for all files
 * before it renames the first one. Renames themselves cannot be undone: should one fail, the error says how many were
 * done. What is there and is no regular file (a device, a pipe) cannot be replaced, so it is written directly. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PENDING_LIMIT = 1 << 16, NAME_ATTEMPTS = 100 };

#define TEMPORARY_PREFIX ".relata-"

/* ---- places ---- */

static size_t folder_length(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? 0 : (size_t)(slash - path) + 1;
}

/* The folder of a path, as something that can be opened. Owned. */
static char *folder_of(const char *path)
{
    size_t length = folder_length(path);
    return length == 0 ? strdup(".") : strndup(path, length);
}

/* Makes one folder unless it is there. Some systems refuse to make "/" or a mount point with other words than EEXIST,
 * so it looks first; and again after EEXIST, since another program may have been quicker. */
static bool make_folder(const char *path)
{
    if (rl_path_is_folder(path) || mkdir(path, 0777) == 0)
        return true;
    if (errno != EEXIST)
        return false;
    errno = ENOTDIR;
    return rl_path_is_folder(path);
}

/* Makes the folders that a path goes through. `path` is cut at each slash and mended again. */
static bool make_folders(char *path)
{
    for (char *slash = strchr(path + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        bool made = make_folder(path);
        *slash = '/';
        if (!made)
            return false;
    }
    return true;
}

relata_status rl_path_make_folders(const char *path, relata_error *err)
{
    char *copy = strdup(path);
    if (copy == NULL)
        return rl_error_memory(err);
    bool made = copy[0] == '\0' || make_folders(copy);
    int why = errno;
    free(copy);
    return made ? RELATA_OK : rl_error_system(err, path, "write", why);
}

relata_status rl_file_flush(const char *path, relata_error *err)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return rl_error_system(err, path, "write", errno);
    int flushed = fsync(descriptor), why = errno;
    (void)close(descriptor);
    return flushed == 0 ? RELATA_OK : rl_error_system(err, path, "write", why);
}

/* Where a symbolic link to a file leads (the file is replaced, not the link), else the path itself. Owned. */
static char *real_place(const char *path)
{
    struct stat about;
    if (lstat(path, &about) == 0 && S_ISLNK(about.st_mode)) {
        char *target = realpath(path, NULL);
        if (target != NULL)
            return target;
    }
    return strdup(path);
}

/* ---- temporary files ---- */

/* A name beside `path` that nobody has yet, probably. Owned; NULL with errno set. */
static char *temporary_name(const char *path)
{
    uint64_t number = 0;
    if (getrandom(&number, sizeof number, 0) != (ssize_t)sizeof number)
        return NULL;
    size_t folder = folder_length(path), size = folder + sizeof TEMPORARY_PREFIX + 16;
    char *name = malloc(size);
    if (name == NULL)
        return NULL;
    memcpy(name, path, folder);
    (void)snprintf(name + folder, size - folder, TEMPORARY_PREFIX "%016llx", (unsigned long long)number);
    return name;
}

/* Creates the temporary file with the mode of a new file, which leaves the umask to the system (mkstemp would not). */
static bool open_temporary(rl_output *output)
{
    for (int i = 0; i < NAME_ATTEMPTS; i++) {
        char *name = temporary_name(output->path);
        if (name == NULL)
            return false;
        output->descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
        if (output->descriptor >= 0) {
            output->temporary = name;
            return true;
        }
        int error_number = errno;
        free(name);
        errno = error_number;
        if (error_number != EEXIST)
            return false;
    }
    return false;
}

/* Gives the temporary file the permissions of the file that it will replace. A file that may not be written is not
 * replaced either, although the folder would allow it. */
static bool follow_mode(rl_output *output, const struct stat *old)
{
    if (faccessat(AT_FDCWD, output->path, W_OK, AT_EACCESS) != 0)
        return false;
    return open_temporary(output) && fchmod(output->descriptor, old->st_mode & 0777) == 0;
}

static bool open_place(rl_output *output)
{
    struct stat old;
    if (stat(output->path, &old) != 0)
        return (errno == ENOENT || errno == ENOTDIR) && make_folders(output->path) && open_temporary(output);
    if (S_ISDIR(old.st_mode)) {
        errno = EISDIR;
        return false;
    }
    if (S_ISREG(old.st_mode))
        return follow_mode(output, &old);
    output->descriptor = open(output->path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    return output->descriptor >= 0;
}

/* ---- one output ---- */

static void output_free(rl_output *output)
{
    if (output->descriptor >= 0)
        (void)close(output->descriptor);
    if (output->temporary != NULL)
        (void)unlink(output->temporary);
    free(output->temporary);
    free(output->path);
    rl_buffer_free(&output->pending);
}

static relata_status output_open(rl_output *output, const char *path, relata_error *err)
{
    size_t length = strlen(path);
    if (length == 0 || (path[length - 1] == '/' && !rl_path_is_folder(path)))
        return rl_error_set(err, RELATA_ERROR_IO, path, 0, 0, "not the name of a file");
    output->path = real_place(path);
    if (output->path == NULL)
        return rl_error_memory(err);
    return open_place(output) ? RELATA_OK : rl_error_system(err, path, "write", errno);
}

static bool write_through(rl_output *output, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(output->descriptor, bytes, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0) {
            output->error_number = written < 0 ? errno : EIO;
            return false;
        }
        bytes += written;
        length -= (size_t)written;
    }
    return true;
}

static bool output_flush(rl_output *output)
{
    if (output->error_number != 0 || !write_through(output, output->pending.bytes, output->pending.length))
        return false;
    rl_buffer_clear(&output->pending);
    return true;
}

static bool output_write(rl_output *output, const char *bytes, size_t length)
{
    if (output->error_number != 0)
        return false;
    if (length > PENDING_LIMIT - output->pending.length && !output_flush(output))
        return false;
    if (length >= PENDING_LIMIT)
        return write_through(output, bytes, length);
    if (!rl_buffer_append(&output->pending, bytes, length)) {
        output->error_number = ENOMEM;
        return false;
    }
    return true;
}

/* Pipes and devices have no disk to flush to. */
static bool output_sync(rl_output *output)
{
    if (output->temporary == NULL || fsync(output->descriptor) == 0)
        return true;
    output->error_number = errno;
    return false;
}

static bool output_close(rl_output *output)
{
    int descriptor = output->descriptor;
    output->descriptor = -1;
    if (close(descriptor) == 0 || errno == EINTR)
        return true;
    output->error_number = errno;
    return false;
}

static bool is_finished(const rl_output *output)
{
    return output->descriptor < 0 && output->error_number == 0;
}

/* ---- the set ---- */

relata_status rl_output_set_add(rl_output_set *set, const char *path, size_t *ret_index, relata_error *err)
{
    rl_output *outputs = rl_array_grow(set->outputs, &set->capacity, set->count + 1, sizeof *outputs);
    if (outputs == NULL)
        return rl_error_memory(err);
    set->outputs = outputs;
    rl_output output = {.descriptor = -1};
    relata_status status = output_open(&output, path, err);
    if (status != RELATA_OK) {
        output_free(&output);
        return status;
    }
    outputs[set->count] = output;
    *ret_index = set->count++;
    return RELATA_OK;
}

bool rl_output_set_write(rl_output_set *set, size_t index, const char *bytes, size_t length)
{
    return output_write(&set->outputs[index], bytes, length);
}

bool rl_output_set_finish(rl_output_set *set, size_t index)
{
    rl_output *output = &set->outputs[index];
    bool done = output_flush(output) && output_sync(output) && output_close(output);
    rl_buffer_free(&output->pending);
    return done;
}

void rl_output_set_abort(rl_output_set *set)
{
    for (size_t i = 0; i < set->count; i++)
        output_free(&set->outputs[i]);
    free(set->outputs);
    *set = (rl_output_set){0};
}

typedef bool (*output_step)(rl_output *output);

/* One step for all outputs before the next step begins. */
static relata_status each_output(rl_output_set *set, output_step step, relata_error *err)
{
    for (size_t i = 0; i < set->count; i++) {
        rl_output *output = &set->outputs[i];
        if (!is_finished(output) && !step(output))
            return rl_error_system(err, output->path, "write", output->error_number);
    }
    return RELATA_OK;
}

static relata_status rename_failed(const rl_output_set *set, size_t index, int error_number, relata_error *err)
{
    const char *path = set->outputs[index].path;
    char tried[96];
    (void)snprintf(tried, sizeof tried, "replace the file (%zu of %zu files were replaced before)", index, set->count);
    return rl_error_system(err, path, index == 0 ? "replace the file" : tried, error_number);
}

static relata_status rename_all(rl_output_set *set, relata_error *err)
{
    for (size_t i = 0; i < set->count; i++) {
        rl_output *output = &set->outputs[i];
        if (output->temporary == NULL)
            continue;
        if (rename(output->temporary, output->path) != 0)
            return rename_failed(set, i, errno, err);
        free(output->temporary);
        output->temporary = NULL;
    }
    return RELATA_OK;
}

/* Makes the renames last. Some file systems cannot flush a folder and say so with EINVAL; a folder that may be written
 * but not read cannot be opened. Neither is a failure of ours. */
static relata_status sync_folder(const char *path, relata_error *err)
{
    char *folder = folder_of(path);
    if (folder == NULL)
        return rl_error_memory(err);
    int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    free(folder);
    if (descriptor < 0)
        return RELATA_OK;
    int error_number = fsync(descriptor) == 0 ? 0 : errno;
    (void)close(descriptor);
    return error_number == EIO ? rl_error_system(err, path, "flush the folder of the file", error_number) : RELATA_OK;
}

static relata_status sync_folders(const rl_output_set *set, relata_error *err)
{
    relata_status status = RELATA_OK;
    for (size_t i = 0; i < set->count && status == RELATA_OK; i++)
        status = sync_folder(set->outputs[i].path, err);
    return status;
}

relata_status rl_output_set_flush(rl_output_set *set, relata_error *err)
{
    static const output_step STEPS[] = {output_flush, output_sync, output_close};
    relata_status status = RELATA_OK;
    for (size_t i = 0; status == RELATA_OK && i < sizeof STEPS / sizeof STEPS[0]; i++)
        status = each_output(set, STEPS[i], err);
    return status;
}

relata_status rl_output_set_commit(rl_output_set *set, relata_error *err)
{
    relata_status status = rl_output_set_flush(set, err);
    if (status == RELATA_OK)
        status = rename_all(set, err);
    if (status == RELATA_OK)
        status = sync_folders(set, err);
    rl_output_set_abort(set); /* what is left to remove: nothing after a success */
    return status;
}
