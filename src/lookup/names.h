/* Folded names and the entities that have them. Internal to lookup/. */
#ifndef RL_LOOKUP_NAMES_H
#define RL_LOOKUP_NAMES_H

#include "base/hash.h"
#include "base/memory.h"

/* What is known of one folded name. */
typedef struct rl_name {
    uint32_t entity;     /* the first to be suggested for it; RL_NONE if it is no name to misspell, such as an id */
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

/* Adds that `entity` has the name with this folded form, and may be suggested for it if `suggested`. rl_names_find
 * returns entities in the order in which they were added. All names of an entity must be added before those of the
 * next. */
bool rl_names_add(rl_names *names, const char *folded, size_t length, uint32_t entity, bool suggested);
/* Makes rl_names_find possible; nothing is added later. */
bool rl_names_seal(rl_names *names);

/* The number of entities with this name; 0 if there is none. */
size_t rl_names_find(const rl_names *names, const char *folded, size_t length, const uint32_t **ret_entities);
void rl_names_free(rl_names *names);

#endif
