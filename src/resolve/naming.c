/* Naming the entities of a corpus: labels and aliases; ids in naming_ids.c.
 *
 * The label is the list's name for the entity, else the fullest form found: most words, then fewest initials, then one that is not all
 * capitals, then the most frequent, then the first in byte order. */
#include "resolve/naming.h"

#include "resolve/reasons.h"
#include "text/fold.h"

#include <stdlib.h>
#include <string.h>

/* ---- labels ---- */

/* Words that are one letter, or letters with full stops. */
static unsigned count_initials(const char *text)
{
    unsigned count = 0;
    for (const char *at = text; *at != '\0';) {
        size_t length = strcspn(at, " ");
        count += length == 1 || (length > 0 && length <= 4 && at[1] == '.');
        at += length + (at[length] == ' ');
    }
    return count;
}

static bool is_fuller(const rl_found_form *a, const rl_found_form *b)
{
    if (a->words != b->words)
        return a->words > b->words;
    unsigned few = count_initials(a->text), many = count_initials(b->text);
    if (few != many)
        return few < many;
    if (a->capitals != b->capitals)
        return b->capitals;
    if (a->count != b->count)
        return a->count > b->count;
    return strcmp(a->text, b->text) < 0;
}

static const rl_found_form *fullest(rl_found_form *const *forms, size_t count)
{
    const rl_found_form *best = forms[0];
    for (size_t i = 1; i < count; i++)
        if (is_fuller(forms[i], best))
            best = forms[i];
    return best;
}

/* ---- aliases ---- */

static bool is_new(rl_namer *n, const char *folded, size_t length, bool *ret_new)
{
    size_t before = n->seen.count;
    uint32_t at = rl_string_map_add(&n->seen, folded, length);
    *ret_new = at == before;
    return at != RL_NONE;
}

/* An entity while its aliases are collected. */
typedef struct aliasing {
    rl_corpus_entity *entity;
    const rl_corpus_merge *of_label; /* or NULL */
    size_t capacity;
    size_t reason_capacity;
} aliasing;

static bool is_listed(rl_namer *n, const rl_corpus_entity *entity, const char *text)
{
    size_t length = strlen(text);
    if (entity->entry == RL_NONE)
        return false;
    for (const char *at = n->entries[entity->entry].aliases; *at != '\0';) {
        size_t part = strcspn(at, "|");
        if (part == length && memcmp(at, text, length) == 0)
            return true;
        at += part + (at[part] == '|');
    }
    return false;
}

/* Why the alias that was added last is one. `form` is NULL if only the list has it. */
static bool add_reason(rl_namer *n, aliasing *a, const rl_found_form *form)
{
    rl_corpus_entity *entity = a->entity;
    size_t number = entity->alias_count - 1;
    if (number >= RL_REASON_LIMIT)
        return true;
    const char **reasons = rl_array_grow(entity->reasons, &a->reason_capacity, number + 1, sizeof *reasons);
    if (reasons == NULL)
        return false;
    entity->reasons = reasons;
    rl_alias_source source = {RL_REASON_NONE, NULL, NULL};
    if (form != NULL)
        source = (rl_alias_source){form->reason, n->records[form->record],
                                   form->merge == RL_NONE ? NULL : &n->corpus->merges[form->merge]};
    bool listed = form == NULL || is_listed(n, entity, entity->aliases[number]);
    rl_buffer_clear(&n->id);
    if (!rl_reason_append(&source, entity->label, listed, a->of_label, &n->id))
        return false;
    reasons[number] = rl_arena_copy(&n->corpus->strings, n->id.bytes, n->id.length);
    return reasons[number] != NULL;
}

static bool add_alias(rl_namer *n, aliasing *a, const char *text, size_t length, const rl_found_form *form)
{
    rl_corpus_entity *entity = a->entity;
    bool fresh = false;
    rl_buffer_clear(&n->id);
    if (!rl_fold_name(text, length, ' ', &n->id) || !is_new(n, n->id.bytes, n->id.length, &fresh))
        return false;
    if (!fresh)
        return true;
    const char **aliases = rl_array_grow(entity->aliases, &a->capacity, entity->alias_count + 1, sizeof *aliases);
    if (aliases == NULL)
        return false;
    entity->aliases = aliases;
    aliases[entity->alias_count] = rl_arena_copy(&n->corpus->strings, text, length);
    return aliases[entity->alias_count++] != NULL && add_reason(n, a, form);
}

static bool add_listed_aliases(rl_namer *n, aliasing *a, const char *list)
{
    for (const char *at = list; *at != '\0';) {
        size_t length = strcspn(at, "|");
        if (length > 0 && !add_alias(n, a, at, length, NULL))
            return false;
        at += length + (at[length] == '|');
    }
    return true;
}

/* `label` is the form that the label is, or NULL if it is the list's. */
static bool name_aliases(rl_namer *n, rl_corpus_entity *entity, const rl_found_form *label,
                         rl_found_form *const *forms, size_t count)
{
    bool fresh;
    bool merged = label != NULL && label->merge != RL_NONE;
    aliasing a = {.entity = entity, .of_label = merged ? &n->corpus->merges[label->merge] : NULL};
    rl_string_map_clear(&n->seen);
    rl_buffer_clear(&n->id);
    if (!rl_fold_name(entity->label, strlen(entity->label), ' ', &n->id) ||
        !is_new(n, n->id.bytes, n->id.length, &fresh))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!add_alias(n, &a, forms[i]->text, strlen(forms[i]->text), forms[i]))
            return false;
    return entity->entry == RL_NONE || add_listed_aliases(n, &a, n->entries[entity->entry].aliases);
}

/* ---- all of it ---- */

static bool name_one(rl_namer *n, uint32_t number)
{
    rl_corpus_entity *entity = &n->corpus->entities[number];
    rl_found_form *const *forms = n->order + n->first_of[number];
    size_t count = n->first_of[number + 1] - n->first_of[number];
    const rl_found_form *best = NULL;
    if (entity->entry != RL_NONE) {
        entity->label = n->entries[entity->entry].name;
    } else if (count > 0) {
        best = fullest(forms, count);
        entity->label = rl_arena_copy(&n->corpus->strings, best->text, strlen(best->text));
    }
    if (entity->label == NULL)
        return false;
    return n->corpus->without_aliases || name_aliases(n, entity, best, forms, count);
}

static bool name_all(rl_namer *n)
{
    if (!rl_naming_collect(n))
        return false;
    for (uint32_t i = 0; i < n->corpus->count; i++)
        if (!name_one(n, i))
            return false;
    return rl_naming_ids(n);
}

bool rl_corpus_name(rl_corpus *corpus, const rl_record *const *records, size_t count, const rl_entry *entries,
                    const rl_types *types, const uint32_t *first_record)
{
    rl_namer n = {.corpus = corpus,
               .records = records,
               .record_count = count,
               .entries = entries,
               .types = types,
               .first_record = first_record};
    bool ok = name_all(&n);
    rl_table_free(&n.found);
    free(n.forms);
    free(n.order);
    free(n.first_of);
    rl_buffer_free(&n.id);
    rl_string_map_free(&n.seen);
    return ok;
}
