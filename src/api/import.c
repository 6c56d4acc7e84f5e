/* The public functions of imports: check the call, then one call down. */
#include <relata/gazetteer.h>

#include "base/error.h"
#include "import/import.h"

static relata_status refuse(relata_error *err, const char *message)
{
    return rl_error_set(err, RELATA_ERROR_ARGUMENT, NULL, 0, 0, "%s", message);
}

void relata_import_options_init(relata_import_options *options)
{
    if (options != NULL)
        *options = (relata_import_options){0};
}

const char *relata_import_format(size_t index)
{
    return index < rl_import_format_count ? rl_import_formats[index]->name : NULL;
}

static bool are_given(const char *const *strings, size_t count)
{
    if (strings == NULL)
        return count == 0;
    for (size_t i = 0; i < count; i++)
        if (strings[i] == NULL)
            return false;
    return true;
}

static relata_status check_options(const relata_import_options *options, relata_error *err)
{
    if (options == NULL || options->format == NULL || options->data == NULL)
        return refuse(err, "an import needs options with a format and the folder of its data");
    if (!are_given(options->maps, options->map_count) || !are_given(options->languages, options->language_count))
        return refuse(err, "maps or languages are counted but not given");
    if (!(options->min_population >= 0))
        return refuse(err, "a smallest population is not negative");
    return RELATA_OK;
}

static relata_status check(const relata_import_options *options, const char *const *paths, size_t count,
                           relata_error *err)
{
    rl_error_clear(err);
    relata_status status = check_options(options, err);
    if (status == RELATA_OK && (count == 0 || !are_given(paths, count)))
        return refuse(err, "an import needs at least one file");
    return status;
}

relata_status relata_import(const relata_import_options *options, const char *const *paths, size_t count,
                            relata_write_fn write, void *user, relata_import_summary *ret_summary, relata_error *err)
{
    relata_status status = check(options, paths, count, err);
    if (status == RELATA_OK && write == NULL)
        return refuse(err, "an import needs a function that writes");
    if (status == RELATA_OK)
        status = rl_import_run(options, paths, count, NULL, write, user, ret_summary, err);
    if (status == RELATA_ERROR_IO) /* unless an error says more */
        return rl_error_set(err, status, NULL, 0, 0, "the output could not be written");
    return status;
}

relata_status relata_import_save(const relata_import_options *options, const char *const *paths, size_t count,
                                 const char *output, relata_import_summary *ret_summary, relata_error *err)
{
    relata_status status = check(options, paths, count, err);
    if (status == RELATA_OK && output == NULL)
        return refuse(err, "an import needs a place to write to");
    return status == RELATA_OK ? rl_import_save(options, paths, count, output, ret_summary, err) : status;
}
