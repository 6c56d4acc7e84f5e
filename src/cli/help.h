/* Help texts, made from the commands' own words and tables of options. */
#ifndef RL_CLI_HELP_H
#define RL_CLI_HELP_H

#include "cli/command.h"
#include "cli/stream.h"

/* Prints the help text of a command (or of the program) on standard output. */
cli_exit cli_help_show(const cli_command *command);

/* Prints the few lines that answer "relata" alone. */
void cli_help_print_short(cli_stream *stream);

#endif
