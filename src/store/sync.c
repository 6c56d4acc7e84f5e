/* A merge of two sorted lists: the rows that the table had when the transaction began, read in the order of its key, and those
 * that it should have. They are read by a connection of their own, because a table that is changed while it is read may show a
 * changed row again. So a table can be brought up to date once in a transaction. */
#include "store/sync.h"

#include <stdio.h>
#include <string.h>

/* ---- statements ---- */

/* "a, b" or "a=?1 AND b=?2": names[from, to), numbered from `first`. */
static void append_names(const rl_derived *table, size_t from, size_t to, const char *between, unsigned first,
                         rl_buffer *ret)
{
    for (size_t i = from; i < to; i++) {
        char value[16];
        if (i > from)
            (void)rl_buffer_append_string(ret, between);
        (void)rl_buffer_append_string(ret, table->columns[i]);
        if (first == 0)
            continue;
        (void)snprintf(value, sizeof value, "=?%u", first + (unsigned)(i - from));
        (void)rl_buffer_append_string(ret, value);
    }
}

static void append_insert(const rl_derived *t, rl_buffer *sql)
{
    (void)rl_buffer_append_string(sql, "INSERT INTO ");
    (void)rl_buffer_append_string(sql, t->name);
    (void)rl_buffer_append_string(sql, "(");
    append_names(t, 0, t->column_count, ", ", 0, sql);
    (void)rl_buffer_append_string(sql, ") VALUES(?");
    for (size_t i = 1; i < t->column_count; i++)
        (void)rl_buffer_append_string(sql, ", ?");
    (void)rl_buffer_append_string(sql, ")");
}

static void append_select(const rl_derived *t, rl_buffer *sql)
{
    (void)rl_buffer_append_string(sql, "SELECT ");
    append_names(t, 0, t->column_count, ", ", 0, sql);
    (void)rl_buffer_append_string(sql, " FROM ");
    (void)rl_buffer_append_string(sql, t->name);
    (void)rl_buffer_append_string(sql, " WHERE ");
    (void)rl_buffer_append_string(sql, t->columns[0]);
    (void)rl_buffer_append_string(sql, ">=?1 AND ");
    (void)rl_buffer_append_string(sql, t->columns[0]);
    (void)rl_buffer_append_string(sql, "<?2");
    if (t->document != 0)
        (void)rl_buffer_append_string(sql, " AND document>=?3 AND document<?4");
    (void)rl_buffer_append_string(sql, " ORDER BY ");
    append_names(t, 0, t->key_count, ", ", 0, sql);
}

static void append_delete(const rl_derived *t, rl_buffer *sql)
{
    (void)rl_buffer_append_string(sql, "DELETE FROM ");
    (void)rl_buffer_append_string(sql, t->name);
    (void)rl_buffer_append_string(sql, " WHERE ");
    append_names(t, 0, t->key_count, " AND ", 1, sql);
}

static void append_update(const rl_derived *t, rl_buffer *sql)
{
    (void)rl_buffer_append_string(sql, "UPDATE ");
    (void)rl_buffer_append_string(sql, t->name);
    (void)rl_buffer_append_string(sql, " SET ");
    append_names(t, t->key_count, t->column_count, ", ", (unsigned)t->key_count + 1, sql);
    (void)rl_buffer_append_string(sql, " WHERE ");
    append_names(t, 0, t->key_count, " AND ", 1, sql);
}

static relata_status prepare(rl_sync *s, rl_store *in, void (*append)(const rl_derived *, rl_buffer *), sqlite3_stmt **ret,
                             relata_error *err)
{
    rl_buffer sql = {0};
    append(s->table, &sql);
    const char *text = rl_buffer_string(&sql);
    relata_status status = text == NULL ? rl_error_memory(err) : rl_sql_prepare(in, text, ret, err);
    rl_buffer_free(&sql);
    return status;
}

/* ---- rows ---- */

/* Turns to the rows of the next range. */
static relata_status open_range(rl_sync *s, relata_error *err)
{
    const rl_range *range = &s->parts->ranges[s->next++];
    rl_value bounds[] = {rl_part_bound(s->table, range->from, s->bounds[0]),
                         rl_part_bound(s->table, range->to, s->bounds[1]),
                         rl_part_bound_of_document(s->parts->documents.from),
                         rl_part_bound_of_document(s->parts->documents.to)};
    if (!rl_sql_bind(s->old, bounds, s->table->document != 0 ? 4 : 2))
        return rl_sql_fail(s->store->before, err);
    s->open = true;
    return RELATA_OK;
}

static relata_status advance(rl_sync *s, relata_error *err)
{
    s->more = false;
    while (s->old != NULL && (s->open || s->next < s->parts->range_count)) {
        relata_status status = s->open ? RELATA_OK : open_range(s, err);
        if (status == RELATA_OK)
            status = rl_sql_step(s->store->before, s->old, err);
        s->more = status == RELATA_OK;
        if (status != RELATA_END)
            return status;
        s->open = false;
    }
    return RELATA_OK;
}

relata_status rl_sync_begin(const rl_parts *parts, rl_sync *ret, relata_error *err)
{
    rl_store *store = parts->store;
    const rl_derived *table = parts->table;
    *ret = (rl_sync){.store = store, .table = table, .parts = parts};
    relata_status status = RELATA_OK;
    if (store->before != NULL)
        status = prepare(ret, store->before, append_select, &ret->old, err);
    if (status == RELATA_OK)
        status = prepare(ret, store, append_insert, &ret->insert, err);
    if (status == RELATA_OK)
        status = prepare(ret, store, append_delete, &ret->remove, err);
    if (status == RELATA_OK && table->key_count < table->column_count)
        status = prepare(ret, store, append_update, &ret->update, err);
    return status == RELATA_OK ? advance(ret, err) : status;
}

static int compare_bytes(const char *a, size_t a_length, const char *b, size_t b_length)
{
    size_t shorter = a_length < b_length ? a_length : b_length;
    int order = shorter == 0 ? 0 : memcmp(a, b, shorter);
    if (order != 0)
        return order;
    return a_length < b_length ? -1 : a_length > b_length;
}

static int compare_text(sqlite3_stmt *old, int column, const rl_value *value)
{
    const char *text = rl_sql_text(old, column);
    return compare_bytes(text, (size_t)sqlite3_column_bytes(old, column), value->bytes, value->length);
}

static int compare_key_column(sqlite3_stmt *old, int column, const rl_value *value)
{
    if (value->kind == RL_VALUE_TEXT)
        return compare_text(old, column, value);
    int64_t number = sqlite3_column_int64(old, column);
    return number < value->integer ? -1 : number > value->integer;
}

static int compare_keys(const rl_sync *s, const rl_value *values)
{
    int order = 0;
    for (size_t i = 0; order == 0 && i < s->table->key_count; i++)
        order = compare_key_column(s->old, (int)i, &values[i]);
    return order;
}

static bool is_same(sqlite3_stmt *old, int column, const rl_value *value)
{
    int type = sqlite3_column_type(old, column);
    switch (value->kind) {
    case RL_VALUE_INTEGER:
        return type == SQLITE_INTEGER && sqlite3_column_int64(old, column) == value->integer;
    case RL_VALUE_REAL: {
        double number = sqlite3_column_double(old, column);
        return (type == SQLITE_FLOAT || type == SQLITE_INTEGER) && !(number < value->real) && !(number > value->real);
    }
    case RL_VALUE_TEXT:
        return type == SQLITE_TEXT && compare_text(old, column, value) == 0;
    case RL_VALUE_NULL:
        return type == SQLITE_NULL;
    case RL_VALUE_BLOB:
    default:
        return false;
    }
}

static bool is_same_row(const rl_sync *s, const rl_value *values)
{
    for (size_t i = s->table->key_count; i < s->table->column_count; i++)
        if (!is_same(s->old, (int)i, &values[i]))
            return false;
    return true;
}

/* Removes the row that the reading stands on. */
static relata_status remove_old(rl_sync *s, relata_error *err)
{
    for (size_t i = 0; i < s->table->key_count; i++)
        if (sqlite3_bind_value(s->remove, (int)i + 1, sqlite3_column_value(s->old, (int)i)) != SQLITE_OK)
            return rl_sql_fail(s->store, err);
    relata_status status = rl_sql_step(s->store, s->remove, err);
    (void)sqlite3_reset(s->remove);
    return status == RELATA_END ? advance(s, err) : status;
}

relata_status rl_sync_row(rl_sync *sync, const rl_value *values, relata_error *err)
{
    relata_status status = RELATA_OK;
    int order = 1;
    while (status == RELATA_OK && sync->more && (order = compare_keys(sync, values)) < 0)
        status = remove_old(sync, err);
    if (status != RELATA_OK)
        return status;
    if (!sync->more || order > 0)
        return rl_sql_do(sync->store, sync->insert, values, sync->table->column_count, err);
    if (!is_same_row(sync, values))
        status = rl_sql_do(sync->store, sync->update, values, sync->table->column_count, err);
    return status == RELATA_OK ? advance(sync, err) : status;
}

relata_status rl_sync_end(rl_sync *sync, relata_status status, relata_error *err)
{
    while (status == RELATA_OK && sync->more)
        status = remove_old(sync, err);
    sqlite3_finalize(sync->old);
    sqlite3_finalize(sync->insert);
    sqlite3_finalize(sync->update);
    sqlite3_finalize(sync->remove);
    *sync = (rl_sync){0};
    return status;
}
