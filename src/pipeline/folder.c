/* A folder may hold lists and what was compiled of them. Which of the two is read is decided as a build tool would: what was
 * compiled stands for its lists until one of them is newer.
 *
 * What was compiled knows its lists by their names alone. So a list is one of them if it lies beside it or in a folder below,
 * and is the only one there of its name: a list that is read twice costs time, one that is passed over costs names. */
#include "pipeline/folder.h"

#include "gazetteer/gazetteer.h"

#include <stdlib.h>
#include <string.h>

/* The files of a folder, and which of them are left out. */
typedef struct choice {
    rl_file_list *list;
    bool *left_out;       /* by file */
    rl_string_map names;  /* of the lists */
    uint32_t *first;      /* by name: the file, or RL_NONE if there are several */
} choice;

static bool is_list(const char *path)
{
    return rl_path_has_extension(path, RL_LIST_EXTENSION);
}

/* Does `path` lie in the folder of `compiled`, or below? */
static bool is_below(const char *compiled, const char *path)
{
    size_t folder = (size_t)(rl_path_name(compiled) - compiled);
    return strncmp(compiled, path, folder) == 0;
}

static bool note_names(choice *c)
{
    for (size_t i = 0; i < c->list->count; i++) {
        const char *path = c->list->paths[i], *name = rl_path_name(path);
        size_t before = c->names.count;
        uint32_t number = is_list(path) ? rl_string_map_add(&c->names, name, strlen(name)) : 0;
        if (number == RL_NONE)
            return false;
        if (is_list(path))
            c->first[number] = number == before ? (uint32_t)i : RL_NONE;
    }
    return true;
}

/* The file that is this source of a compiled gazetteer, or RL_NONE. */
static uint32_t find_source(const choice *c, const char *compiled, const char *name, size_t length)
{
    uint32_t number = rl_string_map_find(&c->names, name, length);
    uint32_t file = number == RL_NONE ? RL_NONE : c->first[number];
    return file != RL_NONE && is_below(compiled, c->list->paths[file]) ? file : RL_NONE;
}

static uint32_t source_file(const choice *c, const char *compiled, const rl_string_map *sources, size_t number)
{
    size_t length;
    const char *name = rl_string_map_key(sources, (uint32_t)number, &length);
    return find_source(c, compiled, name, length);
}

static bool is_stale(const choice *c, const char *compiled, const rl_string_map *sources)
{
    for (size_t i = 0; i < sources->count; i++) {
        uint32_t file = source_file(c, compiled, sources, i);
        if (file != RL_NONE && rl_path_is_newer(c->list->paths[file], compiled))
            return true;
    }
    return false;
}

static void choose(choice *c, size_t compiled, const rl_string_map *sources)
{
    const char *path = c->list->paths[compiled];
    if (is_stale(c, path, sources)) {
        c->left_out[compiled] = true;
        return;
    }
    for (size_t i = 0; i < sources->count; i++) {
        uint32_t file = source_file(c, path, sources, i);
        if (file != RL_NONE)
            c->left_out[file] = true;
    }
}

static relata_status choose_all(choice *c, relata_error *err)
{
    relata_status status = RELATA_OK;
    for (size_t i = 0; status == RELATA_OK && i < c->list->count; i++) {
        rl_string_map sources = {0};
        if (!rl_path_has_extension(c->list->paths[i], RL_COMPILED_EXTENSION))
            continue;
        status = rl_gazetteer_sources(c->list->paths[i], &sources, err);
        if (status == RELATA_OK)
            choose(c, i, &sources);
        rl_string_map_free(&sources);
    }
    return status;
}

static void leave_out(choice *c)
{
    size_t kept = 0;
    for (size_t i = 0; i < c->list->count; i++) {
        if (c->left_out[i])
            free(c->list->paths[i]);
        else
            c->list->paths[kept++] = c->list->paths[i];
    }
    c->list->count = kept;
}

relata_status rl_folder_choose(rl_file_list *list, relata_error *err)
{
    choice c = {.list = list};
    c.left_out = calloc(list->count + 1, sizeof *c.left_out);
    c.first = malloc((list->count + 1) * sizeof *c.first);
    relata_status status =
        c.left_out == NULL || c.first == NULL || !note_names(&c) ? rl_error_memory(err) : choose_all(&c, err);
    if (status == RELATA_OK)
        leave_out(&c);
    rl_string_map_free(&c.names);
    free(c.left_out);
    free(c.first);
    return status;
}
