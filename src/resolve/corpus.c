/* Corpus resolution's front: group, number, count, name. */
#include "resolve/corpus.h"

#include "resolve/corpus_internal.h"

#include <stdlib.h>
#include <string.h>

static bool lay_out(rl_grouping *g, const rl_record *const *records, size_t count)
{
    size_t total = 0;
    g->first_of = malloc((count + 1) * sizeof *g->first_of);
    if (g->first_of == NULL)
        return false;
    for (size_t r = 0; r < count; r++) {
        g->first_of[r] = total;
        total += records[r]->entity_count;
    }
    g->first_of[count] = total;
    g->group_of = malloc((total + 1) * sizeof *g->group_of);
    g->merge_of = malloc((total + 1) * sizeof *g->merge_of);
    return g->group_of != NULL && g->merge_of != NULL;
}

/* Numbers the groups that are left, in the order of their first appearance, and makes an entity of each. */
static uint32_t *number_groups(rl_corpus *corpus, rl_grouping *g)
{
    uint32_t *numbers = malloc((g->count + 1) * sizeof *numbers);
    uint32_t *first_record = malloc((g->count + 1) * sizeof *first_record);
    corpus->entities = calloc(g->count + 1, sizeof *corpus->entities);
    if (numbers == NULL || first_record == NULL || corpus->entities == NULL) {
        free(numbers);
        free(first_record);
        return NULL;
    }
    memset(numbers, 0xFF, g->count * sizeof *numbers);
    for (size_t i = 0; i < g->first_of[g->record_count]; i++) {
        uint32_t root = rl_group_root(g, g->group_of[i]);
        if (g->merge_of[i] == RL_NONE)
            g->merge_of[i] = g->groups[g->group_of[i]].merge;
        if (numbers[root] == RL_NONE) {
            corpus->entities[corpus->count].type = g->groups[root].type;
            corpus->entities[corpus->count].entry = g->groups[root].entry;
            first_record[corpus->count] = g->groups[root].first_record;
            numbers[root] = (uint32_t)corpus->count++;
        }
        g->group_of[i] = numbers[root];
    }
    free(numbers);
    return first_record;
}

static void note_date(rl_corpus_entity *entity, const char *date)
{
    if (date[0] == '\0')
        return;
    if (entity->first_seen == NULL || strcmp(date, entity->first_seen) < 0)
        entity->first_seen = date;
    if (entity->last_seen == NULL || strcmp(date, entity->last_seen) > 0)
        entity->last_seen = date;
}

/* Dates are lent by the records until they are copied here. */
static bool copy_dates(rl_corpus *corpus)
{
    for (size_t i = 0; i < corpus->count; i++) {
        rl_corpus_entity *e = &corpus->entities[i];
        if (e->first_seen == NULL)
            continue;
        e->first_seen = rl_arena_copy(&corpus->strings, e->first_seen, strlen(e->first_seen));
        e->last_seen = rl_arena_copy(&corpus->strings, e->last_seen, strlen(e->last_seen));
        if (e->first_seen == NULL || e->last_seen == NULL)
            return false;
    }
    return true;
}

bool rl_corpus_count(rl_corpus *corpus, const rl_record *const *records, size_t count)
{
    size_t *last_record = calloc(corpus->count + 1, sizeof *last_record); /* + 1, so that 0 is none */
    if (last_record == NULL)
        return false;
    for (size_t r = 0; r < count; r++) {
        for (size_t e = 0; e < records[r]->entity_count; e++) {
            uint32_t number = corpus->entity_of[corpus->first_of[r] + e];
            rl_corpus_entity *entity = &corpus->entities[number];
            entity->mentions += records[r]->entities[e].mentions;
            entity->documents += last_record[number] != r + 1;
            last_record[number] = r + 1;
            note_date(entity, records[r]->strings + records[r]->date);
        }
    }
    free(last_record);
    return copy_dates(corpus);
}

static relata_status resolve(rl_grouping g, const rl_types *types, bool without_aliases, rl_corpus *ret_corpus,
                             relata_error *err)
{
    rl_corpus corpus = {.without_aliases = without_aliases};
    const rl_record *const *records = g.records;
    size_t count = g.record_count;
    g.strings = &corpus.strings;
    bool ok = lay_out(&g, records, count) && rl_grouping_make(&g);
    uint32_t *first_record = ok ? number_groups(&corpus, &g) : NULL;
    corpus.entity_of = g.group_of;
    corpus.merge_of = g.merge_of;
    corpus.first_of = g.first_of;
    corpus.merges = g.merges;
    corpus.merge_count = g.merge_count;
    rl_grouping_free(&g);
    ok = first_record != NULL && rl_corpus_count(&corpus, records, count) &&
         rl_corpus_name(&corpus, records, count, g.entries, types, first_record);
    free(first_record);
    if (!ok) {
        rl_corpus_free(&corpus);
        return rl_error_memory(err);
    }
    *ret_corpus = corpus;
    return RELATA_OK;
}

relata_status rl_corpus_resolve(const rl_record *const *records, size_t count, const rl_entry *entries,
                                const rl_types *types, const rl_name_lists *lists, rl_corpus *ret_corpus, relata_error *err)
{
    rl_grouping g = {.records = records, .record_count = count, .entries = entries, .lists = lists};
    return resolve(g, types, false, ret_corpus, err);
}

relata_status rl_corpus_resolve_one(const rl_record *record, const rl_entry *entries, const rl_types *types,
                                    rl_corpus *ret_corpus, relata_error *err)
{
    rl_grouping g = {.records = &record, .record_count = 1, .entries = entries};
    return resolve(g, types, true, ret_corpus, err);
}

void rl_corpus_free(rl_corpus *corpus)
{
    for (size_t i = 0; i < corpus->count; i++) {
        free(corpus->entities[i].aliases);
        free(corpus->entities[i].reasons);
    }
    free(corpus->entities);
    free(corpus->entity_of);
    free(corpus->merge_of);
    free(corpus->merges);
    free(corpus->first_of);
    rl_arena_free(&corpus->strings);
    *corpus = (rl_corpus){0};
}
