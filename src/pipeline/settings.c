/* Each setting has the name of the program's option, and its value as that is written. What an option is not given for has
 * none. */
#include "pipeline/settings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const WINDOWS[] = {"sentence", "paragraph", "document"};
static const char YES[] = "yes";

typedef struct flag {
    const char *name;
    size_t offset; /* in relata_build_options */
} flag;

static const flag FLAGS[] = {
    {"keep-furniture", offsetof(relata_build_options, keep_furniture)},
    {"keep-repeats", offsetof(relata_build_options, keep_repeats)},
    {"keep-copies", offsetof(relata_build_options, keep_copies)},
};

enum { FLAG_COUNT = sizeof FLAGS / sizeof FLAGS[0] };

/* ---- writing ---- */

static relata_status write_window(rl_store *store, const relata_build_options *o, relata_error *err)
{
    char number[32];
    const char *name = number;
    if (o->window == RELATA_WINDOW_TOKENS)
        (void)snprintf(number, sizeof number, "%zu", o->window_tokens);
    else
        name = WINDOWS[o->window];
    return rl_store_set(store, "window", name, err);
}

static relata_status write_types(rl_store *store, const relata_build_options *o, relata_error *err)
{
    rl_buffer joined = {0};
    if (o->types == NULL)
        return RELATA_OK;
    for (size_t i = 0; i < o->type_count; i++) {
        if (i > 0)
            (void)rl_buffer_append_char(&joined, ',');
        (void)rl_buffer_append_string(&joined, o->types[i]);
    }
    const char *value = rl_buffer_string(&joined);
    relata_status status = value == NULL ? rl_error_memory(err) : rl_store_set(store, "types", value, err);
    rl_buffer_free(&joined);
    return status;
}

static relata_status write_text(rl_store *store, const char *name, const char *value, relata_error *err)
{
    return value == NULL ? RELATA_OK : rl_store_set(store, name, value, err);
}

relata_status rl_settings_write(rl_store *store, const relata_build_options *options, relata_error *err)
{
    relata_status status = write_window(store, options, err);
    if (status == RELATA_OK)
        status = write_types(store, options, err);
    if (status == RELATA_OK)
        status = write_text(store, "since", options->since, err);
    if (status == RELATA_OK)
        status = write_text(store, "until", options->until, err);
    for (size_t i = 0; status == RELATA_OK && i < FLAG_COUNT; i++) {
        const bool *set = (const bool *)((const char *)options + FLAGS[i].offset);
        status = write_text(store, FLAGS[i].name, *set ? YES : NULL, err);
    }
    for (size_t i = 0; status == RELATA_OK && i < options->setting_count; i++)
        status = rl_store_set(store, options->settings[i].name, options->settings[i].value, err);
    return status;
}

/* ---- reading ---- */

static relata_status read_window(rl_store *store, rl_arena *arena, relata_build_options *o, relata_error *err)
{
    const char *value = NULL;
    relata_status status = rl_store_get(store, "window", arena, &value, err);
    if (status != RELATA_OK || value == NULL)
        return status;
    for (unsigned i = 0; i < sizeof WINDOWS / sizeof WINDOWS[0]; i++) {
        if (strcmp(value, WINDOWS[i]) == 0) {
            o->window = (relata_window)i;
            return RELATA_OK;
        }
    }
    unsigned long long tokens = strtoull(value, NULL, 10);
    if (tokens < 2 || tokens > UINT32_MAX)
        return rl_error_set(err, RELATA_ERROR_FORMAT, rl_store_path(store), 0, 0,
                            "the store is damaged: \"%.40s\" is no window", value);
    o->window = RELATA_WINDOW_TOKENS;
    o->window_tokens = (size_t)tokens;
    return RELATA_OK;
}

static relata_status read_types(rl_store *store, rl_arena *arena, relata_build_options *o, relata_error *err)
{
    const char *value = NULL;
    relata_status status = rl_store_get(store, "types", arena, &value, err);
    o->types = NULL;
    o->type_count = 0;
    if (status != RELATA_OK || value == NULL)
        return status;
    size_t length = strlen(value);
    const char **types = rl_arena_alloc(arena, (length + 1) * sizeof *types);
    if (types == NULL)
        return rl_error_memory(err);
    for (const char *at = value; at != NULL;) {
        const char *comma = strchr(at, ',');
        types[o->type_count] = rl_arena_copy(arena, at, comma == NULL ? strlen(at) : (size_t)(comma - at));
        if (types[o->type_count++] == NULL)
            return rl_error_memory(err);
        at = comma == NULL ? NULL : comma + 1;
    }
    o->types = types;
    return RELATA_OK;
}

relata_status rl_settings_read(rl_store *store, rl_arena *arena, relata_build_options *options, relata_error *err)
{
    relata_status status = read_window(store, arena, options, err);
    if (status == RELATA_OK)
        status = read_types(store, arena, options, err);
    if (status == RELATA_OK)
        status = rl_store_get(store, "since", arena, &options->since, err);
    if (status == RELATA_OK)
        status = rl_store_get(store, "until", arena, &options->until, err);
    for (size_t i = 0; status == RELATA_OK && i < FLAG_COUNT; i++) {
        const char *value = NULL;
        status = rl_store_get(store, FLAGS[i].name, arena, &value, err);
        bool *set = (bool *)((char *)options + FLAGS[i].offset);
        *set = value != NULL;
    }
    return status;
}
