/* Compiling lists into a file, and checking such a file. */
#include "pipeline/compile.h"

#include "base/file.h"
#include "gazetteer/gazetteer.h"

static relata_status refuse_compiled(const rl_file_list *list, relata_error *err)
{
    for (size_t i = 0; i < list->count; i++)
        if (rl_gazetteer_is_compiled(list->paths[i]))
            return rl_error_set(err, RELATA_ERROR_FORMAT, list->paths[i], 0, 0,
                                "compiled already: the lists that it was made from are needed");
    return RELATA_OK;
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
    relata_status status = rl_files_expand(paths, count, ".tsv", &list, err);
    if (status == RELATA_OK)
        status = refuse_compiled(&list, err);
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
