/* The small tables beside the program: lines of cells with tabs between them, "#" for comments. Internal to import/. */
#ifndef RL_IMPORT_TABLE_H
#define RL_IMPORT_TABLE_H

#include "base/error.h"

#include <stddef.h>

enum { RL_CELLS_MOST = 32 };

typedef struct rl_cells {
    const char *path;
    size_t line;
    size_t count;                     /* of the line; at most RL_CELLS_MOST are kept */
    const char *bytes[RL_CELLS_MOST]; /* not ended by NUL; borrowed until the next line */
    size_t length[RL_CELLS_MOST];
} rl_cells;

/* Cuts a line at its tabs. */
void rl_cells_cut(const char *line, size_t length, rl_cells *ret);

/* Reads the file, which may be compressed, and calls `receive` for each line that has at least `least` cells and is no
 * comment; a line that has fewer is an error. */
relata_status rl_import_table_read(const char *path, size_t least,
                                   relata_status (*receive)(void *user, const rl_cells *cells, relata_error *err),
                                   void *user, relata_error *err);

#endif
