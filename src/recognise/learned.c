/* The table of learned weights. */
#include "recognise/learned.h"

#include "base/hash.h"

#include <stdlib.h>
#include <string.h>

static void mark(rl_learned *learned, uint64_t key)
{
    uint64_t bit = key >> 32;
    learned->filter[(bit >> 6) & learned->filter_mask] |= (uint64_t)1 << (bit & 63);
}

static bool grow(rl_learned *learned)
{
    rl_learned grown = {.count = learned->count == 0 ? 1024 : learned->count * 2,
                        .used = learned->used,
                        .changes = learned->changes};
    grown.filter_mask = grown.count / RL_LEARNED_FILTER_WORDS - 1;
    grown.rows = calloc(grown.count, sizeof *grown.rows);
    grown.filter = calloc(grown.count / RL_LEARNED_FILTER_WORDS, sizeof *grown.filter);
    if (grown.rows == NULL || grown.filter == NULL) {
        rl_learned_free(&grown);
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
    rl_learned_free(learned);
    *learned = grown;
    return true;
}

bool rl_learned_set(rl_learned *learned, uint64_t key, const float *weight)
{
    if ((learned->used + 1) * 2 > learned->count && !grow(learned))
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

void rl_learned_free(rl_learned *learned)
{
    free(learned->rows);
    free(learned->filter);
    *learned = (rl_learned){0};
}

uint64_t rl_learned_key(const char *text, size_t length)
{
    const char *equals = memchr(text, '=', length);
    if (equals == NULL || equals == text)
        return 0;
    uint64_t key = rl_hash_bytes(text, (size_t)(equals - text));
    for (size_t start = (size_t)(equals - text) + 1;;) {
        const char *bar = memchr(text + start, '|', length - start);
        size_t end = bar == NULL ? length : (size_t)(bar - text);
        key = rl_hash_mix(key, rl_hash_bytes(text + start, end - start));
        if (bar == NULL)
            return key == 0 ? 1 : key;
        start = end + 1;
    }
}
