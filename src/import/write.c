/* The temporary rows to the list: only the columns that were used, and what had to wait for later rows. */
#include "import/rows.h"

#include <string.h>

enum { LONGEST_ROW = 1 << 24 };

typedef struct writing {
    rl_rows *rows;
    rl_resolve_fn resolve;
    void *resolve_user;
    relata_write_fn write;
    void *user;
} writing;

static relata_status give(const writing *w, relata_error *err)
{
    rl_buffer *line = &w->rows->line;
    if (!rl_buffer_append_char(line, '\n'))
        return rl_error_memory(err);
    return w->write(w->user, line->bytes, line->length) ? RELATA_OK : RELATA_ERROR_IO; /* the caller knows why */
}

static void add_cell(const writing *w, bool first, const char *bytes, size_t length)
{
    if (!first)
        (void)rl_buffer_append_char(&w->rows->line, '\t');
    (void)rl_buffer_append(&w->rows->line, bytes, length);
}

static relata_status write_header(const writing *w, relata_error *err)
{
    bool *used = w->rows->used, first = true;
    used[RL_FIELD_TYPE] = used[RL_FIELD_NAME] = true;
    rl_buffer_clear(&w->rows->line);
    for (int field = 0; field < RL_FIELD_COUNT; field++) {
        if (!used[field])
            continue;
        add_cell(w, first, rl_field_name((rl_field)field), strlen(rl_field_name((rl_field)field)));
        first = false;
    }
    return give(w, err);
}

static void add_resolved(const writing *w, rl_field field, bool first, const char *bytes, size_t length)
{
    bool waits = w->resolve != NULL && length > 0 && (field == RL_FIELD_COUNTRY || field == RL_FIELD_ROLE);
    rl_reason reason = RL_REASON_NONE;
    if (waits)
        bytes = w->resolve(w->resolve_user, field, bytes, length, &length, &reason);
    if (waits && bytes == NULL) {
        rl_counts_add(&w->rows->counts, reason, RELATA_IMPORT_VALUES);
        length = 0;
    }
    add_cell(w, first, bytes == NULL ? "" : bytes, length);
}

static relata_status write_row(const writing *w, const char *line, size_t length, relata_error *err)
{
    const char *end = line + length;
    bool first = true;
    rl_buffer_clear(&w->rows->line);
    for (int field = 0; field < RL_FIELD_COUNT; field++) {
        const char *tab = field + 1 < RL_FIELD_COUNT ? memchr(line, '\t', (size_t)(end - line)) : end;
        if (tab == NULL)
            return rl_error_set(err, RELATA_ERROR_IO, w->rows->spool.folder, 0, 0, "the temporary file is damaged");
        if (w->rows->used[field]) {
            add_resolved(w, (rl_field)field, first, line, (size_t)(tab - line));
            first = false;
        }
        line = tab + 1;
    }
    return give(w, err);
}

relata_status rl_rows_write(rl_rows *rows, rl_resolve_fn resolve, void *resolve_user, relata_write_fn write, void *user,
                            relata_error *err)
{
    writing w = {rows, resolve, resolve_user, write, user};
    rl_source source = {0};
    relata_status status = rl_spool_read(&rows->spool, &source, err);
    if (status == RELATA_OK)
        status = write_header(&w, err);
    while (status == RELATA_OK) {
        const char *line = NULL;
        size_t length = 0;
        status = rl_source_line(&source, LONGEST_ROW, &line, &length, err);
        if (status == RELATA_OK)
            status = write_row(&w, line, length, err);
    }
    rl_source_close(&source);
    return status == RELATA_END ? RELATA_OK : status;
}
