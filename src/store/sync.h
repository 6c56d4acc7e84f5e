/* Making a table say what is true now. Internal to store/.
 *
 * Derived tables are written again after every change of a store, but most of their rows stay as they were. So the rows that
 * there should be, sorted by the table's key, are held against those that there are, part by part: what differs is written. */
#ifndef RL_STORE_SYNC_H
#define RL_STORE_SYNC_H

#include "store/parts.h"

typedef struct rl_sync {
    rl_store *store;
    const rl_derived *table;
    const rl_parts *parts;
    size_t next;                   /* of their ranges */
    sqlite3_stmt *old;             /* its rows before in one range, by key; NULL: none */
    bool open;                     /* … which stands in one */
    char bounds[2][RL_PART_BYTES]; /* … of these, where they are text */
    sqlite3_stmt *insert;
    sqlite3_stmt *update;
    sqlite3_stmt *remove;
    bool more; /* `old` stands on a row */
} rl_sync;

/* Looks at nothing but the parts that differ, which are borrowed. Freed by rl_sync_end, also after a failure. */
relata_status rl_sync_begin(const rl_parts *parts, rl_sync *ret, relata_error *err);

/* The next row that there should be in those: as many values as the table has columns, its key above that of the row before. Keys are
 * whole numbers and text. */
relata_status rl_sync_row(rl_sync *sync, const rl_value *values, relata_error *err);

/* Takes away the rows that are left. `status` is how it went so far: nothing more is written unless RELATA_OK. */
relata_status rl_sync_end(rl_sync *sync, relata_status status, relata_error *err);

#endif
