/* Opening stores, making new ones, and putting those in their place.
 *
 * A new store is made in a file beside its path, without a journal, since nobody needs it if the run dies. Where no store
 * was, it is then renamed. Where one was, renaming would pull the file away under those who read it, whose write-ahead log
 * goes by its name: so it is copied into the old one page by page, in one transaction. */
#include "store/sql.h"

#include "base/file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATIENCE = 10000 /* ms that a writer is waited for */ };

static const char TEMPORARY[] = ".relata-new";

bool rl_store_is_at(const char *path)
{
    static const char MAGIC[16] = "SQLite format 3";
    char head[sizeof MAGIC];
    FILE *file = rl_path_is_file(path) ? fopen(path, "rb") : NULL;
    if (file == NULL)
        return false;
    size_t read = fread(head, 1, sizeof head, file);
    (void)fclose(file);
    return read == sizeof head && memcmp(head, MAGIC, sizeof head) == 0;
}

const char *rl_store_file(const char *path, rl_buffer *ret)
{
    size_t length = strlen(path);
    (void)rl_buffer_append(ret, path, length);
    if (rl_path_is_folder(path)) {
        if (length > 0 && path[length - 1] != '/')
            (void)rl_buffer_append_char(ret, '/');
        (void)rl_buffer_append_string(ret, RL_STORE_FILE);
    }
    return rl_buffer_string(ret);
}

const char *rl_store_path(const rl_store *store)
{
    return store->path;
}

/* ---- opening ---- */

static relata_status open_file(rl_store *store, const char *name, int flags, relata_error *err)
{
    int code = sqlite3_open_v2(name, &store->db, flags | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX, NULL);
    if (store->db == NULL)
        return rl_error_memory(err);
    if (code != SQLITE_OK)
        return rl_sql_fail(store, err);
    (void)sqlite3_busy_timeout(store->db, PATIENCE);
    /* What a hostile file can do is bounded: no code of its schema is trusted, none is run. */
    (void)sqlite3_db_config(store->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    (void)sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    return RELATA_OK;
}

/* The name of a file that is read as it is, without a log beside it. */
static bool append_immutable(const char *path, rl_buffer *ret)
{
    static const char HEX[] = "0123456789ABCDEF";
    (void)rl_buffer_append_string(ret, "file:");
    for (const unsigned char *c = (const unsigned char *)path; *c != '\0'; c++) {
        char escaped[] = {'%', HEX[*c >> 4], HEX[*c & 15]};
        bool plain = strchr("%?#", *c) == NULL && *c >= ' ' && *c < 0x7F;
        (void)rl_buffer_append(ret, plain ? (const char *)c : escaped, plain ? 1 : sizeof escaped);
    }
    (void)rl_buffer_append_string(ret, "?immutable=1");
    return rl_buffer_string(ret) != NULL;
}

/* Can nothing be written beside the file, and is there no log either? */
static bool is_sealed_off(const char *path, bool *ret_memory)
{
    rl_buffer name = {0};
    bool ok = rl_buffer_append_string(&name, path) && rl_buffer_append_string(&name, "-wal");
    const char *log = ok ? rl_buffer_string(&name) : NULL;
    *ret_memory = log != NULL;
    bool alone = log != NULL && access(log, F_OK) != 0 && errno == ENOENT;
    rl_buffer_free(&name);
    return alone;
}

/* A store in a folder that cannot be written has no place for the log that even readers need. */
static relata_status open_immutable(rl_store *store, relata_error *err)
{
    rl_buffer name = {0};
    (void)sqlite3_close(store->db);
    store->db = NULL;
    relata_status status = append_immutable(store->path, &name)
                               ? open_file(store, name.bytes, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, err)
                               : rl_error_memory(err);
    rl_buffer_free(&name);
    return status;
}

/* Room for pages that were read. Mapping the file would be faster, but one that is cut short then ends the program. */
static relata_status use_memory(rl_store *store, relata_error *err)
{
    return rl_sql_run(store, "PRAGMA cache_size=-262144", err);
}

static relata_status open_to_read(rl_store *store, relata_error *err)
{
    bool memory = true;
    relata_error first = {0};
    /* Whoever may not write leaves the log's files behind; SQLite opens what is write-protected to read all the same. */
    relata_status status = open_file(store, store->path, SQLITE_OPEN_READWRITE, err);
    if (status == RELATA_OK)
        status = rl_sql_run(store, "PRAGMA query_only=1", err);
    if (status != RELATA_OK)
        return status;
    status = rl_schema_check(store, false, &first);
    if (status == RELATA_ERROR_IO && is_sealed_off(store->path, &memory)) {
        status = open_immutable(store, err);
        return status == RELATA_OK ? rl_schema_check(store, false, err) : status;
    }
    if (status != RELATA_OK && err != NULL && err->status == RELATA_OK)
        *err = first;
    return status;
}

static relata_status open_to_write(rl_store *store, relata_error *err)
{
    relata_status status = open_file(store, store->path, SQLITE_OPEN_READWRITE, err);
    if (status == RELATA_OK)
        status = rl_schema_check(store, true, err);
    return status == RELATA_OK ? rl_sql_run(store, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL", err) : status;
}

static rl_store *new_store(const char *path)
{
    rl_store *store = calloc(1, sizeof *store);
    if (store != NULL && (store->path = strdup(path)) == NULL) {
        free(store);
        return NULL;
    }
    return store;
}

relata_status rl_store_open(const char *path, rl_store_mode mode, rl_store **ret_store, relata_error *err)
{
    if (access(path, F_OK) != 0)
        return rl_error_set(err, RELATA_ERROR_IO, path, 0, 0, "cannot open: %s", strerror(errno));
    rl_store *store = new_store(path);
    if (store == NULL)
        return rl_error_memory(err);
    relata_status status = mode == RL_STORE_READ ? open_to_read(store, err) : open_to_write(store, err);
    if (status == RELATA_OK)
        status = use_memory(store, err);
    if (status == RELATA_OK)
        *ret_store = store;
    else
        rl_store_close(store);
    return status;
}

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

/* Takes away the folders that were made for a new store, if nothing else is in them by now. */
static void remove_folders(rl_store *store)
{
    char *slash;
    while ((slash = strrchr(store->path, '/')) != NULL && (size_t)(slash - store->path) > store->made_from) {
        *slash = '\0';
        if (rmdir(store->path) != 0)
            return;
    }
}

void rl_store_close(rl_store *store)
{
    if (store == NULL)
        return;
    rl_store_close(store->before);
    (void)sqlite3_close(store->db);
    if (store->temporary != NULL) {
        (void)unlink(store->temporary);
        remove_folders(store);
    }
    free(store->temporary);
    free(store->path);
    free(store);
}

/* ---- new ones ---- */

relata_status rl_store_create(const char *path, rl_store **ret_store, relata_error *err)
{
    rl_store *store = new_store(path);
    if (store == NULL)
        return rl_error_memory(err);
    store->made_from = existing_length(path);
    relata_status status = rl_path_make_folders(path, err);
    if (status == RELATA_OK && asprintf(&store->temporary, "%s%s-%ld", path, TEMPORARY, (long)getpid()) < 0) {
        store->temporary = NULL;
        status = rl_error_memory(err);
    }
    if (status == RELATA_OK)
        (void)unlink(store->temporary); /* what a run of before that was killed left there */
    if (status == RELATA_OK)
        status = open_file(store, store->temporary, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, err);
    if (status == RELATA_OK)
        status = rl_sql_run(store, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536", err);
    if (status == RELATA_OK)
        status = rl_schema_make(store, err);
    if (status == RELATA_OK)
        *ret_store = store;
    else
        rl_store_close(store);
    return status;
}

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

static relata_status rename_new(rl_store *store, relata_error *err)
{
    if (rename(store->temporary, store->path) != 0)
        return rl_error_set(err, RELATA_ERROR_IO, store->path, 0, 0, "cannot write: %s", strerror(errno));
    free(store->temporary);
    store->temporary = NULL;
    return RELATA_OK;
}

relata_status rl_store_put_in_place(rl_store *store, relata_error *err)
{
    if (access(store->path, F_OK) == 0) {
        relata_status status = copy_into(store, err);
        (void)sqlite3_close(store->db);
        store->db = NULL;
        return status;
    }
    /* Its pages reach the disk before its name does. */
    relata_status status = rl_sql_run(store, "PRAGMA synchronous=FULL; PRAGMA journal_mode=WAL", err);
    if (status == RELATA_OK && sqlite3_close(store->db) != SQLITE_OK)
        status = rl_sql_fail(store, err);
    if (status != RELATA_OK)
        return status;
    store->db = NULL;
    status = rl_file_flush(store->temporary, err);
    return status == RELATA_OK ? rename_new(store, err) : status;
}
