/* --offsets, for all commands that have it. */
#ifndef RL_CLI_OFFSETS_H
#define RL_CLI_OFFSETS_H

#include "cli/options.h"

extern const cli_kind cli_kind_offsets; /* relata_offsets */

#endif
