/* Reading the TSV files that gazetteers are written in. Internal to gazetteer/. */
#ifndef RL_GAZETTEER_TABLE_H
#define RL_GAZETTEER_TABLE_H

#include "base/error.h"
#include "base/memory.h"

#define RL_TABLE_LIMIT ((size_t)1 << 32) /* bytes of a file */

typedef enum rl_column {
    RL_COLUMN_ID = 0,
    RL_COLUMN_TYPE,
    RL_COLUMN_NAME,
    RL_COLUMN_ALIASES,
    RL_COLUMN_WEAK_ALIASES,
    RL_COLUMN_KIND,
    RL_COLUMN_FAMILY,
    RL_COLUMN_DEMONYMS,
    RL_COLUMN_COUNTRY,
    RL_COLUMN_REGION,
    RL_COLUMN_ROLE,
    RL_COLUMN_CAPITAL,
    RL_COLUMN_GENDER,
    RL_COLUMN_POPULATION,
    RL_COLUMN_LATITUDE,
    RL_COLUMN_LONGITUDE,
    RL_COLUMN_PRIOR,
    RL_COLUMN_STRENGTH,
    RL_COLUMN_COUNT
} rl_column;

typedef struct rl_cell {
    const char *bytes; /* not ended by NUL */
    size_t length;
    size_t column; /* in bytes, from 1: for messages */
} rl_cell;

/* One data row: a cell for each known column, empty where the file has none. */
typedef struct rl_row {
    const char *path;
    size_t line;
    rl_cell cells[RL_COLUMN_COUNT];
} rl_row;

typedef relata_status (*rl_row_fn)(void *user, const rl_row *row, relata_error *err);

/* Reads a table and calls `receive` for each row. Stops at the first error, its own or receive's: unknown or missing
 * columns, a wrong number of cells, bad UTF-8, control characters, an empty type or name. `file` holds the bytes, which
 * the cells point into; `path` is for messages. */
relata_status rl_table_read(const char *path, const rl_buffer *file, rl_row_fn receive, void *user, relata_error *err);

/* What can be wrong with a table. */
typedef enum rl_fault {
    RL_FAULT_COLUMN = 0, /* an unknown or missing column, a wrong number of cells */
    RL_FAULT_ENCODING,
    RL_FAULT_CONTROL_CHARACTER,
    RL_FAULT_MISSING /* an empty type or name */
} rl_fault;

/* Is told of a fault; RELATA_OK goes on with the next cell or line. */
typedef relata_status (*rl_fault_fn)(void *user, rl_fault fault, const relata_error *what, relata_error *err);

/* Reads a table as rl_table_read does, but hands its own errors to `fault` and goes on: columns that are unknown are
 * passed over, rows with a fault are not received. Stops at an error of the callbacks or of the system. */
relata_status rl_table_check(const char *path, const rl_buffer *file, rl_row_fn receive, rl_fault_fn fault, void *user,
                             relata_error *err);

#endif
