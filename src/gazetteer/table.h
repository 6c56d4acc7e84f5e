/* Reading the TSV files that gazetteers are written in. Internal to gazetteer/. */
#ifndef RL_GAZETTEER_TABLE_H
#define RL_GAZETTEER_TABLE_H

#include "base/error.h"
#include "base/memory.h"

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
    RL_COLUMN_ROLE,
    RL_COLUMN_CAPITAL,
    RL_COLUMN_GENDER,
    RL_COLUMN_LATITUDE,
    RL_COLUMN_LONGITUDE,
    RL_COLUMN_PRIOR,
    RL_COLUMN_REGION,
    RL_COLUMN_POPULATION,
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
 * columns, a wrong number of cells, bad UTF-8, control characters, an empty type or name. */
relata_status rl_table_read(const char *path, rl_row_fn receive, void *user, relata_error *err);

#endif
