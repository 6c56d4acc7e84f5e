/* relata lookup: who somebody is in a built network, with whom, and which sentences say so. Names are operands, or lines of
 * standard input: then each gets one line of JSON, at once, so that a program may wait for it. */
#include "cli/answer.h"
#include "cli/command.h"
#include "cli/report.h"
#include "cli/stream.h"

#include <relata/lookup.h>
#include <relata/relata.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEFAULT_GRAPH "out/"

enum { DEFAULT_TOP = 10, DEFAULT_LIMIT = 20 };

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
    bool from_input;
    bool prefix;
    bool fuzzy;
    const char *type;
    const char *since;
    const char *until;
    top top;
    top limit;
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
     "the network: a folder that holds relata.db or graph.json, a store, or a .json file that \"relata build\" wrote (default: "
     "out/)",
     &cli_kind_path, offsetof(lookup_values, graph)},
    {"json", '\0', NULL, "print one JSON object per name, a line each", &cli_kind_flag, offsetof(lookup_values, json)},
    {"stdin", '\0', NULL,
     "the names are lines of standard input; each is answered with one line of JSON, also if nothing has it", &cli_kind_flag,
     offsetof(lookup_values, from_input)},
    {"prefix", '\0', NULL, "whatever has a name that begins so, the 20 most mentioned (needs a store)", &cli_kind_flag,
     offsetof(lookup_values, prefix)},
    {"fuzzy", '\0', NULL, "whatever has a name that is near, the 20 nearest (needs a store)", &cli_kind_flag,
     offsetof(lookup_values, fuzzy)},
    {"type", '\0', "NAME", "only entities of this type (needs a store)", &cli_kind_text, offsetof(lookup_values, type)},
    {"since", '\0', "DATE", "only entities that a document of this day or later names (needs a store)", &cli_kind_text,
     offsetof(lookup_values, since)},
    {"until", '\0', "DATE", "only entities that a document of this day or earlier names (needs a store)", &cli_kind_text,
     offsetof(lookup_values, until)},
    {"explain", '\0', NULL, "also print why each of the other names was taken for one of the entity's", &cli_kind_flag,
     offsetof(lookup_values, explain)},
    {"top", '\0', "N", "show the N strongest neighbours (default: 10; with --json and names that are operands all)", &TOP,
     offsetof(lookup_values, top)},
    {"limit", '\0', "N", "at most N entities for a name, the most mentioned (default: all; with --stdin, --prefix and --fuzzy 20; 0: all)",
     &TOP, offsetof(lookup_values, limit)},
    {"help", 'h', NULL, "show this help", &cli_kind_help, 0},
};

/* ---- the run ---- */

typedef struct lookup_run {
    const lookup_values *values;
    relata_index *index;
    cli_stream stream;
    bool printed; /* an answer stands above */
} lookup_run;

static cli_exit print_found(lookup_run *r, const relata_answer *found)
{
    relata_answer cut = *found; /* JSON is answered with all entities */
    const relata_answer *answer = &cut;
    size_t limit = r->values->limit.count;
    if (limit > 0 && limit < cut.entity_count)
        cut.entity_count = limit;
    const cli_answer_shape shape = {r->values->top.count, r->values->explain};
    if (r->values->json || r->values->from_input)
        return cli_answer_write_json(answer, &shape, &r->stream);
    cli_answer_print(answer, &shape, !r->printed, &r->stream);
    r->printed = true;
    return CLI_DONE;
}

/* People are told how many neighbours there are, so those are all asked for. */
static cli_exit ask(lookup_run *r, const char *name, const relata_answer **ret_answer)
{
    relata_error err = {0};
    const lookup_values *v = r->values;
    const relata_query query = {.name = name,
                                .matching = v->prefix  ? RELATA_MATCH_PREFIX
                                            : v->fuzzy ? RELATA_MATCH_FUZZY
                                                       : RELATA_MATCH_NAME,
                                .type = v->type,
                                .since = v->since,
                                .until = v->until,
                                .most_entities = v->limit.count,
                                .most_neighbours = v->json || v->from_input ? v->top.count : SIZE_MAX,
                                .suggest = !v->from_input};
    return relata_index_query(r->index, &query, ret_answer, &err) == RELATA_OK ? CLI_DONE : cli_report_error(&err);
}

static cli_exit look_up(lookup_run *r, const char *name)
{
    const relata_answer *answer = NULL;
    if (ask(r, name, &answer) != CLI_DONE)
        return CLI_FAILED;
    if (answer->entity_count > 0)
        return print_found(r, answer);
    cli_answer_report_nothing(answer);
    return CLI_FAILED;
}

/* ---- names from standard input ---- */

static cli_exit look_up_line(lookup_run *r, char *line, size_t length)
{
    const relata_answer *answer = NULL;
    while (length > 0 && (line[length - 1] == '\n' || line[length - 1] == '\r'))
        line[--length] = '\0';
    for (char *nul = line; (nul = memchr(nul, '\0', length - (size_t)(nul - line))) != NULL;)
        *nul = ' ';
    if (ask(r, line, &answer) != CLI_DONE || print_found(r, answer) != CLI_DONE)
        return CLI_FAILED;
    if (fflush(stdout) != 0 && r->stream.error_number == 0)
        r->stream.error_number = errno;
    return r->stream.error_number == 0 ? CLI_DONE : CLI_FAILED;
}

static cli_exit look_up_lines(lookup_run *r)
{
    char *line = NULL;
    size_t size = 0;
    ssize_t length;
    cli_exit code = CLI_DONE;
    while (code == CLI_DONE && (length = getline(&line, &size, stdin)) >= 0)
        code = look_up_line(r, line, (size_t)length);
    free(line);
    return code;
}

static cli_exit look_up_all(const lookup_values *values, relata_index *index)
{
    lookup_run r = {.values = values, .index = index, .stream = cli_stream_output()};
    cli_exit code = CLI_DONE;
    if (values->from_input)
        return cli_stream_finish(&r.stream, look_up_lines(&r));
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
    return cli_report_missing(&err, "network", graph != NULL);
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

static cli_exit check_values(const cli_command *command, const lookup_values *values)
{
    if (!values->from_input && values->names.count == 0)
        return cli_report_usage(command, "no NAME was given");
    if (values->from_input && values->names.count > 0)
        return cli_report_usage(command, "--stdin reads the names, and \"%s\" was given too", values->names.items[0]);
    if (values->prefix && values->fuzzy)
        return cli_report_usage(command, "--prefix and --fuzzy exclude each other");
    return CLI_GO_ON;
}

static cli_exit run(const cli_command *command, int argc, char **argv)
{
    lookup_values values = {0};
    cli_exit code = cli_command_line_read(command, argc, argv, &values, &values.names);
    if (!values.top.given)
        values.top.count = values.json && !values.from_input ? SIZE_MAX : DEFAULT_TOP;
    if (!values.limit.given && values.from_input)
        values.limit.count = DEFAULT_LIMIT;
    else if (values.limit.given && values.limit.count == 0)
        values.limit.count = SIZE_MAX;
    if (code == CLI_GO_ON)
        code = check_values(command, &values);
    if (code == CLI_GO_ON)
        code = lookup(&values);
    cli_list_free(&values.names);
    return code;
}

const cli_command cli_lookup = {
    .name = "lookup",
    .purpose = "say who a name is, with whom, and which sentences show it",
    .operands = "[options] NAME...",
    .about = "NAME is a label, an alias or an id; case and accents do not matter. A name of several words stands in "
             "quotes. If several entities have the name, all are shown.",
    .options = OPTIONS,
    .option_count = sizeof OPTIONS / sizeof OPTIONS[0],
    .examples = {{"relata lookup \"Mark Carney\"", "who he is in the network in out/, and his strongest links"},
                 {"relata lookup -g people.json --json carney xi", "two answers for a script"}},
    .run = run,
};
