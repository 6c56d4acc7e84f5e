/* Look-ups in a store: who a name is, with whom, and which sentences show it. */
#ifndef RL_STORE_FIND_H
#define RL_STORE_FIND_H

#include <relata/lookup.h>

#include "store/store.h"

typedef struct rl_finder rl_finder;

/* Opens the store at `path` to read. Owned: rl_finder_free, which takes NULL. */
relata_status rl_finder_open(const char *path, rl_finder **ret_finder, relata_error *err);
void rl_finder_free(rl_finder *finder);

/* As relata_index_query. The answer is borrowed until the next call. */
relata_status rl_finder_find(rl_finder *finder, const relata_query *query, const relata_answer **ret_answer,
                             relata_error *err);

#endif
