/* relata export: the network of a store, into files. */
#include "cli/changing.h"
#include "cli/network.h"
#include "cli/progress.h"
#include "cli/report.h"

#include <string.h>
#include <sys/stat.h>

typedef struct export_values {
    cli_network_values network;
    const char *store;
    cli_list none;
} export_values;

static const cli_option OPTIONS[] = {
    {"graph", 'g', "PATH", "the store: a folder that holds relata.db, or the file (default: out/)", &cli_kind_path,
     offsetof(export_values, store)},
    {"help", 'h', NULL, "show this help", &cli_kind_help, 0},
};

typedef struct exporting {
    const cli_command *command;
    const export_values *values;
    const char *path;
    relata_build_options options;
    cli_list paths;
    cli_progress progress;
    relata_engine *engine;
    relata_network *network;
    relata_summary summary;
} exporting;

/* ---- steps ---- */

static bool is_folder(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

/* Beside the store in its folder, if nothing else was asked for. */
static cli_exit list_outputs(exporting *e)
{
    cli_list beside = {0};
    const cli_list *asked = &e->values->network.outputs;
    if (asked->count == 0 && is_folder(e->path)) {
        if (!cli_list_add(&beside, e->path, strlen(e->path)))
            return cli_report_memory();
        asked = &beside;
    }
    cli_exit code = cli_network_list_outputs(e->command, &e->values->network, asked, &e->paths);
    cli_list_free(&beside);
    return code;
}

static cli_exit check_shaping(exporting *e)
{
    e->options = e->values->network.options;
    e->options.notice = cli_progress_notice;
    e->options.notice_user = &e->progress;
    return cli_shaping_apply(e->command, &e->values->network.shaping, &e->options);
}

static cli_exit open_engine(exporting *e)
{
    return cli_settings_open_engine(e->command, e->path, e->values->store != NULL, NULL, &e->engine, NULL);
}

static cli_exit make_network(exporting *e)
{
    relata_error err = {0};
    relata_status status = relata_store_network(e->engine, e->path, &e->options, &e->network, &e->summary, &err);
    cli_progress_clear(&e->progress);
    return status == RELATA_OK ? CLI_GO_ON : cli_report_error(&err);
}

static cli_exit save(exporting *e)
{
    relata_error err = {0};
    relata_status status = relata_network_save(e->network, e->paths.items, e->paths.count, &err);
    return status == RELATA_OK ? CLI_GO_ON : cli_report_error(&err);
}

static cli_exit sum_up(exporting *e)
{
    if (!e->values->network.quiet) {
        cli_progress_sum_up(&e->progress, &e->summary);
        cli_shaping_sum_up(&e->summary);
        cli_slices_sum_up(&e->summary, e->options.slice);
    }
    return CLI_DONE;
}

static cli_exit export_all(const cli_command *command, const export_values *values)
{
    static cli_exit (*const STEPS[])(exporting *) = {
        list_outputs, check_shaping, open_engine, make_network, save, sum_up,
    };
    exporting e = {.command = command,
                   .values = values,
                   .path = values->store != NULL ? values->store : CLI_DEFAULT_STORE,
                   .progress = cli_progress_start(values->network.quiet)};
    cli_exit code = CLI_GO_ON;
    for (size_t i = 0; code == CLI_GO_ON && i < sizeof STEPS / sizeof STEPS[0]; i++)
        code = STEPS[i](&e);
    relata_network_free(e.network);
    relata_engine_free(e.engine);
    cli_list_free(&e.paths);
    return code;
}

/* ---- the command ---- */

static cli_exit run(const cli_command *command, int argc, char **argv)
{
    export_values values = {.network = cli_network_start()};
    cli_exit code = cli_command_line_read(command, argc, argv, &values, &values.none);
    if (code == CLI_GO_ON)
        code = export_all(command, &values);
    cli_list_free(&values.none);
    cli_network_free(&values.network);
    return code;
}

const cli_command cli_export = {
    .name = "export",
    .purpose = "write the network of a store into files",
    .operands = "[options]",
    .about = "The files are those that \"relata build\" would write of the same documents. Without -o they go into the folder "
             "of the store. --since and --until leave out documents that the store has.",
    .shared = cli_network_options,
    .shared_count = CLI_NETWORK_OPTIONS,
    .options = OPTIONS,
    .option_count = sizeof OPTIONS / sizeof OPTIONS[0],
    .examples = {{"relata export", "out/graph.graphml and the others, from out/relata.db"},
                 {"relata export -g news.db --top 200 -o top.graphml", "the 200 strongest, for Gephi"}},
    .run = run,
};
