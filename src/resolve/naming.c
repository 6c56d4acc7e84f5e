/* Naming the entities of a corpus: labels, ids and aliases.
 *
 * The label is the list's name for the entity, else the fullest form found: most words, then fewest initials, then one that is not all
 * capitals, then the most frequent, then the first in byte order. The id is the list's, else made from type and label;
 * entities that would share an id each get a suffix made from the smallest id of their documents. */
#include "resolve/corpus_internal.h"

#include "resolve/reasons.h"
#include "text/fold.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A form of an entity somewhere in the corpus. */
typedef struct found_form {
    uint32_t entity;
    uint16_t words;
    bool capitals;
    uint8_t reason;  /* inside the document … */
    uint32_t record; /* … that is this one */
    uint32_t merge;  /* of the corpus, or RL_NONE */
    uint64_t count;
    const char *text;
} found_form;

typedef struct namer {
    rl_corpus *corpus;
    const rl_record *const *records;
    size_t record_count;
    const rl_entry *entries;
    const rl_types *types;
    const uint32_t *first_record;
    found_form *forms;
    size_t form_count;
    rl_buffer id;
    rl_string_map seen; /* while aliases are chosen: folded forms that are there already */
} namer;

static int compare_text(const void *a, const void *b)
{
    const found_form *x = a, *y = b;
    if (x->entity != y->entity)
        return x->entity < y->entity ? -1 : 1;
    return strcmp(x->text, y->text);
}

static int compare_rank(const void *a, const void *b)
{
    const found_form *x = a, *y = b;
    if (x->entity != y->entity)
        return x->entity < y->entity ? -1 : 1;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return strcmp(x->text, y->text);
}

static bool collect_forms(namer *n)
{
    size_t total = 0;
    for (size_t r = 0; r < n->record_count; r++)
        total += n->records[r]->form_count;
    n->forms = malloc((total + 1) * sizeof *n->forms);
    if (n->forms == NULL)
        return false;
    for (size_t r = 0; r < n->record_count; r++) {
        const rl_record *record = n->records[r];
        for (size_t e = 0; e < record->entity_count; e++) {
            const rl_record_entity *entity = &record->entities[e];
            for (uint32_t f = 0; f < entity->form_count; f++) {
                const rl_form *form = &record->forms[entity->first_form + f];
                size_t at = n->corpus->first_of[r] + e;
                n->forms[n->form_count++] = (found_form){
                    n->corpus->entity_of[at], form->words, form->capitals, form->reason, (uint32_t)r,
                    n->corpus->merge_of[at], form->count, record->strings + form->text};
            }
        }
    }
    return true;
}

static unsigned rank_of(const found_form *form)
{
    if (form->reason > RL_REASON_ENTRY)
        return 0;
    return form->merge != RL_NONE ? 1 : form->reason == RL_REASON_ENTRY ? 2 : 3;
}

/* Keeps the reason that says most; of several the first document's. */
static void keep_reason(found_form *form, const found_form *other)
{
    unsigned rank = rank_of(form), others = rank_of(other);
    if (others > rank || (others == rank && other->record >= form->record))
        return;
    form->reason = other->reason;
    form->record = other->record;
    form->merge = other->merge;
}

/* Adds up the counts of equal forms, then sorts them by entity and frequency. */
static void unite_forms(namer *n)
{
    size_t kept = 0;
    if (n->form_count > 0)
        qsort(n->forms, n->form_count, sizeof *n->forms, compare_text);
    for (size_t i = 0; i < n->form_count; i++) {
        if (kept == 0 || compare_text(&n->forms[kept - 1], &n->forms[i]) != 0) {
            n->forms[kept++] = n->forms[i];
            continue;
        }
        n->forms[kept - 1].count += n->forms[i].count;
        keep_reason(&n->forms[kept - 1], &n->forms[i]);
    }
    n->form_count = kept;
    if (kept > 0)
        qsort(n->forms, kept, sizeof *n->forms, compare_rank);
}

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

static bool is_fuller(const found_form *a, const found_form *b)
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

static const found_form *fullest(const found_form *forms, size_t count)
{
    const found_form *best = &forms[0];
    for (size_t i = 1; i < count; i++)
        if (is_fuller(&forms[i], best))
            best = &forms[i];
    return best;
}

/* ---- aliases ---- */

static bool is_new(namer *n, const char *folded, size_t length, bool *ret_new)
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

static bool is_listed(namer *n, const rl_corpus_entity *entity, const char *text)
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
static bool add_reason(namer *n, aliasing *a, const found_form *form)
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

static bool add_alias(namer *n, aliasing *a, const char *text, size_t length, const found_form *form)
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

static bool add_listed_aliases(namer *n, aliasing *a, const char *list)
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
static bool name_aliases(namer *n, rl_corpus_entity *entity, const found_form *label, const found_form *forms,
                         size_t count)
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
        if (!add_alias(n, &a, forms[i].text, strlen(forms[i].text), &forms[i]))
            return false;
    return entity->entry == RL_NONE || add_listed_aliases(n, &a, n->entries[entity->entry].aliases);
}

/* ---- ids ---- */

static bool make_id(namer *n, const rl_corpus_entity *entity)
{
    const char *type = rl_string_map_key(n->types, entity->type, NULL);
    rl_buffer_clear(&n->id);
    if (entity->entry != RL_NONE)
        return rl_buffer_append_string(&n->id, n->entries[entity->entry].id);
    if (!rl_buffer_append_string(&n->id, type) || !rl_buffer_append_char(&n->id, ':'))
        return false;
    size_t head = n->id.length;
    if (!rl_fold_name(entity->label, strlen(entity->label), '-', &n->id))
        return false;
    return n->id.length > head || rl_buffer_append_string(&n->id, entity->label);
}

static bool add_suffix(namer *n, uint32_t entity)
{
    const rl_record *record = n->records[n->first_record[entity]];
    const char *document = record->strings + record->id;
    return rl_buffer_append_char(&n->id, '-') && rl_fold_name(document, strlen(document), '-', &n->id);
}

static bool store_id(namer *n, uint32_t entity)
{
    n->corpus->entities[entity].id = rl_arena_copy(&n->corpus->strings, n->id.bytes, n->id.length);
    return n->corpus->entities[entity].id != NULL;
}

/* Makes an id that is still taken unique by a number: two namesakes from one document. */
static bool make_unique(namer *n, rl_string_map *taken)
{
    size_t length = n->id.length;
    for (unsigned number = 2; rl_string_map_find(taken, n->id.bytes, n->id.length) != RL_NONE; number++) {
        char tail[16];
        n->id.length = length;
        if (!rl_buffer_append(&n->id, tail, (size_t)snprintf(tail, sizeof tail, "-%u", number)))
            return false;
    }
    return rl_string_map_add(taken, n->id.bytes, n->id.length) != RL_NONE;
}

static bool name_ids(namer *n)
{
    rl_string_map plain = {0}, taken = {0};
    uint32_t *uses = calloc(n->corpus->count + 1, sizeof *uses);
    uint32_t *plain_of = calloc(n->corpus->count + 1, sizeof *plain_of); /* by entity: its id without a suffix */
    bool ok = uses != NULL && plain_of != NULL;
    for (uint32_t i = 0; ok && i < n->corpus->count; i++) {
        bool made = make_id(n, &n->corpus->entities[i]);
        uint32_t at = made ? rl_string_map_add(&plain, n->id.bytes, n->id.length) : RL_NONE;
        ok = at != RL_NONE;
        plain_of[i] = at;
        if (ok)
            uses[at]++;
        if (ok && n->corpus->entities[i].entry != RL_NONE)
            ok = make_unique(n, &taken) && store_id(n, i);
    }
    for (uint32_t i = 0; ok && i < n->corpus->count; i++) {
        if (n->corpus->entities[i].entry != RL_NONE)
            continue;
        size_t length;
        const char *id = rl_string_map_key(&plain, plain_of[i], &length);
        rl_buffer_clear(&n->id);
        ok = rl_buffer_append(&n->id, id, length) && (uses[plain_of[i]] < 2 || add_suffix(n, i)) &&
             make_unique(n, &taken) && store_id(n, i);
    }
    free(uses);
    free(plain_of);
    rl_string_map_free(&plain);
    rl_string_map_free(&taken);
    return ok;
}

static bool name_all(namer *n)
{
    if (!collect_forms(n))
        return false;
    unite_forms(n);
    for (size_t i = 0, next; i < n->form_count; i = next) {
        rl_corpus_entity *entity = &n->corpus->entities[n->forms[i].entity];
        for (next = i; next < n->form_count && n->forms[next].entity == n->forms[i].entity;)
            next++;
        const found_form *best = entity->entry != RL_NONE ? NULL : fullest(&n->forms[i], next - i);
        const char *label = best == NULL ? n->entries[entity->entry].name : best->text;
        entity->label = rl_arena_copy(&n->corpus->strings, label, strlen(label));
        if (entity->label == NULL)
            return false;
        if (!n->corpus->without_aliases && !name_aliases(n, entity, best, &n->forms[i], next - i))
            return false;
    }
    return name_ids(n);
}

bool rl_corpus_name(rl_corpus *corpus, const rl_record *const *records, size_t count, const rl_entry *entries,
                    const rl_types *types, const uint32_t *first_record)
{
    namer n = {.corpus = corpus,
               .records = records,
               .record_count = count,
               .entries = entries,
               .types = types,
               .first_record = first_record};
    bool ok = name_all(&n);
    free(n.forms);
    rl_buffer_free(&n.id);
    rl_string_map_free(&n.seen);
    return ok;
}
