/* relata renew: the documents of a store, looked at again. */
#include "cli/changing.h"

typedef struct renew_values {
    cli_changing_values changing;
    cli_given given;
    cli_list none;
} renew_values;

static const cli_option OPTIONS[] = {
    {"gazetteer", '\0', "PATH", "where the lists of your own are, if they have moved; all of them are given then",
     &cli_kind_paths, offsetof(renew_values, given.gazetteers)},
    {"weights", '\0', "FILE", "where the learned weights of your own are, if they have moved", &cli_kind_path,
     offsetof(renew_values, given.weights)},
    {"help", 'h', NULL, "show this help", &cli_kind_help, 0},
};

static cli_exit run(const cli_command *command, int argc, char **argv)
{
    renew_values values = {.none = {0}};
    cli_exit code = cli_command_line_read(command, argc, argv, &values, &values.none);
    if (code == CLI_GO_ON)
        code = cli_change(command, &values.changing, NULL, &values.given, (relata_store_change){.renew = true});
    cli_list_free(&values.none);
    cli_given_free(&values.given);
    return code;
}

const cli_command cli_renew = {
    .name = "renew",
    .purpose = "look at all documents of a store again, with the lists as they are now",
    .operands = "[options]",
    .about = "For when lists or relata itself have changed since the store was built: what was found by the old ones and what "
             "is found by the new ones does not go together, so other commands refuse such a store.",
    .shared = cli_changing_options,
    .shared_count = CLI_CHANGING_OPTIONS,
    .options = OPTIONS,
    .option_count = sizeof OPTIONS / sizeof OPTIONS[0],
    .examples = {{"relata renew", "out/relata.db, by the lists of today"}},
    .run = run,
};
