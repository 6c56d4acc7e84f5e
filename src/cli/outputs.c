/* Where the network is written: each -o names a folder, which gets a file of every format, or one file, whose
 * extension names its format. What is a folder is decided by what is there, then by the look of the path, never
 * by what would be handy: "net" is a folder, "net.json" is a file, "net.jsn" is a mistake. */
#include "cli/outputs.h"

#include "cli/report.h"

#include <relata/relata.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define DEFAULT_OUTPUT "out/"

static bool is_existing_folder(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

static bool ends_in_slash(const char *path)
{
    return path[strlen(path) - 1] == '/';
}

static bool last_part_has_dot(const char *path)
{
    const char *slash = strrchr(path, '/');
    return strchr(slash != NULL ? slash + 1 : path, '.') != NULL;
}

static bool is_folder(const char *path)
{
    return is_existing_folder(path) || ends_in_slash(path) || !last_part_has_dot(path);
}

static cli_exit add_path(const char *path, cli_list *ret_paths)
{
    return cli_list_add(ret_paths, path, strlen(path)) ? CLI_GO_ON : cli_report_memory();
}

static cli_exit add_file(const char *folder, const char *name, const char *extension, cli_list *ret_paths)
{
    char *path = NULL;
    if (asprintf(&path, "%s%s%s%s", folder, ends_in_slash(folder) ? "" : "/", name, extension) < 0)
        return cli_report_memory();
    cli_exit code = add_path(path, ret_paths);
    free(path);
    return code;
}

/* Both networks in every format, and the folder of slices: also where there will be none, so that those of an earlier
 * run go. */
static cli_exit add_folder(const char *folder, cli_list *ret_paths)
{
    static const char *const NAMES[] = {"graph", "relations"};
    const char *extension;
    for (size_t n = 0; n < sizeof NAMES / sizeof NAMES[0]; n++) {
        for (size_t i = 0; (extension = relata_format_extension(i)) != NULL; i++) {
            cli_exit code = add_file(folder, NAMES[n], extension, ret_paths);
            if (code != CLI_GO_ON)
                return code;
        }
    }
    return add_file(folder, "slices", "/", ret_paths);
}

bool cli_outputs_have_folder(const cli_list *paths)
{
    for (size_t i = 0; i < paths->count; i++)
        if (ends_in_slash(paths->items[i]))
            return true;
    return false;
}

/* "known are .graphml, .json" */
static cli_exit unknown_extension(const cli_command *command, const char *path)
{
    char known[256] = "";
    size_t length = 0;
    const char *extension;
    for (size_t i = 0; (extension = relata_format_extension(i)) != NULL && length < sizeof known; i++)
        length += (size_t)snprintf(known + length, sizeof known - length, "%s%s", i == 0 ? "" : ", ", extension);
    return cli_report_usage(command, "unknown extension in \"%s\"; known are %s", path, known);
}

static cli_exit add_output(const cli_command *command, const char *path, cli_list *ret_paths)
{
    if (is_folder(path))
        return add_folder(path, ret_paths);
    if (relata_format_of_path(path) == NULL)
        return unknown_extension(command, path);
    return add_path(path, ret_paths);
}

cli_exit cli_outputs_list(const cli_command *command, const cli_list *asked, cli_list *ret_paths)
{
    if (asked->count == 0)
        return add_output(command, DEFAULT_OUTPUT, ret_paths);
    for (size_t i = 0; i < asked->count; i++) {
        cli_exit code = add_output(command, asked->items[i], ret_paths);
        if (code != CLI_GO_ON)
            return code;
    }
    return CLI_GO_ON;
}

/* The first folder that is written to, or NULL. */
static const char *first_folder(const cli_list *outputs)
{
    for (size_t i = 0; i < outputs->count; i++)
        if (is_folder(outputs->items[i]))
            return outputs->items[i];
    return outputs->count == 0 ? DEFAULT_OUTPUT : NULL;
}

cli_exit cli_outputs_add_store(const cli_list *outputs, const char *asked, cli_list *ret_paths, const char **ret_store)
{
    const char *folder = first_folder(outputs);
    if (asked == NULL && folder == NULL)
        return CLI_GO_ON;
    cli_exit code = asked != NULL ? add_path(asked, ret_paths) : add_file(folder, "relata", ".db", ret_paths);
    if (code == CLI_GO_ON)
        *ret_store = ret_paths->items[ret_paths->count - 1];
    return code;
}
