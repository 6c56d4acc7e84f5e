/* Making a table say what is true now. Internal to store/.
 *
 * Derived tables are written again after every change of a store, but most of their rows stay as they were. So the rows that
 * there should be, sorted by the table's key, are held against those that there are: what differs is written. */
#ifndef RL_STORE_SYNC_H
#define RL_STORE_SYNC_H

#include "store/sql.h"

enum { RL_COLUMNS_MOST = 13 };

typedef struct rl_table {
    const char *name;
    const char *columns[RL_COLUMNS_MOST]; /* the key's first */
    size_t key_count;
    size_t column_count;
} rl_table;

typedef struct rl_sync {
    rl_store *store;
    const rl_table *table;
    sqlite3_stmt *old; /* its rows before, by key; NULL: none */
    sqlite3_stmt *insert;
    sqlite3_stmt *update;
    sqlite3_stmt *remove;
    bool more; /* `old` stands on a row */
} rl_sync;

/* Freed by rl_sync_end, also after a failure. */
relata_status rl_sync_begin(rl_store *store, const rl_table *table, rl_sync *ret, relata_error *err);

/* The next row that there should be: as many values as the table has columns, its key above that of the row before. Keys are
 * whole numbers and text. */
relata_status rl_sync_row(rl_sync *sync, const rl_value *values, relata_error *err);

/* Takes away the rows that are left. `status` is how it went so far: nothing more is written unless RELATA_OK. */
relata_status rl_sync_end(rl_sync *sync, relata_status status, relata_error *err);

#endif
