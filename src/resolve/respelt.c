/* Organisations and places whose names differ by how a word is spelt ("Center", "Centre"), by rows of data. Only those that
 * documents name are joined: of what else lists have there may be another one of the name in every country. */
#include "resolve/corpus_internal.h"

#include <stdlib.h>
#include <string.h>

/* A name with all words respelt, and who has it. */
typedef struct respelt {
    uint32_t group;
    const char *text; /* as first written */
} respelt;

/* Names of one type that some row changes, by the words that stand for theirs. */
typedef struct respelt_names {
    rl_string_map keys;
    respelt *items; /* by key */
    size_t capacity;
} respelt_names;

typedef struct respelling {
    rl_grouping *g;
    rl_buffer key;
    respelt_names places;
    respelt_names organisations;
} respelling;

/* The respelt words of a name. False: no memory. */
static bool make_key(respelling *r, const char *folded)
{
    rl_buffer_clear(&r->key);
    for (const char *at = folded; *at != '\0';) {
        size_t length = strcspn(at, " "), kept;
        const char *word = rl_variant_respelt(r->g->lists->variants, at, length, &kept);
        bool more = at[length] == ' ';
        if (!rl_buffer_append(&r->key, word, kept) || (more && !rl_buffer_append_char(&r->key, ' ')))
            return false;
        at += length + more;
    }
    return true;
}

static bool join(respelling *r, uint32_t group, const char *text, const respelt *other)
{
    rl_grouping *g = r->g;
    uint32_t a = rl_group_root(g, group), b = rl_group_root(g, other->group);
    if (a == b || (g->groups[a].entry != RL_NONE && g->groups[b].entry != RL_NONE))
        return true;
    bool swap = g->groups[a].entry != RL_NONE;
    const rl_corpus_merge why = {RL_REASON_RESPELT, swap ? other->text : text, swap ? text : other->text, NULL};
    if (!rl_group_explain(g, swap ? b : a, &why))
        return false;
    rl_group_join(g, a, b);
    return true;
}

static bool add(respelling *r, respelt_names *names, uint32_t group, const char *folded, const char *text)
{
    size_t before = names->keys.count;
    respelt *items = rl_array_grow(names->items, &names->capacity, before + 1, sizeof *items);
    if (items == NULL)
        return false;
    names->items = items;
    if (!make_key(r, folded))
        return false;
    uint32_t at = rl_string_map_add(&names->keys, r->key.bytes, r->key.length);
    if (at == RL_NONE)
        return false;
    if (at < before)
        return join(r, group, text, &items[at]);
    items[at] = (respelt){group, text};
    return true;
}

/* First names that a row changes are collected, then names are looked for that are what those were changed to. */
static bool visit(respelling *r, bool collecting, uint32_t group, const rl_record *record,
                  const rl_record_entity *entity, const rl_form *form)
{
    respelt_names *names = entity->type == RL_TYPE_PLACE ? &r->places : &r->organisations;
    const char *folded = record->strings + form->folded, *text = record->strings + form->text;
    if (form->shared || (!collecting && names->keys.count == 0))
        return true;
    bool changed = rl_variant_changes(r->g->lists->variants, folded);
    if (collecting || changed)
        return !collecting || !changed || add(r, names, group, folded, text);
    uint32_t at = rl_string_map_find(&names->keys, folded, strlen(folded));
    return at == RL_NONE || join(r, group, text, &names->items[at]);
}

static bool walk(respelling *r, bool collecting)
{
    rl_grouping *g = r->g;
    for (size_t i = 0; i < g->record_count; i++) {
        const rl_record *record = g->records[i];
        for (size_t e = 0; e < record->entity_count; e++) {
            const rl_record_entity *entity = &record->entities[e];
            if (entity->type != RL_TYPE_PLACE && entity->type != RL_TYPE_ORGANISATION)
                continue;
            for (uint32_t f = 0; f < entity->form_count; f++)
                if (!visit(r, collecting, g->group_of[g->first_of[i] + e], record, entity,
                           &record->forms[entity->first_form + f]))
                    return false;
        }
    }
    return true;
}

static void free_names(respelt_names *names)
{
    rl_string_map_free(&names->keys);
    free(names->items);
}

bool rl_respelt_join(rl_grouping *g)
{
    if (g->lists == NULL || g->lists->variants == NULL)
        return true;
    respelling r = {.g = g};
    bool ok = walk(&r, true) && walk(&r, false);
    rl_buffer_free(&r.key);
    free_names(&r.places);
    free_names(&r.organisations);
    return ok;
}
