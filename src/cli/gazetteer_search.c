/* relata gazetteer search: what a name could mean, by which list. */
#include "cli/command.h"
#include "cli/engine.h"
#include "cli/report.h"
#include "cli/stream.h"

#include <relata/gazetteer.h>

#include <math.h>
#include <string.h>

typedef struct search_values {
    cli_engine_values engine;
    cli_list names;
    bool json;
} search_values;

static const cli_option OPTIONS[] = {
    {"gazetteer", '\0', "PATH", "search this list, compiled gazetteer or folder too (may be repeated)", &cli_kind_paths,
     offsetof(search_values, engine.gazetteers)},
    {"no-default-gazetteers", '\0', NULL, "search only what --gazetteer names", &cli_kind_flag,
     offsetof(search_values, engine.no_defaults)},
    {"json", '\0', NULL, "print one JSON object per entry, a line each", &cli_kind_flag, offsetof(search_values, json)},
    {"help", 'h', NULL, "show this help", &cli_kind_help, 0},
};

typedef struct search_run {
    const search_values *values;
    cli_stream stream;
    relata_error err; /* of writing a line; the callback can only say "stop" */
    size_t found;     /* for the name in turn */
    bool printed;     /* something stands above */
} search_run;

/* ---- one entry ---- */

static void print_text(cli_stream *stream, const char *label, const char *text)
{
    if (text[0] != '\0')
        cli_stream_print(stream, "  %-12s  %s\n", label, text);
}

static void print_number(cli_stream *stream, const char *label, double number)
{
    if (!isnan(number))
        cli_stream_print(stream, "  %-12s  %.9g\n", label, number);
}

/* "A|B" as "A; B": names may hold commas. */
static void print_names(cli_stream *stream, const char *label, const char *names)
{
    if (names[0] == '\0')
        return;
    cli_stream_print(stream, "  %-12s  ", label);
    for (const char *at = names; at != NULL;) {
        const char *bar = strchr(at, '|');
        int length = bar == NULL ? (int)strlen(at) : (int)(bar - at);
        cli_stream_print(stream, "%s%.*s", at == names ? "" : "; ", length, at);
        at = bar == NULL ? NULL : bar + 1;
    }
    cli_stream_print(stream, "\n");
}

static void print_entry(cli_stream *stream, const relata_listing *l)
{
    cli_stream_print(stream, "%s (%s) %s\n", l->name, l->type, l->id);
    print_text(stream, "found by", l->matched);
    print_number(stream, "prior", l->prior);
    print_names(stream, "aliases", l->aliases);
    print_names(stream, "weak aliases", l->weak_aliases);
    print_names(stream, "family", l->family);
    print_names(stream, "demonyms", l->demonyms);
    print_text(stream, "kind", l->kind);
    print_text(stream, "country", l->country);
    print_text(stream, "region", l->region);
    print_text(stream, "role", l->role);
    print_text(stream, "capital", l->capital);
    print_text(stream, "gender", l->gender);
    print_text(stream, "strength", l->strength);
    print_number(stream, "population", l->population);
    print_number(stream, "latitude", l->latitude);
    print_number(stream, "longitude", l->longitude);
    cli_stream_print(stream, "  %-12s  %s%s\n", "list", l->source, l->shipped ? "" : " (yours)");
}

static void print_word(cli_stream *stream, const relata_listing *l)
{
    cli_stream_print(stream, "lexicon: %s%s%s\n", l->type, l->kind[0] == '\0' ? "" : ", ", l->kind);
}

static bool receive(void *user, const relata_listing *listing)
{
    search_run *r = user;
    r->found++;
    if (r->values->json)
        return relata_listing_write_json(listing, cli_stream_write, &r->stream, &r->err) == RELATA_OK;
    if (r->printed)
        cli_stream_print(&r->stream, "\n");
    r->printed = true;
    (listing->id[0] == '\0' ? print_word : print_entry)(&r->stream, listing);
    return r->stream.error_number == 0;
}

/* ---- the run ---- */

static cli_exit search_name(search_run *r, const relata_engine *engine, const char *name)
{
    relata_error err = {0};
    r->found = 0;
    if (relata_engine_search(engine, name, receive, r, &err) != RELATA_OK) {
        if (r->stream.error_number != 0)
            return CLI_FAILED; /* reported when the stream is finished */
        return cli_report_error(r->err.status != RELATA_OK ? &r->err : &err);
    }
    if (r->found > 0)
        return CLI_DONE;
    cli_report("no gazetteer has the name \"%s\"", name);
    return CLI_FAILED;
}

static cli_exit search_all(const search_values *values, const relata_engine *engine)
{
    search_run r = {.values = values, .stream = cli_stream_output()};
    cli_exit code = CLI_DONE;
    for (size_t i = 0; i < values->names.count && r.stream.error_number == 0; i++)
        if (search_name(&r, engine, values->names.items[i]) != CLI_DONE)
            code = CLI_FAILED;
    return cli_stream_finish(&r.stream, code);
}

static cli_exit run(const cli_command *command, int argc, char **argv)
{
    search_values values = {0};
    relata_engine *engine = NULL;
    cli_exit code = cli_command_line_read(command, argc, argv, &values, &values.names);
    if (code == CLI_GO_ON)
        code = cli_engine_open(command, &values.engine, &engine);
    if (code == CLI_GO_ON)
        code = search_all(&values, engine);
    relata_engine_free(engine);
    cli_engine_values_free(&values.engine);
    cli_list_free(&values.names);
    return code;
}

const cli_command cli_gazetteer_search = {
    .name = "gazetteer search",
    .purpose = "say what a name could mean, and by which list",
    .operands = "[options] NAME...",
    .required = "NAME",
    .about = "Prints every entry that has NAME as its name, an alias, a weak alias, a family name or a demonym, the "
             "likeliest first, with all that its list says; and what the lexicon calls the word. Letter case, accents "
             "and hyphens do not matter.",
    .options = OPTIONS,
    .option_count = sizeof OPTIONS / sizeof OPTIONS[0],
    .examples = {{"relata gazetteer search Georgia", "the country, the state, and who else is called so"},
                 {"relata gazetteer search --json --gazetteer board.rgz May Reading", "two names for a script, in a list too"}},
    .run = run,
};
