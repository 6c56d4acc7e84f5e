/* The program: finds the command and runs it. */
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

const cli_command *const cli_commands[] = {&cli_build, &cli_extract, &cli_lookup, &cli_help, NULL};

/* ---- commands by name ---- */

const cli_command *cli_command_find(const char *name)
{
    for (size_t i = 0; cli_commands[i] != NULL; i++)
        if (strcmp(cli_commands[i]->name, name) == 0)
            return cli_commands[i];
    return NULL;
}

enum { LONGEST_COMPARED = 16, FARTHEST_SUGGESTED = 3 };

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* How many letters must be changed, added, left out or swapped with their neighbour to turn one word into the
 * other. */
static size_t distance(const char *a, size_t length_a, const char *b, size_t length_b)
{
    size_t costs[LONGEST_COMPARED + 1][LONGEST_COMPARED + 1];
    for (size_t i = 0; i <= length_a; i++) {
        for (size_t j = 0; j <= length_b; j++) {
            if (i == 0 || j == 0) {
                costs[i][j] = i + j;
                continue;
            }
            size_t changed = costs[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            costs[i][j] = smaller(changed, smaller(costs[i - 1][j], costs[i][j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                costs[i][j] = smaller(costs[i][j], costs[i - 2][j - 2] + 1);
        }
    }
    return costs[length_a][length_b];
}

/* The command whose name is nearest to what was typed, NULL if none is near. */
static const cli_command *find_nearest(const char *typed)
{
    const cli_command *nearest = NULL;
    size_t length = strlen(typed), least = FARTHEST_SUGGESTED + 1;
    if (length > LONGEST_COMPARED)
        return NULL;
    for (size_t i = 0; cli_commands[i] != NULL; i++) {
        const char *name = cli_commands[i]->name;
        size_t cost = distance(typed, length, name, strlen(name));
        if (cost < least && cost < length) {
            least = cost;
            nearest = cli_commands[i];
        }
    }
    return nearest;
}

cli_exit cli_command_unknown(const char *name)
{
    const cli_command *nearest = find_nearest(name);
    if (nearest == NULL)
        return cli_report_usage(&cli_program, "unknown command \"%s\"", name);
    return cli_report_usage(&cli_program, "unknown command \"%s\"; did you mean \"%s\"?", name, nearest->name);
}

/* ---- the program's own options ---- */

typedef struct program_values {
    bool version;
    cli_list operands;
} program_values;

static const cli_option OPTIONS[] = {
    {"help", 'h', NULL, "show this help", &cli_kind_help, 0},
    {"version", '\0', NULL, "print the version", &cli_kind_flag, offsetof(program_values, version)},
};

static cli_exit run_program(const cli_command *command, int argc, char **argv);

const cli_command cli_program = {
    .purpose = "from articles to the network of who and what they name",
    .operands = "COMMAND [options] ...",
    .about = "Finds the people, places and organisations in articles, decides which mentions are one and the same, and "
             "writes the network of what appears together: files for Gephi and for scripts, with the sentences that "
             "show each link. \"relata help COMMAND\" tells more.",
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
    const cli_command *command = cli_command_find(argv[1]);
    return command != NULL ? command->run(command, argc - 1, argv + 1) : cli_command_unknown(argv[1]);
}
