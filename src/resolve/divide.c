/* Dividing the entities of a document. Of each entity, the judged forms of its mentions are taken in the order of their
 * folded form. The first part is the entity itself, known by the name that it goes by (or that its list gives it); each
 * form joins the first part that holds nothing judged different from it, or begins a new one. */
#include "resolve/divide.h"

#include "text/fold.h"
#include "text/text.h"

#include <stdlib.h>
#include <string.h>

/* A mention whose form judgements name. */
typedef struct judged_mention {
    uint32_t entity;
    uint32_t name; /* the first that folds like it */
    uint32_t mention;
} judged_mention;

/* A name that a part of an entity holds. */
typedef struct part_name {
    uint32_t part;
    uint32_t name; /* as above */
} part_name;

typedef struct divider {
    const rl_judgements *judgements;
    const rl_divide_input *input;
    judged_mention *judged;
    size_t judged_count;
    rl_local_entity *entities;
    size_t count;
    size_t capacity;
    uint32_t *left;   /* by entity of the input: its mentions that were not moved */
    bool *changed;    /* by entity */
    part_name *names; /* of the entity at hand */
    size_t name_count;
    size_t name_capacity;
    rl_buffer text;
    rl_buffer folded;
} divider;

/* ---- what judgements name ---- */

static bool find_text(divider *d, const char *text, uint32_t *ret)
{
    rl_buffer_clear(&d->folded);
    if (!rl_fold_sought(text, &d->folded))
        return false;
    *ret = rl_judgements_find(d->judgements, d->folded.bytes, d->folded.length);
    return true;
}

static bool find_mention(divider *d, const rl_mention *mention, uint32_t *ret)
{
    const rl_token *tokens = d->input->text->tokens;
    size_t start = tokens[mention->first].start, end = tokens[mention->last - 1].end;
    rl_buffer_clear(&d->text);
    if (!rl_buffer_append(&d->text, d->input->text->bytes + start, end - start))
        return false;
    const char *text = rl_buffer_string(&d->text);
    return text != NULL && find_text(d, text, ret);
}

static int compare_judged(const void *x, const void *y)
{
    const judged_mention *a = x, *b = y;
    if (a->entity != b->entity)
        return a->entity < b->entity ? -1 : 1;
    return a->mention < b->mention ? -1 : a->mention > b->mention;
}

static bool collect(divider *d)
{
    d->judged = malloc((d->input->mention_count + 1) * sizeof *d->judged);
    if (d->judged == NULL)
        return false;
    for (uint32_t i = 0; i < d->input->mention_count; i++) {
        uint32_t name;
        if (!find_mention(d, &d->input->mentions[i], &name))
            return false;
        if (name != RL_NONE)
            d->judged[d->judged_count++] = (judged_mention){d->input->mentions[i].entity, name, i};
    }
    if (d->judged_count > 0)
        qsort(d->judged, d->judged_count, sizeof *d->judged, compare_judged);
    return true;
}

/* ---- parts ---- */

/* Are two forms judged different for things of this type? Each may be that of several names, with and without types. */
static bool differ(const divider *d, uint32_t a, uint32_t b, uint32_t type)
{
    const rl_judged_name *names = d->judgements->names;
    for (uint32_t x = a; x != RL_NONE; x = names[x].next) {
        for (uint32_t y = b; y != RL_NONE; y = names[y].next) {
            bool fits = (names[x].type == RL_NONE || names[x].type == type) &&
                        (names[y].type == RL_NONE || names[y].type == type);
            if (fits && rl_judgements_differ(d->judgements, x, y))
                return true;
        }
    }
    return false;
}

static bool add_name(divider *d, uint32_t part, uint32_t name)
{
    part_name *names = rl_array_grow(d->names, &d->name_capacity, d->name_count + 1, sizeof *names);
    if (names == NULL)
        return false;
    d->names = names;
    names[d->name_count++] = (part_name){part, name};
    return true;
}

/* The names of the entity itself. */
static bool name_home(divider *d, uint32_t entity)
{
    const rl_local_entity *e = &d->input->entities[entity];
    uint32_t name = RL_NONE;
    d->name_count = 0;
    if (e->entry == RL_NONE)
        return find_mention(d, &d->input->mentions[e->mention], &name) &&
               (name == RL_NONE || add_name(d, entity, name));
    return find_text(d, d->input->entries[e->entry].id, &name) && (name == RL_NONE || add_name(d, entity, name)) &&
           find_text(d, d->input->entries[e->entry].name, &name) && (name == RL_NONE || add_name(d, entity, name));
}

static bool part_allows(const divider *d, uint32_t part, uint32_t name, uint32_t type)
{
    for (size_t i = 0; i < d->name_count; i++)
        if (d->names[i].part == part && differ(d, d->names[i].name, name, type))
            return false;
    return true;
}

/* The number of a new entity of the type of this one. */
static uint32_t new_part(divider *d, uint32_t entity)
{
    rl_local_entity *entities = rl_array_grow(d->entities, &d->capacity, d->count + 1, sizeof *entities);
    if (entities == NULL)
        return RL_NONE;
    d->entities = entities;
    entities[d->count] = (rl_local_entity){entities[entity].type, RL_NONE, RL_NONE, false};
    return (uint32_t)d->count++;
}

/* The part for a form: one that has it already, the first that allows it, or a new one. */
static uint32_t part_of(divider *d, uint32_t entity, uint32_t first_new, uint32_t name)
{
    uint32_t type = d->input->entities[entity].type, found = RL_NONE;
    for (size_t i = 0; i < d->name_count; i++)
        if (d->names[i].name == name)
            return d->names[i].part;
    if (part_allows(d, entity, name, type))
        found = entity;
    for (uint32_t part = first_new; found == RL_NONE && part < d->count; part++)
        if (part_allows(d, part, name, type))
            found = part;
    if (found == RL_NONE)
        found = new_part(d, entity);
    return found != RL_NONE && add_name(d, found, name) ? found : RL_NONE;
}

static const char *folded_of(const divider *d, const judged_mention *j)
{
    return d->judgements->names[j->name].folded;
}

/* The next form in the order of bytes behind `last` (NULL: the first), or NULL. */
static const judged_mention *next_form(const divider *d, size_t from, size_t to, const char *last)
{
    const judged_mention *best = NULL;
    for (size_t i = from; i < to; i++)
        if ((last == NULL || strcmp(folded_of(d, &d->judged[i]), last) > 0) &&
            (best == NULL || strcmp(folded_of(d, &d->judged[i]), folded_of(d, best)) < 0))
            best = &d->judged[i];
    return best;
}

static bool divide_entity(divider *d, size_t from, size_t to)
{
    uint32_t entity = d->judged[from].entity, first_new = (uint32_t)d->count;
    if (!name_home(d, entity))
        return false;
    for (const judged_mention *form = next_form(d, from, to, NULL); form != NULL;
         form = next_form(d, from, to, folded_of(d, form)))
        if (part_of(d, entity, first_new, form->name) == RL_NONE)
            return false;
    for (size_t i = from; i < to; i++) {
        uint32_t part = part_of(d, entity, first_new, d->judged[i].name);
        if (part == entity)
            continue;
        d->input->mentions[d->judged[i].mention].entity = part;
        d->changed[entity] = true;
        d->left[entity]--;
    }
    return true;
}

/* ---- the entities afterwards ---- */

static uint32_t count_words(const divider *d, const rl_mention *mention)
{
    uint32_t words = 0;
    for (uint32_t t = mention->first; t < mention->last; t++)
        words += rl_token_is_word(&d->input->text->tokens[t]) ? 1 : 0;
    return words;
}

/* An entity of which nothing is left gives its place to the last of the list. */
static void close_gaps(divider *d)
{
    for (uint32_t i = 0; i < d->input->entity_count; i++) {
        if (d->left[i] > 0 || d->count == d->input->entity_count)
            continue;
        uint32_t last = (uint32_t)--d->count;
        for (size_t m = 0; m < d->input->mention_count; m++)
            if (d->input->mentions[m].entity == last)
                d->input->mentions[m].entity = i;
        d->entities[i] = d->entities[last];
        d->left[i] = 1;
    }
}

/* Each divided entity goes by its longest name, and those that the list does not have are known by what is left. */
static void name_parts(divider *d)
{
    for (uint32_t i = 0; i < d->input->mention_count; i++) {
        rl_mention *mention = &d->input->mentions[i];
        rl_local_entity *e = &d->entities[mention->entity];
        if (mention->entity < d->input->entity_count && !d->changed[mention->entity])
            continue;
        mention->entry = e->entry;
        if (e->mention == RL_NONE || count_words(d, &d->input->mentions[e->mention]) < count_words(d, mention))
            e->mention = i;
        e->partial =
            e->type == RL_TYPE_PERSON && e->entry == RL_NONE && count_words(d, &d->input->mentions[e->mention]) == 1;
    }
}

static bool prepare(divider *d)
{
    const rl_divide_input *in = d->input;
    d->left = calloc(in->entity_count + 1, sizeof *d->left);
    d->changed = calloc(in->entity_count + 1, sizeof *d->changed);
    d->entities = rl_array_grow(NULL, &d->capacity, in->entity_count + 1, sizeof *d->entities);
    if (d->left == NULL || d->changed == NULL || d->entities == NULL)
        return false;
    if (in->entity_count > 0)
        memcpy(d->entities, in->entities, in->entity_count * sizeof *d->entities);
    d->count = in->entity_count;
    for (size_t i = 0; i < in->mention_count; i++)
        d->left[in->mentions[i].entity]++;
    return true;
}

static bool divide_all(divider *d)
{
    for (size_t from = 0, to; from < d->judged_count; from = to) {
        for (to = from + 1; to < d->judged_count && d->judged[to].entity == d->judged[from].entity;)
            to++;
        if (!divide_entity(d, from, to))
            return false;
    }
    for (size_t i = 0; i < d->input->entity_count; i++)
        if (d->changed[i])
            d->entities[i].mention = RL_NONE;
    close_gaps(d);
    name_parts(d);
    return true;
}

relata_status rl_document_divide(const rl_judgements *judgements, const rl_divide_input *input,
                                 rl_local_entity **ret_entities, size_t *ret_count, relata_error *err)
{
    divider d = {.judgements = judgements, .input = input};
    bool ok = collect(&d);
    if (ok && d.judged_count > 0)
        ok = prepare(&d) && divide_all(&d);
    free(d.judged);
    free(d.left);
    free(d.changed);
    free(d.names);
    rl_buffer_free(&d.text);
    rl_buffer_free(&d.folded);
    if (!ok) {
        free(d.entities);
        return rl_error_memory(err);
    }
    *ret_entities = d.entities;
    *ret_count = d.count;
    return RELATA_OK;
}
