/* A change of a store, as a row of steps: the engine with the store's lists, the inputs, the change, the sum of it. */
#include "cli/changing.h"

#include "cli/progress.h"
#include "cli/report.h"
#include "cli/text.h"

#include <stdio.h>
#include <string.h>

const cli_option cli_changing_options[CLI_CHANGING_OPTIONS] = {
    {"graph", 'g', "PATH", "the store: a folder that holds relata.db, or the file (default: out/)", &cli_kind_path,
     offsetof(cli_changing_values, store)},
    {"jobs", '\0', "N", "threads; changes nothing but the time (default: 0, one per processor)", &cli_kind_jobs,
     offsetof(cli_changing_values, jobs)},
    {"quiet", '\0', NULL, "no progress and no summary; skipped inputs are still named", &cli_kind_flag,
     offsetof(cli_changing_values, quiet)},
};

typedef struct changing {
    const cli_command *command;
    const cli_changing_values *values;
    const char *path;
    cli_progress progress;
    relata_engine *engine;
    relata_reader *reader;
    bool keep_boilerplate;
    relata_store_changes changes;
    relata_summary summary;
} changing;

static cli_exit open_reader(changing *c, const cli_list *inputs)
{
    relata_error err = {0};
    if (inputs == NULL)
        return CLI_GO_ON;
    relata_status status =
        relata_reader_new(inputs->items, inputs->count, cli_progress_notice, &c->progress, &c->reader, &err);
    if (status != RELATA_OK)
        return cli_report_error(&err);
    relata_reader_keep_boilerplate(c->reader, c->keep_boilerplate);
    return CLI_GO_ON;
}

static cli_exit apply(changing *c, relata_store_change *change)
{
    relata_error err = {0};
    relata_build_options options;
    relata_build_options_init(&options);
    options.jobs = c->values->jobs;
    options.notice = cli_progress_notice;
    options.notice_user = &c->progress;
    options.progress = cli_progress_documents;
    options.progress_user = &c->progress;
    change->reader = c->reader;
    relata_status status =
        relata_store_apply(c->engine, c->path, change, &options, NULL, &c->changes, &c->summary, &err);
    cli_progress_clear(&c->progress);
    return status == RELATA_OK ? CLI_GO_ON : cli_report_error(&err);
}

enum { CHANGES_SIZE = 256 };

static void append(char text[CHANGES_SIZE], size_t count, const char *what)
{
    size_t used = strlen(text);
    if (count > 0)
        (void)snprintf(text + used, CHANGES_SIZE - used, "%s%zu %s", used == 0 ? "" : ", ", count, what);
}

static void sum_up(const changing *c)
{
    char text[CHANGES_SIZE] = "";
    append(text, c->changes.added, "added");
    append(text, c->changes.replaced, "replaced");
    append(text, c->changes.unchanged, "unchanged");
    append(text, c->changes.removed, "removed");
    append(text, c->changes.forgotten, c->changes.forgotten == 1 ? "judgement forgotten" : "judgements forgotten");
    append(text, c->changes.judgements, c->changes.judgements == 1 ? "new judgement" : "new judgements");
    append(text, c->changes.looked_at_again, "looked at again");
    cli_report_plain("%s", text[0] == '\0' ? "nothing changed" : text);
    cli_progress_sum_up(&c->progress, &c->summary);
}

static cli_exit run(changing *c, const cli_list *inputs, const cli_given *given, relata_store_change *change)
{
    bool named = c->values->store != NULL;
    cli_exit code = cli_settings_open_engine(c->command, c->path, named, given, &c->engine, &c->keep_boilerplate);
    if (code == CLI_GO_ON)
        code = open_reader(c, inputs);
    if (code == CLI_GO_ON)
        code = apply(c, change);
    if (code != CLI_GO_ON)
        return code;
    if (!c->values->quiet)
        sum_up(c);
    return c->summary.skipped > 0 ? CLI_SKIPPED : CLI_DONE;
}

cli_exit cli_change(const cli_command *command, const cli_changing_values *values, const cli_list *inputs,
                    const cli_given *given, relata_store_change change)
{
    changing c = {.command = command,
                  .values = values,
                  .path = values->store != NULL ? values->store : CLI_DEFAULT_STORE,
                  .progress = cli_progress_start(values->quiet)};
    cli_exit code = run(&c, inputs, given, &change);
    relata_reader_free(c.reader);
    relata_engine_free(c.engine);
    return code;
}
