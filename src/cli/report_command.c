/* relata report: a built network in a few pages, for a reader or for a program. */
#include "cli/command.h"
#include "cli/progress.h"
#include "cli/report.h"
#include "cli/settings.h"
#include "cli/stream.h"

#include <relata/report.h>
#include <relata/store.h>

#include <string.h>

#define DEFAULT_GRAPH "out/"
#define STANDARD "-"

enum { MOST = 1000 };

typedef struct report_values {
    cli_list operands;
    const char *graph;
    const char *output;
    bool json;
    relata_report_options options; /* the library's own, with its defaults */
} report_values;

static cli_read read_top(const char *text, void *ret_value)
{
    uint64_t count = 0;
    if (!cli_number_read(text, MOST, &count) || count == 0)
        return CLI_READ_BAD;
    *(size_t *)ret_value = (size_t)count;
    return CLI_READ_OK;
}

static const cli_kind TOP = {
    .takes_value = true,
    .expects = "a whole number from 1 to 1000",
    .read = read_top,
};

static const cli_option OPTIONS[] = {
    {"graph", 'g', "PATH",
     "the network: a folder that holds relata.db, or else graph.json and relations.json; a store, or a .json file that "
     "\"relata build\" wrote (default: out/)",
     &cli_kind_path, offsetof(report_values, graph)},
    {"output", 'o', "FILE", "where to write the report (default: -, standard output)", &cli_kind_path,
     offsetof(report_values, output)},
    {"json", '\0', NULL, "one JSON object instead of Markdown", &cli_kind_flag, offsetof(report_values, json)},
    {"top", '\0', "N", "show the first N of each list (default: 10)", &TOP, offsetof(report_values, options.top)},
    {"help", 'h', NULL, "show this help", &cli_kind_help, 0},
};

/* ---- the run ---- */

/* The whole network of a store, as "relata export" makes it, but for positions. */
static cli_exit make_network(const cli_command *command, const char *path, relata_engine **ret_engine,
                             relata_network **ret_network)
{
    relata_error err = {0};
    relata_build_options options;
    cli_progress progress = cli_progress_start(true);
    cli_exit code = cli_settings_open_engine(command, path, true, NULL, ret_engine, NULL);
    if (code != CLI_GO_ON)
        return code;
    relata_build_options_init(&options);
    options.layout = RELATA_LAYOUT_NONE;
    options.notice = cli_progress_notice;
    options.notice_user = &progress;
    relata_status status = relata_store_network(*ret_engine, path, &options, ret_network, NULL, &err);
    return status == RELATA_OK ? CLI_GO_ON : cli_report_error(&err);
}

static cli_exit open_network(const cli_command *command, const char *graph, relata_engine **ret_engine,
                             relata_network **ret_network)
{
    relata_error err = {0};
    const char *path = graph != NULL ? graph : DEFAULT_GRAPH;
    if (relata_store_is_at(path))
        return make_network(command, path, ret_engine, ret_network);
    relata_status status = relata_network_open(path, ret_network, &err);
    return status == RELATA_OK ? CLI_GO_ON : cli_report_missing(&err, "network", graph != NULL);
}

static cli_exit print(const report_values *values, const relata_network *network, const char *format)
{
    relata_error err = {0};
    cli_stream stream = cli_stream_output();
    relata_status status = relata_report_write(network, &values->options, format, cli_stream_write, &stream, &err);
    cli_exit code = CLI_DONE;
    if (status != RELATA_OK)
        code = stream.error_number != 0 ? CLI_FAILED : cli_report_error(&err);
    return cli_stream_finish(&stream, code);
}

static cli_exit save(const report_values *values, const relata_network *network, const char *format)
{
    relata_error err = {0};
    relata_status status = relata_report_save(network, &values->options, format, values->output, &err);
    return status == RELATA_OK ? CLI_DONE : cli_report_error(&err);
}

static cli_exit report(const cli_command *command, const report_values *values)
{
    relata_engine *engine = NULL;
    relata_network *network = NULL;
    const char *format = values->json ? "json" : "markdown";
    bool standard = values->output == NULL || strcmp(values->output, STANDARD) == 0;
    cli_exit code = open_network(command, values->graph, &engine, &network);
    if (code == CLI_GO_ON)
        code = standard ? print(values, network, format) : save(values, network, format);
    relata_network_free(network);
    relata_engine_free(engine);
    return code;
}

/* ---- the command ---- */

static cli_exit run(const cli_command *command, int argc, char **argv)
{
    report_values values = {0};
    relata_report_options_init(&values.options);
    cli_exit code = cli_command_line_read(command, argc, argv, &values, &values.operands);
    if (code == CLI_GO_ON)
        code = report(command, &values);
    cli_list_free(&values.operands);
    return code;
}

const cli_command cli_report_network = {
    .name = "report",
    .purpose = "sum up a network: who is central, what stands out, what to check",
    .operands = "[options]",
    .about =
        "The report says how large the network is, who is central in it, which pairs are linked most and which are a "
        "surprise, which groups there are and what joins them, what sentences state, which names were joined, what to "
        "check by hand and how to settle it, and what was left out. It is Markdown, which reads well as it is.",
    .options = OPTIONS,
    .option_count = sizeof OPTIONS / sizeof OPTIONS[0],
    .examples = {{"relata report", "the network in out/, on standard output"},
                 {"relata report -g people/ --top 5 -o people.md", "a short one into a file"}},
    .run = run,
};
