/* Which things of a source are taken, and as which type and kind: a table beside the program. Internal to import/. */
#ifndef RL_IMPORT_TYPES_H
#define RL_IMPORT_TYPES_H

#include "base/error.h"
#include "base/hash.h"
#include "base/memory.h"

typedef struct rl_type_row {
    const char *type; /* "-" for what is no row itself, but whose label is wanted */
    const char *kind; /* "" for none */
} rl_type_row;

/* A zeroed table is an empty one. Keys are numbered in the order of the file. */
typedef struct rl_type_table {
    rl_string_map keys;
    rl_type_row *rows;
    size_t capacity;
    rl_arena strings;
} rl_type_table;

/* Reads `path`, or if it is NULL the file `name` in `folder`. */
relata_status rl_type_table_read(rl_type_table *table, const char *path, const char *folder, const char *name,
                                 relata_error *err);
void rl_type_table_free(rl_type_table *table);

#endif
