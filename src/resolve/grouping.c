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

/* ---- groups by what they are known as ---- */

static rl_group_key key_of_entry(uint32_t entry)
{
    return (rl_group_key){RL_GROUP_ENTRY, entry, "", 0};
}

static rl_group_key key_of_name(rl_group_kind kind, uint32_t number, const char *name)
{
    return (rl_group_key){kind, number, name, strlen(name)};
}

static uint64_t hash_key(const rl_group_key *key)
{
    return rl_hash_mix((uint64_t)key->kind << 32 | key->number, rl_hash_bytes(key->name, key->length));
}

static bool is_key(const rl_group_key *a, const rl_group_key *b)
{
    return a->kind == b->kind && a->number == b->number && a->length == b->length &&
           memcmp(a->name, b->name, a->length) == 0;
}

static uint32_t find_group(const rl_grouping *g, const rl_group_key *key, uint64_t hash)
{
    size_t at;
    for (uint32_t n = rl_table_first(&g->keys, hash, &at); n != RL_NONE; n = rl_table_next(&g->keys, hash, &at))
        if (is_key(&g->groups[n].key, key))
            return n;
    return RL_NONE;
}

/* The group of the key, made if there is none. Its name is borrowed. */
static uint32_t get_group(rl_grouping *g, rl_group_key key, uint32_t type, uint32_t record)
{
    uint64_t hash = hash_key(&key);
    uint32_t group = find_group(g, &key, hash);
    if (group != RL_NONE)
        return group;
    rl_group *groups = rl_array_grow(g->groups, &g->capacity, g->count + 1, sizeof *groups);
    if (groups == NULL)
        return RL_NONE;
    g->groups = groups;
    group = rl_table_add(&g->keys, hash);
    if (group == RL_NONE)
        return RL_NONE;
    uint32_t entry = key.kind == RL_GROUP_ENTRY ? key.number : RL_NONE;
    bool partial = key.kind == RL_GROUP_PARTIAL || key.kind == RL_GROUP_OF_DOCUMENT;
    groups[g->count++] = (rl_group){key, group, type, entry, record, group, RL_NONE, partial};
    return group;
}

uint32_t rl_group_of_person(rl_grouping *g, uint32_t entry)
{
    if (g->lists->read_entry != NULL && !g->lists->read_entry(g->lists->user, entry))
        return RL_NONE;
    return get_group(g, key_of_entry(entry), RL_TYPE_PERSON, RL_NONE);
}

/* ---- why groups are joined ---- */

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
    enum { OF_ONE_DOCUMENT = 1 << 10 };
    size_t total = g->first_of[g->record_count];
    memset(g->merge_of, 0xFF, total * sizeof *g->merge_of);
    if (!rl_table_reserve(&g->keys, total < OF_ONE_DOCUMENT ? total : OF_ONE_DOCUMENT))
        return false;
    for (size_t r = 0; r < g->record_count; r++) {
        const rl_record *record = g->records[r];
        for (size_t e = 0; e < record->entity_count; e++) {
            const rl_record_entity *entity = &record->entities[e];
            if (entity->partial)
                continue;
            rl_group_key key = entity->entry != RL_NONE
                                   ? key_of_entry(entity->entry)
                                   : key_of_name(RL_GROUP_NAME, entity->type, string_of(record, entity->key));
            uint32_t group = get_group(g, key, entity->type, (uint32_t)r);
            if (group == RL_NONE)
                return false;
            g->group_of[g->first_of[r] + e] = group;
        }
    }
    return true;
}

/* ---- names that lead to one group, or to several ---- */

static const uint32_t SEVERAL = UINT32_MAX - 1;

typedef struct named {
    uint32_t group; /* RL_NONE, one, or SEVERAL */
    const rl_record *record; /* the first that says so */
} named;

static void note_named(named *n, uint32_t group, const rl_record *record)
{
    if (n->group == RL_NONE)
        *n = (named){group, record};
    else if (n->group != group)
        n->group = SEVERAL;
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

/* Most names are those of no group, so they are looked up among those that are rather than kept. `user`: by group, whom
 * its name leads to. */
static bool note_other_form(rl_grouping *g, void *user, uint32_t group, const rl_record *record,
                            const rl_record_entity *entity, const rl_form *form)
{
    named *others = user;
    if (!is_name_of_its_own(entity, form) || entity->type == RL_TYPE_PLACE)
        return true;
    rl_group_key key = key_of_name(RL_GROUP_NAME, entity->type, string_of(record, form->folded));
    if (entity->entry == RL_NONE && strcmp(key.name, string_of(record, entity->key)) == 0)
        return true;
    uint32_t called = find_group(g, &key, hash_key(&key));
    if (called != RL_NONE)
        note_named(&others[called], group, record);
    return true;
}

static bool join_other(rl_grouping *g, uint32_t group, const named *other)
{
    const char *name = g->groups[group].key.name; /* that it goes by */
    const rl_corpus_merge why = {RL_REASON_ELSEWHERE, name, string_of(other->record, other->record->id), NULL};
    if (rl_group_root(g, group) == rl_group_root(g, other->group))
        return true;
    if (!rl_group_explain(g, group, &why))
        return false;
    rl_group_join(g, group, other->group);
    return true;
}

static bool join_other_forms(rl_grouping *g)
{
    named *others = malloc((g->count + 1) * sizeof *others);
    if (others == NULL)
        return false;
    for (size_t i = 0; i < g->count; i++)
        others[i] = (named){RL_NONE, NULL};
    bool ok = each_form(g, note_other_form, others);
    for (uint32_t i = 0; ok && i < g->count; i++)
        if (others[i].group != RL_NONE && others[i].group != SEVERAL)
            ok = join_other(g, i, &others[i]);
    free(others);
    return ok;
}

/* ---- people known by one word ---- */

/* The words that people are known by, and who bears them. */
typedef struct bearers {
    rl_string_map words;
    named *family; /* by word */
    named *given;
    size_t most; /* bytes of the longest */
} bearers;

static bool list_words(const rl_grouping *g, bearers *b)
{
    for (size_t r = 0; r < g->record_count; r++) {
        for (size_t e = 0; e < g->records[r]->entity_count; e++) {
            const rl_record_entity *entity = &g->records[r]->entities[e];
            if (!entity->partial)
                continue;
            const char *word = string_of(g->records[r], entity->key);
            size_t length = strlen(word);
            b->most = length > b->most ? length : b->most;
            if (rl_string_map_add(&b->words, word, length) == RL_NONE)
                return false;
        }
    }
    b->family = malloc((b->words.count + 1) * sizeof *b->family);
    b->given = malloc((b->words.count + 1) * sizeof *b->given);
    for (size_t i = 0; b->family != NULL && b->given != NULL && i < b->words.count; i++)
        b->family[i] = b->given[i] = (named){RL_NONE, NULL};
    return b->family != NULL && b->given != NULL;
}

static void note_word(const bearers *b, named *bearers_of, const char *word, size_t length, uint32_t group,
                      const rl_record *record)
{
    uint32_t number = length > b->most ? RL_NONE : rl_string_map_find(&b->words, word, length);
    if (number != RL_NONE)
        note_named(&bearers_of[number], group, record);
}

static bool note_words(rl_grouping *g, void *user, uint32_t group, const rl_record *record,
                       const rl_record_entity *entity, const rl_form *form)
{
    const bearers *b = user;
    if (entity->type != RL_TYPE_PERSON)
        return true;
    const char *folded = string_of(record, form->folded), *end = folded + strlen(folded);
    uint32_t root = rl_group_root(g, group);
    for (const char *space = strchr(folded, ' '); space != NULL; space = strchr(space + 1, ' ')) {
        note_word(b, b->family, space + 1, (size_t)(end - space) - 1, root, record);
        note_word(b, b->given, folded, (size_t)(space - folded), root, record);
    }
    return true;
}

static uint32_t find_bearer(const bearers *b, const char *word)
{
    uint32_t number = rl_string_map_find(&b->words, word, strlen(word));
    return b->family[number].group != RL_NONE ? b->family[number].group : b->given[number].group;
}

/* `*merge`: why those belong to somebody who do. */
static bool group_partial(rl_grouping *g, const bearers *b, size_t r, size_t e, uint32_t *merge)
{
    const rl_record_entity *entity = &g->records[r]->entities[e];
    const char *word = string_of(g->records[r], entity->key);
    uint32_t bearer = find_bearer(b, word), group = bearer;
    if (bearer == RL_NONE)
        group = get_group(g, key_of_name(RL_GROUP_PARTIAL, entity->type, word), entity->type, (uint32_t)r);
    else if (bearer == SEVERAL)
        group = get_group(g, key_of_name(RL_GROUP_OF_DOCUMENT, (uint32_t)r, word), entity->type, (uint32_t)r);
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
    bool ok = list_words(g, &b) && (b.words.count == 0 || each_form(g, note_words, &b));
    for (size_t r = 0; ok && b.words.count > 0 && r < g->record_count; r++)
        for (size_t e = 0; ok && e < g->records[r]->entity_count; e++)
            if (g->records[r]->entities[e].partial)
                ok = group_partial(g, &b, r, e, &merge);
    rl_string_map_free(&b.words);
    free(b.family);
    free(b.given);
    return ok;
}

bool rl_grouping_make(rl_grouping *g)
{
    return group_whole_names(g) && join_other_forms(g) && rl_people_join(g) && rl_respelt_join(g) && rl_spelling_join(g) &&
           group_partial_names(g);
}

void rl_grouping_free(rl_grouping *g)
{
    rl_table_free(&g->keys);
    free(g->groups);
}
