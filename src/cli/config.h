/* relata.toml: the options of a project. */
#ifndef RL_CLI_CONFIG_H
#define RL_CLI_CONFIG_H

#include "cli/command.h"

/* Reads what `path` says of the command's options into `values`, the struct that they point into. NULL is relata.toml in
 * the working folder, which need not be there. Texts are kept in `keeper`. CLI_GO_ON, or the exit code after a message. */
cli_exit cli_config_read(const cli_command *command, const char *path, void *values, cli_list *keeper);

#endif
