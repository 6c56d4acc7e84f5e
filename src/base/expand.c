/* Files and folders to files. */
#include "base/file.h"

#include <string.h>

static relata_status add(rl_file_list *list, const char *path, relata_error *err)
{
    char **paths = rl_array_grow(list->paths, &list->capacity, list->count + 1, sizeof *paths);
    if (paths == NULL)
        return rl_error_memory(err);
    list->paths = paths;
    paths[list->count] = strdup(path);
    if (paths[list->count] == NULL)
        return rl_error_memory(err);
    list->count++;
    return RELATA_OK;
}

static void note_trouble(void *user, const relata_error *what, bool skipped)
{
    relata_error *err = user;
    if (skipped)
        (void)rl_error_set(err, what->status, what->source, what->line, what->column, "%s", what->message);
}

static relata_status add_folder(rl_file_list *list, const char *folder, const char *extension, relata_error *err)
{
    rl_file_list inside = {0};
    relata_error trouble = {0};
    size_t before = list->count;
    relata_status status = rl_folder_list(folder, note_trouble, &trouble, &inside, &trouble);
    if (status == RELATA_OK)
        status = trouble.status;
    if (status != RELATA_OK)
        (void)rl_error_set(err, trouble.status, trouble.source, trouble.line, trouble.column, "%s", trouble.message);
    for (size_t i = 0; status == RELATA_OK && i < inside.count; i++)
        if (rl_path_has_extension(inside.paths[i], extension))
            status = add(list, inside.paths[i], err);
    rl_file_list_free(&inside);
    if (status == RELATA_OK && list->count == before)
        status = rl_error_set(err, RELATA_ERROR_FORMAT, folder, 0, 0, "the folder has no %s file", extension);
    return status;
}

relata_status rl_files_expand(const char *const *paths, size_t count, const char *extension, rl_file_list *ret_list,
                              relata_error *err)
{
    relata_status status = RELATA_OK;
    for (size_t i = 0; status == RELATA_OK && i < count; i++)
        status = rl_path_is_folder(paths[i]) ? add_folder(ret_list, paths[i], extension, err)
                                             : add(ret_list, paths[i], err);
    return status;
}
