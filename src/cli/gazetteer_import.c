/* relata gazetteer import: lists of another make to a list of ours. The library checks the options too; what it finds
 * wrong with them is a wrong command line here. */
#include "cli/command.h"
#include "cli/data.h"
#include "cli/progress.h"
#include "cli/report.h"
#include "cli/stream.h"
#include "cli/text.h"

#include <relata/gazetteer.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define STANDARD "-"

typedef struct import_values {
    cli_list inputs;
    cli_list maps;
    cli_list languages;
    const char *output;
    size_t min_population;
    relata_import_options options; /* the library's own */
    bool quiet;
} import_values;

/* ---- options ---- */

static cli_read read_separator(const char *text, void *ret_value)
{
    bool tab = strcmp(text, "tab") == 0 || strcmp(text, "\\t") == 0;
    if (!tab && strlen(text) != 1)
        return CLI_READ_BAD;
    *(char *)ret_value = tab ? '\t' : text[0];
    return CLI_READ_OK;
}

static const cli_kind SEPARATOR = {
    .takes_value = true, .expects = "one ASCII character, or tab", .read = read_separator};

static const cli_option OPTIONS[] = {
    {"from", '\0', "FORMAT", "geonames, csv, tsv, json, jsonl, wikidata, ftm or skos; must be given", &cli_kind_text,
     offsetof(import_values, options.format)},
    {"output", 'o', "FILE", "where to write the list (default: -, standard output)", &cli_kind_path,
     offsetof(import_values, output)},
    {"type", '\0', "TYPE",
     "csv, tsv, json, jsonl, skos: the type of rows that have none, such as organisation or a type of your own",
     &cli_kind_text, offsetof(import_values, options.type)},
    {"map", '\0', "COLUMN=SOURCE,...",
     "csv, tsv, json, jsonl: which of their columns or keys goes into which column of the list; sources with + between "
     "them are joined, keys are nested with dots (default: those of the same names)",
     &cli_kind_texts, offsetof(import_values, maps)},
    {"separator", '\0', "CHARACTER", "csv: what stands between cells (default: a comma)", &SEPARATOR,
     offsetof(import_values, options.separator)},
    {"split", '\0', "CHARACTERS", "csv, tsv, json, jsonl: what stands between names in one cell (default: |)",
     &cli_kind_text, offsetof(import_values, options.split)},
    {"languages", '\0', "CODES",
     "wikidata, skos: the languages of names, with commas between them; the first gives the label (default: en)",
     &cli_kind_names, offsetof(import_values, languages)},
    {"min-population", '\0', "N", "geonames: leave out places with fewer people (default: 0, keep all)",
     &cli_kind_count, offsetof(import_values, min_population)},
    {"countries", '\0', "FILE", "geonames: its countryInfo.txt (default: the countries that relata knows)",
     &cli_kind_path, offsetof(import_values, options.countries)},
    {"admin1", '\0', "FILE", "geonames: its admin1CodesASCII.txt, for the names of regions", &cli_kind_path,
     offsetof(import_values, options.admin1)},
    {"table", '\0', "FILE", "wikidata, ftm: what is taken, and as which type, instead of the table of relata",
     &cli_kind_path, offsetof(import_values, options.table)},
    {"strength", '\0', "WORD",
     "sure: every hit of a name is a mention; usual: names are evidence, as in the lists of relata (default: usual for "
     "geonames and wikidata, else none)",
     &cli_kind_text, offsetof(import_values, options.strength)},
    {"quiet", '\0', NULL, "no progress and no summary; broken rows are still named", &cli_kind_flag,
     offsetof(import_values, quiet)},
    {"help", 'h', NULL, "show this help", &cli_kind_help, 0},
};

/* ---- the summary ---- */

static void sum_up(const cli_progress *progress, const relata_import_summary *summary)
{
    static const char *const UNITS[] = {
        [RELATA_IMPORT_ROWS] = "row", [RELATA_IMPORT_NAMES] = "name", [RELATA_IMPORT_VALUES] = "value"};
    cli_report_plain("%zu row%s read, %zu taken, %zu left out, %.2f s", summary->read, cli_text_plural(summary->read),
                     summary->taken, summary->left_out, cli_progress_seconds(progress));
    for (size_t i = 0; i < summary->reason_count; i++) {
        const relata_import_reason *reason = &summary->reasons[i];
        cli_report_plain("left out: %zu %s%s: %s", reason->count, UNITS[reason->unit], cli_text_plural(reason->count),
                         reason->why);
    }
}

/* ---- the run ---- */

typedef struct import_run {
    const cli_command *command;
    const import_values *values;
    relata_import_options options;
    cli_progress progress;
    relata_import_summary summary;
} import_run;

static cli_exit fail(const import_run *r, const relata_error *err)
{
    if (err->status == RELATA_ERROR_ARGUMENT)
        return cli_report_usage(r->command, "%s", err->message);
    return cli_report_error(err);
}

static cli_exit import_to_output(import_run *r)
{
    relata_error err = {0};
    const cli_list *inputs = &r->values->inputs;
    cli_stream stream = cli_stream_output();
    relata_status status =
        relata_import(&r->options, inputs->items, inputs->count, cli_stream_write, &stream, &r->summary, &err);
    cli_progress_clear(&r->progress);
    cli_exit code = CLI_DONE;
    if (status != RELATA_OK)
        code = stream.error_number != 0 ? CLI_FAILED : fail(r, &err);
    return cli_stream_finish(&stream, code);
}

static cli_exit import_to_file(import_run *r, const char *path)
{
    relata_error err = {0};
    const cli_list *inputs = &r->values->inputs;
    relata_status status = relata_import_save(&r->options, inputs->items, inputs->count, path, &r->summary, &err);
    cli_progress_clear(&r->progress);
    return status == RELATA_OK ? CLI_DONE : fail(r, &err);
}

static cli_exit import(import_run *r)
{
    const char *output = r->values->output;
    bool standard = output == NULL || strcmp(output, STANDARD) == 0;
    cli_exit code = standard ? import_to_output(r) : import_to_file(r, output);
    if (code == CLI_DONE && !r->values->quiet)
        sum_up(&r->progress, &r->summary);
    return code == CLI_DONE && r->summary.broken > 0 ? CLI_SKIPPED : code;
}

static cli_exit prepare(const cli_command *command, import_values *values)
{
    char *folder = NULL, *data = NULL;
    if (values->options.format == NULL)
        return cli_report_usage(command, "no format was given; \"--from FORMAT\" names it");
    cli_exit code = cli_data_find(&folder);
    if (code != CLI_GO_ON)
        return code;
    if (asprintf(&data, "%s/import", folder) < 0) {
        free(folder);
        return cli_report_memory();
    }
    import_run r = {.command = command, .values = values, .progress = cli_progress_start(values->quiet)};
    r.options = values->options;
    r.options.data = data;
    r.options.maps = values->maps.items;
    r.options.map_count = values->maps.count;
    r.options.languages = values->languages.items;
    r.options.language_count = values->languages.count;
    r.options.min_population = (double)values->min_population;
    r.options.notice = cli_progress_notice;
    r.options.notice_user = &r.progress;
    r.options.progress = cli_progress_rows;
    r.options.progress_user = &r.progress;
    code = import(&r);
    free(data);
    free(folder);
    return code;
}

/* ---- the command ---- */

static cli_exit run(const cli_command *command, int argc, char **argv)
{
    import_values values = {0};
    relata_import_options_init(&values.options);
    cli_exit code = cli_command_line_read(command, argc, argv, &values, &values.inputs);
    if (code == CLI_GO_ON)
        code = prepare(command, &values);
    cli_list_free(&values.inputs);
    cli_list_free(&values.maps);
    cli_list_free(&values.languages);
    return code;
}

const cli_command cli_gazetteer_import = {
    .name = "gazetteer import",
    .purpose = "make a list of relata from one of another make",
    .operands = "--from FORMAT [options] FILE...",
    .required = "FILE",
    .about =
        "FILE may be compressed by gzip or zstd; - is standard input. Rows that cannot be taken are counted, and the count "
        "says why; the first broken ones are named. A broken file ends the import, and nothing is written then.",
    .options = OPTIONS,
    .option_count = sizeof OPTIONS / sizeof OPTIONS[0],
    .examples = {{"relata gazetteer import --from geonames --min-population 5000 cities5000.txt -o cities.tsv",
                  "the cities of GeoNames with 5,000 people or more"},
                 {"relata gazetteer import --from csv --type organisation --map name=Company board.csv -o board.tsv",
                  "the column \"Company\" of a spreadsheet"}},
    .run = run,
};
