/* A string map, and beside it where the copies are: they must not move while the map grows. */
#include "base/pool.h"

#include <stdlib.h>
#include <string.h>

const char *rl_pool_copy(rl_pool *pool, rl_arena *arena, const char *string)
{
    size_t before = pool->strings.count, length = strlen(string);
    const char **copies = rl_array_grow(pool->copies, &pool->capacity, before + 1, sizeof *copies);
    if (copies == NULL)
        return NULL;
    pool->copies = copies;
    uint32_t number = rl_string_map_add(&pool->strings, string, length);
    if (number == RL_NONE)
        return NULL;
    if (number == before)
        copies[number] = rl_arena_copy(arena, string, length);
    return copies[number];
}

void rl_pool_free(rl_pool *pool)
{
    rl_string_map_free(&pool->strings);
    free(pool->copies);
    *pool = (rl_pool){0};
}
