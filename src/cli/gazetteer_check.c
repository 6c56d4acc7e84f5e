/* relata gazetteer check: what is wrong or doubtful in lists of names, a line each, as compilers print it, so that editors
 * can jump to the place. */
#include "cli/command.h"
#include "cli/engine.h"
#include "cli/report.h"
#include "cli/stream.h"
#include "cli/text.h"

#include <relata/gazetteer.h>

#include <string.h>

typedef struct check_values {
    cli_list files;
    relata_check_options options; /* the library's own, with its defaults */
    bool json;
} check_values;

static const cli_option OPTIONS[] = {
    {"most", '\0', "N", "show N findings of a kind in each file, and how many more there are (default: 50)",
     &cli_kind_count, offsetof(check_values, options.most)},
    {"json", '\0', NULL, "print one JSON object per finding, a line each", &cli_kind_flag,
     offsetof(check_values, json)},
    {"help", 'h', NULL, "show this help", &cli_kind_help, 0},
};

/* ---- findings ---- */

typedef struct check_run {
    const check_values *values;
    cli_stream stream;
    relata_error err; /* of writing a line; the callback can only say "stop" */
    relata_check_summary summary;
} check_run;

static void print_place(cli_stream *stream, const char *file, size_t line, size_t column)
{
    cli_stream_print(stream, "%s", file);
    if (line > 0)
        cli_stream_print(stream, ":%zu", line);
    if (line > 0 && column > 0)
        cli_stream_print(stream, ":%zu", column);
}

static bool print_finding(check_run *r, const relata_finding *finding)
{
    print_place(&r->stream, finding->file, finding->line, finding->column);
    cli_stream_print(&r->stream, ": %s: %s", finding->is_error ? "error" : "warning", finding->message);
    if (finding->other_file != NULL) {
        cli_stream_print(&r->stream, " (");
        print_place(&r->stream, finding->other_file, finding->other_line, finding->other_column);
        cli_stream_print(&r->stream, ")");
    }
    cli_stream_print(&r->stream, "\n");
    return r->stream.error_number == 0;
}

static bool receive(void *user, const relata_finding *finding)
{
    check_run *r = user;
    if (!r->values->json)
        return print_finding(r, finding);
    return relata_finding_write_json(finding, cli_stream_write, &r->stream, &r->err) == RELATA_OK;
}

/* ---- the run ---- */

static cli_exit report_failure(const check_run *r, const relata_error *err)
{
    if (r->stream.error_number != 0)
        return CLI_FAILED; /* reported when the stream is finished */
    return cli_report_error(r->err.status != RELATA_OK ? &r->err : err);
}

static cli_exit check_lists(check_run *r, const cli_list *files, const relata_engine *engine)
{
    relata_error err = {0};
    relata_check_options options = r->values->options;
    options.engine = engine;
    relata_status status = relata_gazetteer_check(files->items, files->count, &options, receive, r, &r->summary, &err);
    if (status != RELATA_OK)
        return report_failure(r, &err);
    return r->summary.errors > 0 ? CLI_FAILED : CLI_DONE;
}

/* Compiled gazetteers have no lines: they are as they were written, or damaged. */
static cli_exit check_compiled(check_run *r, const char *file)
{
    relata_error err = {0};
    r->summary.files++;
    if (relata_gazetteer_verify(file, &err) == RELATA_OK)
        return CLI_DONE;
    relata_finding finding = {.is_error = true, .kind = "damaged", .file = file, .message = err.message};
    r->summary.errors++;
    return receive(r, &finding) ? CLI_FAILED : report_failure(r, &err);
}

/* The compiled files first; the rest is checked together, since names may stand in several lists. */
static cli_exit check_files(check_run *r, const relata_engine *engine)
{
    cli_list lists = {0};
    relata_check_summary compiled = {0};
    cli_exit code = CLI_DONE;
    for (size_t i = 0; i < r->values->files.count; i++) {
        const char *file = r->values->files.items[i];
        if (relata_gazetteer_is_compiled(file))
            code = check_compiled(r, file) == CLI_DONE ? code : CLI_FAILED;
        else if (!cli_list_add(&lists, file, strlen(file)))
            code = cli_report_memory();
    }
    compiled = r->summary;
    if (lists.count > 0 && check_lists(r, &lists, engine) != CLI_DONE)
        code = CLI_FAILED;
    if (lists.count > 0) {
        r->summary.files += compiled.files;
        r->summary.errors += compiled.errors;
    }
    cli_list_free(&lists);
    return code;
}

static void sum_up(const relata_check_summary *s)
{
    cli_report_plain("%zu file%s, %zu row%s, %zu error%s, %zu warning%s", s->files, cli_text_plural(s->files), s->rows,
                     cli_text_plural(s->rows), s->errors, cli_text_plural(s->errors), s->warnings,
                     cli_text_plural(s->warnings));
}

/* The shipped lists are asked for ordinary words. Whoever is mending just these needs the check most when they cannot be
 * read: so it goes on without them, after the message. */
static cli_exit check(const cli_command *command, const check_values *values)
{
    static const cli_engine_values SHIPPED = {.no_defaults = false};
    relata_engine *engine = NULL;
    check_run r = {.values = values, .stream = cli_stream_output()};
    bool opened = cli_engine_open(command, &SHIPPED, &engine) == CLI_GO_ON;
    cli_exit code = check_files(&r, engine);
    if (code == CLI_DONE && !opened)
        code = CLI_FAILED;
    bool finished = r.summary.files > 0;
    code = cli_stream_finish(&r.stream, code);
    if (finished && r.stream.error_number == 0)
        sum_up(&r.summary);
    relata_engine_free(engine);
    return code;
}

/* ---- the command ---- */

static cli_exit run(const cli_command *command, int argc, char **argv)
{
    check_values values = {0};
    relata_check_options_init(&values.options);
    cli_exit code = cli_command_line_read(command, argc, argv, &values, &values.files);
    if (code == CLI_GO_ON)
        code = check(command, &values);
    cli_list_free(&values.files);
    return code;
}

const cli_command cli_gazetteer_check = {
    .name = "gazetteer check",
    .purpose = "say what is wrong or doubtful in lists of names",
    .operands = "[options] FILE...",
    .required = "FILE",
    .about =
        "FILE is a list (.tsv), a folder, whose .tsv files are all checked, or a compiled gazetteer, every byte of which "
        "is compared with its checksums. Prints a line per finding, with file, "
        "line and column. Errors are what the other commands refuse: wrong columns, numbers and kinds, an id that "
        "stands twice in a file, bad UTF-8, control characters. Warnings are what seldom is meant: one name of "
        "several entries, names that are ordinary English words or a single letter, letters of two scripts in one "
        "word, brackets or quotation marks without a partner, needless spaces. The exit code is 1 if there is an "
        "error, else 0.",
    .options = OPTIONS,
    .option_count = sizeof OPTIONS / sizeof OPTIONS[0],
    .examples = {{"relata gazetteer check my.tsv", "what is wrong or doubtful in a list of yours"},
                 {"relata gazetteer check --json --most 1000 lists/",
                  "everything about the lists of a folder, for a script"}},
    .run = run,
};
