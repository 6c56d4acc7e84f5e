/* relata check: is a store as it should be? */
#include "cli/changing.h"
#include "cli/report.h"
#include "cli/stream.h"

typedef struct check_values {
    const char *store;
    cli_list none;
} check_values;

static const cli_option OPTIONS[] = {
    {"graph", 'g', "PATH", "the store: a folder that holds relata.db, or the file (default: out/)", &cli_kind_path,
     offsetof(check_values, store)},
    {"help", 'h', NULL, "show this help", &cli_kind_help, 0},
};

static cli_exit check(const check_values *values)
{
    relata_error err = {0};
    const char *path = values->store != NULL ? values->store : CLI_DEFAULT_STORE;
    if (relata_store_check(path, &err) != RELATA_OK)
        return cli_report_no_store(&err, path, values->store != NULL);
    cli_stream stream = cli_stream_output();
    cli_stream_print(&stream, "%s is in order\n", path);
    return cli_stream_finish(&stream, CLI_DONE);
}

static cli_exit run(const cli_command *command, int argc, char **argv)
{
    check_values values = {.store = NULL};
    cli_exit code = cli_command_line_read(command, argc, argv, &values, &values.none);
    if (code == CLI_GO_ON)
        code = check(&values);
    cli_list_free(&values.none);
    return code;
}

const cli_command cli_check = {
    .name = "check",
    .purpose = "look through a store for damage",
    .operands = "[options]",
    .about = "Every page, every text and what is kept of every document is read, and tables are compared. The exit code is 1 if "
             "anything is wrong.",
    .options = OPTIONS,
    .option_count = sizeof OPTIONS / sizeof OPTIONS[0],
    .examples = {{"relata check -g news.db", "is all of it readable?"}},
    .run = run,
};
