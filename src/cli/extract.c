/* relata extract: the mentions and relations of each document, a line of JSON each, written as soon as they are known. */
#include "cli/command.h"
#include "cli/engine.h"
#include "cli/offsets.h"
#include "cli/progress.h"
#include "cli/report.h"
#include "cli/stream.h"
#include "cli/tally.h"

#include <relata/relata.h>

#include <unistd.h>

typedef struct extract_values {
    cli_list inputs;
    cli_engine_values engine;
    relata_extract_options options; /* the library's own, with its defaults */
    bool keep_boilerplate;
    bool count;
    bool quiet;
} extract_values;

/* ---- options ---- */

static const cli_option OPTIONS[] = {
    {"offsets", '\0', "UNIT",
     "what \"start\" and \"end\" count: codepoint (Python), byte (C, Rust, Go) or utf16 (JavaScript, Java) (default: "
     "codepoint)",
     &cli_kind_offsets, offsetof(extract_values, options.offsets)},
    {"explain", '\0', NULL, "also print the evidence for each mention, with its weights and their sums", &cli_kind_flag,
     offsetof(extract_values, options.explain)},
    {"count", '\0', NULL, "print the totals as one JSON object instead of a line per document", &cli_kind_flag,
     offsetof(extract_values, count)},
    {"with-text", '\0', NULL, "also print the text that \"start\" and \"end\" count in, as \"text\"", &cli_kind_flag,
     offsetof(extract_values, options.with_text)},
    {"keep-boilerplate", '\0', NULL, "keep all visible text of HTML pages, menus and related links too", &cli_kind_flag,
     offsetof(extract_values, keep_boilerplate)},
    {"keep-furniture", '\0', NULL, "keep names in known phrases of the furniture of pages", &cli_kind_flag,
     offsetof(extract_values, options.keep_furniture)},
    {"keep-repeats", '\0', NULL, "do not mark names in passages that a document says a second time", &cli_kind_flag,
     offsetof(extract_values, options.keep_repeats)},
    {"types", '\0', "NAMES",
     "only mentions of these types, with commas between them: person, place, organisation or a type of a gazetteer "
     "(default: all)",
     &cli_kind_names, offsetof(extract_values, engine.types)},
    {"gazetteer", '\0', "PATH",
     "also look for the names in this list: a .tsv, .patterns or .relations file, or a folder of them; may be given several times, and wins over "
     "the lists of relata",
     &cli_kind_paths, offsetof(extract_values, engine.gazetteers)},
    {"weights", '\0', "FILE", "learned weights (from \"relata train\") instead of those that come with relata",
     &cli_kind_path, offsetof(extract_values, engine.weights)},
    {"judgements", '\0', "FILE",
     "what you know better: a file of lines \"same A = B\", \"different A = B\", \"drop A\", \"type A = place\"; always "
     "obeyed",
     &cli_kind_path, offsetof(extract_values, options.judgements)},
    {"no-default-gazetteers", '\0', NULL, "without the lists that come with relata; its patterns stay",
     &cli_kind_flag, offsetof(extract_values, engine.no_defaults)},
    {"jobs", '\0', "N", "threads; changes nothing but the time (default: 0, one per processor)", &cli_kind_jobs,
     offsetof(extract_values, options.jobs)},
    {"quiet", '\0', NULL, "no progress; skipped inputs are still named", &cli_kind_flag,
     offsetof(extract_values, quiet)},
    {"help", 'h', NULL, "show this help", &cli_kind_help, 0},
};

/* ---- the run ---- */

typedef struct extract_run {
    const extract_values *values;
    cli_progress progress;
    cli_stream stream;
    cli_tally tally;
    size_t documents;
    size_t skipped;
    cli_left_out left_out;
    relata_error err; /* of writing a line; the callback can only say "stop" */
    bool out_of_memory;
} extract_run;

static bool write_line(extract_run *r, const relata_extraction *extraction)
{
    return relata_extraction_write_json(extraction, cli_stream_write, &r->stream, &r->err) == RELATA_OK;
}

static bool count_mentions(extract_run *r, const relata_extraction *extraction)
{
    r->out_of_memory = !cli_tally_add(&r->tally, extraction);
    return !r->out_of_memory;
}

static bool receive(void *user, const relata_extraction *extraction)
{
    extract_run *r = user;
    cli_progress_documents(&r->progress, ++r->documents);
    r->left_out.repeats += extraction->repeats;
    r->left_out.furniture += extraction->furniture;
    return r->values->count ? count_mentions(r, extraction) : write_line(r, extraction);
}

static relata_extract_options extract_options(extract_run *r)
{
    relata_extract_options options = r->values->options;
    options.types = r->values->engine.types.count > 0 ? r->values->engine.types.items : NULL;
    options.type_count = r->values->engine.types.count;
    options.notice = cli_progress_notice;
    options.notice_user = &r->progress;
    return options;
}

/* Why the run ended early. What stopped it from our side comes first: the library only knows that it was stopped. */
static cli_exit report_failure(const extract_run *r, const relata_error *err)
{
    if (r->stream.error_number != 0)
        return CLI_FAILED; /* reported when the stream is finished */
    if (r->out_of_memory)
        return cli_report_memory();
    return cli_report_error(r->err.status != RELATA_OK ? &r->err : err);
}

static cli_exit read_documents(extract_run *r, const relata_engine *engine, relata_reader *reader)
{
    relata_error err = {0};
    relata_extract_options options = extract_options(r);
    relata_status status = relata_extract(engine, reader, &options, receive, r, &r->skipped, &err);
    cli_progress_clear(&r->progress);
    bool stopped = r->stream.error_number != 0 || r->out_of_memory || r->err.status != RELATA_OK;
    if (status != RELATA_OK || stopped)
        return report_failure(r, &err);
    if (r->documents == 0) {
        cli_report("no document could be read");
        return CLI_FAILED;
    }
    if (r->values->count)
        cli_tally_write_json(&r->tally, &r->stream);
    if (!r->values->quiet)
        cli_progress_reading(relata_reader_counts(reader), r->left_out);
    return r->skipped > 0 ? CLI_SKIPPED : CLI_DONE;
}

static cli_exit open_reader(extract_run *r, relata_reader **ret_reader)
{
    relata_error err = {0};
    const cli_list *inputs = &r->values->inputs;
    relata_status status =
        relata_reader_new(inputs->items, inputs->count, cli_progress_notice, &r->progress, ret_reader, &err);
    if (status == RELATA_OK)
        relata_reader_keep_boilerplate(*ret_reader, r->values->keep_boilerplate);
    return status == RELATA_OK ? CLI_GO_ON : cli_report_error(&err);
}

static cli_exit extract(const cli_command *command, const extract_values *values)
{
    relata_engine *engine = NULL;
    relata_reader *reader = NULL;
    /* Lines that run over the screen are progress enough. */
    bool quiet = values->quiet || (!values->count && isatty(STDOUT_FILENO));
    extract_run r = {.values = values, .progress = cli_progress_start(quiet), .stream = cli_stream_output()};
    cli_exit code = cli_engine_open(command, &values->engine, &engine);
    if (code == CLI_GO_ON)
        code = open_reader(&r, &reader);
    if (code == CLI_GO_ON)
        code = cli_stream_finish(&r.stream, read_documents(&r, engine, reader));
    cli_tally_free(&r.tally);
    relata_reader_free(reader);
    relata_engine_free(engine);
    return code;
}

/* ---- the command ---- */

static cli_exit run(const cli_command *command, int argc, char **argv)
{
    extract_values values = {0};
    relata_extract_options_init(&values.options);
    cli_exit code = cli_command_line_read(command, argc, argv, &values, &values.inputs);
    if (code == CLI_GO_ON)
        code = extract(command, &values);
    cli_list_free(&values.inputs);
    cli_engine_values_free(&values.engine);
    return code;
}

const cli_command cli_extract = {
    .name = "extract",
    .purpose = "print who and what each article names, as JSON lines",
    .operands = "[options] INPUT...",
    .required = "INPUT",
    .about = "INPUT is a text file (.txt, .md), a web page (.html, .htm), a file of JSON lines (.jsonl, .ndjson) with "
             "\"text\" and, if known, \"id\", \"title\" and \"date\", any of these compressed (.gz, .zst), a folder of "
             "such files, or - for standard input. Prints one line per document, in the order of the inputs: "
             "{\"id\",\"title\",\"date\",\"mentions\":[{\"start\",\"end\",\"text\",\"type\",\"entity\",\"name\",\"source\"}]}. "
             "Where sentences state relations between them, there is a list of \"relations\" too. Each document is decided alone.",
    .options = OPTIONS,
    .option_count = sizeof OPTIONS / sizeof OPTIONS[0],
    .examples = {{"relata extract article.txt", "every mention in one article"},
                 {"relata extract --count --types person news/", "how many people the articles of a folder name"}},
    .run = run,
};
