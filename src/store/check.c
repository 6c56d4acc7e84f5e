/* Is everything in the store as it should be? SQLite checks its pages, then each document's bytes are read. */
#include "store/sql.h"

#include "base/compress.h"
#include "model/text.h"
#include "store/documents.h"
#include "store/parts.h"
#include "store/terms.h"

#include <string.h>

typedef struct checking {
    rl_store *store;
    rl_buffer text;
    rl_terms terms;
} checking;

static uint32_t any(void *user, rl_term_kind kind, uint32_t number)
{
    return rl_term_name(user, kind, number) == NULL ? RL_NONE : number;
}

static relata_status refuse(const checking *c, const char *what, const char *id, relata_error *err)
{
    return rl_error_set(err, RELATA_ERROR_FORMAT, c->store->path, 0, 0, "the store is damaged: %s of %s cannot be read",
                        what, id);
}

static relata_status check_document(void *user, const rl_stored_document *d, relata_error *err)
{
    checking *c = user;
    relata_error why = {0};
    rl_record record;
    rl_buffer_clear(&c->text);
    if (!rl_decompress(d->text, d->text_length, RL_TEXT_LIMIT, &c->text) || c->text.length != d->length)
        return refuse(c, "the text", d->id, err);
    relata_status status = rl_record_unpack(d->record, d->record_length, &c->terms, NULL, &record, &why);
    if (status != RELATA_OK)
        return status == RELATA_ERROR_FORMAT ? refuse(c, "the record", d->id, err) : rl_error_memory(err);
    bool own = strcmp(record.strings + record.id, d->id) == 0;
    rl_record_free(&record);
    return own ? RELATA_OK : refuse(c, "the record", d->id, err);
}

static relata_status check_pages(rl_store *store, relata_error *err)
{
    sqlite3_stmt *statement = NULL;
    relata_status status = rl_sql_prepare(store, "PRAGMA integrity_check(1)", &statement, err);
    if (status == RELATA_OK)
        status = rl_sql_step(store, statement, err);
    if (status == RELATA_OK && strcmp(rl_sql_text(statement, 0), "ok") != 0)
        status = rl_error_set(err, RELATA_ERROR_FORMAT, store->path, 0, 0, "the store is damaged (SQLite: %.400s)",
                              rl_sql_text(statement, 0));
    sqlite3_finalize(statement);
    return status;
}

/* Questions that no row should answer. */
static const struct {
    const char *sql;
    const char *what;
} QUESTIONS[] = {
    {"SELECT count(*) FROM document WHERE number NOT IN (SELECT document FROM content)", "documents have no text"},
    {"SELECT count(*) FROM content WHERE document NOT IN (SELECT number FROM document)", "texts have no document"},
    {"SELECT count(*) FROM mention WHERE entity NOT IN (SELECT number FROM entity) OR document NOT IN"
     " (SELECT number FROM document)",
     "mentions have no entity or document"},
    {"SELECT count(*) FROM edge WHERE a >= b OR a NOT IN (SELECT number FROM entity) OR b NOT IN"
     " (SELECT number FROM entity)",
     "edges have no ends"},
    {"SELECT count(*) FROM relation WHERE subject NOT IN (SELECT number FROM entity) OR object NOT IN"
     " (SELECT number FROM entity)",
     "relations have no ends"},
    {"SELECT count(*) FROM judgement WHERE typeof(line) <> 'text' OR (line NOT GLOB 'same *' AND line NOT GLOB "
     "'different *'"
     " AND line NOT GLOB 'drop *' AND line NOT GLOB 'type *')",
     "judgements are none"},
};

static relata_status check_tables(rl_store *store, relata_error *err)
{
    relata_status status = RELATA_OK;
    for (size_t i = 0; status == RELATA_OK && i < sizeof QUESTIONS / sizeof QUESTIONS[0]; i++) {
        int64_t count = 0;
        status = rl_sql_number(store, QUESTIONS[i].sql, &count, err);
        if (status == RELATA_OK && count > 0)
            status = rl_error_set(err, RELATA_ERROR_FORMAT, store->path, 0, 0, "the store is damaged: %lld %s",
                                  (long long)count, QUESTIONS[i].what);
    }
    return status;
}

relata_status rl_store_check(rl_store *store, relata_error *err)
{
    rl_term_table table = {0};
    checking c = {.store = store, .terms = {any, &table}};
    relata_status status = check_pages(store, err);
    if (status == RELATA_OK)
        status = rl_schema_look_through(store, err);
    if (status == RELATA_OK)
        status = rl_store_load_terms(store, &table, err);
    if (status == RELATA_OK)
        status = rl_store_each_document(store, true, check_document, &c, err);
    if (status == RELATA_OK)
        status = check_tables(store, err);
    if (status == RELATA_OK)
        status = rl_parts_check(store, err);
    rl_term_table_free(&table);
    rl_buffer_free(&c.text);
    return status;
}
