/* From a match to relations: each pair of its names whose types fit, once a sentence. */
#include "relations/internal.h"

#include <string.h>

enum { MOST_IN_SENTENCE = 64 };

/* One end while it is looked at. */
typedef struct candidate {
    rl_relation_end end;
    uint32_t type;
} candidate;

static const rl_entry *entry_of(const rl_sketch *s, const rl_relation_end *end)
{
    return end->entry == RL_NONE ? NULL : &s->input->entries[end->entry];
}

/* ---- what may stand there ---- */

static bool fits(const rl_sketch *s, const rl_constraints *list, const candidate *c)
{
    const rl_entry *entry = entry_of(s, &c->end);
    const char *kind = entry == NULL || entry->kind == NULL ? "" : entry->kind;
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].type_number == c->type &&
            (list->items[i].kind == NULL || strcmp(list->items[i].kind, kind) == 0))
            return true;
    return false;
}

static bool same_string(const char *a, const char *b)
{
    return a != NULL && b != NULL && a[0] != '\0' && strcmp(a, b) == 0;
}

static bool is_city(const rl_entry *entry)
{
    return same_string(entry->kind, "city") || same_string(entry->kind, "capital");
}

/* Do lists let one place lie in the other? What they do not know they allow. */
static bool may_lie_in(const rl_sketch *s, const rl_relation_end *inner, const rl_relation_end *outer)
{
    const rl_entry *in = entry_of(s, inner), *out = entry_of(s, outer);
    if (in == NULL || out == NULL)
        return true;
    if (same_string(in->kind, out->kind) || (is_city(in) && is_city(out)))
        return false;
    bool known = in->country != NULL && in->country[0] != '\0';
    if (same_string(out->kind, "country"))
        return known ? same_string(in->country, out->name) : !same_string(in->kind, "country");
    if (same_string(in->kind, "country"))
        return same_string(out->kind, "continent") || same_string(out->kind, "area");
    if (same_string(in->region, out->name))
        return true;
    return !known || out->country == NULL || out->country[0] == '\0' || same_string(in->country, out->country);
}

/* ---- keeping ---- */

static bool same_end(const rl_relation_end *a, const rl_relation_end *b)
{
    if (a->entity != RL_NONE && b->entity != RL_NONE)
        return a->entity == b->entity;
    return a->entry != RL_NONE && a->entry == b->entry;
}

static bool is_known(const rl_relation_finder *f, const rl_relation *r, bool symmetric)
{
    for (size_t i = f->sentence_from; i < f->found_count; i++) {
        const rl_relation *other = &f->found[i];
        if (other->kind != r->kind || other->past != r->past)
            continue;
        if (same_end(&other->subject, &r->subject) && same_end(&other->object, &r->object))
            return true;
        if (symmetric && same_end(&other->subject, &r->object) && same_end(&other->object, &r->subject))
            return true;
    }
    return false;
}

/* A demonym stands for the entity that the document names elsewhere. */
static void find_entity(rl_relation_finder *f, rl_relation_end *end)
{
    if (end->entity != RL_NONE || end->entry == RL_NONE)
        return;
    const rl_naming *naming = rl_naming_find(f, end->entry);
    if (naming != NULL)
        end->entity = naming->entity;
}

static uint32_t smaller(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

static uint32_t larger(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

/* The words that say it reach from the one end to the other, unless the object was looked up elsewhere. */
static void stretch(const rl_statement *st, rl_relation *r)
{
    const rl_relation_end *ends[] = {&r->subject, &r->object};
    for (int i = 0; i < (st->is_looked_up ? 1 : 2); i++) {
        r->first = smaller(r->first, ends[i]->first);
        r->last = larger(r->last, ends[i]->last);
    }
}

static void add(rl_relation_finder *f, const rl_statement *st, const candidate *subject, const candidate *object)
{
    const rl_sketch *s = &f->sketch;
    const rl_kind *kind = &s->set->kinds[st->kind];
    uint32_t named = st->is_past ? kind->past : st->kind;
    if (named == RL_NONE || f->found_count - f->sentence_from >= MOST_IN_SENTENCE ||
        !fits(s, &kind->subject, subject) || !fits(s, &kind->object, object))
        return;
    rl_relation r = {.kind = named,
                     .modality = st->modality,
                     .past = st->is_past,
                     .subject = subject->end,
                     .object = object->end,
                     .sentence = s->number,
                     .first = s->items[st->first].first,
                     .last = s->items[st->last].last};
    find_entity(f, &r.subject);
    find_entity(f, &r.object);
    if (same_end(&r.subject, &r.object) || is_known(f, &r, kind->is_symmetric) ||
        (kind->is_checked && !may_lie_in(s, &r.subject, &r.object)))
        return;
    stretch(st, &r);
    rl_relation *found = rl_array_grow(f->found, &f->found_capacity, f->found_count + 1, sizeof *found);
    if (found == NULL) {
        f->no_memory = true;
        return;
    }
    f->found = found;
    found[f->found_count++] = r;
}

/* ---- ends of a match ---- */

static candidate of_group(const rl_sketch *s, uint32_t group)
{
    return (candidate){s->groups[group].end, s->groups[group].type};
}

static candidate of_adjective(const rl_sketch *s, uint32_t at)
{
    const rl_item *item = &s->items[at];
    candidate c = {{RL_NONE, item->entry, item->first, item->last}, RL_TYPE_PLACE};
    if (item->kind == RL_ITEM_NAME) {
        const rl_mention *mention = &s->input->mentions[item->mention];
        c.end.entity = mention->entity;
        c.type = mention->type;
    } else if (item->entry != RL_NONE) {
        c.type = s->input->entries[item->entry].type;
    }
    return c;
}

static size_t count_of(const rl_capture *capture, uint32_t adjective)
{
    return adjective != RL_NONE ? 1 : capture->count;
}

/* The end at `index` of those captured. */
static candidate end_at(const rl_sketch *s, const rl_capture *capture, uint32_t adjective, size_t index)
{
    if (adjective != RL_NONE)
        return of_adjective(s, adjective);
    uint32_t group = capture->group;
    for (size_t i = 0; i < index && s->groups[group].next != RL_NONE; i++)
        group = s->groups[group].next;
    return of_group(s, group);
}

static void emit_both(rl_relation_finder *f, const rl_statement *st, const rl_capture *both)
{
    for (size_t i = 0; i < both->count; i++) {
        for (size_t k = i + 1; k < both->count; k++) {
            candidate a = end_at(&f->sketch, both, RL_NONE, i), b = end_at(&f->sketch, both, RL_NONE, k);
            add(f, st, &a, &b);
        }
    }
}

void rl_emit_match(rl_relation_finder *f, const rl_statement *st, const rl_match *match)
{
    const rl_sketch *s = &f->sketch;
    if (match->both.group != RL_NONE) {
        emit_both(f, st, &match->both);
        return;
    }
    size_t subjects = count_of(&match->subject, match->subject_adjective);
    size_t objects = count_of(&match->object, match->object_adjective);
    for (size_t i = 0; i < subjects; i++) {
        candidate subject = end_at(s, &match->subject, match->subject_adjective, i);
        for (size_t k = 0; k < objects; k++) {
            candidate object = end_at(s, &match->object, match->object_adjective, k);
            add(f, st, &subject, &object);
        }
    }
}

/* ---- roles ---- */

/* "Prime Minister Mark Carney": of what, the list has to say and the document to name. */
static void emit_office(rl_relation_finder *f, const rl_statement *st, const rl_match *match)
{
    const rl_sketch *s = &f->sketch;
    candidate subject = end_at(s, &match->subject, match->subject_adjective, 0);
    if (subject.end.entry == RL_NONE || st->is_past)
        return;
    const rl_naming *naming = rl_naming_of_office(f, subject.end.entry, &s->items[match->role]);
    if (naming == NULL)
        return;
    candidate object = {{naming->entity, naming->entry, naming->first, naming->last},
                        s->input->entries[naming->entry].type};
    rl_statement looked_up = *st;
    looked_up.is_looked_up = true;
    add(f, &looked_up, &subject, &object);
}

static void emit_role(rl_relation_finder *f, const rl_statement *st, const rl_match *match, bool is_of_object)
{
    bool has_object = match->object.group != RL_NONE || match->object_adjective != RL_NONE;
    rl_match swapped = *match;
    if (!has_object) {
        if (!is_of_object)
            emit_office(f, st, match);
        return;
    }
    if (is_of_object) {
        swapped.subject = match->object;
        swapped.subject_adjective = match->object_adjective;
        swapped.object = match->subject;
        swapped.object_adjective = match->subject_adjective;
    }
    rl_emit_match(f, st, &swapped);
}

void rl_emit_roles(rl_relation_finder *f, const rl_match *match, rl_modality modality)
{
    const rl_relation_set *set = f->sketch.set;
    const rl_item *item = &f->sketch.items[match->role];
    rl_statement st = {.modality = modality, .is_past = match->is_past, .first = match->first, .last = match->last};
    for (uint32_t i = 0; i < item->role_count; i++) {
        const rl_role *role = &set->roles[item->role + i];
        st.kind = role->kind;
        emit_role(f, &st, match, role->is_of_object);
    }
    for (size_t i = 0; item->role == RL_NONE && i < set->class_role_count; i++) {
        if ((set->class_roles[i].classes & item->title) == 0)
            continue;
        st.kind = set->class_roles[i].kind;
        emit_role(f, &st, match, false);
    }
}
