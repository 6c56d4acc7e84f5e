/* Which columns or keys of a source go into which of our columns: "name=First+Last,country=Country". Internal to
 * import/. */
#ifndef RL_IMPORT_MAPPING_H
#define RL_IMPORT_MAPPING_H

#include <relata/gazetteer.h>

#include "import/import.h"

enum { RL_SOURCES_MOST = 16 };

/* The names of a field's sources, with "\\" still before what it protects. */
typedef struct rl_field_sources {
    const char *names[RL_SOURCES_MOST];
    size_t count;
} rl_field_sources;

/* A zeroed mapping is an empty one. */
typedef struct rl_mapping {
    bool is_given; /* by the caller; if not, every column of ours is its own source */
    rl_field_sources fields[RL_FIELD_COUNT];
    rl_arena strings;
} rl_mapping;

relata_status rl_mapping_read(rl_mapping *mapping, const relata_import_options *options, relata_error *err);
void rl_mapping_free(rl_mapping *mapping);

/* The part of a source's name up to the next `stop` (or its end), without the protecting "\\", into `ret`, which is
 * cleared first. Returns what comes behind it, or NULL at the end. */
const char *rl_mapping_part(const char *name, char stop, rl_buffer *ret);

/* ---- values on their way into a row ---- */

/* The values of one field: names of a list are put in one by one, other values are joined by spaces. */
typedef struct rl_giving {
    rl_rows *rows;
    rl_field field;
    const char *split; /* characters between names in one value */
    rl_buffer joined;  /* kept from row to row for its room */
} rl_giving;

void rl_giving_start(rl_giving *giving, rl_field field);
void rl_giving_add(rl_giving *giving, const char *bytes, size_t length);
void rl_giving_end(rl_giving *giving);

#endif
