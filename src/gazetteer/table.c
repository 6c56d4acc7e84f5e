/* The TSV reader: one header row, then a row a line, no quoting. Lines that begin with "#" before the header, or with
 * "# " anywhere, are comments. It is strict, because a list that is half understood is worse than one that is refused:
 * the message says where, and the user mends one line. */
#include "gazetteer/table.h"

#include "base/file.h"
#include "text/utf8.h"

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
    [RL_COLUMN_ROLE] = "role",
    [RL_COLUMN_CAPITAL] = "capital",
    [RL_COLUMN_GENDER] = "gender",
    [RL_COLUMN_LATITUDE] = "latitude",
    [RL_COLUMN_LONGITUDE] = "longitude",
    [RL_COLUMN_PRIOR] = "prior",
    [RL_COLUMN_REGION] = "region",
    [RL_COLUMN_POPULATION] = "population",
    [RL_COLUMN_STRENGTH] = "strength",
};

typedef struct table {
    const char *path;
    size_t line;
    rl_column columns[MOST_COLUMNS]; /* of the file, left to right */
    size_t column_count;             /* 0 until the header was read */
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

static relata_status fail(const table *t, size_t column, relata_error *err, const char *message)
{
    return rl_error_set(err, RELATA_ERROR_FORMAT, t->path, t->line, column, "%s", message);
}

static relata_status find_column(const table *t, const rl_cell *cell, rl_column *ret, relata_error *err)
{
    for (size_t c = 0; c < RL_COLUMN_COUNT; c++) {
        if (strlen(column_names[c]) == cell->length && memcmp(column_names[c], cell->bytes, cell->length) == 0) {
            *ret = (rl_column)c;
            return RELATA_OK;
        }
    }
    int shown = cell->length > 60 ? 60 : (int)cell->length;
    return rl_error_set(err, RELATA_ERROR_FORMAT, t->path, t->line, cell->column, "unknown column \"%.*s\"", shown,
                        cell->bytes);
}

static bool has_column(const table *t, rl_column wanted)
{
    for (size_t i = 0; i < t->column_count; i++)
        if (t->columns[i] == wanted)
            return true;
    return false;
}

static relata_status read_header(table *t, const cells *line, relata_error *err)
{
    if (line->count > MOST_COLUMNS)
        return fail(t, 1, err, "too many columns");
    for (size_t i = 0; i < line->count; i++) {
        rl_column column = RL_COLUMN_ID;
        relata_status status = find_column(t, &line->items[i], &column, err);
        if (status != RELATA_OK)
            return status;
        if (has_column(t, column))
            return rl_error_set(err, RELATA_ERROR_FORMAT, t->path, t->line, line->items[i].column,
                                "the column \"%s\" is there twice", column_names[column]);
        t->columns[t->column_count++] = column;
    }
    if (!has_column(t, RL_COLUMN_TYPE) || !has_column(t, RL_COLUMN_NAME))
        return fail(t, 1, err, "the header row must name the columns \"type\" and \"name\"");
    return RELATA_OK;
}

static bool is_blank(const rl_cell *cell)
{
    for (size_t i = 0; i < cell->length; i++)
        if (cell->bytes[i] != ' ')
            return false;
    return true;
}

static relata_status check_row(const table *t, const rl_row *row, relata_error *err)
{
    static const rl_column required[] = {RL_COLUMN_TYPE, RL_COLUMN_NAME};
    for (size_t i = 0; i < 2; i++)
        if (is_blank(&row->cells[required[i]]))
            return rl_error_set(err, RELATA_ERROR_FORMAT, t->path, t->line, row->cells[required[i]].column,
                                "the %s is empty", column_names[required[i]]);
    return RELATA_OK;
}

static relata_status read_row(const table *t, const cells *line, rl_row_fn receive, void *user, relata_error *err)
{
    if (line->count != t->column_count)
        return rl_error_set(err, RELATA_ERROR_FORMAT, t->path, t->line, 1, "the row has %zu cells, the header has %zu",
                            line->count, t->column_count);
    rl_row row = {.path = t->path, .line = t->line};
    for (size_t c = 0; c < RL_COLUMN_COUNT; c++)
        row.cells[c] = (rl_cell){"", 0, 1};
    for (size_t i = 0; i < line->count; i++)
        row.cells[t->columns[i]] = line->items[i];
    relata_status status = check_row(t, &row, err);
    return status == RELATA_OK ? receive(user, &row, err) : status;
}

static relata_status read_line(table *t, const char *line, size_t length, rl_row_fn receive, void *user,
                               relata_error *err)
{
    bool comment = length > 0 && line[0] == '#' && (t->column_count == 0 || length == 1 || line[1] == ' ');
    if (length == 0 || comment)
        return RELATA_OK;
    cells cut;
    size_t plain = cut_line(line, length, &cut), valid = rl_utf8_valid_prefix(line, length);
    if (valid < length && valid < plain)
        return fail(t, valid + 1, err, "not valid UTF-8");
    if (plain < length)
        return fail(t, plain + 1, err, "a control character");
    return t->column_count == 0 ? read_header(t, &cut, err) : read_row(t, &cut, receive, user, err);
}

relata_status rl_table_read(const char *path, rl_row_fn receive, void *user, relata_error *err)
{
    rl_buffer file = {0};
    table t = {.path = path};
    relata_status status = rl_file_read(path, (size_t)1 << 32, &file, err);
    bool marked = file.length >= 3 && memcmp(file.bytes, "\xEF\xBB\xBF", 3) == 0;
    for (size_t at = marked ? 3 : 0; status == RELATA_OK && at < file.length;) {
        const char *end = memchr(file.bytes + at, '\n', file.length - at);
        size_t length = end == NULL ? file.length - at : (size_t)(end - file.bytes) - at;
        size_t kept = length > 0 && file.bytes[at + length - 1] == '\r' ? length - 1 : length;
        t.line++;
        status = read_line(&t, file.bytes + at, kept, receive, user, err);
        at += length + 1;
    }
    if (status == RELATA_OK && t.column_count == 0)
        status = rl_error_set(err, RELATA_ERROR_FORMAT, path, 0, 0, "the file has no header row");
    rl_buffer_free(&file);
    return status;
}
