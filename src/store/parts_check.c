/* Do the rows that there are add up to what the store says they do? Who wrote into a derived table is found out so. */
#include "store/parts.h"

#include <string.h>

static rl_value read_value(sqlite3_stmt *row, int column)
{
    switch (sqlite3_column_type(row, column)) {
    case SQLITE_INTEGER:
        return rl_value_number(sqlite3_column_int64(row, column));
    case SQLITE_FLOAT:
        return rl_value_real(sqlite3_column_double(row, column));
    case SQLITE_TEXT: {
        const char *text = rl_sql_text(row, column);
        return (rl_value){.kind = RL_VALUE_TEXT, .bytes = text, .length = (size_t)sqlite3_column_bytes(row, column)};
    }
    default:
        return rl_value_null();
    }
}

static relata_status add_row(void *user, sqlite3_stmt *row, relata_error *err)
{
    rl_parts *parts = user;
    rl_value values[RL_COLUMNS_MOST];
    for (size_t i = 0; i < parts->table->column_count; i++)
        values[i] = read_value(row, (int)i);
    return rl_parts_add(parts, values) ? RELATA_OK : rl_error_memory(err);
}

static relata_status add_rows(rl_parts *parts, relata_error *err)
{
    rl_buffer sql = {0};
    (void)rl_buffer_append_string(&sql, "SELECT ");
    for (size_t i = 0; i < parts->table->column_count; i++) {
        (void)rl_buffer_append_string(&sql, i == 0 ? "" : ", ");
        (void)rl_buffer_append_string(&sql, parts->table->columns[i]);
    }
    (void)rl_buffer_append_string(&sql, " FROM ");
    (void)rl_buffer_append_string(&sql, parts->table->name);
    const char *text = rl_buffer_string(&sql);
    relata_status status = text == NULL ? rl_error_memory(err) : rl_sql_select(parts->store, text, add_row, parts, err);
    rl_buffer_free(&sql);
    return status;
}

static relata_status check_table(rl_store *store, const rl_derived *table, relata_error *err)
{
    rl_parts parts;
    relata_status status = rl_parts_load(store, table, &parts, err);
    if (status == RELATA_OK)
        status = add_rows(&parts, err);
    if (status == RELATA_OK && !rl_parts_compare(&parts))
        status = rl_error_memory(err);
    if (status == RELATA_OK && !parts.unknown && parts.range_count > 0)
        status = rl_error_set(err, RELATA_ERROR_FORMAT, store->path, 0, 0,
                              "the table %s is not as relata wrote it; \"relata renew\" makes it again", table->name);
    rl_parts_free(&parts);
    return status;
}

relata_status rl_parts_check(rl_store *store, relata_error *err)
{
    int64_t version = 0;
    relata_status status = rl_sql_number(store, "PRAGMA user_version", &version, err);
    for (size_t i = 0; status == RELATA_OK && version >= RL_SCHEMA_PARTS && i < RL_DERIVED_COUNT; i++)
        status = check_table(store, &rl_derived_tables[i], err);
    return status;
}
