/* relata build: documents to network files, as a row of steps of which each may end the run. Nothing is written
 * before the last one, so whatever fails leaves earlier outputs as they were. */
#include "cli/command.h"
#include "cli/engine.h"
#include "cli/network.h"
#include "cli/outputs.h"
#include "cli/progress.h"
#include "cli/report.h"
#include "cli/settings.h"

#include <relata/time.h>

#include <string.h>

typedef struct build_values {
    cli_network_values network;
    cli_list inputs;
    cli_engine_values engine;
    const char *store;
    bool no_store;
    bool keep_boilerplate;
} build_values;

/* ---- options ---- */

enum { FEWEST_TOKENS = 2 };

static cli_read read_window(const char *text, void *ret_value)
{
    static const struct {
        const char *name;
        relata_window unit;
    } UNITS[] = {
        {"sentence", RELATA_WINDOW_SENTENCE},
        {"paragraph", RELATA_WINDOW_PARAGRAPH},
        {"document", RELATA_WINDOW_DOCUMENT},
    };
    relata_build_options *ret = ret_value;
    for (size_t i = 0; i < sizeof UNITS / sizeof UNITS[0]; i++) {
        if (strcmp(text, UNITS[i].name) == 0) {
            ret->window = UNITS[i].unit;
            return CLI_READ_OK;
        }
    }
    uint64_t tokens = 0;
    if (!cli_number_read(text, SIZE_MAX, &tokens) || tokens < FEWEST_TOKENS)
        return CLI_READ_BAD;
    ret->window = RELATA_WINDOW_TOKENS;
    ret->window_tokens = (size_t)tokens;
    return CLI_READ_OK;
}

static const cli_kind WINDOW = {
    .takes_value = true,
    .expects = "sentence, paragraph, document or a number of tokens, at least 2",
    .read = read_window,
};

static const cli_option OPTIONS[] = {
    {"window", '\0', "UNIT",
     "what must hold two names to link them: sentence, paragraph, document, or a number of tokens inside a paragraph "
     "(default: sentence)",
     &WINDOW, offsetof(build_values, network.options)},
    {"types", '\0', "NAMES",
     "only entities of these types, with commas between them: person, place, organisation or a type of a gazetteer "
     "(default: all)",
     &cli_kind_names, offsetof(build_values, engine.types)},
    {"store", '\0', "FILE",
     "where to keep the documents and what was found in them, for \"relata add\" (default: relata.db in the first folder that is "
     "written to)",
     &cli_kind_path, offsetof(build_values, store)},
    {"no-store", '\0', NULL, "keep no store", &cli_kind_flag, offsetof(build_values, no_store)},
    {"keep-boilerplate", '\0', NULL, "keep all visible text of HTML pages, menus and related links too", &cli_kind_flag,
     offsetof(build_values, keep_boilerplate)},
    {"keep-furniture", '\0', NULL, "count names in the furniture of pages too: known phrases, and lines that recur in many documents", &cli_kind_flag,
     offsetof(build_values, network.options.keep_furniture)},
    {"keep-repeats", '\0', NULL, "count what a document says a second time too", &cli_kind_flag,
     offsetof(build_values, network.options.keep_repeats)},
    {"keep-copies", '\0', NULL, "count documents that repeat another one too", &cli_kind_flag,
     offsetof(build_values, network.options.keep_copies)},
    {"gazetteer", '\0', "PATH",
     "also look for the names in this list: a .tsv, .patterns or .relations file, or a folder of them; may be given several times, and wins over "
     "the lists of relata",
     &cli_kind_paths, offsetof(build_values, engine.gazetteers)},
    {"weights", '\0', "FILE", "learned weights (from \"relata train\") instead of those that come with relata",
     &cli_kind_path, offsetof(build_values, engine.weights)},
    {"judgements", '\0', "FILE",
     "what you know better: a file of lines \"same A = B\", \"different A = B\", \"drop A\", \"type A = place\"; always "
     "obeyed",
     &cli_kind_path, offsetof(build_values, network.options.judgements)},
    {"no-default-gazetteers", '\0', NULL, "without the lists that come with relata; its patterns stay",
     &cli_kind_flag, offsetof(build_values, engine.no_defaults)},
    {"jobs", '\0', "N", "threads; changes nothing but the time (default: 0, one per processor)", &cli_kind_jobs,
     offsetof(build_values, network.options.jobs)},
    {"help", 'h', NULL, "show this help", &cli_kind_help, 0},
};

/* ---- steps ---- */

typedef struct build_run {
    const cli_command *command;
    const build_values *values;
    relata_build_options options; /* of the library, all that was given */
    cli_list paths;
    const char *store; /* among the paths; NULL for none */
    cli_settings settings;
    cli_progress progress;
    relata_engine *engine;
    relata_reader *reader;
    relata_network *network;
    relata_summary summary;
} build_run;

/* The store is one of the outputs, and the last. */
static cli_exit list_outputs(build_run *r)
{
    const build_values *v = r->values;
    if (v->store != NULL && v->no_store)
        return cli_report_usage(r->command, "--store and --no-store exclude each other");
    cli_exit code = cli_network_list_outputs(r->command, &v->network, &v->network.outputs, &r->paths);
    if (code == CLI_GO_ON && !v->no_store)
        code = cli_outputs_add_store(&v->network.outputs, v->store, &r->paths, &r->store);
    return code;
}

static cli_exit check_shaping(build_run *r)
{
    r->options = r->values->network.options;
    return cli_shaping_apply(r->command, &r->values->network.shaping, &r->options);
}

static cli_exit note_settings(build_run *r)
{
    return cli_settings_note(&r->values->engine, r->values->keep_boilerplate, &r->settings);
}

static cli_exit open_engine(build_run *r)
{
    return cli_engine_open(r->command, &r->values->engine, &r->engine);
}

static cli_exit open_reader(build_run *r)
{
    relata_error err = {0};
    const cli_list *inputs = &r->values->inputs;
    relata_status status =
        relata_reader_new(inputs->items, inputs->count, cli_progress_notice, &r->progress, &r->reader, &err);
    if (status == RELATA_OK)
        relata_reader_keep_boilerplate(r->reader, r->values->keep_boilerplate);
    return status == RELATA_OK ? CLI_GO_ON : cli_report_error(&err);
}

static relata_build_options build_options(build_run *r)
{
    relata_build_options options = r->options;
    options.store = r->store;
    options.settings = r->settings.items;
    options.setting_count = r->settings.count;
    options.types = r->values->engine.types.count > 0 ? r->values->engine.types.items : NULL;
    options.type_count = r->values->engine.types.count;
    options.notice = cli_progress_notice;
    options.notice_user = &r->progress;
    options.progress = cli_progress_documents;
    options.progress_user = &r->progress;
    return options;
}

static cli_exit build_network(build_run *r)
{
    relata_error err = {0};
    relata_build_options options = build_options(r);
    relata_status status = relata_build(r->engine, r->reader, &options, &r->network, &r->summary, &err);
    cli_progress_clear(&r->progress);
    return status == RELATA_OK ? CLI_GO_ON : cli_report_error(&err);
}

/* An empty network over yesterday's good one would be a loss, not a result. */
static cli_exit check_documents(build_run *r)
{
    if (r->summary.documents > 0)
        return CLI_GO_ON;
    cli_report("no document could be read, so nothing was written");
    return CLI_FAILED;
}

static cli_exit save(build_run *r)
{
    relata_error err = {0};
    relata_status status = relata_network_save(r->network, r->paths.items, r->paths.count, &err);
    return status == RELATA_OK ? CLI_GO_ON : cli_report_error(&err);
}

static cli_exit sum_up(build_run *r)
{
    if (!r->values->network.quiet) {
        cli_progress_sum_up(&r->progress, &r->summary);
        cli_shaping_sum_up(&r->summary);
        cli_slices_sum_up(&r->summary, r->options.slice);
    }
    return r->summary.skipped > 0 ? CLI_SKIPPED : CLI_DONE;
}

static cli_exit build(const cli_command *command, const build_values *values)
{
    static cli_exit (*const STEPS[])(build_run *) = {
        list_outputs, check_shaping, note_settings, open_engine, open_reader, build_network, check_documents, save, sum_up,
    };
    build_run r = {.command = command, .values = values, .progress = cli_progress_start(values->network.quiet)};
    cli_exit code = CLI_GO_ON;
    for (size_t i = 0; code == CLI_GO_ON && i < sizeof STEPS / sizeof STEPS[0]; i++)
        code = STEPS[i](&r);
    relata_network_free(r.network);
    relata_reader_free(r.reader);
    relata_engine_free(r.engine);
    cli_list_free(&r.paths);
    cli_settings_free(&r.settings);
    return code;
}

/* ---- the command ---- */

static cli_exit run(const cli_command *command, int argc, char **argv)
{
    build_values values = {.network = cli_network_start()};
    cli_exit code = cli_command_line_read(command, argc, argv, &values, &values.inputs);
    if (code == CLI_GO_ON)
        code = build(command, &values);
    cli_list_free(&values.inputs);
    cli_engine_values_free(&values.engine);
    cli_network_free(&values.network);
    return code;
}

const cli_command cli_build = {
    .name = "build",
    .purpose = "build the network of who and what articles name",
    .operands = "[options] INPUT...",
    .required = "INPUT",
    .about = "INPUT is a text file (.txt, .md), a web page (.html, .htm), a file of JSON lines (.jsonl, .ndjson) with "
             "\"text\" and, if known, \"id\", \"title\" and \"date\", any of these compressed (.gz, .zst), a folder of "
             "such files, or - for standard input. Two things that stand in one window, by default a sentence, are linked; each link keeps the sentences that show it. "
             "graph.graphml is for Gephi, graph.json for scripts and \"relata lookup\"; relations.* hold what sentences state of two "
             "names, such as \"leads\" or \"met_with\".",
    .shared = cli_network_options,
    .shared_count = CLI_NETWORK_OPTIONS,
    .options = OPTIONS,
    .option_count = sizeof OPTIONS / sizeof OPTIONS[0],
    .examples = {{"relata build news/", "the network of a folder of articles, into out/"},
                 {"relata build --types person --min-weight 2 -o people.graphml news.jsonl",
                  "people only, without weak links, into one file for Gephi"}},
    .run = run,
};
