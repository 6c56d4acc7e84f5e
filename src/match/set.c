/* The set as a whole: sealing, names, freeing. */
#include "match/internal.h"

#include <stdlib.h>

static int compare_words(const void *a, const void *b)
{
    const rl_trigger_word *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return x->pattern < y->pattern ? -1 : x->pattern > y->pattern;
}

/* A word listed twice in one pattern would match twice. */
static size_t drop_doubles(rl_trigger_word *words, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || compare_words(&words[kept - 1], &words[i]) != 0)
            words[kept++] = words[i];
    return kept;
}

void rl_pattern_set_seal(rl_pattern_set *set)
{
    if (set->word_count > 0)
        qsort(set->words, set->word_count, sizeof *set->words, compare_words);
    set->word_count = drop_doubles(set->words, set->word_count);
    for (size_t i = 0; i < set->word_count; i++) {
        uint64_t hash = set->words[i].hash;
        set->word_filter[hash >> 6 & (RL_TRIGGER_FILTER - 1)] |= (uint64_t)1 << (hash & 63);
    }
    set->first_classed = set->count;
    for (size_t i = set->count; i-- > 0;) {
        set->classes |= set->patterns[i].classes;
        set->patterns[i].next_classed = set->first_classed;
        if (set->patterns[i].classes != 0)
            set->first_classed = i;
    }
    set->sealed = true;
}

const char *rl_pattern_name(const rl_pattern_set *set, uint32_t pattern)
{
    return set->patterns[pattern].name;
}

void rl_pattern_release(rl_pattern *pattern)
{
    free(pattern->name);
    free(pattern->groups);
    pcre2_code_free(pattern->code);
    rl_program_free(pattern->program);
    *pattern = (rl_pattern){0};
}

void rl_pattern_set_free(rl_pattern_set *set)
{
    for (size_t i = 0; i < set->count; i++)
        rl_pattern_release(&set->patterns[i]);
    for (size_t i = 0; i < set->define_count; i++) {
        free(set->defines[i].name);
        rl_expansion_free(&set->defines[i].expansion);
    }
    free(set->patterns);
    free(set->words);
    free(set->defines);
    rl_string_map_free(&set->joiners);
    if (set->alphabet != NULL)
        rl_alphabet_free(set->alphabet);
    free(set->alphabet);
    *set = (rl_pattern_set){0};
}
