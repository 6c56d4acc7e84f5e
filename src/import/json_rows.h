/* JSON values as rows: reading elements one after the other, and what JSON values are as text. Internal to import/. */
#ifndef RL_IMPORT_JSON_ROWS_H
#define RL_IMPORT_JSON_ROWS_H

#include "import/elements.h"
#include "import/import.h"

/* Takes one value, for which a row was started. It ends the row. */
typedef relata_status (*rl_json_row_fn)(rl_import *import, const json_t *value, relata_error *err);

/* False for an element of which its bytes show that it is of no type that is imported: it need not be parsed. */
typedef bool (*rl_json_filter_fn)(rl_import *import, const char *bytes, size_t length);

/* Reads all elements of the source; broken ones become broken rows. `filter` may be NULL. */
relata_status rl_json_rows_read(rl_import *import, rl_source *source, rl_layout layout, rl_json_filter_fn filter,
                                rl_json_row_fn receive, relata_error *err);

/* The text of a string or number; false for all else. `number` is room to write one. */
bool rl_json_text(const json_t *value, char number[static 32], const char **ret_bytes, size_t *ret_length);

#endif
