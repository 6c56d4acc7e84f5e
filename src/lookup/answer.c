/* Making the answer to a name: which entities fit, and the neighbours of each, heaviest first. Neighbours are made and
 * sorted when they are asked for: most entities have few, and nobody asks for all. */
#include "lookup/internal.h"

#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

/* ---- neighbours ---- */

static int compare_neighbours(const void *a, const void *b)
{
    const relata_neighbour *x = a, *y = b;
    if (x->weight < y->weight || x->weight > y->weight)
        return x->weight > y->weight ? -1 : 1;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    int by_label = strcmp(x->label, y->label);
    return by_label != 0 ? by_label : strcmp(x->id, y->id);
}

static relata_neighbour make_neighbour(const rl_records *records, const rl_pair *pair, uint32_t entity)
{
    const relata_found *other = &records->entities[pair->source == entity ? pair->target : pair->source];
    return (relata_neighbour){other->id,   other->label,   other->type,         pair->weight,
                              pair->count, pair->evidence, pair->evidence_count};
}

static bool fill_found(rl_index *index, uint32_t entity, relata_found *found)
{
    const rl_records *records = &index->records;
    size_t start = records->starts[entity], count = records->starts[entity + 1] - start;
    relata_neighbour *neighbours = rl_arena_alloc(&index->arena, count * sizeof *neighbours);
    if (neighbours == NULL)
        return false;
    for (size_t i = 0; i < count; i++)
        neighbours[i] = make_neighbour(records, &records->pairs[records->links[start + i]], entity);
    if (count > 1)
        qsort(neighbours, count, sizeof *neighbours, compare_neighbours);
    *found = records->entities[entity];
    found->neighbours = neighbours;
    found->neighbour_count = count;
    return true;
}

bool rl_answer_fill(rl_index *index, const uint32_t *entities, size_t count)
{
    relata_found *found = rl_arena_alloc(&index->arena, count * sizeof *found);
    if (found == NULL)
        return false;
    for (size_t i = 0; i < count; i++)
        if (!fill_found(index, entities[i], &found[i]))
            return false;
    index->answer.entities = found;
    index->answer.entity_count = count;
    return true;
}

/* ---- finding ---- */

/* The entities that fit, most mentioned first. */
static size_t find_entities(const rl_index *index, const char *folded, size_t length, const uint32_t **ret_entities)
{
    size_t count = rl_names_find(&index->whole, folded, length, ret_entities);
    return count > 0 ? count : rl_names_find(&index->words, folded, length, ret_entities);
}

/* What was asked, as an output string may hold it. */
static const char *copy_query(rl_index *index, const char *name)
{
    rl_buffer_clear(&index->folded);
    (void)rl_utf8_sanitise(name, strlen(name), true, &index->folded);
    const char *query = rl_buffer_string(&index->folded);
    return query != NULL ? rl_arena_copy(&index->arena, query, index->folded.length) : NULL;
}

static bool answer_query(rl_index *index, const char *query)
{
    const uint32_t *entities = NULL;
    const char *folded = index->folded.bytes;
    size_t length = index->folded.length;
    index->answer = (relata_answer){.query = query, .suggestions = index->suggestions};
    size_t count = find_entities(index, folded, length, &entities);
    if (count > 0)
        return rl_answer_fill(index, entities, count);
    index->answer.suggestion_count = rl_suggest(index, folded, length, index->suggestions);
    return true;
}

relata_status rl_index_find(rl_index *index, const char *name, const relata_answer **ret_answer, relata_error *err)
{
    rl_arena_clear(&index->arena);
    const char *query = copy_query(index, name);
    if (query == NULL || !rl_index_fold(index, query) || !answer_query(index, query))
        return rl_error_memory(err);
    *ret_answer = &index->answer;
    return RELATA_OK;
}
