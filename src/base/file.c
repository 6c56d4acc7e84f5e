/* Reading files whole, paths as text, and folders in a fixed order.
 *
 * Folders are walked with a list of folders still to open, not by recursion, and each is remembered by device and
 * inode, so that a symbolic link that leads back up ends the walk instead of turning it round. Real folders go first
 * and links to folders after them, smallest path first: which of two ways to a folder is taken does not depend on
 * the order in which the system happens to list names. */
#include "base/file.h"

#include "base/hash.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- reading ---- */

enum { READ_STEP = 1 << 16 };

/* The size that a regular file says it has, so that the buffer grows once; the end is still found by reading. */
static size_t expected_size(int descriptor, size_t limit)
{
    struct stat about;
    if (fstat(descriptor, &about) != 0 || !S_ISREG(about.st_mode) || about.st_size <= 0)
        return READ_STEP;
    size_t size = (size_t)about.st_size;
    return size < limit ? size + 1 : limit + 1;
}

static bool reserve(rl_buffer *buffer, size_t more)
{
    char *grown = rl_array_grow(buffer->bytes, &buffer->capacity, buffer->length + more, 1);
    if (grown == NULL)
        return false;
    buffer->bytes = grown;
    return true;
}

static relata_status read_all(int descriptor, const char *path, size_t limit, rl_buffer *buffer, relata_error *err)
{
    if (!reserve(buffer, expected_size(descriptor, limit)))
        return rl_error_memory(err);
    for (;;) {
        if (buffer->length == buffer->capacity && !reserve(buffer, READ_STEP))
            return rl_error_memory(err);
        ssize_t got = read(descriptor, buffer->bytes + buffer->length, buffer->capacity - buffer->length);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return rl_error_system(err, path, "read", errno);
        if (got == 0)
            return RELATA_OK;
        buffer->length += (size_t)got;
        if (buffer->length > limit)
            return rl_error_set(err, RELATA_ERROR_LIMIT, path, 0, 0, "larger than the limit of %zu bytes", limit);
    }
}

relata_status rl_file_read(const char *path, size_t limit, rl_buffer *buffer, relata_error *err)
{
    rl_buffer_clear(buffer);
    if (limit > RL_SIZE_LIMIT)
        limit = RL_SIZE_LIMIT;
    bool standard = strcmp(path, "-") == 0;
    int descriptor = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0)
        return rl_error_system(err, path, "open", errno);
    relata_status status = read_all(descriptor, path, limit, buffer, err);
    if (!standard)
        (void)close(descriptor);
    if (status != RELATA_OK)
        rl_buffer_clear(buffer);
    return status;
}

/* ---- paths ---- */

/* Where the last part of the path written so far (from `base`, after its root) begins. */
static size_t last_part(const rl_buffer *ret, size_t base)
{
    size_t i = ret->length;
    while (i > base && ret->bytes[i - 1] != '/')
        i--;
    return i;
}

/* Takes the last part away for a "..": false if there is none that can be taken. */
static bool drop_last(rl_buffer *ret, size_t root)
{
    if (ret->length == root)
        return false;
    size_t start = last_part(ret, root);
    if (ret->length - start == 2 && memcmp(ret->bytes + start, "..", 2) == 0)
        return false;
    ret->length = start > root ? start - 1 : root;
    return true;
}

static bool add_part(rl_buffer *ret, size_t root, bool absolute, const char *part, size_t length)
{
    if (length == 0 || (length == 1 && part[0] == '.'))
        return true;
    bool up = length == 2 && memcmp(part, "..", 2) == 0;
    if (up && (drop_last(ret, root) || absolute))
        return true;
    if (ret->length > root && !rl_buffer_append_char(ret, '/'))
        return false;
    return rl_buffer_append(ret, part, length);
}

bool rl_path_normalise(const char *path, rl_buffer *ret)
{
    bool absolute = path[0] == '/';
    if (absolute && !rl_buffer_append_char(ret, '/'))
        return false;
    size_t root = ret->length;
    for (const char *part = path; *part != '\0';) {
        size_t length = strcspn(part, "/");
        if (!add_part(ret, root, absolute, part, length))
            return false;
        part += length + (part[length] == '/' ? 1 : 0);
    }
    if (!absolute && ret->length == root)
        return rl_buffer_append_char(ret, '.');
    return !ret->failed;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool rl_path_has_extension(const char *path, const char *extension)
{
    size_t length = strlen(path), wanted = strlen(extension);
    if (wanted > length)
        return false;
    const char *end = path + length - wanted;
    for (size_t i = 0; i < wanted; i++)
        if (lower(end[i]) != lower(extension[i]))
            return false;
    return true;
}

bool rl_path_is_folder(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

bool rl_path_is_same_file(const char *a, const char *b)
{
    struct stat x, y;
    return stat(a, &x) == 0 && stat(b, &y) == 0 && S_ISREG(x.st_mode) && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

bool rl_path_is_file(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISREG(about.st_mode);
}

bool rl_path_is_newer(const char *a, const char *b)
{
    struct stat x, y;
    if (stat(a, &x) != 0 || stat(b, &y) != 0)
        return false;
    if (x.st_mtim.tv_sec != y.st_mtim.tv_sec)
        return x.st_mtim.tv_sec > y.st_mtim.tv_sec;
    return x.st_mtim.tv_nsec > y.st_mtim.tv_nsec;
}

const char *rl_path_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

/* ---- folders ---- */

static bool list_add(rl_file_list *list, char *path)
{
    char **paths = rl_array_grow(list->paths, &list->capacity, list->count + 1, sizeof *paths);
    if (paths == NULL)
        return false;
    list->paths = paths;
    list->paths[list->count++] = path;
    return true;
}

void rl_file_list_free(rl_file_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->paths[i]);
    free(list->paths);
    *list = (rl_file_list){0};
}

static int compare_paths(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void list_sort(rl_file_list *list)
{
    if (list->count > 1)
        qsort(list->paths, list->count, sizeof *list->paths, compare_paths);
}

typedef struct walk {
    rl_file_list files;
    rl_file_list folders; /* still to open */
    rl_file_list links;   /* symbolic links to folders, opened when no folder is left */
    rl_string_map seen;   /* device and inode of each folder opened */
    relata_notice_fn notice;
    void *user;
    relata_error *err;
} walk;

static relata_status report(walk *w, const char *path, const char *tried, int error_number)
{
    relata_error what = {0};
    (void)rl_error_system(&what, path, tried, error_number);
    if (w->notice != NULL)
        w->notice(w->user, &what, true);
    return RELATA_OK;
}

static char *join_path(const char *folder, const char *name)
{
    size_t length = strlen(folder), name_length = strlen(name);
    size_t slash = length > 0 && folder[length - 1] != '/' ? 1 : 0;
    char *path = malloc(length + slash + name_length + 1);
    if (path == NULL)
        return NULL;
    memcpy(path, folder, length);
    memcpy(path + length, "/", slash);
    memcpy(path + length + slash, name, name_length + 1);
    return path;
}

/* The list in which a path belongs, or NULL for what is never read: pipes, sockets, devices. A link that leads nowhere
 * counts as a file, so that whoever opens it says so. */
static rl_file_list *list_for(walk *w, const char *path)
{
    struct stat about;
    if (lstat(path, &about) != 0)
        return &w->files;
    bool link = S_ISLNK(about.st_mode);
    if (link && stat(path, &about) != 0)
        return &w->files;
    if (S_ISDIR(about.st_mode))
        return link ? &w->links : &w->folders;
    return S_ISREG(about.st_mode) ? &w->files : NULL;
}

static relata_status add_name(walk *w, const char *folder, const char *name)
{
    char *path = join_path(folder, name);
    if (path == NULL)
        return rl_error_memory(w->err);
    rl_file_list *list = list_for(w, path);
    if (list == NULL) {
        free(path);
        return RELATA_OK;
    }
    if (!list_add(list, path)) {
        free(path);
        return rl_error_memory(w->err);
    }
    return RELATA_OK;
}

static relata_status read_names(walk *w, DIR *stream, const char *folder)
{
    for (;;) {
        errno = 0;
        const struct dirent *entry = readdir(stream);
        if (entry == NULL)
            return errno == 0 ? RELATA_OK : report(w, folder, "list", errno);
        if (entry->d_name[0] == '.') /* also "." and ".." */
            continue;
        relata_status status = add_name(w, folder, entry->d_name);
        if (status != RELATA_OK)
            return status;
    }
}

/* Remembers the open folder. False through `ret_new` if it was there before. */
static relata_status remember(walk *w, DIR *stream, const char *folder, bool *ret_new)
{
    struct stat about;
    if (fstat(dirfd(stream), &about) != 0) {
        *ret_new = false;
        return report(w, folder, "read", errno);
    }
    char key[sizeof about.st_dev + sizeof about.st_ino];
    memcpy(key, &about.st_dev, sizeof about.st_dev);
    memcpy(key + sizeof about.st_dev, &about.st_ino, sizeof about.st_ino);
    size_t before = w->seen.count;
    if (rl_string_map_add(&w->seen, key, sizeof key) == RL_NONE)
        return rl_error_memory(w->err);
    *ret_new = w->seen.count > before;
    return RELATA_OK;
}

static relata_status visit(walk *w, DIR *stream, const char *folder)
{
    bool is_new = false;
    relata_status status = remember(w, stream, folder, &is_new);
    if (status == RELATA_OK && is_new)
        status = read_names(w, stream, folder);
    (void)closedir(stream);
    return status;
}

/* The next folder to open, or NULL: the last of the list, or the smallest of the links. Owned by the caller. */
static char *take_next(walk *w)
{
    if (w->folders.count > 0)
        return w->folders.paths[--w->folders.count];
    if (w->links.count == 0)
        return NULL;
    list_sort(&w->links);
    char *first = w->links.paths[0];
    w->links.count--;
    memmove(w->links.paths, w->links.paths + 1, w->links.count * sizeof *w->links.paths);
    return first;
}

static relata_status walk_on(walk *w)
{
    relata_status status = RELATA_OK;
    char *folder;
    while (status == RELATA_OK && (folder = take_next(w)) != NULL) {
        DIR *stream = opendir(folder);
        status = stream == NULL ? report(w, folder, "open", errno) : visit(w, stream, folder);
        free(folder);
    }
    return status;
}

static relata_status walk_from(walk *w, const char *folder)
{
    DIR *stream = opendir(folder);
    if (stream == NULL)
        return rl_error_system(w->err, folder, "open", errno);
    relata_status status = visit(w, stream, folder);
    return status == RELATA_OK ? walk_on(w) : status;
}

relata_status rl_folder_list(const char *folder, relata_notice_fn notice, void *user, rl_file_list *ret_list,
                             relata_error *err)
{
    walk w = {.notice = notice, .user = user, .err = err};
    relata_status status = walk_from(&w, folder);
    rl_file_list_free(&w.folders);
    rl_file_list_free(&w.links);
    rl_string_map_free(&w.seen);
    if (status != RELATA_OK) {
        rl_file_list_free(&w.files);
        return status;
    }
    list_sort(&w.files);
    *ret_list = w.files;
    return RELATA_OK;
}
