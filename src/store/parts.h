/* Parts of derived tables: rows whose keys begin alike. Internal to store/.
 *
 * A change touches few rows, and to find out which by reading all of them would cost more than everything else. So the store keeps
 * of each part what its rows add up to; where the rows that there should be add up to the same, they are those that there are. Who
 * is in most documents has most rows, and a new document touches all of these parts: so rows that belong to a document are added
 * up by documents too, and those of the others are left alone. */
#ifndef RL_STORE_PARTS_H
#define RL_STORE_PARTS_H

#include "base/table.h"
#include "store/sql.h"

enum { RL_COLUMNS_MOST = 13, RL_PART_BYTES = 3 /* of a text that say which part it is in */ };

typedef struct rl_derived {
    const char *name;
    const char *columns[RL_COLUMNS_MOST]; /* the key's first; the very first a number above 0, or text */
    size_t key_count;
    size_t column_count;
    bool by_text;    /* the key begins with text */
    size_t document; /* the column of the key that is a document; 0: none */
} rl_derived;

/* In the order in which they are put. */
typedef enum rl_derived_table {
    RL_DERIVED_COPY = 0,
    RL_DERIVED_ENTITY,
    RL_DERIVED_ALIAS,
    RL_DERIVED_NAME,
    RL_DERIVED_MENTION,
    RL_DERIVED_APPEARANCE,
    RL_DERIVED_COOCCURRENCE,
    RL_DERIVED_EDGE,
    RL_DERIVED_EVIDENCE,
    RL_DERIVED_RELATION,
    RL_DERIVED_STATEMENT,
    RL_DERIVED_COUNT
} rl_derived_table;

extern const rl_derived rl_derived_tables[RL_DERIVED_COUNT];

typedef struct rl_part {
    int64_t number;
    uint64_t before; /* 0: no rows */
    uint64_t now;
} rl_part;

/* What rows add up to by one column. */
typedef struct rl_sums {
    char name[24]; /* the table's, and the column's if it is not the first */
    rl_table numbers;
    rl_part *items;
    size_t capacity;
    size_t latest; /* the part that was added to last: often the next one too */
} rl_sums;

/* Parts from `from` up to `to`, without it. */
typedef struct rl_range {
    int64_t from;
    int64_t to;
} rl_range;

typedef struct rl_parts {
    rl_store *store;
    const rl_derived *table;
    rl_sums sums;
    rl_sums by_document;
    bool unknown;     /* nothing is known of the rows that there are */
    rl_range *ranges; /* of parts that differ, ascending */
    size_t range_count;
    rl_range documents; /* those that differ lie in it */
} rl_parts;

/* Reads what the parts of a table added up to. Freed by rl_parts_free, also after a failure. */
relata_status rl_parts_load(rl_store *store, const rl_derived *table, rl_parts *ret, relata_error *err);
/* Adds a row that there should be. False if there is no memory. */
bool rl_parts_add(rl_parts *parts, const rl_value *values);
/* The same for a row of numbers alone. */
bool rl_parts_add_numbers(rl_parts *parts, const int64_t *numbers);
/* Once all rows were added: lists what differs. False if there is no memory. */
bool rl_parts_compare(rl_parts *parts);
/* May a row with this key differ? `document`: of tables whose key has one. */
bool rl_parts_differ(const rl_parts *parts, const rl_value *first, int64_t document);
/* Writes what the parts add up to now. */
relata_status rl_parts_save(const rl_parts *parts, relata_error *err);
void rl_parts_free(rl_parts *parts);

/* Are the derived tables as they were written? RELATA_ERROR_FORMAT if not. */
relata_status rl_parts_check(rl_store *store, relata_error *err);

/* What no key of a part is below, and all keys of the parts before it are. */
rl_value rl_part_bound(const rl_derived *table, int64_t part, char room[RL_PART_BYTES]);
rl_value rl_part_bound_of_document(int64_t part);

#endif
