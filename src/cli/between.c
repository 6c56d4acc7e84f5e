/* relata between: every sentence that names two, and the relations that are stated between them. */
#include "cli/asking.h"
#include "cli/network.h"
#include "cli/paragraph.h"
#include "cli/text.h"

typedef struct between_values {
    cli_asking_values asking;
    const char *since;
    const char *until;
} between_values;

static const cli_option OPTIONS[] = {
    {"since", '\0', "DATE", "only documents from this day on: 2025, 2025-10 or 2025-10-31", &cli_kind_date,
     offsetof(between_values, since)},
    {"until", '\0', "DATE", "only documents up to this day, month or year, it included", &cli_kind_date,
     offsetof(between_values, until)},
    {"help", 'h', NULL, "show this help", &cli_kind_help, 0},
};

static void print(const relata_reply *reply, size_t width, cli_stream *stream)
{
    const relata_named *one = &reply->name.entity, *other = &reply->other.entity;
    cli_named_print(one, stream);
    cli_named_print(other, stream);
    if (reply->link_count > 0)
        cli_paragraph_print(stream, CLI_INDENT_ENTITY, width, "relations:");
    cli_links_print(reply->links, reply->link_count, one, other, NULL, CLI_INDENT_ITEM, width, stream);
    cli_paragraph_print(stream, CLI_INDENT_ENTITY, width, "%zu sentence%s with both%s", reply->quote_count,
                        cli_text_plural(reply->quote_count), reply->quote_count > 0 ? ":" : "");
    for (size_t i = 0; i < reply->quote_count; i++)
        cli_quote_print(&reply->quotes[i], CLI_INDENT_ITEM, width, stream);
}

static cli_exit run(const cli_command *command, int argc, char **argv)
{
    between_values values = {.since = NULL};
    cli_exit code = cli_command_line_read(command, argc, argv, &values, &values.asking.names);
    const relata_question question = {.kind = RELATA_ASK_BETWEEN, .since = values.since, .until = values.until};
    if (code == CLI_GO_ON)
        code = cli_ask(command, &values.asking, question, print);
    cli_list_free(&values.asking.names);
    return code;
}

const cli_command cli_between = {
    .name = "between",
    .purpose = "show every sentence with two names, and what relates them",
    .operands = "[options] NAME NAME",
    .required = "NAME",
    .about = "Sentences stand in the order of the dates of their documents; those without a date come last. If several "
             "entities have a name, the most mentioned one is taken and the others are said; an id chooses.",
    .shared = cli_asking_options,
    .shared_count = CLI_ASKING_OPTIONS,
    .options = OPTIONS,
    .option_count = sizeof OPTIONS / sizeof OPTIONS[0],
    .examples = {{"relata between carney xi", "all that was written of the two in one sentence"},
                 {"relata between --since 2025-11 --json China Canada", "what was since November, for a script"}},
    .run = run,
};
