/* Transactions, and settings: a table of names and values. */
#include "store/sql.h"

#include <string.h>

/* Nobody can write between the two beginnings, so the second connection sees what the first one found. */
relata_status rl_store_begin(rl_store *store, relata_error *err)
{
    relata_status status = rl_sql_run(store, "BEGIN IMMEDIATE", err);
    if (status == RELATA_OK && store->temporary.path == NULL)
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

typedef struct listing {
    rl_arena *arena;
    relata_setting *settings;
    size_t count;
} listing;

static relata_status add_setting(void *user, sqlite3_stmt *row, relata_error *err)
{
    listing *l = user;
    bool ok = true;
    relata_setting *settings = rl_arena_grow(l->arena, l->settings, l->count, sizeof *settings);
    if (settings == NULL)
        return rl_error_memory(err);
    const char *name = rl_sql_copy(row, 0, l->arena, &ok);
    settings[l->count++] = (relata_setting){name, rl_sql_copy(row, 1, l->arena, &ok)};
    l->settings = settings;
    return ok ? RELATA_OK : rl_error_memory(err);
}

relata_status rl_store_settings(rl_store *store, rl_arena *arena, relata_setting **ret_settings, size_t *ret_count,
                                relata_error *err)
{
    listing l = {.arena = arena};
    relata_status status =
        rl_sql_select(store, "SELECT name, value FROM setting ORDER BY name", add_setting, &l, err);
    if (status == RELATA_OK) {
        *ret_settings = l.settings;
        *ret_count = l.count;
    }
    return status;
}
