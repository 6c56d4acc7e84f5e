/* What a command of the program is: its name, its words for help, its table of options and the function that
 * runs it. */
#ifndef RL_CLI_COMMAND_H
#define RL_CLI_COMMAND_H

#include "cli/options.h"

#include <stddef.h>

/* The exit codes of the program, and the answer of a step that did not end the run. */
typedef enum cli_exit {
    CLI_GO_ON = -1,
    CLI_DONE = 0,
    CLI_FAILED = 1, /* failed, or nothing found */
    CLI_USAGE = 2,  /* the command line is wrong */
    CLI_SKIPPED = 3 /* finished, but some inputs were left out */
} cli_exit;

typedef struct cli_example {
    const char *line;
    const char *meaning;
} cli_example;

enum { CLI_EXAMPLES = 2 };

typedef struct cli_command {
    const char *name;     /* all its words: "gazetteer import"; NULL for the program itself */
    const char *purpose;  /* one line */
    const char *operands; /* as the usage line shows them */
    const char *required; /* the operand that must be there at least once; NULL if none must */
    const char *about;    /* what a reader must know besides the options; NULL for nothing */
    const struct cli_command *const *commands; /* its own commands in the order of the help text, then NULL; or NULL */
    const cli_option *options; /* of its own; the last one is --help */
    size_t option_count;
    const cli_option *shared; /* with other commands, whose structs begin alike; before its own. NULL for none */
    size_t shared_count;
    bool unconfigured; /* has no options that relata.toml could set */
    cli_example examples[CLI_EXAMPLES];
    cli_exit (*run)(const struct cli_command *command, int argc, char **argv); /* argv[0] is the command's name */
} cli_command;

extern const cli_command cli_program;
extern const cli_command cli_build;
extern const cli_command cli_add;
extern const cli_command cli_remove;
extern const cli_command cli_judge;
extern const cli_command cli_renew;
extern const cli_command cli_merge;
extern const cli_command cli_export;
extern const cli_command cli_check;
extern const cli_command cli_extract;
extern const cli_command cli_lookup;
extern const cli_command cli_report_network;
extern const cli_command cli_neighbours;
extern const cli_command cli_path;
extern const cli_command cli_between;
extern const cli_command cli_documents;
extern const cli_command cli_timeline;
extern const cli_command cli_evaluate;
extern const cli_command cli_gazetteer;
extern const cli_command cli_gazetteer_import;
extern const cli_command cli_gazetteer_compile;
extern const cli_command cli_gazetteer_check;
extern const cli_command cli_gazetteer_search;
extern const cli_command cli_gazetteer_stats;
extern const cli_command cli_train;
extern const cli_command cli_help;

/* The command among those of `among` that is called by this word, or NULL. */
const cli_command *cli_command_find(const cli_command *among, const char *word);

/* Can relata.toml set its options? So it is with all commands that do something themselves. */
bool cli_command_is_configured(const cli_command *command);

/* All its options, those included that every such command has. */
size_t cli_command_option_count(const cli_command *command);
const cli_option *cli_command_option(const cli_command *command, size_t index);

/* Says that there is no such command, and which one comes nearest. Always CLI_USAGE. */
cli_exit cli_command_unknown(const cli_command *among, const char *word);

/* Runs the command that argv[0] names. */
cli_exit cli_command_run(const cli_command *among, int argc, char **argv);

/* Reads relata.toml, then the command line of a command into `values`, the struct that its options point into, and
 * `ret_operands`, which must live as long as `values` is used.
 * CLI_GO_ON if the command should run; else the exit code: help was asked for and shown, or the line is wrong.
 * What was read so far is to be freed either way. */
cli_exit cli_command_line_read(const cli_command *command, int argc, char **argv, void *values,
                               cli_list *ret_operands);

#endif
