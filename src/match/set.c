/* The set as a whole: sealing, names, freeing. */
#include "match/internal.h"

#include <stdlib.h>

static int compare_words(const void *a, const void *b)
{
    const rl_trial *x = a, *y = b;
    if (x->of.hash != y->of.hash)
        return x->of.hash < y->of.hash ? -1 : 1;
    return x->pattern < y->pattern ? -1 : x->pattern > y->pattern;
}

/* A word listed twice in one pattern would match twice. */
static size_t drop_doubles(rl_trial *words, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || compare_words(&words[kept - 1], &words[i]) != 0)
            words[kept++] = words[i];
    return kept;
}

static void index_words(rl_pattern_set *set)
{
    size_t places = sizeof set->word_places / sizeof set->word_places[0], place = 0;
    for (size_t i = 0; i < set->word_count; i++) {
        rl_trial *word = &set->words[i];
        word->guards = set->patterns[word->pattern].guards;
        set->word_filter[word->of.hash >> 6 & (RL_TRIGGER_FILTER - 1)] |= (uint64_t)1 << (word->of.hash & 63);
        while (place <= word->of.hash >> (64 - RL_TRIGGER_BITS))
            set->word_places[place++] = (uint32_t)i;
    }
    while (place < places)
        set->word_places[place++] = (uint32_t)set->word_count;
}

static int compare_classed(const void *a, const void *b)
{
    const rl_trial *x = a, *y = b;
    if (x->of.classes != y->of.classes)
        return x->of.classes < y->of.classes ? -1 : 1;
    return x->pattern < y->pattern ? -1 : x->pattern > y->pattern;
}

static void index_classes(rl_pattern_set *set)
{
    if (set->classed_count > 0)
        qsort(set->classed, set->classed_count, sizeof *set->classed, compare_classed);
    for (size_t i = set->classed_count; i-- > 0;) {
        rl_trial *trial = &set->classed[i], *next = trial + 1;
        bool same = i + 1 < set->classed_count && next->of.classes == trial->of.classes;
        trial->next = same ? next->next : i + 1;
        set->classes |= trial->of.classes;
    }
}

void rl_pattern_set_seal(rl_pattern_set *set)
{
    if (set->word_count > 0)
        qsort(set->words, set->word_count, sizeof *set->words, compare_words);
    set->word_count = drop_doubles(set->words, set->word_count);
    index_words(set);
    index_classes(set);
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
    rl_late_code_free(pattern->late);
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
    free(set->classed);
    free(set->defines);
    rl_string_map_free(&set->joiners);
    if (set->alphabet != NULL)
        rl_alphabet_free(set->alphabet);
    free(set->alphabet);
    *set = (rl_pattern_set){0};
}
