/* relata path: over whom two are linked most strongly, and what shows each step. */
#include "cli/asking.h"
#include "cli/network.h"
#include "cli/paragraph.h"
#include "cli/text.h"

typedef struct path_values {
    cli_asking_values asking;
    relata_weight weight;
} path_values;

static const cli_option OPTIONS[] = {
    {"weight", '\0', "NAME",
     "what makes an edge strong: count (windows that hold both), documents, npmi, log_likelihood, jaccard or cosine; "
     "edges whose weight is not above zero are left out (default: count)",
     &cli_kind_weight, offsetof(path_values, weight)},
    {"help", 'h', NULL, "show this help", &cli_kind_help, 0},
};

static void print(const relata_reply *reply, size_t width, cli_stream *stream)
{
    const relata_named *at = &reply->name.entity;
    if (reply->step_count == 0) {
        cli_named_print(at, stream);
        cli_paragraph_print(stream, CLI_INDENT_ENTITY, width, "both names mean this entity");
        return;
    }
    cli_stream_print(stream, "%s to %s: %zu step%s, length %.6g\n", at->label, reply->other.entity.label,
                     reply->step_count, cli_text_plural(reply->step_count), reply->length);
    cli_paragraph_print(stream, CLI_INDENT_ENTITY, width, "%s", at->label);
    for (size_t i = 0; i < reply->step_count; i++) {
        cli_step_print(&reply->steps[i], at, width, stream);
        at = &reply->steps[i].entity;
    }
}

static cli_exit run(const cli_command *command, int argc, char **argv)
{
    path_values values = {.weight = RELATA_WEIGHT_COUNT};
    cli_exit code = cli_command_line_read(command, argc, argv, &values, &values.asking.names);
    const relata_question question = {.kind = RELATA_ASK_PATH, .weight = values.weight};
    if (code == CLI_GO_ON)
        code = cli_ask(command, &values.asking, question, print);
    cli_list_free(&values.asking.names);
    return code;
}

const cli_command cli_path = {
    .name = "path",
    .purpose = "say over whom two names are linked most strongly",
    .operands = "[options] NAME NAME",
    .required = "NAME",
    .about =
        "Every edge is 1/weight long; of all paths the shortest is taken. If several entities have a name, the most "
        "mentioned one is taken and the others are said; an id chooses. Without a path the exit code is 1.",
    .shared = cli_asking_options,
    .shared_count = CLI_ASKING_OPTIONS,
    .options = OPTIONS,
    .option_count = sizeof OPTIONS / sizeof OPTIONS[0],
    .examples = {{"relata path \"Mark Carney\" Huawei", "who stands between the two, and what shows each step"},
                 {"relata path --weight npmi --json carney xi",
                  "by how much more than chance they meet, for a script"}},
    .run = run,
};
