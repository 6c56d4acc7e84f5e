/* The store stage: documents, what was found in them and the network of it all, in one SQLite file.
 *
 * What is kept of each document is packed (pack.h); everything else is plain tables that can be read with any SQLite
 * program. Those that say what the network is are derived: written again after every change, but only where they differ.
 * A store changes in transactions: a run that is killed leaves it as it was. docs/store.md describes the tables. */
#ifndef RL_STORE_STORE_H
#define RL_STORE_STORE_H

#include <relata/relata.h>

#include "base/error.h"
#include "base/memory.h"

#include <stdbool.h>

typedef struct rl_store rl_store;

typedef enum rl_store_mode { RL_STORE_READ = 0, RL_STORE_WRITE } rl_store_mode;

/* The file's name in a folder of outputs. */
#define RL_STORE_FILE "relata.db"

/* Is there a file that begins as SQLite files do? */
bool rl_store_is_at(const char *path);

/* The store that a path means: the file, or RL_STORE_FILE in the folder. Appended to `ret`, and ended by NUL; NULL if there is
 * no memory. */
const char *rl_store_file(const char *path, rl_buffer *ret);

/* Opens a store. To write, it waits for another writer for some seconds. RELATA_ERROR_FORMAT if it is no store of ours, a
 * damaged one, or one that a newer relata made; older ones are brought up to date when they are opened to write.
 * Owned: rl_store_close. */
relata_status rl_store_open(const char *path, rl_store_mode mode, rl_store **ret_store, relata_error *err);

/* A new store in a file beside `path`, which nobody else sees before rl_store_put_in_place. Owned: rl_store_close, which
 * removes it if it was not put in place. */
relata_status rl_store_create(const char *path, rl_store **ret_store, relata_error *err);

/* Makes a new store the one at its path: what stood there is replaced whole or stays as it was. Fails if that is a file of
 * another kind, or in use by a writer, and can be tried again. Nothing can be done with the store afterwards but closing it. */
relata_status rl_store_put_in_place(rl_store *store, relata_error *err);

/* NULL is fine. A transaction that was not committed is undone. */
void rl_store_close(rl_store *store);

/* The path that was given. Borrowed. */
const char *rl_store_path(const rl_store *store);

/* Nothing else can write between the two. Opening to write begins none. */
relata_status rl_store_begin(rl_store *store, relata_error *err);
relata_status rl_store_commit(rl_store *store, relata_error *err);

/* Looks through the whole file for damage: SQLite's own check, then that what is packed can be read and that tables agree
 * with each other. RELATA_ERROR_FORMAT with the first thing found. */
relata_status rl_store_check(rl_store *store, relata_error *err);

/* ---- settings: options that decide what is found ---- */

/* The value, in the arena; NULL if there is none. */
relata_status rl_store_get(rl_store *store, const char *name, rl_arena *arena, const char **ret_value,
                           relata_error *err);
relata_status rl_store_set(rl_store *store, const char *name, const char *value, relata_error *err);

/* All settings, in the order of their names, in the arena. */
relata_status rl_store_settings(rl_store *store, rl_arena *arena, relata_setting **ret_settings, size_t *ret_count,
                                relata_error *err);

#endif
