/* Commands by name, and the nearest one to a name that is misspelt. */
#include "cli/command.h"

#include "cli/nearest.h"
#include "cli/report.h"

#include <string.h>

/* The word that a command is called by: the last one of its name. */
static const char *word_of(const cli_command *command)
{
    const char *space = strrchr(command->name, ' ');
    return space != NULL ? space + 1 : command->name;
}

const cli_command *cli_command_find(const cli_command *among, const char *word)
{
    for (size_t i = 0; among->commands != NULL && among->commands[i] != NULL; i++)
        if (strcmp(word_of(among->commands[i]), word) == 0)
            return among->commands[i];
    return NULL;
}

cli_exit cli_command_unknown(const cli_command *among, const char *word)
{
    cli_nearest nearest = {.typed = word};
    for (size_t i = 0; among->commands != NULL && among->commands[i] != NULL; i++)
        cli_nearest_offer(&nearest, word_of(among->commands[i]));
    if (nearest.word == NULL)
        return cli_report_usage(among, "unknown command \"%s\"", word);
    return cli_report_usage(among, "unknown command \"%s\"; did you mean \"%s\"?", word, nearest.word);
}

cli_exit cli_command_run(const cli_command *among, int argc, char **argv)
{
    const cli_command *command = cli_command_find(among, argv[0]);
    return command != NULL ? command->run(command, argc, argv) : cli_command_unknown(among, argv[0]);
}

bool cli_command_is_configured(const cli_command *command)
{
    return command->commands == NULL && !command->unconfigured;
}

/* In every table of a command, right before its last row, which is --help. */
static const cli_option CONFIG[] = {
    {"config", '\0', "FILE", "read options from this file (default: relata.toml, if it is here)", &cli_kind_config, 0},
    {"no-config", '\0', NULL, "read no options from relata.toml", &cli_kind_no_config, 0},
};

enum { CONFIG_COUNT = sizeof CONFIG / sizeof CONFIG[0] };

size_t cli_command_option_count(const cli_command *command)
{
    return command->shared_count + command->option_count + (cli_command_is_configured(command) ? CONFIG_COUNT : 0);
}

const cli_option *cli_command_option(const cli_command *command, size_t index)
{
    size_t own = command->option_count - 1;
    if (index < command->shared_count)
        return &command->shared[index];
    index -= command->shared_count;
    if (index < own || !cli_command_is_configured(command))
        return &command->options[index];
    return index < own + CONFIG_COUNT ? &CONFIG[index - own] : &command->options[own];
}
