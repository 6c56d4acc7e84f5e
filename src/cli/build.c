/* relata build: documents to network files, as a row of steps of which each may end the run. Nothing is written
 * before the last one, so whatever fails leaves earlier outputs as they were. */
#include "cli/command.h"
#include "cli/engine.h"
#include "cli/outputs.h"
#include "cli/progress.h"
#include "cli/report.h"
#include "cli/shaping.h"

#include <relata/time.h>

#include <string.h>

typedef struct build_values {
    cli_list inputs;
    cli_list outputs;
    cli_engine_values engine;
    cli_shaping_values shaping;
    relata_build_options options; /* the library's own, with its defaults */
    bool keep_boilerplate;
    bool quiet;
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

static cli_read read_weight(const char *text, void *ret_value)
{
    return relata_weight_of_name(text, ret_value) ? CLI_READ_OK : CLI_READ_BAD;
}

static const cli_kind WEIGHT = {
    .takes_value = true,
    .expects = "count, documents, npmi, log_likelihood, jaccard or cosine",
    .read = read_weight,
};

/* Whether there is such a day, the library says. */
static cli_read read_date(const char *text, void *ret_value)
{
    static const char SHAPE[] = "dddd-dd-dd";
    size_t i = 0;
    for (; text[i] != '\0' && SHAPE[i] != '\0'; i++)
        if (SHAPE[i] == 'd' ? text[i] < '0' || text[i] > '9' : text[i] != SHAPE[i])
            return CLI_READ_BAD;
    if (text[i] != '\0' || (i != 4 && i != 7 && i != 10))
        return CLI_READ_BAD;
    *(const char **)ret_value = text;
    return CLI_READ_OK;
}

static const cli_kind DATE = {
    .takes_value = true,
    .expects = "a year, month or day such as 2025, 2025-10 or 2025-10-31",
    .read = read_date,
};

static cli_read read_slicing(const char *text, void *ret_value)
{
    return relata_slicing_of_name(text, ret_value) ? CLI_READ_OK : CLI_READ_BAD;
}

static const cli_kind SLICING = {
    .takes_value = true,
    .expects = "year, quarter, month, week or day",
    .read = read_slicing,
};

static const cli_option OPTIONS[] = {
    {"output", 'o', "PATH",
     "where to write: a folder, which gets graph.graphml, graph.json, relations.graphml and relations.json, or a file, "
     "whose extension names the format (.graphml or .json); may be given several times (default: out/)",
     &cli_kind_paths, offsetof(build_values, outputs)},
    {"window", '\0', "UNIT",
     "what must hold two names to link them: sentence, paragraph, document, or a number of tokens inside a paragraph "
     "(default: sentence)",
     &WINDOW, offsetof(build_values, options)},
    {"weight", '\0', "NAME",
     "what is written as the weight of an edge: count (windows that hold both), documents, npmi, log_likelihood, jaccard or "
     "cosine; edges whose weight is not above zero are left out (default: count)",
     &WEIGHT, offsetof(build_values, options.weight)},
    {"min-weight", '\0', "N", "leave out edges of less weight (default: 0, keep all)", &cli_kind_real,
     offsetof(build_values, options.min_weight)},
    {"min-count", '\0', "N", "leave out edges that fewer windows show (default: 0, keep all)", &cli_kind_count,
     offsetof(build_values, options.min_count)},
    {"min-documents", '\0', "N", "leave out edges that fewer documents show (default: 0, keep all)", &cli_kind_count,
     offsetof(build_values, options.min_documents)},
    {"backbone", '\0', "METHOD",
     "keep only edges that stand out from chance: disparity or noise-corrected (default: keep all)", &cli_kind_backbone,
     offsetof(build_values, options.backbone)},
    {"alpha", '\0', "P",
     "how likely chance may give an edge of the backbone, 0 to 1; the smaller, the fewer edges (default: 0.05)",
     &cli_kind_alpha, offsetof(build_values, shaping.alpha)},
    {"ego", '\0', "NAME", "keep only the neighbourhood of this entity, named as for \"relata lookup\"", &cli_kind_text,
     offsetof(build_values, options.ego)},
    {"depth", '\0', "K", "how many edges the neighbourhood reaches out (default: 1)", &cli_kind_count,
     offsetof(build_values, shaping.depth)},
    {"top", '\0', "N", "keep only the N entities of the largest strength, the ego included (default: 0, keep all)",
     &cli_kind_count, offsetof(build_values, options.top)},
    {"measures", '\0', "NAMES",
     "what to measure, with commas between: degree, strength, pagerank, betweenness, closeness, harmonic, eigenvector, "
     "coreness, clustering, components, articulation, bridges, communities, modularity; all; none, which takes away "
     "those before it (default: degree, strength, pagerank, betweenness, components, communities)",
     &cli_kind_names, offsetof(build_values, shaping.measures)},
    {"resolution", '\0', "R",
     "of communities: above 1 they are more and smaller, below 1 fewer and larger (default: 1)",
     &cli_kind_resolution, offsetof(build_values, options.resolution)},
    {"layout", '\0', "NAME",
     "how nodes are placed: auto, drl, fr, kk, circle, or none for no positions, sizes and colours (default: auto, "
     "which is fr)",
     &cli_kind_layout, offsetof(build_values, options.layout)},
    {"since", '\0', "DATE",
     "only documents from this day on: 2025, 2025-10 or 2025-10-31; those without a date are left out", &DATE,
     offsetof(build_values, options.since)},
    {"until", '\0', "DATE", "only documents up to this day, month or year, it included", &DATE,
     offsetof(build_values, options.until)},
    {"slice", '\0', "UNIT",
     "also a network of each year, quarter, month, week or day, with the same ids, and what rose and fell between "
     "them, into the folder slices/ of each folder of -o",
     &SLICING, offsetof(build_values, options.slice)},
    {"types", '\0', "NAMES",
     "only entities of these types, with commas between them: person, place, organisation or a type of a gazetteer "
     "(default: all)",
     &cli_kind_names, offsetof(build_values, engine.types)},
    {"keep-boilerplate", '\0', NULL, "keep all visible text of HTML pages, menus and related links too", &cli_kind_flag,
     offsetof(build_values, keep_boilerplate)},
    {"keep-furniture", '\0', NULL, "count names in the furniture of pages too: known phrases, and lines that recur in many documents", &cli_kind_flag,
     offsetof(build_values, options.keep_furniture)},
    {"keep-repeats", '\0', NULL, "count what a document says a second time too", &cli_kind_flag,
     offsetof(build_values, options.keep_repeats)},
    {"keep-copies", '\0', NULL, "count documents that repeat another one too", &cli_kind_flag,
     offsetof(build_values, options.keep_copies)},
    {"gazetteer", '\0', "PATH",
     "also look for the names in this list: a .tsv, .patterns or .relations file, or a folder of them; may be given several times, and wins over "
     "the lists of relata",
     &cli_kind_paths, offsetof(build_values, engine.gazetteers)},
    {"weights", '\0', "FILE", "learned weights (from \"relata train\") instead of those that come with relata",
     &cli_kind_path, offsetof(build_values, engine.weights)},
    {"judgements", '\0', "FILE",
     "what you know better: a file of lines \"same A = B\", \"different A = B\", \"drop A\", \"type A = place\"; always "
     "obeyed",
     &cli_kind_path, offsetof(build_values, options.judgements)},
    {"no-default-gazetteers", '\0', NULL, "without the lists that come with relata; its patterns stay",
     &cli_kind_flag, offsetof(build_values, engine.no_defaults)},
    {"seed", '\0', "N", "seed of the random numbers behind layout and communities: same seed, same files (default: 1)",
     &cli_kind_seed, offsetof(build_values, options.seed)},
    {"jobs", '\0', "N", "threads; changes nothing but the time (default: 0, one per processor)", &cli_kind_jobs,
     offsetof(build_values, options.jobs)},
    {"quiet", '\0', NULL, "no progress and no summary; skipped inputs are still named", &cli_kind_flag,
     offsetof(build_values, quiet)},
    {"help", 'h', NULL, "show this help", &cli_kind_help, 0},
};

/* ---- steps ---- */

typedef struct build_run {
    const cli_command *command;
    const build_values *values;
    relata_build_options options; /* of the library, all that was given */
    cli_list paths;
    cli_progress progress;
    relata_engine *engine;
    relata_reader *reader;
    relata_network *network;
    relata_summary summary;
} build_run;

static cli_exit list_outputs(build_run *r)
{
    cli_exit code = cli_outputs_list(r->command, &r->values->outputs, &r->paths);
    bool is_sliced = r->values->options.slice != RELATA_SLICING_NONE;
    if (code == CLI_GO_ON && is_sliced && !cli_outputs_have_folder(&r->paths))
        return cli_report_usage(r->command, "\"--slice\" needs a folder to write to");
    return code;
}

static cli_exit check_shaping(build_run *r)
{
    r->options = r->values->options;
    return cli_shaping_apply(r->command, &r->values->shaping, &r->options);
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
    if (!r->values->quiet) {
        cli_progress_sum_up(&r->progress, &r->summary);
        cli_shaping_sum_up(&r->summary);
        cli_slices_sum_up(&r->summary, r->options.slice);
    }
    return r->summary.skipped > 0 ? CLI_SKIPPED : CLI_DONE;
}

static cli_exit build(const cli_command *command, const build_values *values)
{
    static cli_exit (*const STEPS[])(build_run *) = {
        list_outputs, check_shaping, open_engine, open_reader, build_network, check_documents, save, sum_up,
    };
    build_run r = {.command = command, .values = values, .progress = cli_progress_start(values->quiet)};
    cli_exit code = CLI_GO_ON;
    for (size_t i = 0; code == CLI_GO_ON && i < sizeof STEPS / sizeof STEPS[0]; i++)
        code = STEPS[i](&r);
    relata_network_free(r.network);
    relata_reader_free(r.reader);
    relata_engine_free(r.engine);
    cli_list_free(&r.paths);
    return code;
}

/* ---- the command ---- */

static cli_exit run(const cli_command *command, int argc, char **argv)
{
    build_values values = {.shaping = cli_shaping_start()};
    relata_build_options_init(&values.options);
    cli_exit code = cli_command_line_read(command, argc, argv, &values, &values.inputs);
    if (code == CLI_GO_ON)
        code = build(command, &values);
    cli_list_free(&values.inputs);
    cli_list_free(&values.outputs);
    cli_engine_values_free(&values.engine);
    cli_shaping_free(&values.shaping);
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
    .options = OPTIONS,
    .option_count = sizeof OPTIONS / sizeof OPTIONS[0],
    .examples = {{"relata build news/", "the network of a folder of articles, into out/"},
                 {"relata build --types person --min-weight 2 -o people.graphml news.jsonl",
                  "people only, without weak links, into one file for Gephi"}},
    .run = run,
};
