/* Setting up the engine, the same way for every command that reads documents. */
#ifndef RL_CLI_ENGINE_H
#define RL_CLI_ENGINE_H

#include "cli/command.h"

#include <relata/relata.h>

/* What the options of such a command say about the engine. */
typedef struct cli_engine_values {
    cli_list gazetteers; /* added to the shipped ones */
    cli_list types;      /* asked for; none = all */
    const char *weights; /* learned ones, instead of those that come with relata; NULL: those */
    bool no_defaults;    /* without the shipped ones */
} cli_engine_values;

/* A sealed engine that knows every type asked for. `*ret_engine` is owned: relata_engine_free. CLI_GO_ON, or the exit
 * code after a message. */
cli_exit cli_engine_open(const cli_command *command, const cli_engine_values *values, relata_engine **ret_engine);

void cli_engine_values_free(cli_engine_values *values);

#endif
