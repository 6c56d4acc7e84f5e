/* Grouping: which entities of different documents are one.
 *
 * The same list entry is the same entity; so is the same full name of the same type. A name that another entity of the
 * type goes by in some document (an acronym that is defined there) joins it, if only one does. A family name alone
 * joins the only person of the corpus who bears it; where several do, each document's stays by itself, because two
 * people of one family name are never one. */
#include "resolve/corpus_internal.h"

#include <stdlib.h>
#include <string.h>

static const char *string_of(const rl_record *record, uint32_t offset)
{
    return record->strings + offset;
}

/* Shortens the way for the next call. */
uint32_t rl_group_root(rl_grouping *g, uint32_t group)
{
    while (g->groups[group].parent != group) {
        g->groups[group].parent = g->groups[g->groups[group].parent].parent;
        group = g->groups[group].parent;
    }
    return group;
}

/* Group ids are given in the order of records, so the smaller root is the earlier one; a listed one stays in any case.
 */
void rl_group_join(rl_grouping *g, uint32_t a, uint32_t b)
{
    uint32_t x = rl_group_root(g, a), y = rl_group_root(g, b);
    bool listed_x = g->groups[x].entry != RL_NONE, listed_y = g->groups[y].entry != RL_NONE;
    if (x == y || (listed_x && listed_y))
        return;
    bool swap = listed_y || (!listed_x && y < x);
    uint32_t kept = swap ? y : x, joined = swap ? x : y;
    g->groups[joined].parent = kept;
    uint32_t next = g->groups[joined].next;
    g->groups[joined].next = g->groups[kept].next;
    g->groups[kept].next = next;
    if (g->groups[joined].first_record < g->groups[kept].first_record)
        g->groups[kept].first_record = g->groups[joined].first_record;
}

static uint32_t get_group(rl_grouping *g, uint32_t type, uint32_t entry, uint32_t record, bool partial)
{
    size_t before = g->keys.count;
    uint32_t group = rl_string_map_add(&g->keys, g->key.bytes, g->key.length);
    if (group == RL_NONE || group < before)
        return group;
    rl_group *groups = rl_array_grow(g->groups, &g->capacity, g->count + 1, sizeof *groups);
    if (groups == NULL)
        return RL_NONE;
    g->groups = groups;
    groups[g->count++] = (rl_group){group, type, entry, record, group, RL_NONE, partial};
    return group;
}

static bool make_key(rl_grouping *g, char kind, uint32_t number, const char *name)
{
    char head[24];
    size_t start = sizeof head;
    head[--start] = ':';
    do
        head[--start] = (char)('0' + number % 10);
    while ((number /= 10) != 0);
    head[--start] = kind;
    rl_buffer_clear(&g->key);
    return rl_buffer_append(&g->key, head + start, sizeof head - start) && rl_buffer_append_string(&g->key, name);
}

uint32_t rl_group_of_person(rl_grouping *g, uint32_t entry)
{
    if (g->lists->read_entry != NULL && !g->lists->read_entry(g->lists->user, entry))
        return RL_NONE;
    return make_key(g, 'e', entry, "") ? get_group(g, RL_TYPE_PERSON, entry, RL_NONE, false) : RL_NONE;
}

static bool copy_string(rl_grouping *g, const char **string)
{
    if (*string != NULL)
        *string = rl_arena_copy(g->strings, *string, strlen(*string));
    return *string != NULL;
}

/* The number of a new merge, RL_NONE if there is no memory. */
static uint32_t add_merge(rl_grouping *g, const rl_corpus_merge *why)
{
    rl_corpus_merge *merges = rl_array_grow(g->merges, &g->merge_capacity, g->merge_count + 1, sizeof *merges);
    if (merges == NULL)
        return RL_NONE;
    g->merges = merges;
    rl_corpus_merge merge = *why;
    if ((why->variant != NULL && !copy_string(g, &merge.variant)) || (why->name != NULL && !copy_string(g, &merge.name)) ||
        (why->company != NULL && !copy_string(g, &merge.company)))
        return RL_NONE;
    merges[g->merge_count] = merge;
    return (uint32_t)g->merge_count++;
}

/* Who was brought to somebody before keeps that reason. */
bool rl_group_explain(rl_grouping *g, uint32_t group, const rl_corpus_merge *why)
{
    uint32_t number = add_merge(g, why), member = group;
    if (number == RL_NONE)
        return false;
    do {
        if (g->groups[member].merge == RL_NONE)
            g->groups[member].merge = number;
        member = g->groups[member].next;
    } while (member != group);
    return true;
}

/* ---- whole names ---- */

static bool group_whole_names(rl_grouping *g)
{
    memset(g->merge_of, 0xFF, g->first_of[g->record_count] * sizeof *g->merge_of);
    for (size_t r = 0; r < g->record_count; r++) {
        const rl_record *record = g->records[r];
        for (size_t e = 0; e < record->entity_count; e++) {
            const rl_record_entity *entity = &record->entities[e];
            if (entity->partial)
                continue;
            bool listed = entity->entry != RL_NONE;
            bool ok = listed ? make_key(g, 'e', entity->entry, "")
                             : make_key(g, 'n', entity->type, string_of(record, entity->key));
            uint32_t group = ok ? get_group(g, entity->type, entity->entry, (uint32_t)r, false) : RL_NONE;
            if (group == RL_NONE)
                return false;
            g->group_of[g->first_of[r] + e] = group;
        }
    }
    return true;
}

/* ---- names that lead to one group: a map whose values become "several" where groups differ ---- */

static const uint32_t SEVERAL = UINT32_MAX - 1;

typedef struct named {
    uint32_t group;
    const rl_record *record; /* the first that says so */
} named;

typedef struct name_map {
    rl_string_map names;
    named *items;
    size_t capacity;
} name_map;

static bool note_name(name_map *map, const char *name, size_t length, uint32_t group, const rl_record *record)
{
    size_t before = map->names.count;
    named *items = rl_array_grow(map->items, &map->capacity, before + 1, sizeof *items);
    if (items == NULL)
        return false;
    map->items = items;
    uint32_t at = rl_string_map_add(&map->names, name, length);
    if (at == RL_NONE)
        return false;
    if (at == before)
        items[at] = (named){group, record};
    else if (items[at].group != group)
        items[at].group = SEVERAL;
    return true;
}

static named find_name(const name_map *map, const char *name, size_t length)
{
    uint32_t at = rl_string_map_find(&map->names, name, length);
    return at == RL_NONE ? (named){RL_NONE, NULL} : map->items[at];
}

static void free_names(name_map *map)
{
    rl_string_map_free(&map->names);
    free(map->items);
}

/* Calls `visit` for every form of every entity that is not partial. */
typedef bool (*form_fn)(rl_grouping *g, void *user, uint32_t group, const rl_record *record,
                        const rl_record_entity *entity, const rl_form *form);

static bool each_form(rl_grouping *g, form_fn visit, void *user)
{
    for (size_t r = 0; r < g->record_count; r++) {
        const rl_record *record = g->records[r];
        for (size_t e = 0; e < record->entity_count; e++) {
            const rl_record_entity *entity = &record->entities[e];
            for (uint32_t f = 0; f < entity->form_count && !entity->partial; f++)
                if (!visit(g, user, g->group_of[g->first_of[r] + e], record, entity,
                           &record->forms[entity->first_form + f]))
                    return false;
        }
    }
    return true;
}

/* ---- names that one entity goes by and another is called ---- */

static bool is_name_of_its_own(const rl_record_entity *entity, const rl_form *form)
{
    return !form->shared && (entity->type != RL_TYPE_PERSON || form->words >= 2);
}

static bool note_other_form(rl_grouping *g, void *user, uint32_t group, const rl_record *record,
                            const rl_record_entity *entity, const rl_form *form)
{
    const char *folded = string_of(record, form->folded);
    bool own = entity->entry == RL_NONE && strcmp(folded, string_of(record, entity->key)) == 0;
    if (own || !is_name_of_its_own(entity, form) || entity->type == RL_TYPE_PLACE)
        return true;
    return make_key(g, 'f', entity->type, folded) && note_name(user, g->key.bytes, g->key.length, group, record);
}

/* The name that a group goes by, and that was its key. */
static const char *name_of(const rl_grouping *g, uint32_t group)
{
    size_t length;
    const char *key = rl_string_map_key(&g->keys, group, &length);
    return strchr(key, ':') + 1;
}

static bool join_other(rl_grouping *g, uint32_t group, const named *other)
{
    const rl_corpus_merge why = {RL_REASON_ELSEWHERE, name_of(g, group), string_of(other->record, other->record->id), NULL};
    if (rl_group_root(g, group) == rl_group_root(g, other->group))
        return true;
    if (!rl_group_explain(g, group, &why))
        return false;
    rl_group_join(g, group, other->group);
    return true;
}

static bool join_other_forms(rl_grouping *g)
{
    name_map forms = {0};
    bool ok = each_form(g, note_other_form, &forms);
    for (uint32_t i = 0; ok && i < g->count; i++) {
        if (g->groups[i].entry != RL_NONE)
            continue;
        size_t length;
        const char *key = rl_string_map_key(&g->keys, i, &length);
        rl_buffer_clear(&g->key);
        ok = rl_buffer_append_char(&g->key, 'f') && rl_buffer_append(&g->key, key + 1, length - 1);
        named other = ok ? find_name(&forms, g->key.bytes, g->key.length) : (named){RL_NONE, NULL};
        if (other.group != RL_NONE && other.group != SEVERAL)
            ok = join_other(g, i, &other);
    }
    free_names(&forms);
    return ok;
}

/* ---- people known by one word ---- */

typedef struct bearers {
    name_map family;
    name_map given;
} bearers;

static bool note_words(rl_grouping *g, void *user, uint32_t group, const rl_record *record,
                       const rl_record_entity *entity, const rl_form *form)
{
    bearers *b = user;
    const char *folded = string_of(record, form->folded);
    if (entity->type != RL_TYPE_PERSON)
        return true;
    uint32_t root = rl_group_root(g, group);
    for (const char *space = strchr(folded, ' '); space != NULL; space = strchr(space + 1, ' '))
        if (!note_name(&b->family, space + 1, strlen(space + 1), root, record) ||
            !note_name(&b->given, folded, (size_t)(space - folded), root, record))
            return false;
    return true;
}

static uint32_t find_bearer(const bearers *b, const char *word)
{
    uint32_t family = find_name(&b->family, word, strlen(word)).group;
    return family != RL_NONE ? family : find_name(&b->given, word, strlen(word)).group;
}

/* `*merge`: why those belong to somebody who do. */
static bool group_partial(rl_grouping *g, const bearers *b, size_t r, size_t e, uint32_t *merge)
{
    const rl_record_entity *entity = &g->records[r]->entities[e];
    const char *word = string_of(g->records[r], entity->key);
    uint32_t bearer = find_bearer(b, word), group = bearer;
    if (bearer == RL_NONE || bearer == SEVERAL) {
        bool ok = bearer == RL_NONE ? make_key(g, 'p', entity->type, word) : make_key(g, 'd', (uint32_t)r, word);
        group = ok ? get_group(g, entity->type, RL_NONE, (uint32_t)r, true) : RL_NONE;
    }
    g->group_of[g->first_of[r] + e] = group;
    if (group == bearer && *merge == RL_NONE)
        *merge = add_merge(g, &(rl_corpus_merge){RL_REASON_BEARER, NULL, NULL, NULL});
    g->merge_of[g->first_of[r] + e] = group == bearer ? *merge : RL_NONE;
    return group != RL_NONE && (group != bearer || *merge != RL_NONE);
}

static bool group_partial_names(rl_grouping *g)
{
    bearers b = {0};
    uint32_t merge = RL_NONE;
    bool ok = each_form(g, note_words, &b);
    for (size_t r = 0; ok && r < g->record_count; r++)
        for (size_t e = 0; ok && e < g->records[r]->entity_count; e++)
            if (g->records[r]->entities[e].partial)
                ok = group_partial(g, &b, r, e, &merge);
    free_names(&b.family);
    free_names(&b.given);
    return ok;
}

bool rl_grouping_make(rl_grouping *g)
{
    return group_whole_names(g) && join_other_forms(g) && rl_people_join(g) && rl_respelt_join(g) && rl_spelling_join(g) &&
           group_partial_names(g);
}

void rl_grouping_free(rl_grouping *g)
{
    rl_string_map_free(&g->keys);
    free(g->groups);
    rl_buffer_free(&g->key);
}
