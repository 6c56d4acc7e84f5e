/* Transactions, and settings: a table of names and values. */
#include "store/sql.h"

#include <string.h>


/* Nobody can write between the two beginnings, so the second connection sees what the first one found. */
relata_status rl_store_begin(rl_store *store, relata_error *err)
{
    relata_status status = rl_sql_run(store, "BEGIN IMMEDIATE", err);
    if (status == RELATA_OK && store->temporary == NULL)
        status = rl_store_open(store->path, RL_STORE_READ, &store->before, err);
    if (status == RELATA_OK && store->before != NULL)
        status = rl_sql_run(store->before, "BEGIN; SELECT count(*) FROM setting", err);
    return status;
}

relata_status rl_store_commit(rl_store *store, relata_error *err)
{
    rl_store_close(store->before);
    store->before = NULL;
    return rl_sql_run(store, "COMMIT", err);
}

relata_status rl_store_get(rl_store *store, const char *name, rl_arena *arena, const char **ret_value,
                           relata_error *err)
{
    sqlite3_stmt *statement = NULL;
    rl_value value = rl_value_text(name);
    relata_status status = rl_sql_prepare(store, "SELECT value FROM setting WHERE name=?1", &statement, err);
    if (status == RELATA_OK && !rl_sql_bind(statement, &value, 1))
        status = rl_sql_fail(store, err);
    if (status == RELATA_OK)
        status = rl_sql_step(store, statement, err);
    if (status == RELATA_OK) {
        const char *text = rl_sql_text(statement, 0);
        *ret_value = rl_arena_copy(arena, text, strlen(text));
        status = *ret_value == NULL ? rl_error_memory(err) : RELATA_OK;
    } else if (status == RELATA_END) {
        *ret_value = NULL;
        status = RELATA_OK;
    }
    sqlite3_finalize(statement);
    return status;
}

relata_status rl_store_set(rl_store *store, const char *name, const char *value, relata_error *err)
{
    sqlite3_stmt *statement = NULL;
    rl_value values[] = {rl_value_text(name), rl_value_text(value)};
    relata_status status =
        rl_sql_prepare(store, "INSERT OR REPLACE INTO setting(name, value) VALUES(?1, ?2)", &statement, err);
    if (status == RELATA_OK)
        status = rl_sql_do(store, statement, values, 2, err);
    sqlite3_finalize(statement);
    return status;
}

relata_status rl_store_settings(rl_store *store, rl_arena *arena, relata_setting **ret_settings, size_t *ret_count,
                                relata_error *err)
{
    int64_t count = 0;
    size_t got = 0;
    sqlite3_stmt *statement = NULL;
    relata_status status = rl_sql_number(store, "SELECT count(*) FROM setting", &count, err);
    relata_setting *settings = status == RELATA_OK ? rl_arena_alloc(arena, ((size_t)count + 1) * sizeof *settings) : NULL;
    if (status == RELATA_OK && settings == NULL)
        status = rl_error_memory(err);
    if (status == RELATA_OK)
        status = rl_sql_prepare(store, "SELECT name, value FROM setting ORDER BY name", &statement, err);
    while (status == RELATA_OK && got < (size_t)count && (status = rl_sql_step(store, statement, err)) == RELATA_OK) {
        const char *name = rl_sql_text(statement, 0), *value = rl_sql_text(statement, 1);
        settings[got] = (relata_setting){rl_arena_copy(arena, name, strlen(name)),
                                         rl_arena_copy(arena, value, strlen(value))};
        if (settings[got].name == NULL || settings[got].value == NULL)
            status = rl_error_memory(err);
        got++;
    }
    sqlite3_finalize(statement);
    if (status != RELATA_OK && status != RELATA_END)
        return status;
    *ret_settings = settings;
    *ret_count = got;
    return RELATA_OK;
}
