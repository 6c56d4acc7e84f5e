/* The options that every command has that writes a network. */
#ifndef RL_CLI_NETWORK_H
#define RL_CLI_NETWORK_H

#include "cli/command.h"
#include "cli/shaping.h"

#include <relata/relata.h>

/* The first field of such a command's struct. */
typedef struct cli_network_values {
    cli_list outputs;
    relata_build_options options; /* the library's own, with its defaults */
    cli_shaping_values shaping;
    bool quiet;
} cli_network_values;

extern const cli_kind cli_kind_weight; /* relata_weight */
extern const cli_kind cli_kind_date;   /* const char *, as cli_kind_text */

enum { CLI_NETWORK_OPTIONS = 18 };
extern const cli_option cli_network_options[CLI_NETWORK_OPTIONS];

cli_network_values cli_network_start(void);
/* The files that are written for `asked`, which are the outputs or stand for them. */
cli_exit cli_network_list_outputs(const cli_command *command, const cli_network_values *values, const cli_list *asked,
                                  cli_list *ret_paths);
void cli_network_free(cli_network_values *values);

#endif
