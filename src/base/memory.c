/* Arena, buffer and checked array growth. */
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

void *rl_array_grow_more(void *items, size_t *capacity, size_t need, size_t size)
{
    size_t wanted = *capacity < 8 ? 8 : *capacity;
    while (wanted < need) {
        if (wanted > RL_SIZE_LIMIT / 2)
            return NULL;
        wanted *= 2;
    }
    if (size == 0 || wanted > RL_SIZE_LIMIT / size)
        return NULL;
    void *grown = realloc(items, wanted * size);
    if (grown == NULL)
        return NULL;
    *capacity = wanted;
    return grown;
}

/* ---- arena ---- */

struct rl_arena_chunk {
    rl_arena_chunk *next;
    size_t size;
    size_t used;
    max_align_t bytes[];
};

enum { FIRST_CHUNK = 1 << 14, LARGEST_STEP = 1 << 22 };

static rl_arena_chunk *new_chunk(const rl_arena *arena, size_t need)
{
    size_t size = FIRST_CHUNK;
    if (arena->chunks != NULL && arena->chunks->size < LARGEST_STEP)
        size = arena->chunks->size * 2;
    else if (arena->chunks != NULL)
        size = LARGEST_STEP;
    if (size < need)
        size = need;
    rl_arena_chunk *chunk = malloc(sizeof *chunk + size);
    if (chunk == NULL)
        return NULL;
    chunk->size = size;
    chunk->used = 0;
    return chunk;
}

static size_t round_up(size_t size)
{
    size_t align = _Alignof(max_align_t);
    return size == 0 ? align : (size + align - 1) / align * align;
}

void rl_arena_give_back(rl_arena *arena, const void *latest, size_t size)
{
    rl_arena_chunk *chunk = arena->chunks; /* where the latest one is */
    chunk->used = (size_t)((const char *)latest - (const char *)chunk->bytes) + round_up(size);
}

void *rl_arena_alloc(rl_arena *arena, size_t size)
{
    if (size > RL_SIZE_LIMIT)
        return NULL;
    size_t rounded = round_up(size);
    rl_arena_chunk *chunk = arena->chunks;
    if (chunk == NULL || chunk->size - chunk->used < rounded) {
        chunk = new_chunk(arena, rounded);
        if (chunk == NULL)
            return NULL;
        chunk->next = arena->chunks;
        arena->chunks = chunk;
    }
    void *result = (char *)chunk->bytes + chunk->used;
    chunk->used += rounded;
    return result;
}

void *rl_arena_grow(rl_arena *arena, const void *items, size_t count, size_t size)
{
    if (count != 0 && (count & (count - 1)) != 0)
        return (void *)(uintptr_t)items;
    void *grown = rl_arena_alloc(arena, (count == 0 ? 1 : 2 * count) * size);
    if (grown != NULL && count > 0)
        memcpy(grown, items, count * size);
    return grown;
}

char *rl_arena_copy(rl_arena *arena, const char *bytes, size_t length)
{
    if (length > RL_SIZE_LIMIT)
        return NULL;
    char *copy = rl_arena_alloc(arena, length + 1);
    if (copy == NULL)
        return NULL;
    if (length > 0)
        memcpy(copy, bytes, length);
    copy[length] = '\0';
    return copy;
}

void rl_arena_clear(rl_arena *arena)
{
    rl_arena_chunk *kept = arena->chunks;
    for (rl_arena_chunk *c = arena->chunks; c != NULL; c = c->next)
        if (c->size > kept->size)
            kept = c;
    for (rl_arena_chunk *c = arena->chunks; c != NULL;) {
        rl_arena_chunk *next = c->next;
        if (c != kept)
            free(c);
        c = next;
    }
    arena->chunks = kept;
    if (kept != NULL) {
        kept->next = NULL;
        kept->used = 0;
    }
}

void rl_arena_free(rl_arena *arena)
{
    for (rl_arena_chunk *c = arena->chunks; c != NULL;) {
        rl_arena_chunk *next = c->next;
        free(c);
        c = next;
    }
    arena->chunks = NULL;
}

/* ---- buffer ---- */

bool rl_buffer_append_more(rl_buffer *buffer, const char *bytes, size_t length)
{
    if (buffer->failed)
        return false;
    if (length > RL_SIZE_LIMIT - buffer->length) {
        buffer->failed = true;
        return false;
    }
    char *grown = rl_array_grow(buffer->bytes, &buffer->capacity, buffer->length + length + 1, 1);
    if (grown == NULL) {
        buffer->failed = true;
        return false;
    }
    buffer->bytes = grown;
    if (length > 0)
        memcpy(grown + buffer->length, bytes, length);
    buffer->length += length;
    return true;
}

bool rl_buffer_append_string(rl_buffer *buffer, const char *string)
{
    return rl_buffer_append(buffer, string, strlen(string));
}

bool rl_buffer_reserve(rl_buffer *buffer, size_t length)
{
    if (buffer->failed || length >= RL_SIZE_LIMIT)
        return false;
    if (length < buffer->capacity)
        return true;
    char *grown = realloc(buffer->bytes, length + 1);
    if (grown == NULL)
        return false;
    buffer->bytes = grown;
    buffer->capacity = length + 1;
    return true;
}

const char *rl_buffer_string(rl_buffer *buffer)
{
    if (!rl_buffer_append(buffer, "", 0))
        return NULL;
    buffer->bytes[buffer->length] = '\0';
    return buffer->bytes;
}

void rl_buffer_free(rl_buffer *buffer)
{
    free(buffer->bytes);
    *buffer = (rl_buffer){0};
}
