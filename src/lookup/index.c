/* Opening an index: the records of the file, and the names that lead to them. Entities are given their names in the
 * order in which answers list them, most mentioned first. */
#include "base/file.h"
#include "lookup/internal.h"
#include "text/fold.h"

#include <stdlib.h>
#include <string.h>

static const char FILE_IN_FOLDER[] = "graph.json";

/* ---- names ---- */

bool rl_index_fold(rl_index *index, const char *name)
{
    rl_buffer_clear(&index->folded);
    return rl_fold_sought(name, &index->folded);
}

static bool add_name(rl_index *index, const char *name, uint32_t entity, bool suggested)
{
    return rl_index_fold(index, name) &&
           rl_names_add(&index->whole, index->folded.bytes, index->folded.length, entity, suggested);
}

/* The first and the last word of a person's label, if it has several. */
static bool add_outer_words(rl_index *index, uint32_t entity)
{
    const char *label = index->records.entities[entity].label;
    if (!rl_index_fold(index, label))
        return false;
    const char *folded = index->folded.bytes;
    size_t length = index->folded.length;
    const char *space = memchr(folded, ' ', length);
    if (space == NULL)
        return true;
    const char *last = memrchr(folded, ' ', length);
    size_t last_length = (size_t)(folded + length - last) - 1;
    return rl_names_add(&index->words, folded, (size_t)(space - folded), entity, true) &&
           rl_names_add(&index->words, last + 1, last_length, entity, true);
}

static bool add_entity(rl_index *index, uint32_t entity)
{
    const relata_found *found = &index->records.entities[entity];
    if (!add_name(index, found->label, entity, true))
        return false;
    for (size_t i = 0; i < found->alias_count; i++)
        if (!add_name(index, found->aliases[i], entity, true))
            return false;
    if (!add_name(index, found->id, entity, false))
        return false;
    return strcmp(found->type, "person") != 0 || add_outer_words(index, entity);
}

static int compare_rank(const void *a, const void *b)
{
    const relata_found *x = *(const relata_found *const *)a, *y = *(const relata_found *const *)b;
    if (x->mentions != y->mentions)
        return x->mentions > y->mentions ? -1 : 1;
    return strcmp(x->id, y->id);
}

static const relata_found **rank_entities(const rl_records *records)
{
    const relata_found **ranked = calloc(records->entity_count + 1, sizeof *ranked);
    if (ranked == NULL)
        return NULL;
    for (size_t i = 0; i < records->entity_count; i++)
        ranked[i] = &records->entities[i];
    qsort(ranked, records->entity_count, sizeof *ranked, compare_rank);
    return ranked;
}

bool rl_index_add_names(rl_index *index)
{
    const relata_found **ranked = rank_entities(&index->records);
    bool done = ranked != NULL;
    for (size_t i = 0; i < index->records.entity_count && done; i++)
        done = add_entity(index, (uint32_t)(ranked[i] - index->records.entities));
    free(ranked);
    return done && rl_names_seal(&index->whole) && rl_names_seal(&index->words);
}

/* ---- opening ---- */

static bool append_file_path(const char *path, rl_buffer *ret)
{
    size_t length = strlen(path);
    (void)rl_buffer_append(ret, path, length);
    if (rl_path_is_folder(path)) {
        if (path[length - 1] != '/')
            (void)rl_buffer_append_char(ret, '/');
        (void)rl_buffer_append_string(ret, FILE_IN_FOLDER);
    }
    return rl_buffer_string(ret) != NULL;
}

static relata_status open_file(rl_index *index, const char *path, relata_error *err)
{
    relata_status status = rl_records_load(path, &index->records, err);
    if (status == RELATA_OK && !rl_index_add_names(index))
        status = rl_error_memory(err);
    return status;
}

relata_status rl_index_open(const char *path, rl_index **ret_index, relata_error *err)
{
    rl_buffer file = {0};
    rl_index *index = calloc(1, sizeof *index);
    relata_status status = index == NULL || !append_file_path(path, &file) ? rl_error_memory(err) : RELATA_OK;
    if (status == RELATA_OK)
        status = open_file(index, file.bytes, err);
    rl_buffer_free(&file);
    if (status == RELATA_OK)
        *ret_index = index;
    else
        rl_index_free(index);
    return status;
}

void rl_index_free(rl_index *index)
{
    if (index == NULL)
        return;
    rl_records_free(&index->records);
    rl_names_free(&index->whole);
    rl_names_free(&index->words);
    rl_arena_free(&index->arena);
    rl_buffer_free(&index->folded);
    free(index);
}
