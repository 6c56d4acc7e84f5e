/* The table of learned weights. */
#include "recognise/learned.h"

#include "base/hash.h"
#include "recognise/templates.h"

#include <stdlib.h>
#include <string.h>

enum { LEAST = 1024, MOST_RESERVED = 1 << 16 };

static void mark(rl_learned *learned, uint64_t key)
{
    uint64_t bit = key >> 32;
    learned->filter[(bit >> 6) & learned->filter_mask] |= (uint64_t)1 << (bit & 63);
}

static void free_table(rl_learned *learned)
{
    free(learned->rows);
    free(learned->filter);
}

static bool grow(rl_learned *learned, size_t count)
{
    rl_learned grown = {.count = count,
                        .used = learned->used,
                        .changes = learned->changes,
                        .names = learned->names,
                        .name_count = learned->name_count,
                        .name_capacity = learned->name_capacity};
    grown.filter_mask = grown.count / RL_LEARNED_FILTER_WORDS - 1;
    grown.rows = calloc(grown.count, sizeof *grown.rows);
    grown.filter = calloc(grown.count / RL_LEARNED_FILTER_WORDS, sizeof *grown.filter);
    if (grown.rows == NULL || grown.filter == NULL) {
        free_table(&grown);
        return false;
    }
    for (size_t i = 0; i < learned->count; i++) {
        if (learned->rows[i].key == 0)
            continue;
        size_t at = (size_t)learned->rows[i].key & (grown.count - 1);
        while (grown.rows[at].key != 0)
            at = (at + 1) & (grown.count - 1);
        grown.rows[at] = learned->rows[i];
        mark(&grown, learned->rows[i].key);
    }
    free_table(learned);
    *learned = grown;
    return true;
}

static bool set(rl_learned *learned, uint64_t key, const float *weight)
{
    if ((learned->used + 1) * 2 > learned->count && !grow(learned, learned->count == 0 ? LEAST : learned->count * 2))
        return false;
    size_t at = (size_t)key & (learned->count - 1);
    while (learned->rows[at].key != 0 && learned->rows[at].key != key)
        at = (at + 1) & (learned->count - 1);
    learned->used += learned->rows[at].key == 0;
    learned->rows[at].key = key;
    learned->changes++;
    mark(learned, key);
    memcpy(learned->rows[at].weight, weight, RL_TYPE_BUILT_IN * sizeof *weight);
    return true;
}

bool rl_learned_reserve(rl_learned *learned, size_t rows)
{
    size_t count = LEAST, expected = rows < MOST_RESERVED ? rows : MOST_RESERVED;
    while (count < expected * 2)
        count *= 2;
    rl_learned_name *names = rl_array_grow(learned->names, &learned->name_capacity, expected + 1, sizeof *names);
    if (names == NULL)
        return false;
    learned->names = names;
    return count <= learned->count || grow(learned, count);
}

/* Also notes the hashes of the first two values. */
static uint64_t key_of(const char *text, size_t length, uint64_t values[2])
{
    const char *equals = memchr(text, '=', length);
    if (equals == NULL || equals == text)
        return 0;
    uint64_t key = rl_hash_bytes(text, (size_t)(equals - text));
    size_t start = (size_t)(equals - text) + 1;
    for (size_t i = 0;; i++) {
        const char *bar = memchr(text + start, '|', length - start);
        size_t end = bar == NULL ? length : (size_t)(bar - text);
        uint64_t value = rl_hash_bytes(text + start, end - start);
        if (i < 2)
            values[i] = value;
        key = rl_hash_mix(key, value);
        if (bar == NULL)
            return key == 0 ? 1 : key;
        start = end + 1;
    }
}

uint64_t rl_learned_key(const char *text, size_t length)
{
    uint64_t values[2];
    return key_of(text, length, values);
}

/* A row that is replaced has its name already. */
static bool set_named(rl_learned *learned, const rl_learned_name *name, const float *weight)
{
    rl_learned_name *names =
        rl_array_grow(learned->names, &learned->name_capacity, learned->name_count + 1, sizeof *names);
    if (names == NULL)
        return false;
    learned->names = names;
    size_t used = learned->used;
    if (!set(learned, name->key, weight))
        return false;
    if (learned->used > used && name->template <RL_TEMPLATE_COUNT)
        names[learned->name_count++] = *name;
    return true;
}

bool rl_learned_set(rl_learned *learned, uint8_t template, const char *text, size_t length, const float *weight)
{
    rl_learned_name name = {.template = template};
    name.key = key_of(text, length, name.values);
    return set_named(learned, &name, weight);
}

bool rl_learned_put_over(rl_learned *learned, const rl_learned *from)
{
    for (size_t i = 0; i < from->name_count; i++) {
        const rl_learned_row *row = rl_learned_find(from, from->names[i].key);
        if (row != NULL && !set_named(learned, &from->names[i], row->weight))
            return false;
    }
    return true;
}

void rl_learned_free(rl_learned *learned)
{
    free_table(learned);
    free(learned->names);
    *learned = (rl_learned){0};
}
