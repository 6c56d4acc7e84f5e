/* relata gazetteer stats: how much the gazetteers hold of what. */
#include "cli/command.h"
#include "cli/engine.h"
#include "cli/report.h"
#include "cli/stream.h"
#include "cli/text.h"

#include <relata/gazetteer.h>

#include <stdint.h>
#include <string.h>

enum { DEFAULT_TOP = 20, COUNT_WIDTH = 9 };

typedef struct stats_values {
    cli_list lists;
    size_t top;
    bool json;
} stats_values;

static const cli_option OPTIONS[] = {
    {"top", '\0', "N", "show the N highest counts of each table (default: 20)", &cli_kind_count,
     offsetof(stats_values, top)},
    {"json", '\0', NULL, "print one JSON object per count, a line each", &cli_kind_flag, offsetof(stats_values, json)},
    {"help", 'h', NULL, "show this help", &cli_kind_help, 0},
};

typedef struct stats_run {
    const stats_values *values;
    cli_stream stream;
    relata_error err;
    char table[16]; /* the one in turn */
    size_t rows;    /* of it so far */
    size_t left_out;
} stats_run;

static const struct {
    const char *table;
    const char *heading;
} HEADINGS[] = {
    {"type", "Entries by type"},         {"lexicon", "Words of the lexicon by type"}, {"country", "Entries by country"},
    {"source", "Entries by their list"}, {"words", "Names and aliases by number of words"},
};

static const char *heading_of(const char *table)
{
    for (size_t i = 0; i < sizeof HEADINGS / sizeof HEADINGS[0]; i++)
        if (strcmp(HEADINGS[i].table, table) == 0)
            return HEADINGS[i].heading;
    return table;
}

static void end_table(stats_run *r)
{
    if (r->left_out > 0)
        cli_stream_print(&r->stream, "%*s  and %zu more\n", COUNT_WIDTH, "", r->left_out);
    r->left_out = r->rows = 0;
}

static void begin_table(stats_run *r, const char *table)
{
    end_table(r);
    cli_stream_print(&r->stream, "%s%s\n", r->table[0] == '\0' ? "" : "\n", heading_of(table));
    (void)snprintf(r->table, sizeof r->table, "%s", table);
}

static bool receive(void *user, const relata_statistic *s)
{
    stats_run *r = user;
    if (r->values->json)
        return relata_statistic_write_json(s, cli_stream_write, &r->stream, &r->err) == RELATA_OK;
    if (strcmp(s->table, r->table) != 0)
        begin_table(r, s->table);
    if (r->rows++ < r->values->top)
        cli_stream_print(&r->stream, "%*zu  %s\n", COUNT_WIDTH, s->count, s->key);
    else
        r->left_out++;
    return r->stream.error_number == 0;
}

static cli_exit count(const stats_values *values, const relata_engine *engine)
{
    stats_run r = {.values = values, .stream = cli_stream_output()};
    relata_error err = {0};
    cli_exit code = CLI_DONE;
    if (relata_engine_count(engine, receive, &r, &err) != RELATA_OK)
        code = r.stream.error_number != 0 ? CLI_FAILED : cli_report_error(r.err.status != RELATA_OK ? &r.err : &err);
    end_table(&r);
    return cli_stream_finish(&r.stream, code);
}

/* Lists that are named are counted alone. */
static cli_exit run(const cli_command *command, int argc, char **argv)
{
    stats_values values = {.top = DEFAULT_TOP};
    relata_engine *engine = NULL;
    cli_exit code = cli_command_line_read(command, argc, argv, &values, &values.lists);
    cli_engine_values opened = {.gazetteers = values.lists, .no_defaults = values.lists.count > 0};
    if (code == CLI_GO_ON)
        code = cli_engine_open(command, &opened, &engine);
    if (code == CLI_GO_ON)
        code = count(&values, engine);
    relata_engine_free(engine);
    cli_list_free(&values.lists);
    return code;
}

const cli_command cli_gazetteer_stats = {
    .name = "gazetteer stats",
    .purpose = "count what gazetteers hold, by type, country and length",
    .operands = "[options] [FILE...]",
    .about = "FILE is a list (.tsv), a compiled gazetteer or a folder; without any, the gazetteers that come with "
             "relata are counted.",
    .options = OPTIONS,
    .option_count = sizeof OPTIONS / sizeof OPTIONS[0],
    .examples = {{"relata gazetteer stats", "what comes with relata"},
                 {"relata gazetteer stats --json geonames.rgz", "what a list of yours holds, for a script"}},
    .run = run,
};
