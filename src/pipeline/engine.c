/* Filling an engine from files and folders, and sealing it. */
#include "pipeline/engine.h"

#include "pipeline/folder.h"

#include <stdlib.h>
#include <string.h>

rl_engine *rl_engine_new(void)
{
    static const char *const built_in[RL_TYPE_BUILT_IN] = {"person", "place", "organisation"};
    rl_engine *engine = calloc(1, sizeof *engine);
    if (engine == NULL)
        return NULL;
    engine->gazetteer = rl_gazetteer_new(&engine->types);
    engine->relations = rl_relation_set_new();
    bool ok = engine->gazetteer != NULL && engine->relations != NULL;
    for (size_t i = 0; ok && i < RL_TYPE_BUILT_IN; i++)
        ok = rl_string_map_add(&engine->types, built_in[i], strlen(built_in[i])) != RL_NONE;
    if (ok)
        return engine;
    rl_engine_free(engine);
    return NULL;
}

void rl_engine_free(rl_engine *engine)
{
    if (engine == NULL)
        return;
    rl_string_map_free(&engine->types);
    rl_gazetteer_free(engine->gazetteer);
    rl_pattern_set_free(&engine->patterns);
    rl_relation_set_free(engine->relations);
    rl_text_rules_free(&engine->rules);
    rl_file_list_free(&engine->furniture);
    rl_file_list_free(&engine->files);
    free(engine->pattern_names);
    rl_weights_free(&engine->weights);
    rl_variants_free(&engine->variants);
    free(engine);
}

/* ---- one file ---- */

static relata_status add_list(rl_engine *engine, const char *path, bool shipped, relata_error *err)
{
    return rl_gazetteer_read(engine->gazetteer, path, shipped, err);
}

static relata_status add_patterns(rl_engine *engine, const char *path, bool shipped, relata_error *err)
{
    (void)shipped;
    return rl_pattern_set_read(&engine->patterns, path, &engine->types, err);
}

static relata_status add_weights(rl_engine *engine, const char *path, bool shipped, relata_error *err)
{
    (void)shipped;
    return rl_weights_read(&engine->weights, path, err);
}

static relata_status add_variants(rl_engine *engine, const char *path, bool shipped, relata_error *err)
{
    (void)shipped;
    return rl_variants_read(&engine->variants, path, err);
}

static relata_status add_relations(rl_engine *engine, const char *path, bool shipped, relata_error *err)
{
    (void)shipped;
    return rl_relation_set_read(engine->relations, path, err);
}

static relata_status note_path(rl_file_list *list, const char *path, relata_error *err)
{
    char **paths = rl_array_grow(list->paths, &list->capacity, list->count + 1, sizeof *paths);
    if (paths == NULL)
        return rl_error_memory(err);
    list->paths = paths;
    paths[list->count] = strdup(path);
    return paths[list->count++] == NULL ? rl_error_memory(err) : RELATA_OK;
}

static relata_status add_furniture(rl_engine *engine, const char *path, bool shipped, relata_error *err)
{
    (void)shipped;
    return note_path(&engine->furniture, path, err);
}

typedef struct file_kind {
    const char *extension;
    relata_status (*add)(rl_engine *engine, const char *path, bool shipped, relata_error *err);
} file_kind;

/* Lists first, because patterns name their types. What a folder of the user's own may hold is all of these; what is
 * shipped is read as lists and as rules apart, so that the lists can be left out. */
static const file_kind kinds[] = {{RL_COMPILED_EXTENSION, add_list}, {RL_LIST_EXTENSION, add_list},
                                  {".patterns", add_patterns},       {".weights", add_weights},
                                  {".furniture", add_furniture},     {".variants", add_variants},
                                  {".relations", add_relations}};

enum { LISTS = 2, ALL = sizeof kinds / sizeof kinds[0] };

static relata_status add_file(rl_engine *engine, const file_kind *kind, const char *path, bool shipped,
                              relata_error *err)
{
    relata_status status = note_path(&engine->files, path, err);
    return status == RELATA_OK ? kind->add(engine, path, shipped, err) : status;
}

/* ---- a file or a folder ---- */

/* The kind of a file among kinds[from, to), or NULL. */
static const file_kind *kind_of(const char *path, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (rl_path_has_extension(path, kinds[i].extension))
            return &kinds[i];
    return NULL;
}

typedef struct folder_trouble {
    relata_error *err;
} folder_trouble;

static void note_trouble(void *user, const relata_error *what, bool skipped)
{
    folder_trouble *trouble = user;
    if (skipped)
        (void)rl_error_set(trouble->err, what->status, what->source, what->line, what->column, "%s", what->message);
}

/* Adds the folder's files of kinds[from, to), one kind after the other. */
static relata_status add_folder(rl_engine *engine, const char *path, bool shipped, size_t from, size_t to,
                                relata_error *err)
{
    relata_error local = {0};
    folder_trouble trouble = {err == NULL ? &local : err};
    rl_file_list list = {0};
    size_t found = 0;
    relata_status status = rl_folder_list(path, note_trouble, &trouble, &list, trouble.err);
    if (status == RELATA_OK)
        status = trouble.err->status;
    if (status == RELATA_OK && from < LISTS)
        status = rl_folder_choose(&list, trouble.err);
    for (size_t kind = from; kind < to; kind++) {
        for (size_t i = 0; status == RELATA_OK && i < list.count; i++) {
            if (!rl_path_has_extension(list.paths[i], kinds[kind].extension))
                continue;
            found++;
            status = add_file(engine, &kinds[kind], list.paths[i], shipped, trouble.err);
        }
    }
    rl_file_list_free(&list);
    if (status == RELATA_OK && found == 0)
        status = rl_error_set(trouble.err, RELATA_ERROR_FORMAT, path, 0, 0, "the folder has no %s file",
                              kinds[from < LISTS ? LISTS - 1 : from].extension);
    return status;
}

relata_status rl_engine_add_gazetteer(rl_engine *engine, const char *path, bool shipped, relata_error *err)
{
    engine->has_lists |= shipped;
    if (rl_path_is_folder(path))
        return add_folder(engine, path, shipped, 0, shipped ? LISTS : ALL, err);
    /* A list may have any ending; the rules have theirs. */
    const file_kind *kind = shipped ? NULL : kind_of(path, LISTS, ALL);
    return add_file(engine, kind == NULL ? &kinds[0] : kind, path, shipped, err);
}

relata_status rl_engine_add_rules(rl_engine *engine, const char *path, relata_error *err)
{
    if (rl_path_is_folder(path))
        return add_folder(engine, path, true, LISTS, ALL, err);
    const file_kind *kind = kind_of(path, LISTS, ALL);
    if (kind == NULL)
        return rl_error_set(err, RELATA_ERROR_FORMAT, path, 0, 0,
                            "not a file of rules: their names end in .patterns, .weights, .furniture, .variants or .relations");
    return add_file(engine, kind, path, true, err);
}

relata_status rl_engine_use_weights(rl_engine *engine, const char *path, relata_error *err)
{
    rl_weights_free(&engine->weights);
    engine->own_weights = true;
    relata_status status = note_path(&engine->files, path, err);
    return status != RELATA_OK ? status : rl_weights_read(&engine->weights, path, err);
}

static relata_status name_patterns(rl_engine *engine, relata_error *err)
{
    engine->pattern_names = malloc((engine->patterns.count + 1) * sizeof *engine->pattern_names);
    if (engine->pattern_names == NULL)
        return rl_error_memory(err);
    for (size_t i = 0; i < engine->patterns.count; i++)
        engine->pattern_names[i] = rl_pattern_name(&engine->patterns, (uint32_t)i);
    return RELATA_OK;
}

/* Learned weights say what it means that a list has a word, or that none has: without the lists that they were learned
 * with they would find names everywhere. */
static void leave_out_learned(rl_engine *engine)
{
    if (!engine->has_lists && !engine->own_weights)
        rl_weights_free(&engine->weights);
}

static relata_status compile(rl_engine *engine, relata_error *err)
{
    leave_out_learned(engine);
    relata_status status = rl_gazetteer_seal(engine->gazetteer, &engine->rules, err);
    for (size_t i = 0; status == RELATA_OK && i < engine->furniture.count; i++)
        status = rl_text_rules_read_furniture(&engine->rules, engine->furniture.paths[i], err);
    if (status != RELATA_OK)
        return status;
    rl_text_rules_seal(&engine->rules);
    rl_pattern_set_seal(&engine->patterns);
    status = rl_relation_set_seal(engine->relations, &engine->types, err);
    return status == RELATA_OK ? name_patterns(engine, err) : status;
}

relata_status rl_engine_seal(rl_engine *engine, relata_error *err)
{
    relata_status status = compile(engine, err);
    engine->sealed = status == RELATA_OK;
    engine->broken = status != RELATA_OK;
    return status;
}
