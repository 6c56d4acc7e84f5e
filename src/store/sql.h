/* What the files of store/ share: statements that report errors in our words, and the store itself. Internal to store/. */
#ifndef RL_STORE_SQL_H
#define RL_STORE_SQL_H

#include "base/temporary.h"
#include "store/store.h"

#include <sqlite3.h>
#include <stdint.h>

struct rl_store {
    sqlite3 *db;
    char *path;
    rl_temporary temporary; /* of a new store: where it is made; no path once it is in its place */
    size_t made_from;       /* of a new store: its folders were there up to here in its path */
    rl_store *before; /* the store as it was when the transaction began, to read; NULL if it was empty, or none began */
};

enum { RL_SCHEMA_VERSION = 2, RL_SCHEMA_PARTS = 2 /* the first that has parts */ };

/* Gives the store room for pages that were read. */
relata_status rl_store_use_memory(rl_store *store, relata_error *err);

/* Sets `err` from what SQLite said last. Always a failure. */
relata_status rl_sql_fail(const rl_store *store, relata_error *err);

/* Runs statements without values. */
relata_status rl_sql_run(rl_store *store, const char *sql, relata_error *err);

/* Owned: sqlite3_finalize. */
relata_status rl_sql_prepare(rl_store *store, const char *sql, sqlite3_stmt **ret, relata_error *err);

/* A value of a row. Text is borrowed. */
typedef enum rl_value_kind { RL_VALUE_NULL = 0, RL_VALUE_INTEGER, RL_VALUE_REAL, RL_VALUE_TEXT, RL_VALUE_BLOB } rl_value_kind;

typedef struct rl_value {
    rl_value_kind kind;
    int64_t integer;
    double real;
    const char *bytes;
    size_t length;
} rl_value;

rl_value rl_value_null(void);
rl_value rl_value_integer(uint64_t integer);
rl_value rl_value_number(int64_t number);
rl_value rl_value_real(double real); /* NAN: null */
rl_value rl_value_text(const char *text); /* NULL: null */
rl_value rl_value_blob(const char *bytes, size_t length);

/* Binds values to the parameters from 1 on. False if SQLite refuses. The bytes must live until the statement is reset. */
bool rl_sql_bind(sqlite3_stmt *statement, const rl_value *values, size_t count);

/* Binds, runs and resets a statement that returns no rows. */
relata_status rl_sql_do(rl_store *store, sqlite3_stmt *statement, const rl_value *values, size_t count,
                        relata_error *err);

/* Steps to the next row: RELATA_OK, RELATA_END after the last one, or an error. */
relata_status rl_sql_step(rl_store *store, sqlite3_stmt *statement, relata_error *err);

/* Is handed each row. Anything but RELATA_OK ends the listing. */
typedef relata_status (*rl_row_fn)(void *user, sqlite3_stmt *row, relata_error *err);

/* Binds, hands out the rows, resets. */
relata_status rl_sql_each(rl_store *store, sqlite3_stmt *statement, const rl_value *values, size_t count,
                          rl_row_fn receive, void *user, relata_error *err);

/* The same for a question without values that is asked once. */
relata_status rl_sql_select(rl_store *store, const char *sql, rl_row_fn receive, void *user, relata_error *err);

/* The text of a column, copied; NULL stays NULL, and *ok becomes false if there is no memory. */
const char *rl_sql_copy(sqlite3_stmt *statement, int column, rl_arena *arena, bool *ok);

/* The text of a column, "" if it is null; borrowed until the next step. */
const char *rl_sql_text(sqlite3_stmt *statement, int column);

/* The first column of the first row, 0 if there is none. */
relata_status rl_sql_number(rl_store *store, const char *sql, int64_t *ret, relata_error *err);

/* Of a query: true of the document d where it lies in the days between two parameters, which may be NULL, as rl_period_holds has
 * it. */
#define RL_SQL_DAYS(SINCE, UNTIL)                                                                                       \
    " (" SINCE " IS NULL AND " UNTIL " IS NULL OR d.date IS NOT NULL AND (" SINCE " IS NULL OR d.date >= " SINCE        \
    " OR substr(" SINCE ", 1, length(d.date)) = d.date)"                                                               \
    " AND (" UNTIL " IS NULL OR substr(d.date, 1, length(" UNTIL ")) <= " UNTIL "))"

/* A store without a file yet. NULL if there is no memory. */
rl_store *rl_store_new(const char *path);

/* Opens a connection to the file, with SQLite's flags. */
relata_status rl_store_connect(rl_store *store, const char *name, int flags, relata_error *err);

/* Takes away the folders that were made for a new store, if nothing else is in them by now. */
void rl_store_remove_folders(rl_store *store);

/* Makes the tables of a new store. */
relata_status rl_schema_make(rl_store *store, relata_error *err);
/* Are all tables there, with all their columns? RELATA_ERROR_FORMAT if not. */
relata_status rl_schema_look_through(rl_store *store, relata_error *err);
/* Checks that it is a store of ours, of a version that is known; brings it up to date if `write`. */
relata_status rl_schema_check(rl_store *store, bool write, relata_error *err);

#endif
