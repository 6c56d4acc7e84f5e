/* relata neighbours: with whom somebody is seen most, and what is said of the two. */
#include "cli/asking.h"
#include "cli/network.h"
#include "cli/paragraph.h"

enum { DEFAULT_TOP = 10 };

typedef struct neighbours_values {
    cli_asking_values asking;
    size_t top; /* 0: not given */
    const char *type;
    const char *since;
    const char *until;
} neighbours_values;

static cli_read read_top(const char *text, void *ret_value)
{
    uint64_t count = 0;
    if (!cli_number_read(text, SIZE_MAX, &count) || count == 0)
        return CLI_READ_BAD;
    *(size_t *)ret_value = (size_t)count;
    return CLI_READ_OK;
}

static const cli_kind TOP = {.takes_value = true, .expects = "a whole number above 0", .read = read_top};

static const cli_option OPTIONS[] = {
    {"top", '\0', "N", "the N strongest neighbours (default: 10; with --json all)", &TOP,
     offsetof(neighbours_values, top)},
    {"type", '\0', "NAME", "only neighbours of this type", &cli_kind_text, offsetof(neighbours_values, type)},
    {"since", '\0', "DATE", "count only documents from this day on: 2025, 2025-10 or 2025-10-31", &cli_kind_date,
     offsetof(neighbours_values, since)},
    {"until", '\0', "DATE", "count only documents up to this day, month or year, it included", &cli_kind_date,
     offsetof(neighbours_values, until)},
    {"help", 'h', NULL, "show this help", &cli_kind_help, 0},
};

static void print(const relata_reply *reply, size_t width, cli_stream *stream)
{
    const relata_named *entity = &reply->name.entity;
    cli_named_print(entity, stream);
    cli_named_print_counts(entity, width, stream);
    cli_paragraph_print(stream, CLI_INDENT_ENTITY, width, reply->step_count > 0 ? "with:" : "with nobody");
    for (size_t i = 0; i < reply->step_count; i++)
        cli_step_print(&reply->steps[i], entity, width, stream);
    if (reply->step_count > 0 && reply->neighbour_count > reply->step_count)
        cli_paragraph_print(stream, CLI_INDENT_ITEM, width, "and %zu more", reply->neighbour_count - reply->step_count);
}

static cli_exit run(const cli_command *command, int argc, char **argv)
{
    neighbours_values values = {.top = 0};
    cli_exit code = cli_command_line_read(command, argc, argv, &values, &values.asking.names);
    const relata_question question = {.kind = RELATA_ASK_NEIGHBOURS,
                                      .neighbour_type = values.type,
                                      .since = values.since,
                                      .until = values.until,
                                      .most = values.top > 0 || values.asking.json ? values.top : DEFAULT_TOP};
    if (code == CLI_GO_ON)
        code = cli_ask(command, &values.asking, question, print);
    cli_list_free(&values.asking.names);
    return code;
}

const cli_command cli_neighbours = {
    .name = "neighbours",
    .purpose = "say with whom a name is seen most, and what is said of the two",
    .operands = "[options] NAME",
    .required = "NAME",
    .about = "NAME is a label, an alias or an id. If several entities have it, the most mentioned one is taken and the "
             "others are said; an id chooses. Weight is the number of windows that hold both.",
    .shared = cli_asking_options,
    .shared_count = CLI_ASKING_OPTIONS,
    .options = OPTIONS,
    .option_count = sizeof OPTIONS / sizeof OPTIONS[0],
    .examples = {{"relata neighbours --top 5 \"Mark Carney\"", "his five strongest neighbours in out/"},
                 {"relata neighbours --type place --since 2025-10 xi", "places that he was seen with since October"}},
    .run = run,
};
