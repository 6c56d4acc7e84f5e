/* Document resolution's front: each type by its own rules, then entities numbered by their first mention. */
#include "resolve/document.h"

#include "resolve/internal.h"

#include <stdlib.h>

rl_resolver *rl_resolver_new(void)
{
    return calloc(1, sizeof(rl_resolver));
}

void rl_resolver_free(rl_resolver *resolver)
{
    if (resolver == NULL)
        return;
    free(resolver->locals);
    free(resolver->entities);
    free(resolver->numbers);
    rl_find_free(resolver);
    rl_choose_free(resolver);
    free(resolver);
}

uint32_t rl_local_add(rl_resolver *r, uint32_t mention, uint32_t entry, const rl_name *name, bool partial)
{
    rl_local *locals = rl_array_grow(r->locals, &r->capacity, r->count + 1, sizeof *locals);
    if (locals == NULL)
        return RL_NONE;
    r->locals = locals;
    locals[r->count] = (rl_local){
        .entity = {.type = r->input->mentions[mention].type, .entry = entry, .mention = mention, .partial = partial},
        .name = *name,
        .parent = (uint32_t)r->count,
    };
    return (uint32_t)r->count++;
}

/* Shortens the way for the next call. */
uint32_t rl_local_root(rl_resolver *r, uint32_t local)
{
    while (r->locals[local].parent != local) {
        r->locals[local].parent = r->locals[r->locals[local].parent].parent;
        local = r->locals[local].parent;
    }
    return local;
}

void rl_local_join(rl_resolver *r, uint32_t a, uint32_t b, rl_reason reason)
{
    uint32_t x = rl_local_root(r, a), y = rl_local_root(r, b);
    rl_local *one = &r->locals[x], *other = &r->locals[y];
    bool both_listed = one->entity.entry != RL_NONE && other->entity.entry != RL_NONE;
    if (x == y || (both_listed && one->entity.entry != other->entity.entry))
        return;
    /* The longer name stays, with the entry of whichever has one. */
    if (other->name.count > one->name.count) {
        rl_local *swap = one;
        one = other;
        other = swap;
        x = y;
    }
    if (one->entity.entry == RL_NONE)
        one->entity.entry = other->entity.entry;
    other->parent = x;
    other->reason = reason;
}

static bool number_entities(rl_resolver *r, size_t *ret_count)
{
    uint32_t *numbers = rl_array_grow(r->numbers, &r->number_capacity, r->count + 1, sizeof *numbers);
    if (numbers == NULL)
        return false;
    r->numbers = numbers;
    rl_local_entity *entities = rl_array_grow(r->entities, &r->entity_capacity, r->count + 1, sizeof *entities);
    if (entities == NULL)
        return false;
    r->entities = entities;
    for (size_t i = 0; i < r->count; i++)
        numbers[i] = RL_NONE;
    size_t count = 0;
    for (size_t i = 0; i < r->input->mention_count; i++) {
        rl_mention *mention = &r->input->mentions[i];
        uint32_t root = rl_local_root(r, mention->entity);
        if (mention->reason == RL_REASON_NONE && root != mention->entity)
            mention->reason = (uint8_t)r->locals[mention->entity].reason;
        if (numbers[root] == RL_NONE) {
            entities[count] = r->locals[root].entity;
            numbers[root] = (uint32_t)count++;
        }
        mention->entity = numbers[root];
        mention->entry = r->locals[root].entity.entry;
    }
    *ret_count = count;
    return true;
}

relata_status rl_resolve_document(rl_resolver *resolver, const rl_resolve_input *input,
                                  const rl_local_entity **ret_entities, size_t *ret_count, relata_error *err)
{
    rl_resolver *r = resolver;
    r->input = input;
    r->count = 0;
    if (!rl_find_prepare(r) || !rl_choose_prepare(r) || !rl_resolve_people(r) || !rl_resolve_organisations(r) || !rl_resolve_places(r) ||
        !rl_resolve_others(r) || !number_entities(r, ret_count))
        return rl_error_memory(err);
    *ret_entities = r->entities;
    return RELATA_OK;
}
