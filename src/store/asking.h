/* What the files that answer questions share. Internal to store/. */
#ifndef RL_STORE_ASKING_H
#define RL_STORE_ASKING_H

#include "store/ask.h"
#include "store/sql.h"

enum { RL_ASK_STATEMENTS = 16 };

struct rl_asker {
    struct rl_finder *finder; /* also owns the store */
    rl_store *store;
    rl_arena arena;
    rl_buffer text; /* of the document that sentences are cut from */
    rl_buffer line;
    const char *questions[RL_ASK_STATEMENTS]; /* that were asked before, and their statements */
    sqlite3_stmt *statements[RL_ASK_STATEMENTS];
};

/* True of the document d where it lies in the days from ?2 to ?3. */
#define RL_ASK_DAYS RL_SQL_DAYS("?2", "?3")

/* Is handed each row. Anything but RELATA_OK ends the listing. */
typedef relata_status (*rl_ask_row_fn)(rl_asker *asker, sqlite3_stmt *row, void *to, relata_error *err);

/* Hands out the rows of a question, a static string: it is known again by its address. None may be asked for a row of itself. */
relata_status rl_ask_each(rl_asker *asker, const char *sql, const rl_value *values, size_t count, rl_ask_row_fn receive,
                          void *to, relata_error *err);

/* A text of a row, in the arena. NULL stays NULL; *ok becomes false if there is no memory. */
const char *rl_ask_copy(rl_asker *asker, sqlite3_stmt *row, int column, bool *ok);
/* As above, but of a number that is not negative. */
size_t rl_ask_whole(sqlite3_stmt *row, int column);
/* An entity in the columns from this one on: id, label, type, mentions, documents. */
relata_named rl_ask_named(rl_asker *asker, sqlite3_stmt *row, int column, bool *ok);

/* Room for one more item in an array of the arena that doubles. NULL if there is no memory. */
void *rl_ask_grow(rl_asker *asker, const void *items, size_t count, size_t size);

/* The first sentence that names both, in the days of the bounds. */
relata_status rl_ask_first_quote(rl_asker *asker, int64_t one, int64_t other, const rl_ask_bounds *bounds,
                                 relata_quote *ret_quote, bool *ret_found, relata_error *err);

#endif
