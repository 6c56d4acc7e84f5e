/* relata documents: which documents name somebody. */
#include "cli/asking.h"
#include "cli/network.h"
#include "cli/paragraph.h"
#include "cli/text.h"

typedef struct documents_values {
    cli_asking_values asking;
    const char *type;
    const char *since;
    const char *until;
} documents_values;

static const cli_option OPTIONS[] = {
    {"type", '\0', "NAME", "the entity is of this type", &cli_kind_text, offsetof(documents_values, type)},
    {"since", '\0', "DATE", "only documents from this day on: 2025, 2025-10 or 2025-10-31", &cli_kind_date,
     offsetof(documents_values, since)},
    {"until", '\0', "DATE", "only documents up to this day, month or year, it included", &cli_kind_date,
     offsetof(documents_values, until)},
    {"help", 'h', NULL, "show this help", &cli_kind_help, 0},
};

enum { DATE_WIDTH = 10 };

static void print(const relata_reply *reply, size_t width, cli_stream *stream)
{
    cli_named_print(&reply->name.entity, stream);
    cli_paragraph_print(stream, CLI_INDENT_ENTITY, width, "%zu document%s%s", reply->document_count,
                        cli_text_plural(reply->document_count), reply->document_count > 0 ? ":" : "");
    for (size_t i = 0; i < reply->document_count; i++) {
        const relata_naming *d = &reply->documents[i];
        bool titled = d->title != NULL;
        cli_stream_print(stream, "%*s%-*s  ", CLI_INDENT_ITEM, "", DATE_WIDTH, d->date != NULL ? d->date : "no date");
        cli_stream_print(stream, "%s%s%s%s, %zu mention%s\n", d->id, titled ? " \"" : "", titled ? d->title : "",
                         titled ? "\"" : "", d->mentions, cli_text_plural(d->mentions));
    }
}

static cli_exit run(const cli_command *command, int argc, char **argv)
{
    documents_values values = {.type = NULL};
    cli_exit code = cli_command_line_read(command, argc, argv, &values, &values.asking.names);
    const relata_question question = {
        .kind = RELATA_ASK_DOCUMENTS, .type = values.type, .since = values.since, .until = values.until};
    if (code == CLI_GO_ON)
        code = cli_ask(command, &values.asking, question, print);
    cli_list_free(&values.asking.names);
    return code;
}

const cli_command cli_documents = {
    .name = "documents",
    .purpose = "list the documents that name somebody",
    .operands = "[options] NAME",
    .required = "NAME",
    .about =
        "Documents stand in the order of their dates; those without a date come last. If several entities have the "
        "name, the most mentioned one is taken and the others are said; --type or an id chooses.",
    .shared = cli_asking_options,
    .shared_count = CLI_ASKING_OPTIONS,
    .options = OPTIONS,
    .option_count = sizeof OPTIONS / sizeof OPTIONS[0],
    .examples = {{"relata documents huawei", "where to read of it"},
                 {"relata documents --since 2025-10 --until 2025-10 --json canada",
                  "those of one month, for a script"}},
    .run = run,
};
