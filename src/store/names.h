/* Folded names and the entities that look-ups find by them. Internal to store/. */
#ifndef RL_STORE_NAMES_H
#define RL_STORE_NAMES_H

#include "base/memory.h"
#include "model/network.h"

/* How an entity has a name: as label or alias; as its id, which nobody misspells; as the first or last word of a person's
 * label. */
typedef enum rl_name_kind { RL_NAME_WHOLE = 0, RL_NAME_ID, RL_NAME_WORD } rl_name_kind;

typedef struct rl_store_name {
    size_t start; /* of the folded form in `bytes` */
    size_t length;
    rl_name_kind kind;
    int64_t entity;
} rl_store_name;

/* A zeroed one is empty. */
typedef struct rl_store_names {
    rl_store_name *items;
    size_t count;
    size_t capacity;
    rl_buffer bytes;
} rl_store_names;

/* Adds all names of a node, each once. False if there is no memory. */
bool rl_store_names_add(rl_store_names *names, const rl_node *node, int64_t entity);
/* By folded form, kind, entity. */
void rl_store_names_sort(rl_store_names *names);
void rl_store_names_free(rl_store_names *names);

#endif
