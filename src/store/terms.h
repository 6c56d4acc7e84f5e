/* The names that packed records speak of by numbers. Internal to store/ and to who packs. */
#ifndef RL_STORE_TERMS_H
#define RL_STORE_TERMS_H

#include "base/hash.h"
#include "store/pack.h"
#include "store/store.h"

/* A zeroed table is empty. */
typedef struct rl_term_table {
    rl_string_map names; /* the kind's letter and the name; numbered as in the store */
    size_t saved;        /* those before it are in the store */
} rl_term_table;

/* All terms of a store. Freed by rl_term_table_free. */
relata_status rl_store_load_terms(rl_store *store, rl_term_table *ret, relata_error *err);
/* Writes those that are new. */
relata_status rl_store_save_terms(rl_store *store, rl_term_table *table, relata_error *err);
void rl_term_table_free(rl_term_table *table);

/* The number of a term, new or not; RL_NONE if there is no memory. */
uint32_t rl_term_add(rl_term_table *table, rl_term_kind kind, const char *name);

/* The name of a term of this kind; NULL if there is none. Borrowed until the next rl_term_add. */
const char *rl_term_name(const rl_term_table *table, rl_term_kind kind, uint32_t number);

#endif
