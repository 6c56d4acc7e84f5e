/* relata gazetteer: the commands that make, check and ask gazetteers. Each has a file of its own. */
#include "cli/command.h"
#include "cli/report.h"

#include <stddef.h>

static const cli_command *const COMMANDS[] = {
    &cli_gazetteer_import, &cli_gazetteer_compile, &cli_gazetteer_check,
    &cli_gazetteer_search, &cli_gazetteer_stats,   NULL,
};

static const cli_option OPTIONS[] = {
    {"help", 'h', NULL, "show this help", &cli_kind_help, 0},
};

static cli_exit run(const cli_command *command, int argc, char **argv)
{
    if (argc > 1 && argv[1][0] != '-')
        return cli_command_run(command, argc - 1, argv + 1);
    cli_list operands = {0};
    char nothing = 0;
    cli_exit code = cli_command_line_read(command, argc, argv, &nothing, &operands);
    cli_list_free(&operands);
    return code == CLI_GO_ON ? cli_report_usage(command, "no command was given") : code;
}

const cli_command cli_gazetteer = {
    .name = "gazetteer",
    .purpose = "make, check and search lists of names",
    .operands = "COMMAND [options] ...",
    .commands = COMMANDS,
    .options = OPTIONS,
    .option_count = sizeof OPTIONS / sizeof OPTIONS[0],
    .examples = {{"relata gazetteer check my.tsv", "what is wrong or doubtful in a list of yours"},
                 {"relata gazetteer search Georgia", "every entry that the name could mean"}},
    .run = run,
};
