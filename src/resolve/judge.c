/* Obeying judgements in a corpus. They are about the entities that the rules made, so that what a judgement means does not
 * hang on the other judgements: the rules group and name, then what they made is joined, divided, typed or dropped, and
 * named again.
 *
 * Dividing: an alias that is judged different from the entity's label, or from another alias of it, takes with it the
 * documents' entities that go by it. What is judged of nobody stays with the label. */
#include "resolve/judge.h"

#include "resolve/corpus_internal.h"
#include "resolve/verdicts.h"
#include "text/fold.h"

#include <stdlib.h>
#include <string.h>

typedef struct judge {
    const rl_corpus *before;
    const rl_record *const *records;
    size_t record_count;
    const rl_judgements *judgements;
    rl_meanings meanings;
    rl_verdicts verdicts;
    uint32_t *types; /* by atom */
    bool *divided;   /* by entity: some alias stands apart */
    rl_buffer folded;
    rl_corpus after;
    uint32_t *main_of; /* by entity afterwards: the entity before that it is in the first place */
    uint32_t *number_of; /* by root atom: its entity afterwards */
    uint32_t *first_record;
} judge;

/* ---- classes ---- */

static bool list_types(judge *j)
{
    const rl_meanings *m = &j->meanings;
    j->types = malloc(((size_t)m->count + 1) * sizeof *j->types);
    j->divided = calloc((size_t)m->entities + 1, sizeof *j->divided);
    if (j->types == NULL || j->divided == NULL)
        return false;
    memset(j->types, 0xFF, ((size_t)m->count + 1) * sizeof *j->types);
    for (uint32_t i = 0; i < m->entities; i++)
        j->types[i] = j->before->entities[i].type;
    for (uint32_t i = 0; i < m->alias_count; i++)
        j->types[m->entities + i] = j->before->entities[m->aliases[i].entity].type;
    return true;
}

/* Brings each alias back to its entity, or to an alias that stands apart from it, where no judgement forbids it. */
static void rejoin_aliases(judge *j)
{
    const rl_meanings *m = &j->meanings;
    for (uint32_t i = 0; i < m->alias_count; i++) {
        uint32_t entity = m->aliases[i].entity, atom = m->entities + i;
        if (rl_verdicts_join(&j->verdicts, entity, atom))
            continue;
        j->divided[entity] = true;
        for (uint32_t k = i; k > 0 && m->aliases[k - 1].entity == entity; k--)
            if (rl_verdicts_join(&j->verdicts, m->entities + k - 1, atom))
                break;
    }
}

/* ---- who has the name already ---- */

/* Entities by their folded labels. */
typedef struct labels {
    rl_string_map map;
    uint32_t *first; /* by number of the label */
    uint32_t *next;  /* by entity; RL_NONE at the end */
} labels;

static void free_labels(labels *l)
{
    rl_string_map_free(&l->map);
    free(l->first);
    free(l->next);
}

static bool fold_label(judge *j, uint32_t entity)
{
    rl_buffer_clear(&j->folded);
    return rl_fold_sought(j->before->entities[entity].label, &j->folded);
}

static bool list_labels(judge *j, labels *l)
{
    uint32_t count = j->meanings.entities;
    l->first = malloc(((size_t)count + 1) * sizeof *l->first);
    l->next = malloc(((size_t)count + 1) * sizeof *l->next);
    if (l->first == NULL || l->next == NULL)
        return false;
    for (uint32_t i = count; i-- > 0;) {
        size_t before = l->map.count;
        if (!fold_label(j, i))
            return false;
        uint32_t at = rl_string_map_add(&l->map, j->folded.bytes, j->folded.length);
        if (at == RL_NONE)
            return false;
        l->next[i] = at == before ? RL_NONE : l->first[at];
        l->first[at] = i;
    }
    return true;
}

/* Joins an entity that is judged to be of a type with those of that type and its name. */
static bool join_namesakes(judge *j, const labels *l, uint32_t entity, uint32_t type)
{
    if (!fold_label(j, entity))
        return false;
    uint32_t at = rl_string_map_find(&l->map, j->folded.bytes, j->folded.length);
    for (uint32_t i = at == RL_NONE ? RL_NONE : l->first[at]; i != RL_NONE; i = l->next[i])
        if (i != entity && j->before->entities[i].type == type)
            (void)rl_verdicts_join(&j->verdicts, entity, i);
    return true;
}

/* One full name of one type is one entity. So it is, too, where a judgement gave the type. */
static bool join_typed(judge *j)
{
    const rl_judgements *judgements = j->judgements;
    labels l = {0};
    bool ok = true, listed = false;
    for (size_t i = 0; ok && i < judgements->count; i++) {
        const rl_judgement *judgement = &judgements->items[i];
        if (judgement->verb != RL_JUDGED_TYPE)
            continue;
        uint32_t atom = j->meanings.atom_of[judgement->a];
        ok = listed || list_labels(j, &l);
        listed = true;
        if (ok && atom < j->meanings.entities)
            ok = join_namesakes(j, &l, atom, judgement->type);
    }
    free_labels(&l);
    return ok;
}

static relata_status make_classes(judge *j, bool *ret_seen, relata_error *err)
{
    relata_status status =
        rl_meanings_find(&j->meanings, j->before, j->records, j->record_count, j->judgements, ret_seen, err);
    if (status != RELATA_OK)
        return status;
    if (!list_types(j) || !rl_verdicts_init(&j->verdicts, j->judgements, j->meanings.atom_of, j->meanings.count))
        return rl_error_memory(err);
    status = rl_verdicts_unite(&j->verdicts, err);
    if (status != RELATA_OK)
        return status;
    rejoin_aliases(j);
    if (!join_typed(j))
        return rl_error_memory(err);
    return rl_verdicts_settle(&j->verdicts, j->types, err);
}

/* ---- the entities afterwards ---- */

/* The class of a form of a divided entity, RL_NONE if no judgement names the form. */
static bool class_of_form(judge *j, uint32_t entity, const char *text, uint32_t *ret)
{
    const rl_meanings *m = &j->meanings;
    *ret = RL_NONE;
    rl_buffer_clear(&j->folded);
    if (!rl_fold_sought(text, &j->folded))
        return false;
    uint32_t name = rl_judgements_find(j->judgements, j->folded.bytes, j->folded.length);
    for (; name != RL_NONE; name = j->judgements->names[name].next) {
        uint32_t atom = m->atom_of[name];
        bool alias = atom >= m->entities && atom < m->entities + m->alias_count;
        if (atom == entity || (alias && m->aliases[atom - m->entities].entity == entity))
            *ret = rl_verdicts_root(&j->verdicts, atom);
    }
    return true;
}

/* Where an entity of a document belongs. One that goes by a name of the whole stays there. */
static bool class_of(judge *j, const rl_record *record, const rl_record_entity *local, uint32_t entity, uint32_t *ret)
{
    uint32_t home = rl_verdicts_root(&j->verdicts, entity), found = RL_NONE;
    *ret = home;
    for (uint32_t f = 0; j->divided[entity] && f < local->form_count; f++) {
        uint32_t class;
        if (!class_of_form(j, entity, record->strings + record->forms[local->first_form + f].text, &class))
            return false;
        if (class == home)
            return true;
        if (class != RL_NONE && (found == RL_NONE || class < found))
            found = class;
    }
    if (found != RL_NONE)
        *ret = found;
    return true;
}

/* Which entry the class keeps: that of the entity mentioned most, if it is of the class's type. */
static void choose_entries(judge *j)
{
    uint32_t *best = j->first_record; /* not in use yet: by entity afterwards, the entity before whose entry it has */
    for (uint32_t i = 0; i < j->before->count; i++) {
        const rl_corpus_entity *old = &j->before->entities[i];
        uint32_t number = j->number_of[rl_verdicts_root(&j->verdicts, i)];
        if (number == RL_NONE || old->entry == RL_NONE || old->type != j->after.entities[number].type)
            continue;
        const rl_corpus_entity *other = best[number] == RL_NONE ? NULL : &j->before->entities[best[number]];
        if (other != NULL &&
            (other->mentions > old->mentions || (other->mentions == old->mentions && strcmp(other->id, old->id) < 0)))
            continue;
        best[number] = i;
        j->after.entities[number].entry = old->entry;
    }
}

static void add_entity(judge *j, uint32_t root)
{
    const rl_verdict *verdict = &j->verdicts.of[root];
    j->after.entities[j->after.count] =
        (rl_corpus_entity){.type = verdict->type, .entry = RL_NONE, .dropped = verdict->dropped != RL_NONE};
    j->number_of[root] = (uint32_t)j->after.count++;
}

static bool number_entities(judge *j)
{
    size_t at = 0, total = j->before->first_of[j->record_count];
    j->after.entity_of = malloc((total + 1) * sizeof *j->after.entity_of);
    j->after.entities = calloc((size_t)j->meanings.count + 1, sizeof *j->after.entities);
    j->number_of = malloc(((size_t)j->meanings.count + 1) * sizeof *j->number_of);
    j->first_record = malloc(((size_t)j->meanings.count + 1) * sizeof *j->first_record);
    if (j->after.entity_of == NULL || j->after.entities == NULL || j->number_of == NULL || j->first_record == NULL)
        return false;
    memset(j->number_of, 0xFF, ((size_t)j->meanings.count + 1) * sizeof *j->number_of);
    memset(j->first_record, 0xFF, ((size_t)j->meanings.count + 1) * sizeof *j->first_record);
    for (size_t r = 0; r < j->record_count; r++) {
        const rl_record *record = j->records[r];
        for (size_t e = 0; e < record->entity_count; e++, at++) {
            uint32_t root;
            if (!class_of(j, record, &record->entities[e], j->before->entity_of[at], &root))
                return false;
            if (j->number_of[root] == RL_NONE)
                add_entity(j, root);
            j->after.entity_of[at] = j->number_of[root];
        }
    }
    choose_entries(j);
    return true;
}

/* ---- reasons ---- */

static bool copy_string(judge *j, const char **string)
{
    if (*string == NULL)
        return true;
    *string = rl_arena_copy(&j->after.strings, *string, strlen(*string));
    return *string != NULL;
}

/* The reasons of before, and one more for whom a judgement brought there. */
static bool copy_merges(judge *j)
{
    size_t count = j->before->merge_count;
    j->after.merges = malloc((count + 1) * sizeof *j->after.merges);
    if (j->after.merges == NULL)
        return false;
    for (size_t i = 0; i < count; i++) {
        rl_corpus_merge merge = j->before->merges[i];
        if (!copy_string(j, &merge.variant) || !copy_string(j, &merge.name) || !copy_string(j, &merge.company))
            return false;
        j->after.merges[i] = merge;
    }
    j->after.merges[count] = (rl_corpus_merge){RL_REASON_JUDGED, NULL, NULL, NULL};
    j->after.merge_count = count + 1;
    return true;
}

/* The entity before that gives its name to the one afterwards: the one that it has the entry of, else the most mentioned. */
static bool is_better(const judge *j, uint32_t number, uint32_t one, uint32_t other)
{
    const rl_corpus_entity *a = &j->before->entities[one], *b = &j->before->entities[other];
    uint32_t entry = j->after.entities[number].entry;
    if (entry != RL_NONE && (a->entry == entry) != (b->entry == entry))
        return a->entry == entry;
    return a->mentions != b->mentions ? a->mentions > b->mentions : strcmp(a->id, b->id) < 0;
}

static bool explain_judged(judge *j)
{
    size_t total = j->before->first_of[j->record_count];
    j->main_of = malloc((j->after.count + 1) * sizeof *j->main_of);
    j->after.merge_of = malloc((total + 1) * sizeof *j->after.merge_of);
    if (j->main_of == NULL || j->after.merge_of == NULL || !copy_merges(j))
        return false;
    memset(j->main_of, 0xFF, (j->after.count + 1) * sizeof *j->main_of);
    for (size_t i = 0; i < total; i++) {
        uint32_t number = j->after.entity_of[i], old = j->before->entity_of[i], *best = &j->main_of[number];
        if (*best == RL_NONE || is_better(j, number, old, *best))
            *best = old;
    }
    for (size_t i = 0; i < total; i++) {
        bool home = j->main_of[j->after.entity_of[i]] == j->before->entity_of[i];
        j->after.merge_of[i] = home ? j->before->merge_of[i] : (uint32_t)j->before->merge_count;
    }
    return true;
}

static void find_first_records(judge *j)
{
    size_t at = j->before->first_of[j->record_count];
    for (size_t r = j->record_count; r-- > 0;)
        for (; at > j->before->first_of[r]; at--)
            j->first_record[j->after.entity_of[at - 1]] = (uint32_t)r;
}

static bool copy_first_of(judge *j)
{
    size_t size = (j->record_count + 1) * sizeof *j->after.first_of;
    j->after.first_of = malloc(size);
    if (j->after.first_of != NULL)
        memcpy(j->after.first_of, j->before->first_of, size);
    return j->after.first_of != NULL;
}

static void free_judge(judge *j)
{
    rl_meanings_free(&j->meanings);
    rl_verdicts_free(&j->verdicts);
    free(j->types);
    free(j->divided);
    rl_buffer_free(&j->folded);
    rl_corpus_free(&j->after);
    free(j->number_of);
    free(j->main_of);
    free(j->first_record);
}

relata_status rl_corpus_judge(rl_corpus *corpus, const rl_record *const *records, size_t count, const rl_entry *entries,
                              const rl_types *types, const rl_judgements *judgements, bool *ret_seen, relata_error *err)
{
    judge j = {.before = corpus, .records = records, .record_count = count, .judgements = judgements};
    relata_status status = make_classes(&j, ret_seen, err);
    if (status == RELATA_OK && !(copy_first_of(&j) && number_entities(&j) && explain_judged(&j)))
        status = rl_error_memory(err);
    if (status == RELATA_OK) {
        find_first_records(&j);
        if (!rl_corpus_count(&j.after, records, count) ||
            !rl_corpus_name(&j.after, records, count, entries, types, j.first_record))
            status = rl_error_memory(err);
    }
    if (status == RELATA_OK) {
        rl_corpus old = *corpus;
        *corpus = j.after;
        j.after = old;
    }
    free_judge(&j);
    return status;
}
