/* Opening stores, and closing them. create.c makes new ones. */
#include "store/sql.h"

#include "base/file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATIENCE = 10000 /* ms that a writer is waited for */ };

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

relata_status rl_store_connect(rl_store *store, const char *name, int flags, relata_error *err)
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
                               ? rl_store_connect(store, name.bytes, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, err)
                               : rl_error_memory(err);
    rl_buffer_free(&name);
    return status;
}

/* Room for pages that were read. Mapping the file would be faster, but one that is cut short then ends the program. */
relata_status rl_store_use_memory(rl_store *store, relata_error *err)
{
    return rl_sql_run(store, "PRAGMA cache_size=-262144", err);
}

static relata_status open_to_read(rl_store *store, relata_error *err)
{
    bool memory = true;
    relata_error first = {0};
    /* Whoever may not write leaves the log's files behind; SQLite opens what is write-protected to read all the same. */
    relata_status status = rl_store_connect(store, store->path, SQLITE_OPEN_READWRITE, err);
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
    relata_status status = rl_store_connect(store, store->path, SQLITE_OPEN_READWRITE, err);
    if (status == RELATA_OK)
        status = rl_schema_check(store, true, err);
    return status == RELATA_OK ? rl_sql_run(store, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL", err) : status;
}

rl_store *rl_store_new(const char *path)
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
    rl_store *store = rl_store_new(path);
    if (store == NULL)
        return rl_error_memory(err);
    relata_status status = mode == RL_STORE_READ ? open_to_read(store, err) : open_to_write(store, err);
    if (status == RELATA_OK)
        status = rl_store_use_memory(store, err);
    if (status == RELATA_OK)
        *ret_store = store;
    else
        rl_store_close(store);
    return status;
}

void rl_store_close(rl_store *store)
{
    if (store == NULL)
        return;
    rl_store_close(store->before);
    (void)sqlite3_close(store->db);
    if (store->temporary.path != NULL) {
        rl_temporary_free(&store->temporary);
        rl_store_remove_folders(store);
    }
    free(store->path);
    free(store);
}
