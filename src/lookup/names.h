/* Folded names and the entities that have them. Internal to lookup/. */
#ifndef RL_LOOKUP_NAMES_H
#define RL_LOOKUP_NAMES_H

#include "base/hash.h"
#include "base/memory.h"

/* What is known of one folded name. */
typedef struct rl_name {
    const char *written; /* as its first entity writes it; NULL if it is nothing to show, such as an id */
    uint32_t entity;     /* that entity */
    uint32_t characters; /* in the folded form */
    size_t start;        /* its entities: entities[start] … entities[end - 1] */
    size_t end;
} rl_name;

typedef struct rl_names {
    rl_string_map keys; /* folded names, numbered like `names` */
    rl_name *names;
    size_t capacity;
    struct rl_bearer *bearers; /* until sealed */
    size_t bearer_count;
    size_t bearer_capacity;
    uint32_t *entities;
} rl_names;

/* Adds that `entity` has the name with this folded form. The first entity to come with `written` is the one shown, and
 * rl_names_find returns entities in the order in which they were added. All names of an entity must be added before
 * those of the next. */
bool rl_names_add(rl_names *names, const char *folded, size_t length, const char *written, uint32_t entity);
/* Makes rl_names_find possible; nothing is added later. */
bool rl_names_seal(rl_names *names);

/* The number of entities with this name; 0 if there is none. */
size_t rl_names_find(const rl_names *names, const char *folded, size_t length, const uint32_t **ret_entities);
void rl_names_free(rl_names *names);

#endif
