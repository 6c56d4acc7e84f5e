/* Tables with a header row, as RFC 4180 has them, cut by libcsv. It is fed line by line, so that every row knows the
 * line on which it begins, and a quotation mark that is never closed cannot swallow more than a bounded piece. */
#include "import/mapping.h"
#include "text/utf8.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_COLUMNS = 4096, LONGEST_CELL = 1 << 20, NO_COLUMN = -1, SHOWN = 200 };

typedef struct cell {
    size_t start;
    size_t length;
} cell;

typedef struct table {
    rl_import *import;
    rl_mapping mapping;
    rl_giving giving;
    rl_buffer part;
    char separator;
    /* of the file that is being read */
    const rl_source *source;
    bool has_header;
    size_t width;                                 /* cells of the header */
    int columns[RL_FIELD_COUNT][RL_SOURCES_MOST]; /* of the sources; NO_COLUMN if the file has it not */
    size_t row_line;                              /* where the row begins */
    relata_status status;
    relata_error *err;
    /* the row so far */
    rl_buffer bytes;
    cell *cells;
    size_t count;
    size_t capacity;
} table;

/* ---- the header ---- */

static relata_status refuse_column(table *t, const char *name)
{
    rl_buffer known = {0};
    for (size_t i = 0; i < t->count && known.length < SHOWN; i++) {
        const cell *c = &t->cells[i];
        (void)rl_buffer_append_string(&known, i == 0 ? "" : ", ");
        (void)rl_utf8_sanitise(t->bytes.bytes + c->start, c->length < SHOWN ? c->length : SHOWN, true, &known);
    }
    const char *names = rl_buffer_string(&known);
    relata_status status =
        rl_error_set(t->err, RELATA_ERROR_FORMAT, t->source->path, t->row_line, 1,
                     "there is no column \"%.100s\"; there are %.250s", name, names == NULL ? "" : names);
    rl_buffer_free(&known);
    return status;
}

static int find_column(const table *t, const rl_buffer *name)
{
    for (size_t i = 0; i < t->count; i++)
        if (t->cells[i].length == name->length && name->length > 0 &&
            memcmp(t->bytes.bytes + t->cells[i].start, name->bytes, name->length) == 0)
            return (int)i;
    return NO_COLUMN;
}

static relata_status find_columns(table *t)
{
    for (int field = 0; field < RL_FIELD_COUNT; field++) {
        const rl_field_sources *sources = &t->mapping.fields[field];
        for (size_t i = 0; i < sources->count; i++) {
            (void)rl_mapping_part(sources->names[i], '\0', &t->part);
            t->columns[field][i] = find_column(t, &t->part);
            bool needed = t->mapping.is_given || field == RL_FIELD_NAME ||
                          (field == RL_FIELD_TYPE && t->import->options->type == NULL);
            if (t->columns[field][i] == NO_COLUMN && needed)
                return refuse_column(t, rl_buffer_string(&t->part));
        }
    }
    return RELATA_OK;
}

static relata_status read_header(table *t)
{
    if (t->count > MOST_COLUMNS)
        return rl_error_set(t->err, RELATA_ERROR_LIMIT, t->source->path, t->row_line, 1, "more than %d columns",
                            MOST_COLUMNS);
    t->has_header = true;
    t->width = t->count;
    return find_columns(t);
}

/* ---- rows ---- */

static void give_field(table *t, rl_field field)
{
    rl_giving_start(&t->giving, field);
    for (size_t i = 0; i < t->mapping.fields[field].count; i++) {
        int column = t->columns[field][i];
        if (column == NO_COLUMN)
            continue;
        const cell *c = &t->cells[column];
        if (c->length > 0)
            rl_giving_add(&t->giving, t->bytes.bytes + c->start, c->length);
    }
    rl_giving_end(&t->giving);
}

static relata_status read_row(table *t)
{
    rl_rows *rows = &t->import->rows;
    rl_rows_start(rows, t->source->path, t->row_line);
    if (t->count != t->width) {
        rl_rows_break(rows, t->row_line, 1, "the row has %zu cells, the header has %zu", t->count, t->width);
        return RELATA_OK;
    }
    for (int field = 0; field < RL_FIELD_COUNT; field++)
        give_field(t, (rl_field)field);
    if (t->giving.joined.failed)
        return rl_error_memory(t->err);
    return rl_rows_end(rows, t->err);
}

/* ---- what libcsv calls ---- */

static void receive_cell(void *bytes, size_t length, void *user)
{
    table *t = user;
    if (t->status != RELATA_OK)
        return;
    cell *grown = rl_array_grow(t->cells, &t->capacity, t->count + 1, sizeof *grown);
    size_t start = t->bytes.length;
    if (grown != NULL)
        t->cells = grown;
    if (grown == NULL || !rl_buffer_append(&t->bytes, bytes, length)) {
        t->status = rl_error_memory(t->err);
        return;
    }
    t->cells[t->count++] = (cell){start, length};
}

static void receive_end(int end, void *user)
{
    (void)end;
    table *t = user;
    if (t->status == RELATA_OK)
        t->status = t->has_header ? read_row(t) : read_header(t);
    t->count = 0;
    rl_buffer_clear(&t->bytes);
    t->row_line = t->source->line + 1;
}

/* Nothing that libcsv reads can be wrong for it, since it is not asked to be strict. */
static relata_status fail_parser(table *t, struct csv_parser *parser)
{
    if (csv_error(parser) == CSV_ENOMEM)
        return rl_error_memory(t->err);
    return rl_error_set(t->err, RELATA_ERROR_LIBRARY, t->source->path, t->row_line, 0, "%s",
                        csv_strerror(csv_error(parser)));
}

/* Behind a whole line a row goes on only if a quotation mark is open. What follows has then been taken for one cell. */
static relata_status check_closed(const table *t, const struct csv_parser *parser)
{
    if (t->count == 0 && parser->entry_pos == 0)
        return RELATA_OK;
    return rl_error_set(t->err, RELATA_ERROR_FORMAT, t->source->path, t->row_line, 0,
                        "a quotation mark of this row is never closed");
}

static bool feed(table *t, struct csv_parser *parser, const char *bytes, size_t length)
{
    return csv_parse(parser, bytes, length, receive_cell, receive_end, t) == length;
}

/* libcsv is between rows if it has given nothing of the next one: then the line begins a row. */
static relata_status read_line(table *t, struct csv_parser *parser, const char *line, size_t length)
{
    if (t->count == 0 && parser->entry_pos == 0)
        t->row_line = t->source->line;
    if (!feed(t, parser, line, length) || !feed(t, parser, "\n", 1))
        return fail_parser(t, parser);
    if (t->status == RELATA_OK && parser->entry_pos > LONGEST_CELL)
        return rl_error_set(t->err, RELATA_ERROR_FORMAT, t->source->path, t->row_line, 0,
                            "a quotation mark of this row is not closed within %d bytes", LONGEST_CELL);
    return t->status;
}

static relata_status read_lines(table *t, struct csv_parser *parser, rl_source *source, relata_error *err)
{
    relata_status status = RELATA_OK;
    while (status == RELATA_OK) {
        const char *line = NULL;
        size_t length = 0;
        relata_error why = {0};
        status = rl_source_line(source, RL_IMPORT_LONGEST, &line, &length, &why);
        if (status == RELATA_OK) {
            status = read_line(t, parser, line, length);
        } else if (status == RELATA_ERROR_LIMIT && t->has_header) {
            rl_rows_start(&t->import->rows, source->path, source->line);
            rl_rows_break(&t->import->rows, why.line, why.column, "%s", why.message);
            status = RELATA_OK;
        } else if (status != RELATA_END) {
            (void)rl_error_set(err, status, why.source, why.line, why.column, "%s", why.message);
        }
    }
    if (status == RELATA_END)
        status = check_closed(t, parser);
    if (status == RELATA_OK && !t->has_header)
        status = rl_error_set(err, RELATA_ERROR_FORMAT, source->path, 0, 0, "the file has no header row");
    return status;
}

static relata_status read_table(rl_import *import, rl_source *source, relata_error *err)
{
    table *t = import->state;
    struct csv_parser parser;
    if (csv_init(&parser, 0) != 0)
        return rl_error_memory(err);
    csv_set_delim(&parser, (unsigned char)t->separator);
    t->source = source;
    t->has_header = false;
    t->row_line = 1;
    t->status = RELATA_OK;
    t->err = err;
    t->count = 0;
    rl_buffer_clear(&t->bytes);
    relata_status status = read_lines(t, &parser, source, err);
    csv_free(&parser);
    return status;
}

/* ---- the formats ---- */

static relata_status open_table(rl_import *import, char separator, relata_error *err)
{
    table *t = calloc(1, sizeof *t);
    if (t == NULL)
        return rl_error_memory(err);
    import->state = t;
    t->import = import;
    t->separator = separator;
    t->giving.rows = &import->rows;
    t->giving.split = import->options->split != NULL ? import->options->split : "|";
    return rl_mapping_read(&t->mapping, import->options, err);
}

static relata_status open_csv(rl_import *import, relata_error *err)
{
    char separator = import->options->separator;
    if (separator == '"' || separator == '\n' || separator == '\r' || (separator & ~0x7F) != 0)
        return rl_error_set(err, RELATA_ERROR_ARGUMENT, NULL, 0, 0, "this character cannot be the separator");
    return open_table(import, separator == '\0' ? ',' : separator, err);
}

static relata_status open_tsv(rl_import *import, relata_error *err)
{
    return open_table(import, '\t', err);
}

static void close_table(rl_import *import)
{
    table *t = import->state;
    if (t == NULL)
        return;
    rl_mapping_free(&t->mapping);
    rl_buffer_free(&t->giving.joined);
    rl_buffer_free(&t->part);
    rl_buffer_free(&t->bytes);
    free(t->cells);
    free(t);
}

const rl_import_format rl_import_csv = {
    .name = "csv",
    .options = RL_OPTION_TYPE | RL_OPTION_MAP | RL_OPTION_SEPARATOR | RL_OPTION_SPLIT,
    .open = open_csv,
    .read = read_table,
    .close = close_table,
};

const rl_import_format rl_import_tsv = {
    .name = "tsv",
    .options = RL_OPTION_TYPE | RL_OPTION_MAP | RL_OPTION_SPLIT,
    .open = open_tsv,
    .read = read_table,
    .close = close_table,
};
