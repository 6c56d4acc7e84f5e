/* Where the network is written. */
#ifndef RL_CLI_OUTPUTS_H
#define RL_CLI_OUTPUTS_H

#include "cli/command.h"

/* Turns what -o asked for into the paths of files, and of the folders of slices, added to `ret_paths`. CLI_GO_ON, or
 * the exit code after a message. */
cli_exit cli_outputs_list(const cli_command *command, const cli_list *asked, cli_list *ret_paths);

/* Is one of these for slices? Each folder has one. */
bool cli_outputs_have_folder(const cli_list *paths);
/* Adds the file of a store to the paths: `asked`, or relata.db in the first folder of the outputs. `*ret_store` is borrowed
 * from the paths, NULL if there is neither. */
cli_exit cli_outputs_add_store(const cli_list *outputs, const char *asked, cli_list *ret_paths, const char **ret_store);

#endif
