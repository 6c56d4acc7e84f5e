/* What judged names mean in a corpus. An id goes before a name; a name is a label or an alias, and must be that of one
 * entity only. Labels and ids mean all of an entity, an alias what goes by it, as far as that is judged apart. */
#include "resolve/ambiguous.h"
#include "resolve/judge.h"
#include "text/fold.h"

#include <stdlib.h>
#include <string.h>

/* How an entity bears a name, best first. */
typedef enum bearing { BY_ID = 0, BY_LABEL, BY_ALIAS } bearing;

typedef struct meaning {
    uint32_t name;
    bearing how;
    uint32_t entity;
} meaning;

typedef struct finder {
    const rl_corpus *corpus;
    const rl_record *const *records;
    size_t record_count;
    const rl_judgements *judgements;
    meaning *items;
    size_t count;
    size_t capacity;
    rl_buffer folded;
} finder;

static bool add_meaning(finder *f, meaning m)
{
    meaning *items = rl_array_grow(f->items, &f->capacity, f->count + 1, sizeof *items);
    if (items == NULL)
        return false;
    f->items = items;
    items[f->count++] = m;
    return true;
}

static bool note_text(finder *f, uint32_t number, const char *text, bearing how)
{
    const rl_corpus_entity *entity = &f->corpus->entities[number];
    rl_buffer_clear(&f->folded);
    if (!rl_fold_sought(text, &f->folded))
        return false;
    uint32_t name = rl_judgements_find(f->judgements, f->folded.bytes, f->folded.length);
    for (; name != RL_NONE; name = f->judgements->names[name].next) {
        const rl_judged_name *judged = &f->judgements->names[name];
        if (judged->type != RL_NONE && judged->type != entity->type)
            continue;
        if (how == BY_ID && strcmp(judged->text, text) != 0)
            continue;
        if (!add_meaning(f, (meaning){name, how, number}))
            return false;
    }
    return true;
}

static bool note_entity(finder *f, uint32_t number)
{
    const rl_corpus_entity *entity = &f->corpus->entities[number];
    if (!note_text(f, number, entity->id, BY_ID) || !note_text(f, number, entity->label, BY_LABEL))
        return false;
    for (size_t i = 0; i < entity->alias_count; i++)
        if (!note_text(f, number, entity->aliases[i], BY_ALIAS))
            return false;
    return true;
}

static int compare_meanings(const void *x, const void *y)
{
    const meaning *a = x, *b = y;
    if (a->name != b->name)
        return a->name < b->name ? -1 : 1;
    if ((a->how == BY_ID) != (b->how == BY_ID))
        return a->how == BY_ID ? -1 : 1;
    if (a->entity != b->entity)
        return a->entity < b->entity ? -1 : 1;
    return (a->how > b->how) - (a->how < b->how);
}

/* Tells what items[from, to) may mean. */
static relata_status tell_of_several(const finder *f, size_t from, size_t to, relata_error *err)
{
    rl_ambiguous a = {f->corpus, f->records, f->record_count, f->judgements, f->items[from].name, NULL, 0};
    a.entities = malloc((to - from) * sizeof *a.entities);
    bool ok = a.entities != NULL;
    for (size_t i = from; ok && i < to; i++)
        a.entities[a.count++] = f->items[i].entity;
    relata_status status = ok && rl_ambiguous_tell(&a) ? rl_ambiguous_refuse(&a, err) : rl_error_memory(err);
    free(a.entities);
    return status;
}

/* Is the entity called by a name that is judged different from this one? */
static bool is_opposed(const finder *f, const meaning *m)
{
    for (size_t i = 0; i < f->count; i++)
        if (f->items[i].entity == m->entity && f->items[i].how != BY_ALIAS &&
            rl_judgements_differ(f->judgements, f->items[i].name, m->name))
            return true;
    return false;
}

/* Of several entities with a name, those do not count from which it is judged different: their lists may have it still.
 * The best of what is left of items[from, *to) comes first. */
static void leave_out_opposed(finder *f, size_t from, size_t *to)
{
    size_t kept = from;
    for (size_t i = from; i < *to; i++) {
        meaning m = f->items[i];
        bool opposed = is_opposed(f, &m);
        f->items[i] = f->items[kept];
        f->items[kept] = m;
        kept += !opposed;
    }
    if (kept > from)
        *to = kept;
}

/* Keeps one meaning for each name that has any. All names that have several are told, the first is the error. */
static relata_status choose(finder *f, relata_error *err)
{
    relata_status status = RELATA_OK;
    size_t kept = 0;
    meaning *chosen = malloc((f->count + 1) * sizeof *chosen);
    if (chosen == NULL)
        return rl_error_memory(err);
    if (f->count > 0)
        qsort(f->items, f->count, sizeof *f->items, compare_meanings);
    for (size_t from = 0, to; from < f->count; from = to) {
        for (to = from + 1; to < f->count && f->items[to].name == f->items[from].name;)
            to++;
        size_t end = to;
        bool several = f->items[from].how != BY_ID && f->items[to - 1].entity != f->items[from].entity;
        if (several)
            leave_out_opposed(f, from, &end);
        if (several && end - from > 1)
            status = tell_of_several(f, from, end, err);
        chosen[kept++] = f->items[from];
    }
    if (status != RELATA_OK) {
        free(chosen);
        return status;
    }
    free(f->items);
    f->items = chosen;
    f->count = kept;
    return RELATA_OK;
}

/* ---- atoms ---- */

static int compare_aliases(const void *x, const void *y)
{
    const rl_judged_alias *a = x, *b = y;
    if (a->entity != b->entity)
        return a->entity < b->entity ? -1 : 1;
    return strcmp(a->folded, b->folded);
}

static rl_judged_alias alias_of(const finder *f, const meaning *m)
{
    return (rl_judged_alias){m->entity, f->judgements->names[m->name].folded};
}

static bool list_aliases(rl_meanings *m, const finder *f)
{
    uint32_t count = 0;
    m->aliases = malloc((f->count + 1) * sizeof *m->aliases);
    if (m->aliases == NULL)
        return false;
    for (size_t i = 0; i < f->count; i++)
        if (f->items[i].how == BY_ALIAS)
            m->aliases[count++] = alias_of(f, &f->items[i]);
    if (count > 0)
        qsort(m->aliases, count, sizeof *m->aliases, compare_aliases);
    for (uint32_t i = 0; i < count; i++)
        if (i == 0 || compare_aliases(&m->aliases[m->alias_count - 1], &m->aliases[i]) != 0)
            m->aliases[m->alias_count++] = m->aliases[i];
    return true;
}

static uint32_t atom_of(const rl_meanings *m, const finder *f, const meaning *item)
{
    if (item->how != BY_ALIAS)
        return item->entity;
    rl_judged_alias alias = alias_of(f, item);
    const rl_judged_alias *at = bsearch(&alias, m->aliases, m->alias_count, sizeof alias, compare_aliases);
    return m->entities + (uint32_t)(at - m->aliases);
}

static bool make_atoms(rl_meanings *m, const finder *f)
{
    size_t names = f->judgements->name_count;
    m->atom_of = malloc((names + 1) * sizeof *m->atom_of);
    if (m->atom_of == NULL || !list_aliases(m, f))
        return false;
    memset(m->atom_of, 0xFF, (names + 1) * sizeof *m->atom_of);
    m->entities = (uint32_t)f->corpus->count;
    m->count = m->entities + m->alias_count;
    for (size_t i = 0; i < f->count; i++)
        m->atom_of[f->items[i].name] = atom_of(m, f, &f->items[i]);
    for (size_t i = 0; i < names; i++)
        if (m->atom_of[i] == RL_NONE)
            m->atom_of[i] = m->count++;
    return true;
}

relata_status rl_meanings_find(rl_meanings *m, const rl_corpus *corpus, const rl_record *const *records, size_t count,
                               const rl_judgements *judgements, bool *ret_seen, relata_error *err)
{
    finder f = {.corpus = corpus, .records = records, .record_count = count, .judgements = judgements};
    bool ok = true;
    *m = (rl_meanings){0};
    for (uint32_t i = 0; ok && i < corpus->count; i++)
        ok = note_entity(&f, i);
    relata_status status = ok ? choose(&f, err) : rl_error_memory(err);
    if (status == RELATA_OK && !make_atoms(m, &f))
        status = rl_error_memory(err);
    for (size_t i = 0; status == RELATA_OK && ret_seen != NULL && i < f.count; i++)
        ret_seen[f.items[i].name] = true;
    free(f.items);
    rl_buffer_free(&f.folded);
    return status;
}

void rl_meanings_free(rl_meanings *m)
{
    free(m->atom_of);
    free(m->aliases);
    *m = (rl_meanings){0};
}
