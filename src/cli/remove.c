/* relata remove: documents out of a store. */
#include "cli/changing.h"

typedef struct remove_values {
    cli_changing_values changing;
    cli_list documents;
} remove_values;

static const cli_option OPTIONS[] = {
    {"help", 'h', NULL, "show this help", &cli_kind_help, 0},
};

static cli_exit run(const cli_command *command, int argc, char **argv)
{
    remove_values values = {.documents = {0}};
    cli_exit code = cli_command_line_read(command, argc, argv, &values, &values.documents);
    if (code == CLI_GO_ON)
        code = cli_change(command, &values.changing, NULL, NULL,
                          (relata_store_change){.removed = values.documents.items,
                                                .removed_count = values.documents.count});
    cli_list_free(&values.documents);
    return code;
}

const cli_command cli_remove = {
    .name = "remove",
    .purpose = "remove documents from a store",
    .operands = "[options] DOCUMENT...",
    .required = "DOCUMENT",
    .about = "DOCUMENT is the id of a document, as evidence names it. If the store lacks one of them, nothing is removed.",
    .shared = cli_changing_options,
    .shared_count = CLI_CHANGING_OPTIONS,
    .options = OPTIONS,
    .option_count = sizeof OPTIONS / sizeof OPTIONS[0],
    .examples = {{"relata remove news/article-1.txt", "one article out of out/relata.db"},
                 {"relata remove -g news.db d17 d18", "two documents of another store"}},
    .run = run,
};
