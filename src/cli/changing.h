/* Changing a store: what "add", "remove", "judge" and "renew" have in common. */
#ifndef RL_CLI_CHANGING_H
#define RL_CLI_CHANGING_H

#include "cli/command.h"
#include "cli/settings.h"

#include <relata/store.h>

#define CLI_DEFAULT_STORE "out/"

/* The first field of such a command's struct. */
typedef struct cli_changing_values {
    const char *store; /* NULL: the default */
    unsigned jobs;
    bool quiet;
} cli_changing_values;

enum { CLI_CHANGING_OPTIONS = 3 };
extern const cli_option cli_changing_options[CLI_CHANGING_OPTIONS];

/* Makes the change and says what came of it. `inputs` (may be NULL) are read as the store's documents were; `given` as
 * cli_settings_open_engine has it. */
cli_exit cli_change(const cli_command *command, const cli_changing_values *values, const cli_list *inputs,
                    const cli_given *given, relata_store_change change);

#endif
