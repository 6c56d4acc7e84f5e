/* Rows of a list of ours, made one after the other. An importer starts a row, puts in what it knows in any order, and
 * ends it; here it is cleaned, checked, counted and kept in a temporary file, so that at the end only the columns that
 * were used are written, and nothing at all if the import fails. Internal to import/. */
#ifndef RL_IMPORT_ROWS_H
#define RL_IMPORT_ROWS_H

#include <relata/gazetteer.h>

#include "base/spool.h"
#include "import/countries.h"
#include "import/names.h"
#include "import/seen.h"

typedef enum rl_field {
    RL_FIELD_ID = 0,
    RL_FIELD_TYPE,
    RL_FIELD_NAME,
    RL_FIELD_ALIASES,
    RL_FIELD_WEAK_ALIASES,
    RL_FIELD_KIND,
    RL_FIELD_FAMILY,
    RL_FIELD_DEMONYMS,
    RL_FIELD_COUNTRY,
    RL_FIELD_REGION,
    RL_FIELD_ROLE,
    RL_FIELD_CAPITAL,
    RL_FIELD_GENDER,
    RL_FIELD_POPULATION,
    RL_FIELD_LATITUDE,
    RL_FIELD_LONGITUDE,
    RL_FIELD_PRIOR,
    RL_FIELD_STRENGTH,
    RL_FIELD_COUNT
} rl_field;

/* The column's name, and whether its cells hold several names. */
const char *rl_field_name(rl_field field);
bool rl_field_is_list(rl_field field);
/* RL_FIELD_COUNT if there is no such column. */
rl_field rl_field_find(const char *name, size_t length);

enum { RL_NAMES_MOST = 64 };

typedef struct rl_row_name {
    rl_field field;
    size_t start;
    size_t length;
} rl_row_name;

typedef struct rl_rows {
    const relata_import_options *options;
    const rl_countries *countries; /* NULL while what stands for countries is not yet their names */
    const char *strength;          /* of rows that say none */
    rl_counts counts;
    /* ---- */
    rl_spool spool;
    rl_seen seen;
    rl_text_worker worker;
    bool used[RL_FIELD_COUNT];
    rl_buffer line;
    rl_buffer key;
    /* the row that is being made */
    const char *path;
    size_t line_number;
    size_t column_number;
    rl_buffer cells[RL_FIELD_COUNT];
    rl_buffer names;
    rl_row_name items[RL_FIELD_COUNT * RL_NAMES_MOST];
    size_t item_count;
    rl_reason name_reason;
    rl_reason id_reason;
} rl_rows;

/* Starts a row that stands at this line (0 if lines mean nothing), and counts it as read. */
void rl_rows_start(rl_rows *rows, const char *path, size_t line);

/* Puts a value into the row; a later one replaces it. Empty values are none. */
void rl_rows_put(rl_rows *rows, rl_field field, const char *bytes, size_t length);
void rl_rows_put_number(rl_rows *rows, rl_field field, double value);
/* True if the row has a name that can be kept. */
bool rl_rows_has_name(const rl_rows *rows);
/* Adds a name to one of the columns that hold several. */
void rl_rows_add(rl_rows *rows, rl_field field, const char *bytes, size_t length);
/* The same for a name that was found not to be wanted: it is only counted. */
void rl_rows_pass(rl_rows *rows, rl_reason reason);

/* Ends the row: keeps it, or leaves it out and counts why. */
relata_status rl_rows_end(rl_rows *rows, relata_error *err);
/* Ends it without keeping it. */
void rl_rows_leave(rl_rows *rows, rl_reason reason);
/* Ends it as a broken one. The first few are told to the caller. */
void rl_rows_break(rl_rows *rows, size_t line, size_t column, const char *format, ...) RL_PRINTF(4, 5);
/* For what is not in the row itself but should be known. */
void rl_rows_notice(rl_rows *rows, const relata_error *what, bool skipped);

/* Gives what a cell really says, once all rows are known: NULL and a reason for nothing. Borrowed until the next call. */
typedef const char *(*rl_resolve_fn)(void *user, rl_field field, const char *bytes, size_t length, size_t *ret_length,
                                     rl_reason *ret_reason);

/* Writes the list. `resolve` is asked for countries and roles, and may be NULL. */
relata_status rl_rows_write(rl_rows *rows, rl_resolve_fn resolve, void *resolve_user, relata_write_fn write, void *user,
                            relata_error *err);

void rl_rows_free(rl_rows *rows);

#endif
