/* Making new stores, and putting them in their place.
 *
 * A new store is made in a file beside its path, without a journal, since nobody needs it if the run dies. Where no store
 * was, it is then renamed. Where one was, renaming would pull the file away under those who read it, whose write-ahead log
 * goes by its name: so it is copied into the old one page by page, in one transaction. */
#include "store/sql.h"

#include "base/file.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- folders ---- */

/* How much of the path is a folder that exists. */
static size_t existing_length(const char *path)
{
    char *copy = strdup(path);
    size_t length = copy == NULL ? strlen(path) : 0;
    for (char *slash = copy == NULL ? NULL : strchr(copy, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (slash == copy || rl_path_is_folder(copy))
            length = (size_t)(slash - copy);
        *slash = '/';
    }
    free(copy);
    return length;
}

void rl_store_remove_folders(rl_store *store)
{
    char *slash;
    while ((slash = strrchr(store->path, '/')) != NULL && (size_t)(slash - store->path) > store->made_from) {
        *slash = '\0';
        if (rmdir(store->path) != 0)
            return;
    }
}

/* ---- new ones ---- */

/* What would be refused in the end is refused before the work. */
static relata_status check_place(const char *path, relata_error *err)
{
    size_t length = strlen(path);
    if (length > 0 && path[length - 1] == '/' && !rl_path_is_folder(path))
        return rl_error_set(err, RELATA_ERROR_IO, path, 0, 0, "not the name of a file");
    if (rl_path_is_folder(path))
        return rl_error_set(err, RELATA_ERROR_IO, path, 0, 0, "a folder is there; a store is a file, such as %s in it",
                            RL_STORE_FILE);
    if (rl_path_is_file(path) && !rl_store_is_at(path))
        return rl_error_set(err, RELATA_ERROR_FORMAT, path, 0, 0, "a file is there that is not a store of relata");
    return RELATA_OK;
}

relata_status rl_store_create(const char *path, rl_store **ret_store, relata_error *err)
{
    relata_status refused = check_place(path, err);
    if (refused != RELATA_OK)
        return refused;
    rl_store *store = rl_store_new(path);
    if (store == NULL)
        return rl_error_memory(err);
    store->made_from = existing_length(path);
    relata_status status = rl_path_make_folders(path, err);
    if (status == RELATA_OK)
        status = rl_temporary_new(path, &store->temporary, err);
    if (status == RELATA_OK)
        status = rl_store_connect(store, store->temporary.path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, err);
    if (status == RELATA_OK)
        status = rl_sql_run(store, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536", err);
    if (status == RELATA_OK)
        status = rl_schema_make(store, err);
    if (status == RELATA_OK) {
        *ret_store = store;
        return status;
    }
    if (store->temporary.path == NULL)
        rl_store_remove_folders(store);
    rl_store_close(store);
    return status;
}

/* ---- in its place ---- */

/* Copies the new store into the old one, in one transaction of that. */
static relata_status copy_into(rl_store *store, relata_error *err)
{
    rl_store *old = NULL;
    relata_status status = rl_store_open(store->path, RL_STORE_WRITE, &old, err);
    if (status != RELATA_OK)
        return status;
    sqlite3_backup *backup = sqlite3_backup_init(old->db, "main", store->db, "main");
    int code = backup == NULL ? SQLITE_ERROR : sqlite3_backup_step(backup, -1);
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
        status = rl_error_set(err, RELATA_ERROR_IO, store->path, 0, 0,
                              "another program is writing to the store; try again when it is done");
    (void)sqlite3_backup_finish(backup);
    if (status == RELATA_OK && code != SQLITE_DONE)
        status = rl_sql_fail(old, err);
    rl_store_close(old);
    return status;
}

/* Renames it. Its pages reach the disk before its name does. */
static relata_status rename_new(rl_store *store, bool *ret_placed, relata_error *err)
{
    relata_status status = rl_sql_run(store, "PRAGMA synchronous=FULL; PRAGMA journal_mode=WAL", err);
    if (status == RELATA_OK && sqlite3_close(store->db) != SQLITE_OK)
        status = rl_sql_fail(store, err);
    if (status != RELATA_OK)
        return status;
    store->db = NULL;
    status = rl_file_flush(store->temporary.path, err);
    return status == RELATA_OK ? rl_temporary_put(&store->temporary, store->path, ret_placed, err) : status;
}

relata_status rl_store_put_in_place(rl_store *store, relata_error *err)
{
    bool placed = false;
    relata_status status = RELATA_OK;
    if (access(store->path, F_OK) != 0)
        status = rename_new(store, &placed, err);
    /* Another run may just have put one there, or this one failed before. */
    if (store->db == NULL && !placed) {
        relata_status opened = rl_store_connect(store, store->temporary.path, SQLITE_OPEN_READWRITE, err);
        status = status == RELATA_OK ? opened : status;
    }
    if (status == RELATA_OK && !placed)
        status = copy_into(store, err);
    if (status != RELATA_OK)
        return status;
    (void)sqlite3_close(store->db);
    store->db = NULL;
    rl_temporary_free(&store->temporary);
    return RELATA_OK;
}
