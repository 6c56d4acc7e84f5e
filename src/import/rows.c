/* Making rows. What is wrong with a name makes it be left out, what is wrong with the first name leaves out the row; so
 * whatever the source holds, the list can be read. */
#include "import/rows.h"

#include "base/hash.h"
#include "base/number.h"
#include "model/lexicon.h"
#include "text/fold.h"

#include <stdio.h>
#include <string.h>

enum { NAMED_BROKEN = 5, PROGRESS_STEP = 256, LONGEST_TYPE = 64 };

/* ---- a row's contents ---- */

void rl_rows_start(rl_rows *rows, const char *path, size_t line)
{
    rows->path = path;
    rows->line_number = line;
    rows->column_number = 1;
    for (int field = 0; field < RL_FIELD_COUNT; field++)
        rl_buffer_clear(&rows->cells[field]);
    rl_buffer_clear(&rows->names);
    rows->item_count = 0;
    rows->name_reason = rows->id_reason = RL_REASON_NONE;
    rows->counts.read++;
    if (rows->options->progress != NULL && rows->counts.read % PROGRESS_STEP == 0)
        rows->options->progress(rows->options->progress_user, rows->counts.read);
}

static const struct {
    rl_field field;
    double least;
    double most;
} NUMBERS[] = {
    {RL_FIELD_POPULATION, 0, 1e12},
    {RL_FIELD_LATITUDE, -90, 90},
    {RL_FIELD_LONGITUDE, -180, 180},
    {RL_FIELD_PRIOR, 0, 100},
};

/* Fine too for columns that hold no numbers. */
static bool is_number_in_range(rl_field field, const rl_buffer *cell)
{
    for (size_t i = 0; i < sizeof NUMBERS / sizeof NUMBERS[0]; i++) {
        double value = 0;
        if (NUMBERS[i].field == field)
            return rl_number_parse(cell->bytes, cell->length, &value) && value >= NUMBERS[i].least &&
                   value <= NUMBERS[i].most;
    }
    return true;
}

static bool is(const rl_buffer *cell, const char *word)
{
    return cell->length == strlen(word) && memcmp(cell->bytes, word, cell->length) == 0;
}

static rl_reason check_value(rl_field field, const rl_buffer *cell)
{
    if (!is_number_in_range(field, cell))
        return RL_REASON_NUMBER;
    if (field == RL_FIELD_STRENGTH && !is(cell, "sure") && !is(cell, "usual"))
        return RL_REASON_STRENGTH;
    return RL_REASON_NONE;
}

static void replace(rl_buffer *cell, const char *text)
{
    if (text == NULL)
        return;
    rl_buffer_clear(cell);
    (void)rl_buffer_append_string(cell, text);
}

/* A line of ours that begins with "#" could be taken for a comment. */
static rl_reason judge_cell(rl_rows *rows, rl_field field, rl_reason cleaned)
{
    rl_buffer *cell = &rows->cells[field];
    if (field == RL_FIELD_NAME)
        return cleaned != RL_REASON_NONE ? cleaned : rl_name_check(cell->bytes, cell->length, &rows->worker);
    if (field == RL_FIELD_ID)
        return cleaned != RL_REASON_NONE || cell->bytes[0] == '#' ? RL_REASON_BAD_ID : RL_REASON_NONE;
    return cleaned != RL_REASON_NONE ? RL_REASON_TEXT : check_value(field, cell);
}

void rl_rows_put(rl_rows *rows, rl_field field, const char *bytes, size_t length)
{
    rl_buffer *cell = &rows->cells[field];
    rl_buffer_clear(cell);
    rl_reason reason = rl_text_clean(bytes, length, cell);
    if (cell->length == 0 && reason == RL_REASON_NONE)
        return;
    reason = judge_cell(rows, field, reason);
    if (field == RL_FIELD_NAME)
        rows->name_reason = reason;
    else if (field == RL_FIELD_ID)
        rows->id_reason = reason;
    else if (reason != RL_REASON_NONE)
        rl_counts_add(&rows->counts, reason, RELATA_IMPORT_VALUES);
    if (reason != RL_REASON_NONE)
        rl_buffer_clear(cell);
    else if (field == RL_FIELD_COUNTRY && rows->countries != NULL)
        replace(cell, rl_countries_find((rl_countries *)rows->countries, cell->bytes, cell->length));
}

void rl_rows_put_number(rl_rows *rows, rl_field field, double value)
{
    char text[32];
    rl_rows_put(rows, field, text, rl_number_format(value, text));
}

bool rl_rows_has_name(const rl_rows *rows)
{
    return rows->cells[RL_FIELD_NAME].length > 0;
}

void rl_rows_pass(rl_rows *rows, rl_reason reason)
{
    rl_counts_add(&rows->counts, reason, RELATA_IMPORT_NAMES);
}

static size_t count_items(const rl_rows *rows, rl_field field)
{
    size_t count = 0;
    for (size_t i = 0; i < rows->item_count; i++)
        count += rows->items[i].field == field;
    return count;
}

/* Names of a row that say the same are one, without being counted; a strong alias covers a weak one. */
static bool is_there(const rl_rows *rows, rl_field field, const char *bytes, size_t length)
{
    bool alias = field == RL_FIELD_ALIASES || field == RL_FIELD_WEAK_ALIASES;
    for (size_t i = 0; i < rows->item_count; i++) {
        const rl_row_name *item = &rows->items[i];
        bool covers = item->field == field || (alias && item->field == RL_FIELD_ALIASES);
        if (covers && item->length == length && memcmp(rows->names.bytes + item->start, bytes, length) == 0)
            return true;
    }
    return false;
}

void rl_rows_add(rl_rows *rows, rl_field field, const char *bytes, size_t length)
{
    size_t start = rows->names.length;
    rl_reason reason = rl_text_clean(bytes, length, &rows->names);
    const char *name = rows->names.bytes + start;
    size_t name_length = rows->names.length - start;
    bool wanted = name_length > 0 || reason != RL_REASON_NONE;
    if (wanted && reason == RL_REASON_NONE)
        reason = rl_name_check(name, name_length, &rows->worker);
    if (wanted && reason == RL_REASON_NONE && is_there(rows, field, name, name_length))
        wanted = false;
    else if (wanted && reason == RL_REASON_NONE && count_items(rows, field) == RL_NAMES_MOST)
        reason = RL_REASON_MANY;
    if (wanted && reason == RL_REASON_NONE) {
        rows->items[rows->item_count++] = (rl_row_name){field, start, name_length};
        return;
    }
    if (wanted)
        rl_rows_pass(rows, reason);
    if (!rows->names.failed)
        rows->names.length = start;
}

/* ---- the end of a row ---- */

void rl_rows_leave(rl_rows *rows, rl_reason reason)
{
    rl_counts_add(&rows->counts, reason, RELATA_IMPORT_ROWS);
}

void rl_rows_notice(rl_rows *rows, const relata_error *what, bool skipped)
{
    if (rows->options->notice != NULL)
        rows->options->notice(rows->options->notice_user, what, skipped);
}

void rl_rows_break(rl_rows *rows, size_t line, size_t column, const char *format, ...)
{
    rl_rows_leave(rows, RL_REASON_BROKEN);
    if (rows->counts.left[RL_REASON_BROKEN][RELATA_IMPORT_ROWS] > NAMED_BROKEN)
        return;
    char message[256];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    relata_error what = {0};
    (void)rl_error_set(&what, RELATA_ERROR_FORMAT, rows->path, line, column, "%s", message);
    rl_rows_notice(rows, &what, true);
}

static void set_default(rl_buffer *cell, const char *value)
{
    if (cell->length == 0 && value != NULL)
        (void)rl_buffer_append_string(cell, value);
}

static bool is_type_name(const rl_buffer *type)
{
    for (size_t i = 0; i < type->length; i++) {
        char c = type->bytes[i];
        bool letter = c >= 'a' && c <= 'z';
        bool other = (c >= '0' && c <= '9') || c == '_' || c == '-';
        if (!letter && (i == 0 || !other))
            return false;
    }
    return type->length <= LONGEST_TYPE;
}

static bool is_lexicon_type(const rl_buffer *type)
{
    for (size_t i = 0; i < rl_word_class_count; i++)
        if (is(type, rl_word_class_table[i].type))
            return true;
    return false;
}

static rl_reason check_row(rl_rows *rows, bool is_lexicon)
{
    const rl_buffer *type = &rows->cells[RL_FIELD_TYPE];
    if (rows->cells[RL_FIELD_NAME].length == 0)
        return rows->name_reason != RL_REASON_NONE ? rows->name_reason : RL_REASON_NO_NAME;
    if (rows->id_reason != RL_REASON_NONE)
        return rows->id_reason;
    if (type->length == 0)
        return RL_REASON_NO_TYPE;
    if (!is_type_name(type))
        return RL_REASON_BAD_TYPE;
    rl_buffer *kind = &rows->cells[RL_FIELD_KIND];
    const char *words = kind->length > 0 ? rl_buffer_string(kind) : "";
    if (is_lexicon && words != NULL && rl_word_class_find(rl_buffer_string(&rows->cells[RL_FIELD_TYPE]), words) == 0)
        return RL_REASON_BAD_KIND;
    return RL_REASON_NONE;
}

/* What no second row may have: the id, given or as the reader of our lists will make it. Words of the lexicon have no
 * ids; there the same word with other capitals is another one. */
static uint64_t row_key(rl_rows *rows, bool is_lexicon)
{
    const rl_buffer *id = &rows->cells[RL_FIELD_ID], *name = &rows->cells[RL_FIELD_NAME];
    if (id->length > 0 && !is_lexicon)
        return rl_hash_bytes(id->bytes, id->length);
    const rl_buffer *type = &rows->cells[RL_FIELD_TYPE], *kind = &rows->cells[RL_FIELD_KIND];
    rl_buffer_clear(&rows->key);
    (void)rl_buffer_append(&rows->key, type->bytes, type->length);
    (void)rl_buffer_append_char(&rows->key, ':');
    if (is_lexicon) {
        (void)rl_buffer_append(&rows->key, kind->bytes, kind->length);
        (void)rl_buffer_append_char(&rows->key, ':');
        (void)rl_buffer_append(&rows->key, name->bytes, name->length);
    } else if (!rl_fold_name(name->bytes, name->length, '-', &rows->key)) {
        rows->key.failed = true;
    }
    return rl_hash_bytes(rows->key.bytes, rows->key.length);
}

/* The names of one column into its cell. What is the row's name anyway is not said again. */
static void join_names(rl_rows *rows, rl_field field)
{
    rl_buffer *cell = &rows->cells[field];
    const rl_buffer *name = &rows->cells[RL_FIELD_NAME];
    bool alias = field == RL_FIELD_ALIASES || field == RL_FIELD_WEAK_ALIASES;
    rl_buffer_clear(cell);
    for (size_t i = 0; i < rows->item_count; i++) {
        const rl_row_name *item = &rows->items[i];
        const char *bytes = rows->names.bytes + item->start;
        bool same = item->length == name->length && memcmp(bytes, name->bytes, name->length) == 0;
        bool covered = field == RL_FIELD_WEAK_ALIASES && is_there(rows, RL_FIELD_ALIASES, bytes, item->length);
        if (item->field != field || (alias && same) || covered)
            continue;
        if (cell->length > 0)
            (void)rl_buffer_append_char(cell, '|');
        (void)rl_buffer_append(cell, bytes, item->length);
    }
}

static bool has_failed(const rl_rows *rows)
{
    bool failed = rows->names.failed || rows->line.failed || rows->key.failed;
    for (int field = 0; field < RL_FIELD_COUNT; field++)
        failed |= rows->cells[field].failed;
    return failed;
}

static relata_status keep_row(rl_rows *rows, relata_error *err)
{
    rl_buffer_clear(&rows->line);
    for (int field = 0; field < RL_FIELD_COUNT; field++) {
        const rl_buffer *cell = &rows->cells[field];
        if (rl_field_is_list((rl_field)field))
            join_names(rows, (rl_field)field);
        rows->used[field] |= cell->length > 0;
        (void)rl_buffer_append(&rows->line, cell->bytes, cell->length);
        (void)rl_buffer_append_char(&rows->line, field + 1 < RL_FIELD_COUNT ? '\t' : '\n');
    }
    if (has_failed(rows))
        return rl_error_memory(err);
    rows->counts.taken++;
    (void)rl_spool_write(&rows->spool, rows->line.bytes, rows->line.length);
    if (rows->spool.error_number == 0)
        return RELATA_OK;
    return rl_error_system(err, rows->spool.folder, "write a temporary file", rows->spool.error_number);
}

relata_status rl_rows_end(rl_rows *rows, relata_error *err)
{
    set_default(&rows->cells[RL_FIELD_TYPE], rows->options->type);
    set_default(&rows->cells[RL_FIELD_STRENGTH], rows->strength);
    bool is_lexicon = is_lexicon_type(&rows->cells[RL_FIELD_TYPE]), is_new = false;
    if (has_failed(rows))
        return rl_error_memory(err);
    rl_reason reason = check_row(rows, is_lexicon);
    if (reason == RL_REASON_NONE) {
        uint64_t key = row_key(rows, is_lexicon);
        if (rows->key.failed || !rl_seen_add(&rows->seen, key, &is_new))
            return rl_error_memory(err);
        reason = is_new ? RL_REASON_NONE : RL_REASON_SAME;
    }
    if (reason == RL_REASON_NONE)
        return keep_row(rows, err);
    rl_rows_leave(rows, reason);
    return RELATA_OK;
}

void rl_rows_free(rl_rows *rows)
{
    for (int field = 0; field < RL_FIELD_COUNT; field++)
        rl_buffer_free(&rows->cells[field]);
    rl_buffer_free(&rows->names);
    rl_buffer_free(&rows->line);
    rl_buffer_free(&rows->key);
    rl_text_worker_free(&rows->worker);
    rl_seen_free(&rows->seen);
    rl_spool_close(&rows->spool);
}
