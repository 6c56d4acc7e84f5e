/* relata merge: stores that were built apart, as one. */
#include "cli/changing.h"
#include "cli/progress.h"
#include "cli/report.h"

typedef struct merge_values {
    const char *output;
    unsigned jobs;
    bool quiet;
    cli_list stores;
} merge_values;

static const cli_option OPTIONS[] = {
    {"output", 'o', "FILE", "the new store (required)", &cli_kind_path, offsetof(merge_values, output)},
    {"jobs", '\0', "N", "threads; changes nothing but the time (default: 0, one per processor)", &cli_kind_jobs,
     offsetof(merge_values, jobs)},
    {"quiet", '\0', NULL, "no progress and no summary", &cli_kind_flag, offsetof(merge_values, quiet)},
    {"help", 'h', NULL, "show this help", &cli_kind_help, 0},
};

static cli_exit merge_with(const merge_values *values, relata_engine *engine)
{
    relata_error err = {0};
    relata_summary summary = {0};
    cli_progress progress = cli_progress_start(values->quiet);
    relata_build_options options;
    relata_build_options_init(&options);
    options.jobs = values->jobs;
    options.notice = cli_progress_notice;
    options.notice_user = &progress;
    relata_status status = relata_store_merge(engine, values->stores.items, values->stores.count, values->output,
                                              &options, NULL, &summary, &err);
    cli_progress_clear(&progress);
    if (status != RELATA_OK)
        return cli_report_error(&err);
    if (!values->quiet)
        cli_progress_sum_up(&progress, &summary);
    return CLI_DONE;
}

static cli_exit merge(const cli_command *command, const merge_values *values)
{
    relata_engine *engine = NULL;
    if (values->output == NULL)
        return cli_report_usage(command, "needs -o FILE, the new store");
    if (values->stores.count < 2)
        return cli_report_usage(command, "needs at least two stores");
    cli_exit code = cli_settings_open_engine(command, values->stores.items[0], true, NULL, &engine, NULL);
    if (code == CLI_GO_ON)
        code = merge_with(values, engine);
    relata_engine_free(engine);
    return code;
}

static cli_exit run(const cli_command *command, int argc, char **argv)
{
    merge_values values = {.output = NULL};
    cli_exit code = cli_command_line_read(command, argc, argv, &values, &values.stores);
    if (code == CLI_GO_ON)
        code = merge(command, &values);
    cli_list_free(&values.stores);
    return code;
}

const cli_command cli_merge = {
    .name = "merge",
    .purpose = "join stores that were built apart",
    .operands = "[options] STORE STORE...",
    .required = "STORE",
    .about = "STORE is a file, or a folder that holds relata.db. The stores must have been built with the same lists and "
             "options; their order does not matter. Of two texts under one id the one with the smallest SHA-256 is kept.",
    .options = OPTIONS,
    .option_count = sizeof OPTIONS / sizeof OPTIONS[0],
    .examples = {{"relata merge monday.db tuesday.db -o week.db", "two days as one"}},
    .run = run,
};
