/* Ids: the list's, else made from type and label; entities that would share an id each get a suffix made from the smallest id
 * of their documents. */
#include "resolve/naming.h"

#include "text/fold.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* An id that somebody wants or has. */
typedef struct id_use {
    const char *id; /* of a list, or in the corpus */
    size_t length;
    uint32_t wanted; /* by so many entities, before any suffix */
    bool taken;
} id_use;

typedef struct ids {
    rl_table table;
    id_use *uses;
    size_t capacity;
} ids;

/* Type and label, into n->id. */
static bool make_id(rl_namer *n, const rl_corpus_entity *entity)
{
    size_t head = 0;
    const char *type = rl_string_map_key(n->types, entity->type, &head);
    rl_buffer_clear(&n->id);
    if (!rl_buffer_append(&n->id, type, head) || !rl_buffer_append_char(&n->id, ':') ||
        !rl_fold_name(entity->label, strlen(entity->label), '-', &n->id))
        return false;
    return n->id.length > head + 1 || rl_buffer_append_string(&n->id, entity->label);
}

static bool add_suffix(rl_namer *n, uint32_t entity)
{
    const rl_record *record = n->records[n->first_record[entity]];
    const char *document = record->strings + record->id;
    return rl_buffer_append_char(&n->id, '-') && rl_fold_name(document, strlen(document), '-', &n->id);
}

/* The number of an id, which is borrowed if `lasts` and else copied if it is new. RL_NONE: no memory. */
static uint32_t add_id(rl_namer *n, ids *all, const char *id, size_t length, bool lasts)
{
    size_t at;
    uint64_t hash = rl_hash_bytes(id, length);
    for (uint32_t i = rl_table_first(&all->table, hash, &at); i != RL_NONE; i = rl_table_next(&all->table, hash, &at))
        if (all->uses[i].length == length && memcmp(all->uses[i].id, id, length) == 0)
            return i;
    id_use *uses = rl_array_grow(all->uses, &all->capacity, all->table.count + 1, sizeof *uses);
    if (uses == NULL)
        return RL_NONE;
    all->uses = uses;
    const char *kept = lasts ? id : rl_arena_copy(&n->corpus->strings, id, length);
    uint32_t number = kept == NULL ? RL_NONE : rl_table_add(&all->table, hash);
    if (number != RL_NONE)
        uses[number] = (id_use){.id = kept, .length = length};
    return number;
}

/* Gives an entity an id that nobody has yet: this one, or it with a number, for two namesakes from one document. */
static bool take_id(rl_namer *n, ids *all, uint32_t entity, uint32_t id)
{
    if (all->uses[id].taken) {
        rl_buffer_clear(&n->id);
        if (!rl_buffer_append(&n->id, all->uses[id].id, all->uses[id].length))
            return false;
    }
    size_t length = n->id.length;
    for (unsigned number = 2; id != RL_NONE && all->uses[id].taken; number++) {
        char tail[16];
        n->id.length = length;
        if (!rl_buffer_append(&n->id, tail, (size_t)snprintf(tail, sizeof tail, "-%u", number)))
            return false;
        id = add_id(n, all, n->id.bytes, n->id.length, false);
    }
    if (id == RL_NONE)
        return false;
    all->uses[id].taken = true;
    n->corpus->entities[entity].id = all->uses[id].id;
    return true;
}

/* The number of the id that an entity would have. */
static uint32_t want_id(rl_namer *n, ids *all, const rl_corpus_entity *entity)
{
    if (entity->entry != RL_NONE) {
        const char *id = n->entries[entity->entry].id;
        return add_id(n, all, id, strlen(id), true);
    }
    return make_id(n, entity) ? add_id(n, all, n->id.bytes, n->id.length, false) : RL_NONE;
}

/* Those that want the same id get the suffixes of their documents. */
static bool give_id(rl_namer *n, ids *all, uint32_t entity, uint32_t wanted)
{
    if (all->uses[wanted].wanted > 1) {
        rl_buffer_clear(&n->id);
        if (!rl_buffer_append(&n->id, all->uses[wanted].id, all->uses[wanted].length) || !add_suffix(n, entity))
            return false;
        wanted = add_id(n, all, n->id.bytes, n->id.length, false);
    }
    return wanted != RL_NONE && take_id(n, all, entity, wanted);
}

static bool name_all(rl_namer *n, ids *all, uint32_t *wanted)
{
    const rl_corpus *corpus = n->corpus;
    bool ok = rl_table_reserve(&all->table, corpus->count);
    for (uint32_t i = 0; ok && i < corpus->count; i++) {
        wanted[i] = want_id(n, all, &corpus->entities[i]);
        ok = wanted[i] != RL_NONE;
        if (ok)
            all->uses[wanted[i]].wanted++;
        if (ok && corpus->entities[i].entry != RL_NONE)
            ok = take_id(n, all, i, wanted[i]);
    }
    for (uint32_t i = 0; ok && i < corpus->count; i++)
        if (corpus->entities[i].entry == RL_NONE)
            ok = give_id(n, all, i, wanted[i]);
    return ok;
}

bool rl_naming_ids(rl_namer *n)
{
    ids all = {0};
    uint32_t *wanted = malloc((n->corpus->count + 1) * sizeof *wanted); /* by entity */
    bool ok = wanted != NULL && name_all(n, &all, wanted);
    free(wanted);
    free(all.uses);
    rl_table_free(&all.table);
    return ok;
}
