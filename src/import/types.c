/* Reading tables of types: key, type, and if there is one kind, with tabs between them. */
#include "import/types.h"

#include "import/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_type_name(const char *type)
{
    return strcmp(type, "-") == 0 || (type[0] >= 'a' && type[0] <= 'z' && strlen(type) <= 64 &&
                                      strspn(type, "abcdefghijklmnopqrstuvwxyz0123456789-_") == strlen(type));
}

static relata_status refuse(const rl_cells *cells, size_t cell, const char *why, relata_error *err)
{
    int shown = cells->length[cell] > 60 ? 60 : (int)cells->length[cell];
    return rl_error_set(err, RELATA_ERROR_FORMAT, cells->path, cells->line,
                        (size_t)(cells->bytes[cell] - cells->bytes[0]) + 1, "%s \"%.*s\"", why, shown,
                        cells->bytes[cell]);
}

static relata_status receive(void *user, const rl_cells *cells, relata_error *err)
{
    rl_type_table *t = user;
    const char *type = rl_arena_copy(&t->strings, cells->bytes[1], cells->length[1]);
    const char *kind = cells->count > 2 ? rl_arena_copy(&t->strings, cells->bytes[2], cells->length[2]) : "";
    if (type == NULL || kind == NULL)
        return rl_error_memory(err);
    if (!is_type_name(type))
        return refuse(cells, 1, "a type is small letters, digits, - and _, not", err);
    if (rl_string_map_find(&t->keys, cells->bytes[0], cells->length[0]) != RL_NONE)
        return refuse(cells, 0, "this is in the table twice:", err);
    rl_type_row *rows = rl_array_grow(t->rows, &t->capacity, t->keys.count + 1, sizeof *rows);
    if (rows == NULL)
        return rl_error_memory(err);
    t->rows = rows;
    rows[t->keys.count] = (rl_type_row){type, kind};
    return rl_string_map_add(&t->keys, cells->bytes[0], cells->length[0]) == RL_NONE ? rl_error_memory(err) : RELATA_OK;
}

relata_status rl_type_table_read(rl_type_table *table, const char *path, const char *folder, const char *name,
                                 relata_error *err)
{
    if (path != NULL)
        return rl_import_table_read(path, 2, receive, table, err);
    char *shipped = NULL;
    if (asprintf(&shipped, "%s/%s", folder, name) < 0)
        return rl_error_memory(err);
    relata_status status = rl_import_table_read(shipped, 2, receive, table, err);
    free(shipped);
    return status;
}

void rl_type_table_free(rl_type_table *table)
{
    rl_string_map_free(&table->keys);
    free(table->rows);
    rl_arena_free(&table->strings);
    *table = (rl_type_table){0};
}
