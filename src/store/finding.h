/* A look-up in a store, shared by find.c, which finds entities, and found.c, which says what is known of them. Internal to
 * store/. */
#ifndef RL_STORE_FINDING_H
#define RL_STORE_FINDING_H

#include "store/find.h"
#include "store/sql.h"
#include "text/suggest.h"

typedef enum rl_find_statement {
    RL_FIND_WHOLE = 0,
    RL_FIND_WORD,
    RL_FIND_PREFIX,
    RL_FIND_NEAR,
    RL_FIND_ENTITY,
    RL_FIND_ALIASES,
    RL_FIND_NEIGHBOURS,
    RL_FIND_EVIDENCE,
    RL_FIND_BEGIN,
    RL_FIND_END,
    RL_FIND_STATEMENTS
} rl_find_statement;

struct rl_finder {
    rl_store *store;
    sqlite3_stmt *statements[RL_FIND_STATEMENTS];
    rl_arena arena; /* of the last answer */
    rl_buffer folded;
    int64_t *numbers; /* of the entities that were found */
    size_t count;
    size_t capacity;
    relata_answer answer;
    const char *suggestions[RL_SUGGESTION_LIMIT];
};

/* Fills finder->answer.entities from finder->numbers, each with so many neighbours. */
relata_status rl_finder_fill(rl_finder *finder, size_t most_neighbours, relata_error *err);

#endif
