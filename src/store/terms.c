/* Terms are numbered from 0 in the order in which they were met, so that one map says both ways. */
#include "store/terms.h"

#include "store/sql.h"

#include <string.h>

/* The first byte of their keys, and what the table calls them. */
static const struct {
    char letter;
    const char *name;
} KINDS[RL_TERM_KINDS] = {{'t', "type"}, {'e', "entry"}, {'r', "relation"}};

static uint32_t add(rl_term_table *table, char letter, const char *name)
{
    rl_buffer key = {0};
    (void)rl_buffer_append_char(&key, letter);
    uint32_t number =
        rl_buffer_append_string(&key, name) ? rl_string_map_add(&table->names, key.bytes, key.length) : RL_NONE;
    rl_buffer_free(&key);
    return number;
}

uint32_t rl_term_add(rl_term_table *table, rl_term_kind kind, const char *name)
{
    return add(table, KINDS[kind].letter, name);
}

const char *rl_term_name(const rl_term_table *table, rl_term_kind kind, uint32_t number)
{
    if (number >= table->names.count)
        return NULL;
    const char *key = rl_string_map_key(&table->names, number, NULL);
    return key[0] == KINDS[kind].letter ? key + 1 : NULL;
}

static relata_status refuse(const rl_store *store, relata_error *err)
{
    return rl_error_set(err, RELATA_ERROR_FORMAT, store->path, 0, 0, "the store is damaged: its terms are not in order");
}

typedef struct loading {
    rl_term_table *table;
    const rl_store *store;
} loading;

static relata_status load_one(void *user, sqlite3_stmt *row, relata_error *err)
{
    const loading *l = user;
    rl_term_table *table = l->table;
    const char *kind = rl_sql_text(row, 1);
    size_t before = table->names.count;
    if (sqlite3_column_int64(row, 0) != (int64_t)before)
        return refuse(l->store, err);
    for (size_t k = 0; k < RL_TERM_KINDS; k++) {
        if (strcmp(KINDS[k].name, kind) != 0)
            continue;
        uint32_t number = add(table, KINDS[k].letter, rl_sql_text(row, 2));
        return number == before ? RELATA_OK : number == RL_NONE ? rl_error_memory(err) : refuse(l->store, err);
    }
    return refuse(l->store, err);
}

relata_status rl_store_load_terms(rl_store *store, rl_term_table *ret, relata_error *err)
{
    rl_term_table table = {0};
    relata_status status = rl_sql_select(store, "SELECT number, kind, name FROM term ORDER BY number", load_one,
                                         &(loading){&table, store}, err);
    if (status != RELATA_OK) {
        rl_term_table_free(&table);
        return status;
    }
    table.saved = table.names.count;
    *ret = table;
    return RELATA_OK;
}

static const char *kind_of(char letter)
{
    size_t k = 0;
    while (k + 1 < RL_TERM_KINDS && KINDS[k].letter != letter)
        k++;
    return KINDS[k].name;
}

relata_status rl_store_save_terms(rl_store *store, rl_term_table *table, relata_error *err)
{
    sqlite3_stmt *statement = NULL;
    relata_status status = rl_sql_prepare(store, "INSERT INTO term(number, kind, name) VALUES(?1, ?2, ?3)", &statement, err);
    for (size_t i = table->saved; status == RELATA_OK && i < table->names.count; i++) {
        const char *key = rl_string_map_key(&table->names, (uint32_t)i, NULL);
        rl_value values[] = {rl_value_integer(i), rl_value_text(kind_of(key[0])), rl_value_text(key + 1)};
        status = rl_sql_do(store, statement, values, 3, err);
    }
    sqlite3_finalize(statement);
    if (status == RELATA_OK)
        table->saved = table->names.count;
    return status;
}

void rl_term_table_free(rl_term_table *table)
{
    rl_string_map_free(&table->names);
    *table = (rl_term_table){0};
}
