/* relata lookup: who somebody is in a built network, with whom, and which sentences say so. */
#include "cli/answer.h"
#include "cli/command.h"
#include "cli/report.h"
#include "cli/stream.h"

#include <relata/lookup.h>
#include <relata/relata.h>

#define DEFAULT_GRAPH "out/"

enum { DEFAULT_TOP = 10 };

/* --top, and whether it was given: JSON is for programs, which get everything unless they ask for less. */
typedef struct top {
    bool given;
    size_t count;
} top;

typedef struct lookup_values {
    cli_list names;
    const char *graph;
    bool json;
    bool explain;
    top top;
} lookup_values;

/* ---- options ---- */

static cli_read read_top(const char *text, void *ret_value)
{
    uint64_t count = 0;
    if (!cli_number_read(text, SIZE_MAX, &count))
        return CLI_READ_BAD;
    *(top *)ret_value = (top){.given = true, .count = (size_t)count};
    return CLI_READ_OK;
}

static const cli_kind TOP = {
    .takes_value = true,
    .expects = "a whole number",
    .read = read_top,
};

static const cli_option OPTIONS[] = {
    {"graph", 'g', "PATH",
     "the network: a folder that holds graph.json, or a .json file that \"relata build\" wrote (default: out/)",
     &cli_kind_path, offsetof(lookup_values, graph)},
    {"json", '\0', NULL, "print one JSON object per name, a line each", &cli_kind_flag, offsetof(lookup_values, json)},
    {"explain", '\0', NULL, "also print why each of the other names was taken for one of the entity's", &cli_kind_flag,
     offsetof(lookup_values, explain)},
    {"top", '\0', "N", "show the N strongest neighbours (default: 10; with --json all)", &TOP,
     offsetof(lookup_values, top)},
    {"help", 'h', NULL, "show this help", &cli_kind_help, 0},
};

/* ---- the run ---- */

typedef struct lookup_run {
    const lookup_values *values;
    relata_index *index;
    cli_stream stream;
    bool printed; /* an answer stands above */
} lookup_run;

static cli_exit print_found(lookup_run *r, const relata_answer *answer)
{
    const cli_answer_shape shape = {r->values->top.count, r->values->explain};
    if (r->values->json)
        return cli_answer_write_json(answer, &shape, &r->stream);
    cli_answer_print(answer, &shape, !r->printed, &r->stream);
    r->printed = true;
    return CLI_DONE;
}

static cli_exit look_up(lookup_run *r, const char *name)
{
    relata_error err = {0};
    const relata_answer *answer = NULL;
    if (relata_index_find(r->index, name, &answer, &err) != RELATA_OK)
        return cli_report_error(&err);
    if (answer->entity_count > 0)
        return print_found(r, answer);
    cli_answer_report_nothing(answer);
    return CLI_FAILED;
}

static cli_exit look_up_all(const lookup_values *values, relata_index *index)
{
    lookup_run r = {.values = values, .index = index, .stream = cli_stream_output()};
    cli_exit code = CLI_DONE;
    for (size_t i = 0; i < values->names.count; i++)
        if (look_up(&r, values->names.items[i]) != CLI_DONE)
            code = CLI_FAILED;
    return cli_stream_finish(&r.stream, code);
}

static cli_exit open_index(const char *graph, relata_index **ret_index)
{
    relata_error err = {0};
    relata_status status = relata_index_open(graph != NULL ? graph : DEFAULT_GRAPH, ret_index, &err);
    if (status == RELATA_OK)
        return CLI_GO_ON;
    (void)cli_report_error(&err);
    if (graph == NULL && status == RELATA_ERROR_IO)
        cli_report("\"relata build\" makes a network, and \"-g PATH\" names one that is elsewhere");
    return CLI_FAILED;
}

static cli_exit lookup(const lookup_values *values)
{
    relata_index *index = NULL;
    cli_exit code = open_index(values->graph, &index);
    if (code == CLI_GO_ON)
        code = look_up_all(values, index);
    relata_index_free(index);
    return code;
}

/* ---- the command ---- */

static cli_exit run(const cli_command *command, int argc, char **argv)
{
    lookup_values values = {0};
    cli_exit code = cli_command_line_read(command, argc, argv, &values, &values.names);
    if (!values.top.given)
        values.top.count = values.json ? SIZE_MAX : DEFAULT_TOP;
    if (code == CLI_GO_ON)
        code = lookup(&values);
    cli_list_free(&values.names);
    return code;
}

const cli_command cli_lookup = {
    .name = "lookup",
    .purpose = "say who a name is, with whom, and which sentences show it",
    .operands = "[options] NAME...",
    .required = "NAME",
    .about = "NAME is a label, an alias or an id; case and accents do not matter. A name of several words stands in "
             "quotes. If several entities have the name, all are shown.",
    .options = OPTIONS,
    .option_count = sizeof OPTIONS / sizeof OPTIONS[0],
    .examples = {{"relata lookup \"Mark Carney\"", "who he is in out/graph.json, and his strongest links"},
                 {"relata lookup -g people.json --json carney xi", "two answers for a script"}},
    .run = run,
};
