/* The program: its own options, and the start. */
#include "cli/command.h"
#include "cli/help.h"
#include "cli/report.h"
#include "cli/stream.h"

#include <relata/relata.h>

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- the program's own options ---- */

typedef struct program_values {
    bool version;
    cli_list operands;
} program_values;

static const cli_option OPTIONS[] = {
    {"help", 'h', NULL, "show this help", &cli_kind_help, 0},
    {"version", '\0', NULL, "print the version", &cli_kind_flag, offsetof(program_values, version)},
};

static const cli_command *const COMMANDS[] = {
    &cli_build,     &cli_extract,  &cli_lookup, &cli_report_network, &cli_neighbours, &cli_path,   &cli_between,  &cli_documents,
    &cli_timeline,  &cli_add,      &cli_remove, &cli_judge,          &cli_renew,      &cli_merge,  &cli_export,   &cli_check,
    &cli_evaluate,  &cli_gazetteer, &cli_train, &cli_help,           NULL};

static cli_exit run_program(const cli_command *command, int argc, char **argv);

const cli_command cli_program = {
    .purpose = "from articles to the network of who and what they name",
    .operands = "COMMAND [options] ...",
    .about = "Finds the people, places and organisations in articles, decides which mentions are one and the same, and "
             "writes the network of what appears together: files for Gephi and for scripts, with the sentences that "
             "show each link. \"relata help COMMAND\" tells more.",
    .commands = COMMANDS,
    .options = OPTIONS,
    .option_count = sizeof OPTIONS / sizeof OPTIONS[0],
    .examples = {{"relata build news/", "the network of the articles in a folder, into out/"},
                 {"relata lookup \"Mark Carney\"", "who that is in the network, with whom, and where it says so"}},
    .run = run_program,
};

static cli_exit print_version(void)
{
    cli_stream stream = cli_stream_output();
    cli_stream_print(&stream, "relata %s\n", relata_version());
    return cli_stream_finish(&stream, CLI_DONE);
}

static cli_exit run_program(const cli_command *command, int argc, char **argv)
{
    program_values values = {0};
    cli_exit code = cli_command_line_read(command, argc, argv, &values, &values.operands);
    cli_list_free(&values.operands);
    if (code == CLI_GO_ON && values.version)
        return print_version();
    return code == CLI_GO_ON ? cli_report_usage(command, "no command was given") : code;
}

/* ---- start ---- */

/* A standard stream that was closed before the start would be the number of the next file opened, and messages
 * would go into it. So the places are taken, in a way in which using them fails. */
static bool take_standard_streams(void)
{
    static const int MODES[] = {O_WRONLY, O_RDONLY, O_RDONLY};
    for (int i = 0; i < 3; i++)
        if (fcntl(i, F_GETFD) == -1 && open("/dev/null", MODES[i]) != i)
            return false;
    return true;
}

static cli_exit run_short_help(void)
{
    cli_stream stream = {.file = stderr};
    cli_help_print_short(&stream);
    return CLI_USAGE;
}

int main(int argc, char **argv)
{
    if (!take_standard_streams() || signal(SIGPIPE, SIG_IGN) == SIG_ERR)
        return CLI_FAILED;
    if (argc < 2)
        return run_short_help();
    if (argv[1][0] == '-')
        return cli_program.run(&cli_program, 2, argv);
    return cli_command_run(&cli_program, argc - 1, argv + 1);
}
