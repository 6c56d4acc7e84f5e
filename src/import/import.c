/* The run of an import: check the options, open the format, read each file, write what was taken. */
#include "import/import.h"

#include "base/file.h"

#include <stdlib.h>
#include <string.h>

#define DEFAULT_FOLDER "/tmp"

/* ---- the table of formats ---- */

const rl_import_format *const rl_import_formats[] = {
    &rl_import_geonames, &rl_import_csv,      &rl_import_tsv, &rl_import_json,
    &rl_import_jsonl,    &rl_import_wikidata, &rl_import_ftm, &rl_import_skos,
};
const size_t rl_import_format_count = sizeof rl_import_formats / sizeof rl_import_formats[0];

static relata_status find_format(const char *name, const rl_import_format **ret_format, relata_error *err)
{
    rl_buffer known = {0};
    for (size_t i = 0; i < rl_import_format_count; i++) {
        if (strcmp(rl_import_formats[i]->name, name) == 0) {
            *ret_format = rl_import_formats[i];
            rl_buffer_free(&known);
            return RELATA_OK;
        }
        (void)rl_buffer_append_string(&known, i == 0 ? "" : ", ");
        (void)rl_buffer_append_string(&known, rl_import_formats[i]->name);
    }
    const char *names = rl_buffer_string(&known);
    (void)rl_error_set(err, RELATA_ERROR_ARGUMENT, NULL, 0, 0, "unknown format \"%.100s\"; known are %s", name,
                       names == NULL ? "" : names);
    rl_buffer_free(&known);
    return RELATA_ERROR_ARGUMENT;
}

/* ---- options ---- */

static relata_status check_uses(const relata_import_options *o, const rl_import_format *format, relata_error *err)
{
    const struct {
        unsigned option;
        bool is_given;
        const char *what;
    } uses[] = {
        {RL_OPTION_TYPE, o->type != NULL, "a type"},
        {RL_OPTION_MAP, o->map_count > 0, "a map"},
        {RL_OPTION_SEPARATOR, o->separator != '\0', "a separator"},
        {RL_OPTION_SPLIT, o->split != NULL, "characters to split at"},
        {RL_OPTION_LANGUAGES, o->language_count > 0, "languages"},
        {RL_OPTION_POPULATION, o->min_population > 0, "a smallest population"},
        {RL_OPTION_COUNTRIES, o->countries != NULL, "a file of countries"},
        {RL_OPTION_ADMIN1, o->admin1 != NULL, "a file of regions"},
        {RL_OPTION_TABLE, o->table != NULL, "a table of types"},
    };
    for (size_t i = 0; i < sizeof uses / sizeof uses[0]; i++)
        if (uses[i].is_given && (format->options & uses[i].option) == 0)
            return rl_error_set(err, RELATA_ERROR_ARGUMENT, NULL, 0, 0, "the format \"%s\" has no use for %s",
                                format->name, uses[i].what);
    return RELATA_OK;
}

static bool is_type_name(const char *type)
{
    size_t length = strlen(type);
    return length <= 64 && type[0] >= 'a' && type[0] <= 'z' &&
           strspn(type, "abcdefghijklmnopqrstuvwxyz0123456789-_") == length;
}

static relata_status check_values(const relata_import_options *o, relata_error *err)
{
    if (o->type != NULL && !is_type_name(o->type))
        return rl_error_set(err, RELATA_ERROR_ARGUMENT, NULL, 0, 0,
                            "a type is small letters, digits, - and _, not \"%.100s\"", o->type);
    if (o->strength != NULL && strcmp(o->strength, "sure") != 0 && strcmp(o->strength, "usual") != 0)
        return rl_error_set(err, RELATA_ERROR_ARGUMENT, NULL, 0, 0, "a strength is sure or usual, not \"%.100s\"",
                            o->strength);
    for (const char *at = o->split; at != NULL && *at != '\0'; at++)
        if ((*at & ~0x7F) != 0)
            return rl_error_set(err, RELATA_ERROR_ARGUMENT, NULL, 0, 0, "names can be split at ASCII characters only");
    return RELATA_OK;
}

/* ---- the run ---- */

static relata_status read_file(rl_import *import, const rl_import_format *format, const char *path, relata_error *err)
{
    rl_source source = {0};
    relata_status status = rl_source_open(&source, path, err);
    if (status == RELATA_OK)
        status = format->read(import, &source, err);
    rl_source_close(&source);
    return status;
}

static relata_status refuse_nothing(const rl_import *import, const char *path, relata_error *err)
{
    relata_import_summary summary;
    rl_counts_sum_up(&import->rows.counts, &summary);
    if (summary.read == 0)
        return rl_error_set(err, RELATA_ERROR_FORMAT, path, 0, 0, "there is no row in it, so nothing was written");
    size_t most = 0;
    for (size_t i = 0; i < summary.reason_count; i++)
        if (summary.reasons[i].unit == RELATA_IMPORT_ROWS && summary.reasons[i].count > summary.reasons[most].count)
            most = i;
    return rl_error_set(err, RELATA_ERROR_FORMAT, path, 0, 0,
                        "no row could be taken, so nothing was written; %zu of %zu were left out because of this: %s",
                        summary.reasons[most].count, summary.read, summary.reasons[most].why);
}

static relata_status read_all(rl_import *import, const rl_import_format *format, const char *const *paths, size_t count,
                              relata_error *err)
{
    relata_status status = rl_countries_read(&import->countries, import->options->data, err);
    if (status == RELATA_OK)
        status = format->open(import, err);
    for (size_t i = 0; status == RELATA_OK && i < count; i++)
        status = read_file(import, format, paths[i], err);
    if (status == RELATA_OK && format->finish != NULL)
        status = format->finish(import, err);
    if (status == RELATA_OK && import->rows.counts.taken == 0)
        status = refuse_nothing(import, paths[0], err);
    return status;
}

static relata_status run(const relata_import_options *options, const rl_import_format *format, const char *const *paths,
                         size_t count, const char *folder, relata_write_fn write, void *user,
                         relata_import_summary *ret_summary, relata_error *err)
{
    rl_import import = {.options = options};
    import.rows.options = options;
    import.rows.strength = options->strength != NULL ? options->strength : format->strength;
    import.rows.countries = format->waits ? NULL : &import.countries;
    relata_status status = rl_spool_open(&import.rows.spool, folder, err);
    if (status == RELATA_OK)
        status = read_all(&import, format, paths, count, err);
    if (status == RELATA_OK)
        status = rl_rows_write(&import.rows, format->resolve, &import, write, user, err);
    if (status == RELATA_OK && ret_summary != NULL)
        rl_counts_sum_up(&import.rows.counts, ret_summary);
    format->close(&import);
    rl_rows_free(&import.rows);
    rl_countries_free(&import.countries);
    return status;
}

relata_status rl_import_run(const relata_import_options *options, const char *const *paths, size_t count,
                            const char *folder, relata_write_fn write, void *user, relata_import_summary *ret_summary,
                            relata_error *err)
{
    const rl_import_format *format = NULL;
    relata_status status = find_format(options->format, &format, err);
    if (status == RELATA_OK)
        status = check_uses(options, format, err);
    if (status == RELATA_OK)
        status = check_values(options, err);
    if (status != RELATA_OK)
        return status;
    const char *place = options->temporary != NULL ? options->temporary : folder != NULL ? folder : DEFAULT_FOLDER;
    return run(options, format, paths, count, place, write, user, ret_summary, err);
}

/* ---- into a file ---- */

static bool write_output(void *user, const char *bytes, size_t length)
{
    return rl_output_set_write(user, 0, bytes, length);
}

/* The folder that the output is in. Owned. */
static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (slash == NULL)
        return strdup(".");
    return strndup(path, slash == path ? 1 : (size_t)(slash - path));
}

relata_status rl_import_save(const relata_import_options *options, const char *const *paths, size_t count,
                             const char *output, relata_import_summary *ret_summary, relata_error *err)
{
    rl_output_set set = {0};
    size_t index = 0;
    char *folder = folder_of(output);
    relata_status status = folder == NULL ? rl_error_memory(err) : rl_output_set_add(&set, output, &index, err);
    bool replaced = status == RELATA_OK && set.outputs[0].temporary != NULL;
    if (status == RELATA_OK)
        status = rl_import_run(options, paths, count, replaced ? folder : NULL, write_output, &set, ret_summary, err);
    bool write_failed = status == RELATA_ERROR_IO && set.count > 0 && set.outputs[0].error_number != 0;
    if (write_failed)
        status = rl_error_system(err, output, "write", set.outputs[0].error_number);
    if (status == RELATA_OK)
        status = rl_output_set_commit(&set, err);
    else
        rl_output_set_abort(&set);
    free(folder);
    return status;
}
