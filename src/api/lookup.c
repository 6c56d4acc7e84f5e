/* Look-ups: in a store, by SQL; in a network that was written as JSON, in memory. */
#include <relata/lookup.h>

#include "api/internal.h"
#include "lookup/lookup.h"
#include "pipeline/period.h"
#include "store/find.h"

#include <stdlib.h>

struct relata_index {
    rl_finder *finder; /* of a store, or */
    rl_index *json;
    relata_answer answer; /* of the latter, within bounds */
    relata_found *entities;
    size_t capacity;
};

static relata_status open_any(const char *path, relata_index *index, relata_error *err)
{
    rl_buffer buffer = {0};
    const char *file = rl_store_file(path, &buffer);
    relata_status status = file == NULL               ? rl_error_memory(err)
                           : rl_store_is_at(file) ? rl_finder_open(file, &index->finder, err)
                                                  : rl_index_open(path, &index->json, err);
    rl_buffer_free(&buffer);
    return status;
}

relata_status relata_index_open(const char *path, relata_index **ret_index, relata_error *err)
{
    rl_error_clear(err);
    if (path == NULL || ret_index == NULL)
        return rl_refuse(err, "a path and a place for the index are needed");
    relata_index *index = calloc(1, sizeof *index);
    relata_status status = index == NULL ? rl_error_memory(err) : open_any(path, index, err);
    if (status == RELATA_OK)
        *ret_index = index;
    else
        relata_index_free(index);
    return status;
}

void relata_index_free(relata_index *index)
{
    if (index == NULL)
        return;
    rl_finder_free(index->finder);
    rl_index_free(index->json);
    free(index->entities);
    free(index);
}

relata_status relata_index_find(relata_index *index, const char *name, const relata_answer **ret_answer,
                                relata_error *err)
{
    rl_error_clear(err);
    if (index == NULL || name == NULL || ret_answer == NULL)
        return rl_refuse(err, "an index, a name and a place for the answer are needed");
    const relata_query query = {.name = name, .most_neighbours = SIZE_MAX, .suggest = true};
    return index->finder != NULL ? rl_finder_find(index->finder, &query, ret_answer, err)
                                 : rl_index_find(index->json, name, ret_answer, err);
}

static bool is_plain(const relata_query *query)
{
    return query->matching == RELATA_MATCH_NAME && query->type == NULL && query->since == NULL && query->until == NULL;
}

/* What a network in memory answers, as far as it was asked for. */
static relata_status find_bounded(relata_index *index, const relata_query *query, const relata_answer **ret_answer,
                                  relata_error *err)
{
    const relata_answer *whole = NULL;
    relata_status status = rl_index_find(index->json, query->name, &whole, err);
    if (status != RELATA_OK)
        return status;
    size_t most = query->most_entities, count = whole->entity_count;
    count = most > 0 && most < count ? most : count;
    relata_found *entities = rl_array_grow(index->entities, &index->capacity, count + 1, sizeof *entities);
    if (entities == NULL)
        return rl_error_memory(err);
    index->entities = entities;
    for (size_t i = 0; i < count; i++) {
        entities[i] = whole->entities[i];
        if (entities[i].neighbour_count > query->most_neighbours)
            entities[i].neighbour_count = query->most_neighbours;
    }
    index->answer = *whole;
    index->answer.entities = entities;
    index->answer.entity_count = count;
    index->answer.suggestion_count = query->suggest ? whole->suggestion_count : 0;
    *ret_answer = &index->answer;
    return RELATA_OK;
}

relata_status relata_index_query(relata_index *index, const relata_query *query, const relata_answer **ret_answer,
                                 relata_error *err)
{
    rl_error_clear(err);
    if (index == NULL || query == NULL || query->name == NULL || ret_answer == NULL)
        return rl_refuse(err, "an index, a name and a place for the answer are needed");
    if ((unsigned)query->matching > RELATA_MATCH_FUZZY)
        return rl_refuse(err, "unknown kind of matching");
    const rl_period period = {query->since, query->until};
    relata_status status = rl_period_check(&period, err);
    if (status != RELATA_OK)
        return status;
    if (index->finder != NULL)
        return rl_finder_find(index->finder, query, ret_answer, err);
    if (!is_plain(query))
        return rl_refuse(err, "this question needs a store: \"relata build\" makes one, relata.db");
    return find_bounded(index, query, ret_answer, err);
}

relata_status relata_answer_write_json(const relata_answer *answer, relata_write_fn write, void *user,
                                       relata_error *err)
{
    rl_error_clear(err);
    if (answer == NULL || write == NULL)
        return rl_refuse(err, "an answer and a writer are needed");
    return rl_answer_write_json(answer, write, user, err);
}
