/* The TSV reader: one header row, then a row a line, no quoting. Lines that begin with "#" before the header, or with
 * "# " anywhere, are comments. It is strict, because a list that is half understood is worse than one that is refused:
 * the message says where, and the user mends one line. Checking a list goes on after each fault instead, so that the user
 * sees all of them at once. */
#include "gazetteer/table.h"

#include "text/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { MOST_COLUMNS = 64 };

static const char *const column_names[RL_COLUMN_COUNT] = {
    [RL_COLUMN_ID] = "id",
    [RL_COLUMN_TYPE] = "type",
    [RL_COLUMN_NAME] = "name",
    [RL_COLUMN_ALIASES] = "aliases",
    [RL_COLUMN_WEAK_ALIASES] = "weak_aliases",
    [RL_COLUMN_KIND] = "kind",
    [RL_COLUMN_FAMILY] = "family",
    [RL_COLUMN_DEMONYMS] = "demonyms",
    [RL_COLUMN_COUNTRY] = "country",
    [RL_COLUMN_REGION] = "region",
    [RL_COLUMN_ROLE] = "role",
    [RL_COLUMN_CAPITAL] = "capital",
    [RL_COLUMN_GENDER] = "gender",
    [RL_COLUMN_POPULATION] = "population",
    [RL_COLUMN_LATITUDE] = "latitude",
    [RL_COLUMN_LONGITUDE] = "longitude",
    [RL_COLUMN_PRIOR] = "prior",
    [RL_COLUMN_STRENGTH] = "strength",
};

typedef struct table {
    const char *path;
    size_t line;
    rl_column columns[MOST_COLUMNS]; /* of the file, left to right; RL_COLUMN_COUNT is passed over */
    size_t column_count;             /* 0 until the header was read */
    rl_row_fn receive;
    rl_fault_fn fault; /* NULL: the first fault is an error */
    void *user;
    bool faulty;   /* the line has a fault */
    bool unusable; /* the rows cannot be understood */
} table;

typedef struct cells {
    rl_cell items[MOST_COLUMNS];
    size_t count; /* of the line, perhaps more than fit */
} cells;

static void add_cell(cells *ret, const char *line, size_t start, size_t end)
{
    if (ret->count < MOST_COLUMNS)
        ret->items[ret->count] = (rl_cell){line + start, end - start, start + 1};
    ret->count++;
}

/* Cuts a line at its tabs. Returns its length, or where it holds a control character. */
static size_t cut_line(const char *line, size_t length, cells *ret)
{
    size_t start = 0;
    ret->count = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)line[i];
        if (c >= 0x20 && c != 0x7F)
            continue;
        if (c != '\t')
            return i;
        add_cell(ret, line, start, i);
        start = i + 1;
    }
    add_cell(ret, line, start, length);
    return length;
}

static relata_status fail(table *t, rl_fault fault, size_t column, relata_error *err, const char *format, ...)
    RL_PRINTF(5, 6);

/* RELATA_OK if the fault was taken note of and reading goes on. */
static relata_status fail(table *t, rl_fault fault, size_t column, relata_error *err, const char *format, ...)
{
    char message[512];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    t->faulty = true;
    if (t->fault == NULL)
        return rl_error_set(err, RELATA_ERROR_FORMAT, t->path, t->line, column, "%s", message);
    relata_error what = {0};
    (void)rl_error_set(&what, RELATA_ERROR_FORMAT, t->path, t->line, column, "%s", message);
    return t->fault(t->user, fault, &what, err);
}

static rl_column find_column(const rl_cell *cell)
{
    for (size_t c = 0; c < RL_COLUMN_COUNT; c++)
        if (strlen(column_names[c]) == cell->length && memcmp(column_names[c], cell->bytes, cell->length) == 0)
            return (rl_column)c;
    return RL_COLUMN_COUNT;
}

static bool has_column(const table *t, rl_column wanted)
{
    for (size_t i = 0; i < t->column_count; i++)
        if (t->columns[i] == wanted)
            return true;
    return false;
}

static relata_status read_column(table *t, const rl_cell *cell, relata_error *err)
{
    relata_status status = RELATA_OK;
    rl_column column = find_column(cell);
    int shown = cell->length > 60 ? 60 : (int)cell->length;
    if (column == RL_COLUMN_COUNT) {
        status = fail(t, RL_FAULT_COLUMN, cell->column, err, "unknown column \"%.*s\"", shown, cell->bytes);
    } else if (has_column(t, column)) {
        status = fail(t, RL_FAULT_COLUMN, cell->column, err, "the column \"%s\" is there twice", column_names[column]);
        column = RL_COLUMN_COUNT;
    }
    t->columns[t->column_count++] = column;
    return status;
}

static relata_status read_header(table *t, const cells *line, relata_error *err)
{
    relata_status status = RELATA_OK;
    t->unusable = line->count > MOST_COLUMNS;
    if (t->unusable)
        return fail(t, RL_FAULT_COLUMN, 1, err, "too many columns");
    for (size_t i = 0; status == RELATA_OK && i < line->count; i++)
        status = read_column(t, &line->items[i], err);
    t->unusable = !has_column(t, RL_COLUMN_TYPE) || !has_column(t, RL_COLUMN_NAME);
    if (status == RELATA_OK && t->unusable)
        status = fail(t, RL_FAULT_COLUMN, 1, err, "the header row must name the columns \"type\" and \"name\"");
    return status;
}

static bool is_blank(const rl_cell *cell)
{
    for (size_t i = 0; i < cell->length; i++)
        if (cell->bytes[i] != ' ')
            return false;
    return true;
}

static relata_status check_row(table *t, const rl_row *row, relata_error *err)
{
    static const rl_column required[] = {RL_COLUMN_TYPE, RL_COLUMN_NAME};
    relata_status status = RELATA_OK;
    for (size_t i = 0; status == RELATA_OK && i < 2; i++)
        if (is_blank(&row->cells[required[i]]))
            status = fail(t, RL_FAULT_MISSING, row->cells[required[i]].column, err, "the %s is empty",
                          column_names[required[i]]);
    return status;
}

static relata_status read_row(table *t, const cells *line, relata_error *err)
{
    if (line->count != t->column_count)
        return fail(t, RL_FAULT_COLUMN, 1, err, "the row has %zu cells, the header has %zu", line->count,
                    t->column_count);
    rl_row row = {.path = t->path, .line = t->line};
    for (size_t c = 0; c < RL_COLUMN_COUNT; c++)
        row.cells[c] = (rl_cell){"", 0, 1};
    for (size_t i = 0; i < line->count; i++)
        if (t->columns[i] < RL_COLUMN_COUNT)
            row.cells[t->columns[i]] = line->items[i];
    relata_status status = check_row(t, &row, err);
    return status == RELATA_OK && !t->faulty ? t->receive(t->user, &row, err) : status;
}

static relata_status read_line(table *t, const char *line, size_t length, relata_error *err)
{
    bool comment = length > 0 && line[0] == '#' && (t->column_count == 0 || length == 1 || line[1] == ' ');
    if (length == 0 || comment)
        return RELATA_OK;
    cells cut;
    size_t plain = cut_line(line, length, &cut), valid = rl_utf8_valid_prefix(line, length);
    t->faulty = false;
    t->unusable = t->column_count == 0 && (valid < length || plain < length); /* a header that is lost */
    if (valid < length && valid < plain)
        return fail(t, RL_FAULT_ENCODING, valid + 1, err, "not valid UTF-8");
    if (plain < length)
        return fail(t, RL_FAULT_CONTROL_CHARACTER, plain + 1, err, "a control character");
    return t->column_count == 0 ? read_header(t, &cut, err) : read_row(t, &cut, err);
}

static relata_status read_lines(table *t, const rl_buffer *file, relata_error *err)
{
    relata_status status = RELATA_OK;
    bool marked = file->length >= 3 && memcmp(file->bytes, "\xEF\xBB\xBF", 3) == 0;
    for (size_t at = marked ? 3 : 0; status == RELATA_OK && !t->unusable && at < file->length;) {
        const char *end = memchr(file->bytes + at, '\n', file->length - at);
        size_t length = end == NULL ? file->length - at : (size_t)(end - file->bytes) - at;
        size_t kept = length > 0 && file->bytes[at + length - 1] == '\r' ? length - 1 : length;
        t->line++;
        status = read_line(t, file->bytes + at, kept, err);
        at += length + 1;
    }
    if (status != RELATA_OK || t->column_count > 0 || t->unusable)
        return status;
    t->line = 0;
    return fail(t, RL_FAULT_COLUMN, 0, err, "the file has no header row");
}

relata_status rl_table_read(const char *path, const rl_buffer *file, rl_row_fn receive, void *user, relata_error *err)
{
    table t = {.path = path, .receive = receive, .user = user};
    return read_lines(&t, file, err);
}

relata_status rl_table_check(const char *path, const rl_buffer *file, rl_row_fn receive, rl_fault_fn fault, void *user,
                             relata_error *err)
{
    table t = {.path = path, .receive = receive, .fault = fault, .user = user};
    return read_lines(&t, file, err);
}
