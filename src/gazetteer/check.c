/* Checking lists: every file is read to its end, and what is wrong or doubtful is handed over as it is met, in the order of
 * files and lines. What all files have in common (ids, names) is kept until the last one; that is the memory this takes. */
#include "gazetteer/check.h"

#include "base/file.h"
#include "gazetteer/check_internal.h"

#include <stdlib.h>
#include <string.h>

static relata_status receive_row(void *user, const rl_row *row, relata_error *err)
{
    return rl_check_row(user, row, err);
}

static relata_status receive_fault(void *user, rl_fault fault, const relata_error *what, relata_error *err)
{
    static const rl_finding_kind KINDS[] = {
        [RL_FAULT_COLUMN] = RL_FINDING_COLUMN,
        [RL_FAULT_ENCODING] = RL_FINDING_ENCODING,
        [RL_FAULT_CONTROL_CHARACTER] = RL_FINDING_CONTROL_CHARACTER,
        [RL_FAULT_MISSING] = RL_FINDING_MISSING,
    };
    rl_check *c = user;
    return rl_finding_add(&c->findings, KINDS[fault], what->line, what->column, NULL, err, "%s", what->message);
}

/* Does an error mean this file alone? Then it is a finding, and the next file is read. */
static bool is_of_file(const relata_error *what)
{
    return what->status == RELATA_ERROR_IO || what->status == RELATA_ERROR_LIMIT;
}

static relata_status check_file(rl_check *c, const char *path, relata_error *err)
{
    relata_error what = {0};
    rl_buffer bytes = {0};
    relata_status status = rl_file_read(path, RL_TABLE_LIMIT, &bytes, &what);
    if (status == RELATA_OK)
        status = rl_table_check(path, &bytes, receive_row, receive_fault, c, &what);
    rl_buffer_free(&bytes);
    bool stopped = what.source[0] == '\0'; /* by the receiver, which is of no file */
    if (status != RELATA_OK && is_of_file(&what) && !stopped)
        status = rl_finding_add(&c->findings, RL_FINDING_FILE, 0, 0, NULL, err, "%s", what.message);
    else if (status != RELATA_OK)
        (void)rl_error_set(err, what.status, what.source, what.line, what.column, "%s", what.message);
    return status == RELATA_OK ? rl_findings_end_file(&c->findings, err) : status;
}

static relata_status check_files(rl_check *c, const rl_file_list *list, relata_error *err)
{
    relata_status status = RELATA_OK;
    c->findings.files = (const char *const *)list->paths;
    for (size_t i = 0; status == RELATA_OK && i < list->count; i++) {
        c->findings.file = (uint32_t)i;
        status = check_file(c, list->paths[i], err);
    }
    return status;
}

/* ---- the check ---- */

/* The types that an id may begin with wrongly, besides those of the files. */
static bool add_built_in(rl_string_map *types)
{
    static const char *const NAMES[] = {"person", "place", "organisation"};
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++)
        if (rl_string_map_add(types, NAMES[i], strlen(NAMES[i])) == RL_NONE)
            return false;
    return true;
}

static void free_check(rl_check *c)
{
    rl_findings_free(&c->findings);
    rl_string_map_free(&c->types);
    rl_string_map_free(&c->ids);
    rl_string_map_free(&c->names);
    free(c->entities);
    free(c->strong);
    rl_text_worker_free(&c->worker);
    rl_buffer_free(&c->key);
}

relata_status rl_gazetteer_check(const char *const *paths, size_t count, const rl_text_rules *rules, size_t most,
                                 relata_finding_fn receive, void *user, relata_check_summary *ret_summary,
                                 relata_error *err)
{
    rl_check c = {.findings = {.receive = receive, .user = user, .most = most}, .ordinary = rules};
    rl_file_list list = {0};
    relata_status status = add_built_in(&c.types) ? rl_files_expand(paths, count, ".tsv", &list, err) : rl_error_memory(err);
    if (status == RELATA_OK)
        status = check_files(&c, &list, err);
    if (status == RELATA_OK && ret_summary != NULL)
        *ret_summary = (relata_check_summary){
            .files = list.count,
            .rows = c.rows,
            .errors = c.findings.errors,
            .warnings = c.findings.warnings,
        };
    rl_file_list_free(&list);
    free_check(&c);
    return status;
}
