/* Stores, as other programs use them: what is given is checked, a folder means the store in it. */
#include <relata/store.h>

#include "api/internal.h"
#include "pipeline/growing.h"
#include "store/documents.h"
#include "store/store.h"

#include <stdlib.h>
#include <string.h>

/* Calls with the path of the file. */
typedef struct place {
    rl_buffer buffer;
    const char *path;
} place;

static relata_status find_place(const char *path, place *ret, relata_error *err)
{
    *ret = (place){.buffer = {0}};
    ret->path = rl_store_file(path, &ret->buffer);
    return ret->path == NULL ? rl_error_memory(err) : RELATA_OK;
}

bool relata_store_is_at(const char *path)
{
    place at;
    if (path == NULL || find_place(path, &at, NULL) != RELATA_OK)
        return false;
    bool is = rl_store_is_at(at.path);
    rl_buffer_free(&at.buffer);
    return is;
}

static bool is_sealed(const relata_engine *engine)
{
    return engine != NULL && rl_engine_seen(engine)->sealed;
}

/* A call that works on one store by options, which may be NULL. */
typedef struct call {
    place at;
    relata_build_options defaults;
    const relata_build_options *options;
} call;

/* After a success, rl_buffer_free(&call.at.buffer). */
static relata_status begin(const relata_engine *engine, const char *path, const relata_build_options *options, call *ret,
                           relata_error *err)
{
    relata_build_options_init(&ret->defaults);
    ret->options = options == NULL ? &ret->defaults : options;
    relata_status status = rl_build_options_check(engine, ret->options, err);
    return status == RELATA_OK ? find_place(path, &ret->at, err) : status;
}

relata_status relata_store_apply(const relata_engine *engine, const char *path, const relata_store_change *change,
                                 const relata_build_options *options, relata_network **ret_network,
                                 relata_store_changes *ret_changes, relata_summary *ret_summary, relata_error *err)
{
    call c;
    rl_error_clear(err);
    if (!is_sealed(engine) || path == NULL || change == NULL)
        return rl_refuse(err, "relata_store_apply needs a sealed engine, a path and a change");
    if (!rl_are_given(change->removed, change->removed_count))
        return rl_refuse(err, "documents are counted but not given");
    relata_status status = begin(engine, path, options, &c, err);
    if (status != RELATA_OK)
        return status;
    status = rl_store_change(rl_engine_seen(engine), c.at.path, change, c.options, (rl_network **)ret_network,
                             ret_changes, ret_summary, err);
    rl_buffer_free(&c.at.buffer);
    return status;
}

relata_status relata_store_network(const relata_engine *engine, const char *path, const relata_build_options *options,
                                   relata_network **ret_network, relata_summary *ret_summary, relata_error *err)
{
    call c;
    rl_error_clear(err);
    if (!is_sealed(engine) || path == NULL || ret_network == NULL)
        return rl_refuse(err, "relata_store_network needs a sealed engine, a path and a place for the network");
    relata_status status = begin(engine, path, options, &c, err);
    if (status != RELATA_OK)
        return status;
    status = rl_store_network(rl_engine_seen(engine), c.at.path, c.options, (rl_network **)ret_network, ret_summary, err);
    rl_buffer_free(&c.at.buffer);
    return status;
}

/* ---- merging ---- */

static relata_status find_places(const char *const *stores, size_t count, place *places, const char **paths,
                                 relata_error *err)
{
    relata_status status = RELATA_OK;
    for (size_t i = 0; status == RELATA_OK && i < count; i++) {
        status = find_place(stores[i], &places[i], err);
        paths[i] = places[i].path;
    }
    return status;
}

relata_status relata_store_merge(const relata_engine *engine, const char *const *stores, size_t count, const char *path,
                                 const relata_build_options *options, relata_store_changes *ret_changes,
                                 relata_summary *ret_summary, relata_error *err)
{
    relata_build_options defaults;
    rl_error_clear(err);
    relata_build_options_init(&defaults);
    if (!is_sealed(engine) || path == NULL || count == 0 || !rl_are_given(stores, count))
        return rl_refuse(err, "relata_store_merge needs a sealed engine, stores and a path");
    place *places = calloc(count, sizeof *places);
    const char **paths = calloc(count, sizeof *paths);
    relata_status status = places == NULL || paths == NULL ? rl_error_memory(err)
                                                           : find_places(stores, count, places, paths, err);
    if (status == RELATA_OK)
        status = rl_store_merge(rl_engine_seen(engine), paths, count, path, options == NULL ? &defaults : options,
                                ret_changes, ret_summary, err);
    for (size_t i = 0; places != NULL && i < count; i++)
        rl_buffer_free(&places[i].buffer);
    free(places);
    free(paths);
    return status;
}

/* ---- what needs no engine ---- */

static relata_status open_store(const char *path, rl_store **ret_store, relata_error *err)
{
    place at;
    relata_status status = find_place(path, &at, err);
    if (status == RELATA_OK)
        status = rl_store_open(at.path, RL_STORE_READ, ret_store, err);
    rl_buffer_free(&at.buffer);
    return status;
}

relata_status relata_store_settings(const char *path, relata_setting_fn receive, void *user, relata_error *err)
{
    rl_store *store = NULL;
    rl_arena arena = {0};
    relata_setting *settings = NULL;
    size_t count = 0;
    rl_error_clear(err);
    if (path == NULL || receive == NULL)
        return rl_refuse(err, "a path and a receiver are needed");
    relata_status status = open_store(path, &store, err);
    if (status == RELATA_OK)
        status = rl_store_settings(store, &arena, &settings, &count, err);
    for (size_t i = 0; status == RELATA_OK && i < count; i++)
        if (!receive(user, &settings[i]))
            break;
    rl_store_close(store);
    rl_arena_free(&arena);
    return status;
}

/* Hands out the lines of a buffer. */
static void hand_out_lines(rl_buffer *lines, relata_judgement_fn receive, void *user)
{
    for (size_t from = 0, to; from < lines->length; from = to + 1) {
        char *end = memchr(lines->bytes + from, '\n', lines->length - from);
        to = (size_t)(end - lines->bytes);
        *end = '\0';
        if (!receive(user, lines->bytes + from))
            return;
    }
}

relata_status relata_store_judgements(const char *path, relata_judgement_fn receive, void *user, relata_error *err)
{
    rl_store *store = NULL;
    rl_buffer lines = {0};
    rl_error_clear(err);
    if (path == NULL || receive == NULL)
        return rl_refuse(err, "a path and a receiver are needed");
    relata_status status = open_store(path, &store, err);
    if (status == RELATA_OK)
        status = rl_store_judgements(store, &lines, err);
    rl_store_close(store);
    if (status == RELATA_OK)
        hand_out_lines(&lines, receive, user);
    rl_buffer_free(&lines);
    return status;
}

relata_status relata_store_check(const char *path, relata_error *err)
{
    rl_store *store = NULL;
    rl_error_clear(err);
    if (path == NULL)
        return rl_refuse(err, "a path is needed");
    relata_status status = open_store(path, &store, err);
    if (status == RELATA_OK)
        status = rl_store_check(store, err);
    rl_store_close(store);
    return status;
}
