/* Where the gazetteers that come with relata are. */
#ifndef RL_CLI_DATA_H
#define RL_CLI_DATA_H

#include "cli/command.h"

/* Finds their folder. `*ret_folder` is owned: free. CLI_GO_ON, or CLI_FAILED after a message. */
cli_exit cli_data_find(char **ret_folder);

#endif
