/* The forms that the entities of a corpus take: equal ones are told by a hash and added up, the rest is put in order by
 * entity, counted rather than compared. */
#include "resolve/naming.h"

#include <stdlib.h>
#include <string.h>

static unsigned rank_of(const rl_found_form *form)
{
    if (form->reason > RL_REASON_ENTRY)
        return 0;
    return form->merge != RL_NONE ? 1 : form->reason == RL_REASON_ENTRY ? 2 : 3;
}

/* Keeps the reason that says most; of several the first document's. */
static void keep_reason(rl_found_form *form, const rl_found_form *other)
{
    unsigned rank = rank_of(form), others = rank_of(other);
    if (others > rank || (others == rank && other->record >= form->record))
        return;
    form->reason = other->reason;
    form->record = other->record;
    form->merge = other->merge;
}

/* Adds up what equal forms of an entity say. */
static bool add_form(rl_namer *n, const rl_found_form *form)
{
    size_t at;
    uint64_t hash = rl_hash_mix(form->entity, rl_hash_bytes(form->text, strlen(form->text)));
    for (uint32_t f = rl_table_first(&n->found, hash, &at); f != RL_NONE; f = rl_table_next(&n->found, hash, &at)) {
        rl_found_form *there = &n->forms[f];
        if (there->entity != form->entity || strcmp(there->text, form->text) != 0)
            continue;
        there->count += form->count;
        keep_reason(there, form);
        return true;
    }
    rl_found_form *forms = rl_array_grow(n->forms, &n->form_capacity, n->form_count + 1, sizeof *forms);
    if (forms == NULL)
        return false;
    n->forms = forms;
    if (rl_table_add(&n->found, hash) == RL_NONE)
        return false;
    forms[n->form_count++] = *form;
    return true;
}

static bool collect_forms(rl_namer *n)
{
    for (size_t r = 0; r < n->record_count; r++) {
        const rl_record *record = n->records[r];
        for (size_t e = 0; e < record->entity_count; e++) {
            const rl_record_entity *entity = &record->entities[e];
            size_t at = n->corpus->first_of[r] + e;
            uint32_t number = n->corpus->entity_of[at];
            if (n->corpus->without_aliases && n->corpus->entities[number].entry != RL_NONE)
                continue; /* its label is the list's */
            for (uint32_t f = 0; f < entity->form_count; f++) {
                const rl_form *form = &record->forms[entity->first_form + f];
                rl_found_form found = {number,         form->words,
                                       form->capitals, form->reason,
                                       (uint32_t)r,    n->corpus->merge_of[at],
                                       form->count,    record->strings + form->text};
                if (!add_form(n, &found))
                    return false;
            }
        }
    }
    return true;
}

static int compare_rank(const void *a, const void *b)
{
    const rl_found_form *x = *(rl_found_form *const *)a, *y = *(rl_found_form *const *)b;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return strcmp(x->text, y->text);
}

/* Most entities have one form or two. */
static void sort_forms(rl_found_form **forms, size_t count)
{
    enum { FEW = 8 };
    if (count > FEW) {
        qsort(forms, count, sizeof *forms, compare_rank);
        return;
    }
    for (size_t i = 1; i < count; i++) {
        rl_found_form *form = forms[i];
        size_t at = i;
        for (; at > 0 && compare_rank(&form, &forms[at - 1]) < 0; at--)
            forms[at] = forms[at - 1];
        forms[at] = form;
    }
}

/* By entity, counted rather than compared. */
static bool order_forms(rl_namer *n)
{
    size_t entities = n->corpus->count;
    n->order = malloc((n->form_count + 1) * sizeof *n->order);
    n->first_of = calloc(entities + 2, sizeof *n->first_of);
    if (n->order == NULL || n->first_of == NULL)
        return false;
    for (size_t f = 0; f < n->form_count; f++)
        n->first_of[n->forms[f].entity + 2]++;
    for (size_t e = 2; e < entities + 2; e++)
        n->first_of[e] += n->first_of[e - 1];
    for (size_t f = 0; f < n->form_count; f++) /* afterwards the entity's place is where the next one's begins */
        n->order[n->first_of[n->forms[f].entity + 1]++] = &n->forms[f];
    for (size_t e = 0; e < entities && !n->corpus->without_aliases; e++)
        sort_forms(n->order + n->first_of[e], n->first_of[e + 1] - n->first_of[e]);
    return true;
}

bool rl_naming_collect(rl_namer *n)
{
    return collect_forms(n) && order_forms(n);
}
