/* Folded names and the entities that have them: a string map numbers the names, and one array holds the entities of
 * each name side by side, put there by counting. The entities come in by rank, so every name's are by rank too, and
 * nothing is sorted. */
#include "lookup/names.h"

#include "text/utf8.h"

#include <stdlib.h>

struct rl_bearer {
    uint32_t name;
    uint32_t entity;
};

static rl_name *reserve_name(rl_names *names, uint32_t number)
{
    rl_name *grown = rl_array_grow(names->names, &names->capacity, (size_t)number + 1, sizeof *grown);
    if (grown != NULL)
        names->names = grown;
    return grown;
}

/* The number of the name, which has a place in `names`; RL_NONE if there is no memory. */
static uint32_t number_name(rl_names *names, const char *folded, size_t length)
{
    size_t before = names->keys.count;
    uint32_t number = rl_string_map_add(&names->keys, folded, length);
    if (number == RL_NONE || reserve_name(names, number) == NULL)
        return RL_NONE;
    if (names->keys.count > before) {
        size_t characters = rl_utf8_count(folded, length);
        uint32_t stored = characters < RL_NONE ? (uint32_t)characters : RL_NONE;
        names->names[number] = (rl_name){.entity = RL_NONE, .characters = stored};
    }
    return number;
}

static bool add_bearer(rl_names *names, uint32_t name, uint32_t entity)
{
    struct rl_bearer *grown =
        rl_array_grow(names->bearers, &names->bearer_capacity, names->bearer_count + 1, sizeof *grown);
    if (grown == NULL)
        return false;
    names->bearers = grown;
    grown[names->bearer_count++] = (struct rl_bearer){name, entity};
    return true;
}

bool rl_names_add(rl_names *names, const char *folded, size_t length, uint32_t entity, bool suggested)
{
    uint32_t number = number_name(names, folded, length);
    if (number == RL_NONE)
        return false;
    rl_name *name = &names->names[number];
    if (suggested && name->entity == RL_NONE)
        name->entity = entity;
    return add_bearer(names, number, entity);
}

static void count_bearers(rl_names *names)
{
    for (size_t i = 0; i < names->bearer_count; i++)
        names->names[names->bearers[i].name].end++;
    size_t start = 0;
    for (size_t n = 0; n < names->keys.count; n++) {
        size_t count = names->names[n].end;
        names->names[n].start = names->names[n].end = start;
        start += count;
    }
}

/* An entity may have one folded name twice ("US", "U.S."): its bearers then follow each other. */
static void place_bearers(rl_names *names)
{
    for (size_t i = 0; i < names->bearer_count; i++) {
        const struct rl_bearer *bearer = &names->bearers[i];
        rl_name *name = &names->names[bearer->name];
        if (name->end == name->start || names->entities[name->end - 1] != bearer->entity)
            names->entities[name->end++] = bearer->entity;
    }
}

bool rl_names_seal(rl_names *names)
{
    names->entities = calloc(names->bearer_count + 1, sizeof *names->entities);
    if (names->entities == NULL)
        return false;
    count_bearers(names);
    place_bearers(names);
    free(names->bearers);
    names->bearers = NULL;
    names->bearer_count = names->bearer_capacity = 0;
    return true;
}

size_t rl_names_find(const rl_names *names, const char *folded, size_t length, const uint32_t **ret_entities)
{
    uint32_t number = rl_string_map_find(&names->keys, folded, length);
    if (number == RL_NONE)
        return 0;
    const rl_name *name = &names->names[number];
    *ret_entities = &names->entities[name->start];
    return name->end - name->start;
}

void rl_names_free(rl_names *names)
{
    rl_string_map_free(&names->keys);
    free(names->names);
    free(names->bearers);
    free(names->entities);
    *names = (rl_names){0};
}
