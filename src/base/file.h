/* Files: reading one whole, listing a folder in a fixed order, and replacing a set of outputs all at once. */
#ifndef RL_BASE_FILE_H
#define RL_BASE_FILE_H

#include "base/error.h"
#include "base/memory.h"

/* Reads the whole file (or, for "-", standard input) into `buffer`, which is cleared first. Fails with
 * RELATA_ERROR_LIMIT beyond `limit` bytes. */
relata_status rl_file_read(const char *path, size_t limit, rl_buffer *buffer, relata_error *err);

/* A path with "./", "//" and "a/.." taken out, without touching the file system ("x/../../y" -> "../y", "" -> ".").
 * Appended to `ret`. */
bool rl_path_normalise(const char *path, rl_buffer *ret);

/* True if the path ends in this extension (with its dot), ASCII case aside. */
bool rl_path_has_extension(const char *path, const char *extension);

/* Every file below a folder, recursively, sorted by path bytes, symbolic links to folders not followed twice. Passed over:
 * names that begin with a full stop (but not `folder` itself), pipes, sockets and devices. Unreadable sub-folders are
 * reported through `notice`. A list is freed by rl_file_list_free. */
typedef struct rl_file_list {
    char **paths;
    size_t count;
    size_t capacity;
} rl_file_list;

relata_status rl_folder_list(const char *folder, relata_notice_fn notice, void *user, rl_file_list *ret_list,
                             relata_error *err);
bool rl_path_is_folder(const char *path);
bool rl_path_is_file(const char *path); /* a regular one */

/* Is `a` the same regular file as `b`, whatever their names? */
bool rl_path_is_same_file(const char *a, const char *b);

/* Was file `a` changed after file `b`? False if either cannot be looked at. */
bool rl_path_is_newer(const char *a, const char *b);

/* The last part of a path: what follows its last "/". */
const char *rl_path_name(const char *path);
void rl_file_list_free(rl_file_list *list);

/* The files that `paths` name: a file is itself, a folder the files below it with this extension, of which there must be
 * one. Nothing is passed over: a sub-folder that cannot be read is an error. */
relata_status rl_files_expand(const char *const *paths, size_t count, const char *extension, rl_file_list *ret_list,
                              relata_error *err);

/* Makes the folders that a path goes through, where they are missing. */
relata_status rl_path_make_folders(const char *path, relata_error *err);

/* Has what was written to a file reach the disk. */
relata_status rl_file_flush(const char *path, relata_error *err);

/* A set of output files that is committed as one: each is written to a temporary file in its own folder; commit flushes
 * them all and renames them one after the other; abort (or a failed commit) removes the temporary files and leaves what
 * was there. A zeroed set is an empty one. */
typedef struct rl_output {
    char *path;
    char *temporary;
    int descriptor;
    rl_buffer pending;
    int error_number; /* the first failed write */
} rl_output;

typedef struct rl_output_set {
    rl_output *outputs;
    size_t count;
    size_t capacity;
} rl_output_set;

/* Adds a file, making missing folders, and returns its index through `ret_index`. An existing device or pipe is written
 * directly; a symbolic link to a file has that file replaced. On failure the set is as before. */
relata_status rl_output_set_add(rl_output_set *set, const char *path, size_t *ret_index, relata_error *err);
/* Appends bytes to output `index`. False after a failure, which commit reports. */
bool rl_output_set_write(rl_output_set *set, size_t index, const char *bytes, size_t length);
/* Says that output `index` is complete: it is flushed to the disk and closed, so that a set may be larger than the
 * number of files that may be open. False after a failure, which commit reports. */
bool rl_output_set_finish(rl_output_set *set, size_t index);
/* Finishes all outputs: what was written reaches the disk, nothing more is written, and little can go wrong in commit. */
relata_status rl_output_set_flush(rl_output_set *set, relata_error *err);
/* Replaces all outputs or none, and frees the set either way. */
relata_status rl_output_set_commit(rl_output_set *set, relata_error *err);
void rl_output_set_abort(rl_output_set *set);

#endif
