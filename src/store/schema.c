/* The tables, and how a store of an earlier version becomes one of this. docs/store.md describes them column by column.
 *
 * What documents hold is kept under their numbers, which are the store's own and never used again; so are entities'. What
 * is derived stands in tables without row ids, sorted by what they are asked by. */
#include "store/sql.h"

#include <stdio.h>

/* "rlta" */
enum { APPLICATION_ID = 0x726C7461 };

static const char TABLES[] =
    "CREATE TABLE setting(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE judgement(line TEXT PRIMARY KEY) WITHOUT ROWID;"
    "CREATE TABLE term(number INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, UNIQUE(kind, name));"
    "CREATE TABLE document(number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, title TEXT, date TEXT,"
    " source TEXT, hash TEXT NOT NULL, length INTEGER NOT NULL);"
    "CREATE TABLE content(document INTEGER PRIMARY KEY, text BLOB NOT NULL, record BLOB NOT NULL);"
    "CREATE TABLE sentence(document INTEGER NOT NULL, number INTEGER NOT NULL, start INTEGER NOT NULL,"
    " length INTEGER NOT NULL, PRIMARY KEY(document, number)) WITHOUT ROWID;"
    /* derived: */
    "CREATE TABLE copy(document INTEGER PRIMARY KEY, of INTEGER NOT NULL);"
    "CREATE TABLE entity(number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, label TEXT NOT NULL, type TEXT NOT NULL,"
    " mentions INTEGER NOT NULL, documents INTEGER NOT NULL, windows INTEGER NOT NULL, first_seen TEXT, last_seen TEXT,"
    " country TEXT, role TEXT, latitude REAL, longitude REAL);"
    "CREATE TABLE alias(entity INTEGER NOT NULL, place INTEGER NOT NULL, name TEXT NOT NULL, reason TEXT,"
    " PRIMARY KEY(entity, place)) WITHOUT ROWID;"
    "CREATE TABLE name(folded TEXT NOT NULL, kind INTEGER NOT NULL, entity INTEGER NOT NULL,"
    " PRIMARY KEY(folded, kind, entity)) WITHOUT ROWID;"
    "CREATE TABLE mention(entity INTEGER NOT NULL, document INTEGER NOT NULL, count INTEGER NOT NULL,"
    " PRIMARY KEY(entity, document)) WITHOUT ROWID;"
    "CREATE TABLE appearance(entity INTEGER NOT NULL, document INTEGER NOT NULL, sentence INTEGER NOT NULL,"
    " PRIMARY KEY(entity, document, sentence)) WITHOUT ROWID;"
    "CREATE TABLE cooccurrence(a INTEGER NOT NULL, b INTEGER NOT NULL, document INTEGER NOT NULL, count INTEGER NOT NULL,"
    " PRIMARY KEY(a, b, document)) WITHOUT ROWID;"
    "CREATE TABLE edge(a INTEGER NOT NULL, b INTEGER NOT NULL, count INTEGER NOT NULL, documents INTEGER NOT NULL,"
    " npmi REAL, log_likelihood REAL, jaccard REAL, cosine REAL, first_seen TEXT, last_seen TEXT, relations TEXT,"
    " PRIMARY KEY(a, b)) WITHOUT ROWID;"
    "CREATE INDEX edge_b ON edge(b, a);"
    "CREATE TABLE evidence(a INTEGER NOT NULL, b INTEGER NOT NULL, place INTEGER NOT NULL, document INTEGER NOT NULL,"
    " sentence INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY(a, b, place)) WITHOUT ROWID;"
    "CREATE TABLE relation(subject INTEGER NOT NULL, relation TEXT NOT NULL, object INTEGER NOT NULL,"
    " modality TEXT NOT NULL, asserted INTEGER NOT NULL, reported INTEGER NOT NULL, planned INTEGER NOT NULL,"
    " past INTEGER NOT NULL, documents INTEGER NOT NULL, first_seen TEXT, last_seen TEXT,"
    " PRIMARY KEY(subject, relation, object)) WITHOUT ROWID;"
    "CREATE INDEX relation_object ON relation(object, relation, subject);"
    "CREATE TABLE statement(subject INTEGER NOT NULL, relation TEXT NOT NULL, object INTEGER NOT NULL,"
    " place INTEGER NOT NULL, document INTEGER NOT NULL, sentence INTEGER NOT NULL, modality TEXT NOT NULL,"
    " text TEXT NOT NULL, PRIMARY KEY(subject, relation, object, place)) WITHOUT ROWID;"
    /* for people: */
    "CREATE VIEW pair AS SELECT x.label AS one, y.label AS other, e.count, e.documents, e.npmi, e.log_likelihood,"
    " e.first_seen, e.last_seen, v.text AS evidence, d.id AS document FROM edge e JOIN entity x ON x.number = e.a"
    " JOIN entity y ON y.number = e.b LEFT JOIN evidence v ON v.a = e.a AND v.b = e.b AND v.place = 1"
    " LEFT JOIN document d ON d.number = v.document;"
    "CREATE VIEW said AS SELECT s.label AS subject, r.relation, o.label AS object, r.modality, t.text AS sentence,"
    " d.id AS document, d.date FROM relation r JOIN entity s ON s.number = r.subject"
    " JOIN entity o ON o.number = r.object LEFT JOIN statement t ON t.subject = r.subject AND t.relation = r.relation"
    " AND t.object = r.object AND t.place = 1 LEFT JOIN document d ON d.number = t.document;";

/* What the rows of derived tables add up to (parts.h). Nothing yet: they are read once more. */
static const char PARTS[] = "CREATE TABLE part(name TEXT NOT NULL, number INTEGER NOT NULL, sum INTEGER NOT NULL,"
                            " PRIMARY KEY(name, number)) WITHOUT ROWID;";

/* From version i to i + 1. */
static const char *const MIGRATIONS[RL_SCHEMA_VERSION] = {TABLES, PARTS};

static relata_status migrate(rl_store *store, int64_t from, relata_error *err)
{
    char version[64];
    relata_status status = rl_sql_run(store, "BEGIN IMMEDIATE", err);
    for (int64_t v = from; status == RELATA_OK && v < RL_SCHEMA_VERSION; v++)
        status = rl_sql_run(store, MIGRATIONS[v], err);
    (void)snprintf(version, sizeof version, "PRAGMA user_version=%d", RL_SCHEMA_VERSION);
    if (status == RELATA_OK)
        status = rl_sql_run(store, version, err);
    return status == RELATA_OK ? rl_sql_run(store, "COMMIT", err) : status;
}

relata_status rl_schema_make(rl_store *store, relata_error *err)
{
    char id[64];
    (void)snprintf(id, sizeof id, "PRAGMA application_id=%d", APPLICATION_ID);
    relata_status status = rl_sql_run(store, id, err);
    return status == RELATA_OK ? migrate(store, 0, err) : status;
}

/* ---- is it all there? ---- */

/* Every column of every table and view. */
static const char COLUMNS[] =
    "SELECT t.name, c.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c"
    " WHERE t.type IN ('table', 'view') AND t.name NOT LIKE 'sqlite_%' ORDER BY t.name, c.cid";

typedef struct column_list {
    rl_store *store;
    sqlite3_stmt *find;
} column_list;

static relata_status find_column(void *user, sqlite3_stmt *row, relata_error *err)
{
    const column_list *l = user;
    rl_value names[] = {rl_value_text(rl_sql_text(row, 0)), rl_value_text(rl_sql_text(row, 1))};
    if (!rl_sql_bind(l->find, names, 2))
        return rl_sql_fail(l->store, err);
    relata_status status = rl_sql_step(l->store, l->find, err);
    (void)sqlite3_reset(l->find);
    if (status != RELATA_END)
        return status;
    return rl_error_set(err, RELATA_ERROR_FORMAT, l->store->path, 0, 0, "the store is damaged: %s lacks its column %s",
                        names[0].bytes, names[1].bytes);
}

relata_status rl_schema_look_through(rl_store *store, relata_error *err)
{
    rl_store whole = {.path = store->path};
    column_list l = {.store = store};
    int64_t version = 0;
    relata_status status = rl_sql_number(store, "PRAGMA user_version", &version, err);
    if (status == RELATA_OK)
        status = rl_store_connect(&whole, ":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY, err);
    for (int64_t v = 0; status == RELATA_OK && v < version && v < RL_SCHEMA_VERSION; v++)
        status = rl_sql_run(&whole, MIGRATIONS[v], err);
    if (status == RELATA_OK)
        status = rl_sql_prepare(store, "SELECT 1 FROM pragma_table_info(?1) WHERE name = ?2", &l.find, err);
    if (status == RELATA_OK)
        status = rl_sql_select(&whole, COLUMNS, find_column, &l, err);
    sqlite3_finalize(l.find);
    (void)sqlite3_close(whole.db);
    return status;
}

relata_status rl_schema_check(rl_store *store, bool write, relata_error *err)
{
    int64_t id = 0, version = 0;
    relata_status status = rl_sql_number(store, "PRAGMA application_id", &id, err);
    if (status == RELATA_OK)
        status = rl_sql_number(store, "PRAGMA user_version", &version, err);
    if (status != RELATA_OK)
        return status;
    if (id != APPLICATION_ID || version < 1)
        return rl_error_set(err, RELATA_ERROR_FORMAT, store->path, 0, 0, "not a store of relata");
    if (version > RL_SCHEMA_VERSION)
        return rl_error_set(err, RELATA_ERROR_FORMAT, store->path, 0, 0,
                            "made by a newer relata: its tables are version %lld, this relata knows %d",
                            (long long)version, RL_SCHEMA_VERSION);
    /* All that is asked of a store has stood in it since version 1. */
    return version < RL_SCHEMA_VERSION && write ? migrate(store, version, err) : RELATA_OK;
}
