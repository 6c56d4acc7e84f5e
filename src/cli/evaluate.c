/* relata evaluate: how well what is found agrees with what people marked. */
#include "cli/command.h"
#include "cli/engine.h"
#include "cli/evaluate_print.h"
#include "cli/offsets.h"
#include "cli/progress.h"
#include "cli/report.h"
#include "cli/stream.h"

#include <relata/evaluate.h>

typedef struct evaluate_values {
    cli_list files;
    cli_engine_values engine;
    relata_evaluate_options options; /* the library's own, with its defaults */
    bool json;
    bool quiet;
} evaluate_values;

static const cli_option OPTIONS[] = {
    {"errors", '\0', "N", "also show the N commonest mistakes of each kind, with two examples each (default: 0)",
     &cli_kind_count, offsetof(evaluate_values, options.mistakes)},
    {"json", '\0', NULL, "print everything as one JSON object", &cli_kind_flag, offsetof(evaluate_values, json)},
    {"types", '\0', "NAMES",
     "score these types alone, with commas between them (default: person, place and organisation)", &cli_kind_names,
     offsetof(evaluate_values, engine.types)},
    {"offsets", '\0', "UNIT",
     "what \"start\" and \"end\" count in both files: codepoint, byte or utf16 (default: codepoint)", &cli_kind_offsets,
     offsetof(evaluate_values, options.offsets)},
    {"gazetteer", '\0', "PATH",
     "without FOUND: also look for the names in this list: a .tsv, .patterns or .relations file, or a folder of them; may be given "
     "several times, and wins over the lists of relata",
     &cli_kind_paths, offsetof(evaluate_values, engine.gazetteers)},
    {"weights", '\0', "FILE", "without FOUND: learned weights (from \"relata train\") instead of those that come with relata",
     &cli_kind_path, offsetof(evaluate_values, engine.weights)},
    {"no-default-gazetteers", '\0', NULL, "without FOUND: without the lists that come with relata; its patterns stay",
     &cli_kind_flag, offsetof(evaluate_values, engine.no_defaults)},
    {"jobs", '\0', "N", "threads; changes nothing but the time (default: 0, one per processor)", &cli_kind_jobs,
     offsetof(evaluate_values, options.jobs)},
    {"quiet", '\0', NULL, "no progress, and nothing said of what was left out", &cli_kind_flag,
     offsetof(evaluate_values, quiet)},
    {"help", 'h', NULL, "show this help", &cli_kind_help, 0},
};

/* ---- what was left out ---- */

static void report(size_t count, const char *one, const char *several)
{
    if (count > 0)
        cli_report("%zu %s", count, count == 1 ? one : several);
}

static void report_left_out(const relata_evaluation *e)
{
    report(e->missing, "document of GOLD is not in FOUND and counts as found empty",
           "documents of GOLD are not in FOUND and count as found empty");
    report(e->extra, "document of FOUND is not in GOLD and is left out",
           "documents of FOUND are not in GOLD and are left out");
    report(e->other_gold, "mention in GOLD is of another type and is left out",
           "mentions in GOLD are of other types and are left out");
    report(e->other_found, "mention found is of another type and is left out",
           "mentions found are of other types and are left out");
    report(e->without_entity, "mention in GOLD has no entity and is left out of the network",
           "mentions in GOLD have no entity and are left out of the network");
}

/* ---- the run ---- */

static cli_exit print(const evaluate_values *values, const relata_evaluation *evaluation)
{
    relata_error err = {0};
    cli_exit code = CLI_DONE;
    cli_stream stream = cli_stream_output();
    if (!values->json) {
        cli_evaluation_print(evaluation, &stream);
        if (values->options.mistakes > 0)
            cli_mistakes_print(evaluation, &stream);
    } else if (relata_evaluation_write_json(evaluation, cli_stream_write, &stream, &err) != RELATA_OK) {
        code = stream.error_number != 0 ? CLI_FAILED : cli_report_error(&err);
    }
    return cli_stream_finish(&stream, code);
}

static cli_exit compare(const evaluate_values *values, const relata_engine *engine)
{
    relata_error err = {0};
    relata_evaluation *evaluation = NULL;
    const cli_list *types = &values->engine.types;
    cli_progress progress = cli_progress_start(values->quiet);
    relata_evaluate_options options = values->options;
    options.types = types->count > 0 ? types->items : NULL;
    options.type_count = types->count;
    options.progress = cli_progress_documents;
    options.progress_user = &progress;
    const char *found = values->files.count > 1 ? values->files.items[1] : NULL;
    relata_status status = relata_evaluate(engine, values->files.items[0], found, &options, &evaluation, &err);
    cli_progress_clear(&progress);
    if (status != RELATA_OK)
        return cli_report_error(&err);
    if (!values->quiet)
        report_left_out(evaluation);
    cli_exit code = print(values, evaluation);
    relata_evaluation_free(evaluation);
    return code;
}

static cli_exit evaluate(const cli_command *command, const evaluate_values *values)
{
    relata_engine *engine = NULL;
    if (values->files.count > 2)
        return cli_report_usage(command, "GOLD and FOUND are two files; \"%s\" is one too many",
                                values->files.items[2]);
    if (cli_list_count(&values->files, "-") > 1)
        return cli_report_usage(command, "GOLD and FOUND cannot both be standard input");
    cli_exit code = values->files.count > 1 ? CLI_GO_ON : cli_engine_open(command, &values->engine, &engine);
    if (code == CLI_GO_ON)
        code = compare(values, engine);
    relata_engine_free(engine);
    return code;
}

/* ---- the command ---- */

static cli_exit run(const cli_command *command, int argc, char **argv)
{
    evaluate_values values = {0};
    relata_evaluate_options_init(&values.options);
    cli_exit code = cli_command_line_read(command, argc, argv, &values, &values.files);
    if (code == CLI_GO_ON)
        code = evaluate(command, &values);
    cli_list_free(&values.files);
    cli_engine_values_free(&values.engine);
    return code;
}

const cli_command cli_evaluate = {
    .name = "evaluate",
    .purpose = "say how well what is found agrees with what people marked",
    .operands = "[options] GOLD [FOUND]",
    .required = "GOLD",
    .about =
        "GOLD is a file of JSON lines with \"id\", \"text\" and \"mentions\": "
        "[{\"start\",\"end\",\"type\",\"entity\"}]. "
        "FOUND is what \"relata extract\" printed of the same texts; without it they are extracted now. Both may be "
        "compressed by gzip. Prints precision, recall and F1, in percent, of mentions (exact span and type), of "
        "entities and of edges between them. If anything is wrong in a file, nothing is scored.",
    .options = OPTIONS,
    .option_count = sizeof OPTIONS / sizeof OPTIONS[0],
    .examples = {{"relata evaluate gold.jsonl", "how well relata does on texts that you marked"},
                 {"relata evaluate --errors 10 gold.jsonl found.jsonl", "the commonest mistakes in an earlier result"}},
    .run = run,
};
