/* Compiling lists into a file, and checking such a file. */
#include "pipeline/compile.h"

#include "base/file.h"
#include "gazetteer/gazetteer.h"

#include <stdlib.h>
#include <string.h>

static bool add_path(rl_file_list *list, const char *path)
{
    char **paths = rl_array_grow(list->paths, &list->capacity, list->count + 1, sizeof *paths);
    if (paths == NULL)
        return false;
    list->paths = paths;
    paths[list->count] = strdup(path);
    return paths[list->count++] != NULL;
}

static void note_trouble(void *user, const relata_error *what, bool skipped)
{
    relata_error *err = user;
    if (skipped)
        (void)rl_error_set(err, what->status, what->source, what->line, what->column, "%s", what->message);
}

static relata_status add_folder(rl_file_list *list, const char *folder, relata_error *err)
{
    relata_error trouble = {0};
    rl_file_list files = {0};
    size_t before = list->count;
    relata_status status = rl_folder_list(folder, note_trouble, &trouble, &files, err);
    if (status == RELATA_OK && trouble.status != RELATA_OK)
        status = rl_error_set(err, trouble.status, trouble.source, trouble.line, trouble.column, "%s",
                              trouble.message);
    for (size_t i = 0; status == RELATA_OK && i < files.count; i++)
        if (rl_path_has_extension(files.paths[i], ".tsv") && !add_path(list, files.paths[i]))
            status = rl_error_memory(err);
    rl_file_list_free(&files);
    if (status == RELATA_OK && list->count == before)
        status = rl_error_set(err, RELATA_ERROR_FORMAT, folder, 0, 0, "the folder has no .tsv file");
    return status;
}

static relata_status list_files(const char *const *paths, size_t count, rl_file_list *list, relata_error *err)
{
    relata_status status = RELATA_OK;
    for (size_t i = 0; status == RELATA_OK && i < count; i++) {
        if (rl_path_is_folder(paths[i]))
            status = add_folder(list, paths[i], err);
        else if (rl_gazetteer_is_compiled(paths[i]))
            status = rl_error_set(err, RELATA_ERROR_FORMAT, paths[i], 0, 0,
                                  "compiled already: the lists that it was made from are needed");
        else if (!add_path(list, paths[i]))
            status = rl_error_memory(err);
    }
    return status;
}

static relata_status save(const char *path, const rl_buffer *image, relata_error *err)
{
    rl_output_set set = {0};
    size_t output;
    relata_status status = rl_output_set_add(&set, path, &output, err);
    if (status != RELATA_OK)
        return status;
    (void)rl_output_set_write(&set, output, image->bytes, image->length); /* commit tells of a failure */
    return rl_output_set_commit(&set, err);
}

relata_status rl_compile_lists(const char *const *paths, size_t count, const char *output, relata_compiled *ret,
                               relata_error *err)
{
    rl_file_list list = {0};
    rl_buffer image = {0};
    relata_compiled compiled = {0};
    relata_status status = list_files(paths, count, &list, err);
    if (status == RELATA_OK)
        status = rl_gazetteer_compile((const char *const *)list.paths, list.count, &image, &compiled, err);
    if (status == RELATA_OK)
        status = save(output, &image, err);
    rl_file_list_free(&list);
    rl_buffer_free(&image);
    if (status == RELATA_OK)
        *ret = compiled;
    return status;
}
