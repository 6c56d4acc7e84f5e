/* Making room for known words. Their names stand in one array, which only grows: what forgotten words leave there goes
 * when all are forgotten. */
#include "gazetteer/known.h"

#include <stdlib.h>
#include <string.h>

enum { LINE = 64 }; /* bytes of the processor's cache: a set is one */

_Static_assert(sizeof(rl_known_set) == LINE, "a set is read at once");

rl_known_words *rl_known_words_new(const rl_gazetteer *gazetteer)
{
    rl_known_words *known = calloc(1, sizeof *known);
    if (known == NULL)
        return NULL;
    /* Zeroed memory of the system costs nothing until it is used. */
    known->memory = calloc(RL_KNOWN_SETS + 1, sizeof *known->sets);
    if (known->memory == NULL) {
        free(known);
        return NULL;
    }
    size_t over = (size_t)((uintptr_t)known->memory % LINE);
    known->sets = (rl_known_set *)(void *)((char *)known->memory + (over == 0 ? 0 : LINE - over));
    known->gazetteer = gazetteer;
    return known;
}

void rl_known_words_free(rl_known_words *known)
{
    if (known == NULL)
        return;
    free(known->memory);
    free(known->hits);
    free(known);
}

static bool make_room(rl_known_words *known, size_t count)
{
    if (known->hit_count + count > RL_KNOWN_POOL) {
        memset(known->sets, 0, RL_KNOWN_SETS * sizeof *known->sets);
        known->hit_count = 0;
    }
    rl_known_hit *hits = rl_array_grow(known->hits, &known->hit_capacity, known->hit_count + count, sizeof *hits);
    if (hits != NULL)
        known->hits = hits;
    return hits != NULL;
}

bool rl_known_words_add(rl_known_words *known, rl_known_set *set, const rl_known_word *word, const rl_hit *hits)
{
    if (word->hit_count > 0 && !make_room(known, word->hit_count))
        return false;
    set->words[1] = set->words[0];
    set->words[0] = *word;
    set->words[0].first_hit = (uint32_t)known->hit_count;
    for (size_t i = 0; i < word->hit_count; i++)
        known->hits[known->hit_count++] = (rl_known_hit){hits[i].entry, hits[i].kind};
    return true;
}
