/* relata train: weights learned from annotated documents. */
#include "cli/command.h"
#include "cli/engine.h"
#include "cli/report.h"
#include "cli/stream.h"
#include "cli/text.h"

#include <relata/train.h>

typedef struct train_values {
    cli_engine_values engine;
    cli_list files;
    const char *output;
    size_t epochs;
    double sparsity;
    size_t least;
    uint64_t seed;
    size_t folds;
    const char *group;
} train_values;

static const cli_option OPTIONS[] = {
    {"output", 'o', "FILE", "where the weights go, by custom named .weights", &cli_kind_path,
     offsetof(train_values, output)},
    {"folds", '\0', "N",
     "say what learning gains on documents that were not learned from, by N-fold cross-validation (default: 0, not)",
     &cli_kind_count, offsetof(train_values, folds)},
    {"group", '\0', "FIELD",
     "with --folds: documents with the same value in this field of the line are held out together (default: those with "
     "the "
     "same beginning of the id)",
     &cli_kind_text, offsetof(train_values, group)},
    {"epochs", '\0', "N", "go through all documents N times (default: 10)", &cli_kind_count,
     offsetof(train_values, epochs)},
    {"sparsity", '\0', "X", "how much an observation must gain to get a weight (default: 10); more makes smaller files",
     &cli_kind_real, offsetof(train_values, sparsity)},
    {"least", '\0', "N", "leave out observations of fewer than N spans (default: 3)", &cli_kind_count,
     offsetof(train_values, least)},
    {"seed", '\0', "N", "the order of the sentences (default: 1)", &cli_kind_seed, offsetof(train_values, seed)},
    {"gazetteer", '\0', "PATH", "use this list, compiled gazetteer or folder too (may be repeated)", &cli_kind_paths,
     offsetof(train_values, engine.gazetteers)},
    {"no-default-gazetteers", '\0', NULL, "use only the lists that --gazetteer names", &cli_kind_flag,
     offsetof(train_values, engine.no_defaults)},
    {"help", 'h', NULL, "show this help", &cli_kind_help, 0},
};

static double percent(size_t part, size_t whole)
{
    return whole == 0 ? 0 : 100.0 * (double)part / (double)whole;
}

static double f1(size_t right, size_t found, size_t gold)
{
    return percent(2 * right, found + gold);
}

static void print_scores(cli_stream *stream, const char *heading, const relata_train_score *scores)
{
    cli_stream_print(stream, "%s\n%-14s  %9s  %6s  %6s  %6s  %9s\n", heading, "", "F1 before", "P", "R", "F1",
                     "mentions");
    for (size_t i = 0; i < RELATA_TRAIN_SCORES; i++) {
        const relata_train_score *s = &scores[i];
        cli_stream_print(stream, "%-14s  %9.2f  %6.2f  %6.2f  %6.2f  %9zu\n", s->type,
                         f1(s->right_before, s->found_before, s->gold), percent(s->right, s->found),
                         percent(s->right, s->gold), f1(s->right, s->found, s->gold), s->gold);
    }
}

static void report_learned(const relata_train_report *report, const char *output)
{
    if (report->other > 0)
        cli_report("%zu mention%s of other types %s left out", report->other, cli_text_plural(report->other),
                   report->other == 1 ? "is" : "are");
    cli_report_plain("%zu document%s, %zu sentence%s, %zu weight%s in %s", report->documents,
                     cli_text_plural(report->documents), report->sentences, cli_text_plural(report->sentences),
                     report->rows, cli_text_plural(report->rows), output);
}

static void print_unseen(cli_stream *stream, const relata_train_report *report)
{
    char heading[96];
    (void)snprintf(heading, sizeof heading, "On documents that were not learned from, in %zu groups:", report->groups);
    print_scores(stream, heading, report->unseen);
}

static cli_exit train(const cli_command *command, const train_values *values, const relata_engine *engine)
{
    relata_error err = {0};
    relata_train_report report;
    relata_train_options options;
    cli_stream stream = cli_stream_output();
    relata_train_options_init(&options);
    options.epochs = values->epochs;
    options.sparsity = values->sparsity;
    options.least = values->least;
    options.seed = values->seed;
    options.folds = values->folds;
    options.group = values->group;
    relata_status status =
        relata_train(engine, values->files.items, values->files.count, &options, values->output, &report, &err);
    if (status == RELATA_ERROR_ARGUMENT)
        return cli_report_usage(command, "%s", err.message);
    if (status != RELATA_OK)
        return cli_report_error(&err);
    report_learned(&report, values->output);
    if (values->folds > 0)
        print_unseen(&stream, &report);
    print_scores(&stream, "On the documents that were learned from:", report.seen);
    return cli_stream_finish(&stream, CLI_DONE);
}

static cli_exit run(const cli_command *command, int argc, char **argv)
{
    relata_train_options defaults;
    relata_train_options_init(&defaults);
    train_values values = {
        .epochs = defaults.epochs, .sparsity = defaults.sparsity, .least = defaults.least, .seed = defaults.seed};
    relata_engine *engine = NULL;
    cli_exit code = cli_command_line_read(command, argc, argv, &values, &values.files);
    if (code == CLI_GO_ON && values.output == NULL)
        code = cli_report_usage(command, "\"-o FILE\" must say where the weights go");
    if (code == CLI_GO_ON && cli_list_count(&values.files, "-") > 1)
        code = cli_report_usage(command, "standard input can be read once only");
    if (code == CLI_GO_ON)
        code = cli_engine_open(command, &values.engine, &engine);
    if (code == CLI_GO_ON)
        code = train(command, &values, engine);
    relata_engine_free(engine);
    cli_engine_values_free(&values.engine);
    cli_list_free(&values.files);
    return code;
}

const cli_command cli_train = {
    .name = "train",
    .purpose = "learn weights of evidence from annotated documents",
    .operands = "[options] GOLD.jsonl... -o NAME.weights",
    .required = "GOLD.jsonl",
    .about =
        "GOLD is a file of JSON lines with \"text\" and \"mentions\" (start, end, type; offsets in characters). The "
        "weights are those of observations: words, shapes, classes and list entries in a name and beside it. They "
        "come on top of the evidence that relata has anyway, instead of the learned weights that come with it. A "
        "file that is given several times counts as often.",
    .options = OPTIONS,
    .option_count = sizeof OPTIONS / sizeof OPTIONS[0],
    .examples = {{"relata train --folds 5 gold/*.jsonl -o mine.weights", "weights, and what they gain on unseen text"},
                 {"relata extract --weights mine.weights news/", "and their use"}},
    .run = run,
};
