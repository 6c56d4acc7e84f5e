/* relata add: more documents for a store. */
#include "cli/changing.h"

typedef struct add_values {
    cli_changing_values changing;
    cli_given given;
    cli_list inputs;
} add_values;

#define AS_BUILT "as the store was built; anything else is refused"

static const cli_option OPTIONS[] = {
    {"window", '\0', "UNIT", AS_BUILT, &cli_kind_text, offsetof(add_values, given.window)},
    {"types", '\0', "NAMES", AS_BUILT, &cli_kind_names, offsetof(add_values, given.types)},
    {"since", '\0', "DATE", AS_BUILT, &cli_kind_text, offsetof(add_values, given.since)},
    {"until", '\0', "DATE", AS_BUILT, &cli_kind_text, offsetof(add_values, given.until)},
    {"keep-boilerplate", '\0', NULL, AS_BUILT, &cli_kind_flag, offsetof(add_values, given.keep_boilerplate)},
    {"keep-furniture", '\0', NULL, AS_BUILT, &cli_kind_flag, offsetof(add_values, given.keep_furniture)},
    {"keep-repeats", '\0', NULL, AS_BUILT, &cli_kind_flag, offsetof(add_values, given.keep_repeats)},
    {"keep-copies", '\0', NULL, AS_BUILT, &cli_kind_flag, offsetof(add_values, given.keep_copies)},
    {"gazetteer", '\0', "PATH", "where a list is that the store was built with, if it has moved; all of them are given then",
     &cli_kind_paths, offsetof(add_values, given.gazetteers)},
    {"weights", '\0', "FILE", "where the weights are that the store was built with, if they have moved", &cli_kind_path,
     offsetof(add_values, given.weights)},
    {"no-default-gazetteers", '\0', NULL, AS_BUILT, &cli_kind_flag, offsetof(add_values, given.no_defaults)},
    {"help", 'h', NULL, "show this help", &cli_kind_help, 0},
};

static cli_exit run(const cli_command *command, int argc, char **argv)
{
    add_values values = {.inputs = {0}};
    cli_exit code = cli_command_line_read(command, argc, argv, &values, &values.inputs);
    if (code == CLI_GO_ON)
        code = cli_change(command, &values.changing, &values.inputs, &values.given, (relata_store_change){0});
    cli_list_free(&values.inputs);
    cli_given_free(&values.given);
    return code;
}

const cli_command cli_add = {
    .name = "add",
    .purpose = "add documents to a store",
    .operands = "[options] INPUT...",
    .required = "INPUT",
    .about = "INPUT is what \"relata build\" reads. A document whose id the store has is replaced if its text, title or date "
             "is another one; else nothing happens. What is found is decided as when the store was built. The files of the "
             "network are not written: \"relata export\" does that.",
    .shared = cli_changing_options,
    .shared_count = CLI_CHANGING_OPTIONS,
    .options = OPTIONS,
    .option_count = sizeof OPTIONS / sizeof OPTIONS[0],
    .examples = {{"relata add today/", "today's articles into out/relata.db"},
                 {"relata add -g news.db today.jsonl", "into another store"}},
    .run = run,
};
