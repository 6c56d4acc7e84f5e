/* Finding the data files that come with relata: in the build tree, where it is installed, and where a user put
 * it.
 *
 * The environment variable wins and is the only place looked at when it is set: who names a folder does not want
 * another one in silence. Then places beside the program, so that a tree that was moved still works, then the
 * place compiled in (RELATA_DATA_DIR, the folder of the gazetteers itself). */
#include "cli/data.h"

#include "cli/report.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define VARIABLE "RELATA_GAZETTEERS"

static const char *const BESIDE_PROGRAM[] = {"../share/relata/gazetteers", "gazetteers", "../gazetteers"};

static bool is_folder(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

/* Takes `path`, which may be NULL for want of memory, as the answer if a folder is there, else remembers it as
 * tried. */
static cli_exit try_place(char *path, char **ret_folder, cli_list *tried)
{
    if (path == NULL)
        return cli_report_memory();
    if (is_folder(path)) {
        *ret_folder = path;
        return CLI_DONE;
    }
    bool added = cli_list_add(tried, path, strlen(path));
    free(path);
    return added ? CLI_GO_ON : cli_report_memory();
}

/* The folder of the running program, links resolved. False if the system does not say. */
static bool find_program_folder(char folder[static PATH_MAX])
{
    ssize_t length = readlink("/proc/self/exe", folder, PATH_MAX - 1);
    if (length <= 0)
        return false;
    folder[length] = '\0';
    char *slash = strrchr(folder, '/');
    if (slash == NULL)
        return false;
    slash[slash == folder ? 1 : 0] = '\0';
    return true;
}

static cli_exit try_beside_program(char **ret_folder, cli_list *tried)
{
    char folder[PATH_MAX];
    if (!find_program_folder(folder))
        return CLI_GO_ON;
    for (size_t i = 0; i < sizeof BESIDE_PROGRAM / sizeof BESIDE_PROGRAM[0]; i++) {
        char *path = NULL;
        if (asprintf(&path, "%s/%s", folder, BESIDE_PROGRAM[i]) < 0)
            path = NULL;
        cli_exit code = try_place(path, ret_folder, tried);
        if (code != CLI_GO_ON)
            return code;
    }
    return CLI_GO_ON;
}

static cli_exit try_compiled_in(char **ret_folder, cli_list *tried)
{
#ifdef RELATA_DATA_DIR
    return try_place(strdup(RELATA_DATA_DIR), ret_folder, tried);
#else
    (void)ret_folder;
    (void)tried;
    return CLI_GO_ON;
#endif
}

/* CLI_DONE when found, CLI_GO_ON when all places were tried. */
static cli_exit try_places(char **ret_folder, cli_list *tried)
{
    const char *named = getenv(VARIABLE);
    if (named != NULL && *named != '\0')
        return try_place(strdup(named), ret_folder, tried);
    cli_exit code = try_beside_program(ret_folder, tried);
    return code == CLI_GO_ON ? try_compiled_in(ret_folder, tried) : code;
}

static cli_exit report_places(const cli_list *tried)
{
    cli_report("cannot find the folder of the gazetteers; tried:");
    for (size_t i = 0; i < tried->count; i++)
        cli_report_plain("  %s", tried->items[i]);
    cli_report_plain("The environment variable " VARIABLE " can name it.");
    return CLI_FAILED;
}

cli_exit cli_data_find(char **ret_folder)
{
    cli_list tried = {0};
    cli_exit code = try_places(ret_folder, &tried);
    if (code == CLI_GO_ON)
        code = report_places(&tried);
    cli_list_free(&tried);
    return code == CLI_DONE ? CLI_GO_ON : code;
}
