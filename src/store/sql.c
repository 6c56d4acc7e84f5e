/* SQLite's statements and errors in our words. Its own message is kept where ours would say less. */
#include "store/sql.h"

#include <math.h>
#include <string.h>

/* ---- errors ---- */

typedef struct meaning {
    int code;
    relata_status status;
    const char *words;
} meaning;

static const meaning MEANINGS[] = {
    {SQLITE_BUSY, RELATA_ERROR_IO, "another program is writing to the store; try again when it is done"},
    {SQLITE_LOCKED, RELATA_ERROR_IO, "the store is in use"},
    {SQLITE_FULL, RELATA_ERROR_IO, "the disk is full"},
    {SQLITE_READONLY, RELATA_ERROR_IO, "the store cannot be written"},
    {SQLITE_CANTOPEN, RELATA_ERROR_IO, "the store cannot be opened"},
    {SQLITE_PERM, RELATA_ERROR_IO, "no permission to use the store"},
    {SQLITE_IOERR, RELATA_ERROR_IO, "the store cannot be read or written"},
    {SQLITE_CORRUPT, RELATA_ERROR_FORMAT, "the store is damaged"},
    {SQLITE_NOTADB, RELATA_ERROR_FORMAT, "not a store of relata"},
    {SQLITE_TOOBIG, RELATA_ERROR_LIMIT, "too large for a store"},
};

relata_status rl_sql_fail(const rl_store *store, relata_error *err)
{
    int code = sqlite3_errcode(store->db) & 0xFF;
    if (code == SQLITE_NOMEM)
        return rl_error_memory(err);
    for (size_t i = 0; i < sizeof MEANINGS / sizeof MEANINGS[0]; i++)
        if (MEANINGS[i].code == code)
            return rl_error_set(err, MEANINGS[i].status, store->path, 0, 0, "%s (SQLite: %s)", MEANINGS[i].words,
                                sqlite3_errmsg(store->db));
    return rl_error_set(err, RELATA_ERROR_LIBRARY, store->path, 0, 0, "SQLite: %s", sqlite3_errmsg(store->db));
}

/* ---- statements ---- */

relata_status rl_sql_run(rl_store *store, const char *sql, relata_error *err)
{
    return sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK ? RELATA_OK : rl_sql_fail(store, err);
}

relata_status rl_sql_prepare(rl_store *store, const char *sql, sqlite3_stmt **ret, relata_error *err)
{
    return sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, ret, NULL) == SQLITE_OK
               ? RELATA_OK
               : rl_sql_fail(store, err);
}

relata_status rl_sql_step(rl_store *store, sqlite3_stmt *statement, relata_error *err)
{
    int code = sqlite3_step(statement);
    if (code == SQLITE_ROW)
        return RELATA_OK;
    return code == SQLITE_DONE ? RELATA_END : rl_sql_fail(store, err);
}

relata_status rl_sql_do(rl_store *store, sqlite3_stmt *statement, const rl_value *values, size_t count,
                        relata_error *err)
{
    if (!rl_sql_bind(statement, values, count))
        return rl_sql_fail(store, err);
    relata_status status = rl_sql_step(store, statement, err);
    (void)sqlite3_reset(statement);
    return status == RELATA_END ? RELATA_OK : status;
}

relata_status rl_sql_each(rl_store *store, sqlite3_stmt *statement, const rl_value *values, size_t count,
                          rl_row_fn receive, void *user, relata_error *err)
{
    relata_status status = rl_sql_bind(statement, values, count) ? RELATA_OK : rl_sql_fail(store, err);
    while (status == RELATA_OK && (status = rl_sql_step(store, statement, err)) == RELATA_OK)
        status = receive(user, statement, err);
    (void)sqlite3_reset(statement);
    return status == RELATA_END ? RELATA_OK : status;
}

relata_status rl_sql_select(rl_store *store, const char *sql, rl_row_fn receive, void *user, relata_error *err)
{
    sqlite3_stmt *statement = NULL;
    relata_status status = rl_sql_prepare(store, sql, &statement, err);
    if (status == RELATA_OK)
        status = rl_sql_each(store, statement, NULL, 0, receive, user, err);
    sqlite3_finalize(statement);
    return status;
}

const char *rl_sql_copy(sqlite3_stmt *statement, int column, rl_arena *arena, bool *ok)
{
    const char *text = (const char *)sqlite3_column_text(statement, column);
    if (text == NULL) {
        *ok = *ok && sqlite3_column_type(statement, column) == SQLITE_NULL;
        return NULL;
    }
    const char *kept = rl_arena_copy(arena, text, (size_t)sqlite3_column_bytes(statement, column));
    *ok = *ok && kept != NULL;
    return kept;
}

const char *rl_sql_text(sqlite3_stmt *statement, int column)
{
    const char *text = (const char *)sqlite3_column_text(statement, column);
    return text == NULL ? "" : text;
}

relata_status rl_sql_number(rl_store *store, const char *sql, int64_t *ret, relata_error *err)
{
    sqlite3_stmt *statement = NULL;
    relata_status status = rl_sql_prepare(store, sql, &statement, err);
    if (status == RELATA_OK)
        status = rl_sql_step(store, statement, err);
    if (status == RELATA_OK || status == RELATA_END)
        *ret = status == RELATA_OK ? sqlite3_column_int64(statement, 0) : 0;
    sqlite3_finalize(statement);
    return status == RELATA_END ? RELATA_OK : status;
}

/* ---- values ---- */

rl_value rl_value_null(void)
{
    return (rl_value){.kind = RL_VALUE_NULL};
}

rl_value rl_value_integer(uint64_t integer)
{
    return (rl_value){.kind = RL_VALUE_INTEGER, .integer = (int64_t)integer};
}

rl_value rl_value_number(int64_t number)
{
    return (rl_value){.kind = RL_VALUE_INTEGER, .integer = number};
}

rl_value rl_value_real(double real)
{
    return isnan(real) ? rl_value_null() : (rl_value){.kind = RL_VALUE_REAL, .real = real};
}

rl_value rl_value_text(const char *text)
{
    return text == NULL ? rl_value_null()
                        : (rl_value){.kind = RL_VALUE_TEXT, .bytes = text, .length = strlen(text)};
}

rl_value rl_value_blob(const char *bytes, size_t length)
{
    return (rl_value){.kind = RL_VALUE_BLOB, .bytes = bytes, .length = length};
}

static int bind(sqlite3_stmt *statement, int at, const rl_value *value)
{
    switch (value->kind) {
    case RL_VALUE_INTEGER:
        return sqlite3_bind_int64(statement, at, value->integer);
    case RL_VALUE_REAL:
        return sqlite3_bind_double(statement, at, value->real);
    case RL_VALUE_TEXT:
        return sqlite3_bind_text64(statement, at, value->bytes, value->length, SQLITE_STATIC, SQLITE_UTF8);
    case RL_VALUE_BLOB:
        return sqlite3_bind_blob64(statement, at, value->bytes, value->length, SQLITE_STATIC);
    case RL_VALUE_NULL:
    default:
        return sqlite3_bind_null(statement, at);
    }
}

bool rl_sql_bind(sqlite3_stmt *statement, const rl_value *values, size_t count)
{
    (void)sqlite3_reset(statement);
    for (size_t i = 0; i < count; i++)
        if (bind(statement, (int)i + 1, &values[i]) != SQLITE_OK)
            return false;
    return true;
}
