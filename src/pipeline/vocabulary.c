/* Each way has its table, since a term is asked for with every entity of every document. */
#include "pipeline/vocabulary.h"

#include <stdlib.h>
#include <string.h>

relata_status rl_vocabulary_init(rl_vocabulary *vocabulary, const rl_engine *engine, relata_error *err)
{
    *vocabulary = (rl_vocabulary){.engine = engine};
    size_t count = rl_relation_set_count(engine->relations);
    for (size_t i = 0; i < count; i++) {
        const char *name = rl_relation_name(engine->relations, (uint32_t)i);
        if (rl_string_map_add(&vocabulary->relations, name, strlen(name)) == RL_NONE)
            return rl_error_memory(err);
    }
    return RELATA_OK;
}

void rl_vocabulary_free(rl_vocabulary *vocabulary)
{
    rl_term_table_free(&vocabulary->table);
    rl_string_map_free(&vocabulary->relations);
    rl_string_map_free(&vocabulary->terms);
    free(vocabulary->numbers);
    free(vocabulary->term_of);
    *vocabulary = (rl_vocabulary){0};
}

/* ---- from the store ---- */

static relata_status number_of(const rl_vocabulary *v, uint32_t term, uint32_t *ret, relata_error *err)
{
    const char *name;
    *ret = RL_NONE;
    if ((name = rl_term_name(&v->table, RL_TERM_TYPE, term)) != NULL)
        *ret = rl_string_map_find(&v->engine->types, name, strlen(name));
    else if ((name = rl_term_name(&v->table, RL_TERM_RELATION, term)) != NULL)
        *ret = rl_string_map_find(&v->relations, name, strlen(name));
    else if ((name = rl_term_name(&v->table, RL_TERM_ENTRY, term)) != NULL)
        return rl_gazetteer_find(v->engine->gazetteer, name, strlen(name), ret, err);
    return RELATA_OK;
}

relata_status rl_vocabulary_look_up(rl_vocabulary *vocabulary, relata_error *err)
{
    size_t count = vocabulary->table.names.count;
    uint32_t *numbers = realloc(vocabulary->numbers, (count + 1) * sizeof *numbers);
    relata_status status = numbers == NULL ? rl_error_memory(err) : RELATA_OK;
    if (status == RELATA_OK)
        vocabulary->numbers = numbers;
    for (size_t i = vocabulary->known; status == RELATA_OK && i < count; i++)
        status = number_of(vocabulary, (uint32_t)i, &numbers[i], err);
    if (status == RELATA_OK)
        vocabulary->known = count;
    return status;
}

static uint32_t from_store(void *user, rl_term_kind kind, uint32_t term)
{
    const rl_vocabulary *v = user;
    bool fits = term < v->known && rl_term_name(&v->table, kind, term) != NULL;
    return fits ? v->numbers[term] : RL_NONE;
}

rl_terms rl_vocabulary_from_store(rl_vocabulary *vocabulary)
{
    return (rl_terms){from_store, vocabulary};
}

/* ---- to the store ---- */

static const char *name_of(const rl_vocabulary *v, rl_term_kind kind, uint32_t number)
{
    if (kind == RL_TERM_TYPE)
        return rl_string_map_key(&v->engine->types, number, NULL);
    if (kind == RL_TERM_RELATION)
        return rl_relation_name(v->engine->relations, number);
    if (rl_gazetteer_read_entry(v->engine->gazetteer, number, NULL) != RELATA_OK)
        return NULL;
    return rl_gazetteer_entries(v->engine->gazetteer)[number].id;
}

static uint32_t to_store(void *user, rl_term_kind kind, uint32_t number)
{
    rl_vocabulary *v = user;
    uint32_t key[] = {(uint32_t)kind, number};
    size_t before = v->terms.count;
    uint32_t *term_of = rl_array_grow(v->term_of, &v->term_capacity, before + 1, sizeof *term_of);
    if (term_of == NULL)
        return RL_NONE;
    v->term_of = term_of;
    uint32_t at = rl_string_map_add(&v->terms, (const char *)key, sizeof key);
    if (at == RL_NONE)
        return RL_NONE;
    if (at == before) {
        const char *name = name_of(v, kind, number);
        term_of[at] = name == NULL ? RL_NONE : rl_term_add(&v->table, kind, name);
    }
    return term_of[at];
}

rl_terms rl_vocabulary_to_store(rl_vocabulary *vocabulary)
{
    return (rl_terms){to_store, vocabulary};
}
