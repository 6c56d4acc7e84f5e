/* Reading the members of a JSON object into a struct. Internal to lookup/. */
#ifndef RL_LOOKUP_FIELDS_H
#define RL_LOOKUP_FIELDS_H

#include "base/hash.h"
#include "base/memory.h"
#include "lookup/scan.h"

/* Where strings go. */
typedef struct rl_fields_store {
    rl_arena arena;
    rl_string_map ids;
    rl_buffer raw; /* scratch */
    rl_buffer clean;
} rl_fields_store;

typedef enum rl_field_kind {
    RL_FIELD_TEXT,   /* const char *, never empty, in the arena */
    RL_FIELD_ID,     /* uint32_t, the number of the string in `ids` */
    RL_FIELD_WHOLE,  /* size_t */
    RL_FIELD_WEIGHT, /* double, finite, above zero */
    RL_FIELD_OTHER   /* `read` takes it */
} rl_field_kind;

/* Takes the value that comes next. `element` names what is being read, for messages. */
typedef relata_status (*rl_field_read_fn)(rl_fields_store *store, rl_scan *scan, const char *element, void *record);

typedef struct rl_field {
    const char *name;
    rl_field_kind kind;
    bool required;
    size_t offset; /* in the record */
    rl_field_read_fn read;
} rl_field;

/* Takes the object that comes next, with the "attributes" in it. Of a field that stands in both, the first is read.
 * Fields that need not be there and are not, or are null or empty, leave the record as it was. At most 32 fields. */
relata_status rl_fields_read(rl_fields_store *store, rl_scan *scan, const char *element, const rl_field *fields,
                             size_t count, void *record);

void rl_fields_store_free_scratch(rl_fields_store *store); /* all but the arena */

#endif
