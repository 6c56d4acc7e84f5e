/* Memory: an arena for things that die together, a growable byte buffer, and checked growth for plain arrays.
 *
 * Sizes come from files, so every product is checked and every growth has a maximum: RL_SIZE_LIMIT stands for "no sane
 * input needs more", and reaching it is an error like any other. */
#ifndef RL_BASE_MEMORY_H
#define RL_BASE_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define RL_SIZE_LIMIT ((size_t)1 << 40)

/* Makes room for `need` items of `size` bytes in an array that has room for *capacity. Returns the array, perhaps moved,
 * or NULL if there is no memory: the old array is then still there. */
void *rl_array_grow_more(void *items, size_t *capacity, size_t need, size_t size);
/* In the header, as is rl_buffer_append: nearly always there is room, and a call would cost more than the question. */
static inline void *rl_array_grow(void *items, size_t *capacity, size_t need, size_t size)
{
    return need <= *capacity && items != NULL ? items : rl_array_grow_more(items, capacity, need, size);
}

/* An arena: allocations are aligned for any type, live until the arena is cleared or freed, and are never freed singly.
 * A zeroed arena is an empty one. */
typedef struct rl_arena_chunk rl_arena_chunk;
typedef struct rl_arena {
    rl_arena_chunk *chunks; /* newest first */
} rl_arena;

void *rl_arena_alloc(rl_arena *arena, size_t size); /* NULL if there is no memory; contents undefined */
/* Room for one item more behind the `count` items of an array that grew so from its first item on, by doubling; NULL if there is
 * no memory. */
void *rl_arena_grow(rl_arena *arena, const void *items, size_t count, size_t size);
/* Leaves of the latest allocation its first `size` bytes. */
void rl_arena_give_back(rl_arena *arena, const void *latest, size_t size);
char *rl_arena_copy(rl_arena *arena, const char *bytes, size_t length); /* adds a NUL */
void rl_arena_clear(rl_arena *arena); /* keeps the largest chunk for the next use */
void rl_arena_free(rl_arena *arena);

/* A byte buffer. A zeroed buffer is an empty one. After an append fails for want of memory `failed` stays set and later
 * appends do nothing, so that a writer may check once at its end. */
typedef struct rl_buffer {
    char *bytes;
    size_t length;
    size_t capacity;
    bool failed;
} rl_buffer;

bool rl_buffer_append_more(rl_buffer *buffer, const char *bytes, size_t length);
static inline bool rl_buffer_append(rl_buffer *buffer, const char *bytes, size_t length)
{
    if (buffer->failed || length >= buffer->capacity - buffer->length)
        return rl_buffer_append_more(buffer, bytes, length);
    if (length > 0)
        memcpy(buffer->bytes + buffer->length, bytes, length);
    buffer->length += length;
    return true;
}
/* The same, for what is appended word by word: a few bytes are copied sooner than a function is called. */
static inline bool rl_buffer_append_short(rl_buffer *buffer, const char *bytes, size_t length)
{
    if (buffer->failed || length >= buffer->capacity - buffer->length)
        return rl_buffer_append_more(buffer, bytes, length);
    for (size_t i = 0; i < length; i++)
        buffer->bytes[buffer->length + i] = bytes[i];
    buffer->length += length;
    return true;
}
static inline bool rl_buffer_append_char(rl_buffer *buffer, char byte)
{
    return rl_buffer_append_short(buffer, &byte, 1);
}
bool rl_buffer_append_string(rl_buffer *buffer, const char *string);
bool rl_buffer_reserve(rl_buffer *buffer, size_t length); /* room for so many bytes in all */
const char *rl_buffer_string(rl_buffer *buffer);          /* ends it with a NUL that does not count; NULL if it failed */
static inline void rl_buffer_clear(rl_buffer *buffer) /* empties, keeps the room */
{
    buffer->length = 0;
    buffer->failed = false;
}
void rl_buffer_free(rl_buffer *buffer);

#endif
