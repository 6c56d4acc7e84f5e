/* Ids and the numbers that a table gave them. Internal to store/. */
#ifndef RL_STORE_NUMBERS_H
#define RL_STORE_NUMBERS_H

#include "base/hash.h"
#include "store/sql.h"

/* A zeroed one is empty. */
typedef struct rl_numbering {
    rl_string_map ids;
    int64_t *numbers; /* by id */
    size_t capacity;
    int64_t last; /* the largest number */
} rl_numbering;

/* Of the rows that the statement selects: a number above 0, an id. Freed by rl_numbering_free, also after a failure. */
relata_status rl_numbering_load(rl_store *store, const char *sql, rl_numbering *ret, relata_error *err);
void rl_numbering_free(rl_numbering *numbering);

/* The number of an id; a new one gets the next. 0 if there is no memory. */
int64_t rl_numbering_add(rl_numbering *numbering, const char *id);
/* 0 if it has none. */
int64_t rl_numbering_find(const rl_numbering *numbering, const char *id);

#endif
