/* What the program must remember of a store beside what the library does: which lists, and how pages are read. */
#ifndef RL_CLI_SETTINGS_H
#define RL_CLI_SETTINGS_H

#include "cli/engine.h"

#include <relata/relata.h>

enum { CLI_SETTINGS_MOST = 4 };

typedef struct cli_settings {
    relata_setting items[CLI_SETTINGS_MOST];
    size_t count;
    char *gazetteers; /* joined */
} cli_settings;

/* Notes what was given. CLI_GO_ON, or an exit code after a message; cli_settings_free either way. */
cli_exit cli_settings_note(const cli_engine_values *values, bool keep_boilerplate, cli_settings *ret);
void cli_settings_free(cli_settings *settings);

/* Options that decide what is found, as a command that changes a store may be given them again. NULL, false, empty: not
 * given. */
typedef struct cli_given {
    cli_list gazetteers;
    cli_list types;
    const char *weights;
    const char *window;
    const char *since;
    const char *until;
    bool no_defaults;
    bool keep_boilerplate;
    bool keep_furniture;
    bool keep_repeats;
    bool keep_copies;
} cli_given;

void cli_given_free(cli_given *given);

/* Opens the engine with the lists that the store at `path` was made with; `was_given` if the user named it. Refuses what is `given` (NULL: nothing) if the store
 * was made otherwise; lists that are given again stand for those that the store names. */
cli_exit cli_settings_open_engine(const cli_command *command, const char *path, bool was_given, const cli_given *given,
                                  relata_engine **ret_engine, bool *ret_keep_boilerplate);

#endif
