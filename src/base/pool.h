/* Strings of which many are the same, each copied once. */
#ifndef RL_BASE_POOL_H
#define RL_BASE_POOL_H

#include "base/hash.h"
#include "base/memory.h"

/* A zeroed pool is empty. */
typedef struct rl_pool {
    rl_string_map strings;
    const char **copies; /* by string */
    size_t capacity;
} rl_pool;

/* The copy of a string, in the arena: the one that was made when it came first. NULL if there is no memory. */
const char *rl_pool_copy(rl_pool *pool, rl_arena *arena, const char *string);

/* Copies stay in the arena. */
void rl_pool_free(rl_pool *pool);

#endif
