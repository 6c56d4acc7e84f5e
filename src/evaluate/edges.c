/* The pairs of every sentence are listed, sorted, and runs of the same pair counted. */
#include "evaluate/edges.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_PAIRS = 1 << 26 };

/* ---- sentences ---- */

static int compare_numbers(uint32_t a, uint32_t b)
{
    return a < b ? -1 : a > b;
}

static bool is_same_sentence(const rl_occurrence *a, const rl_occurrence *b)
{
    return a->document == b->document && a->sentence == b->sentence;
}

static int compare_by_sentence(const void *a, const void *b)
{
    const rl_occurrence *x = a, *y = b;
    int order = compare_numbers(x->document, y->document);
    if (order == 0)
        order = compare_numbers(x->sentence, y->sentence);
    if (order == 0)
        order = compare_numbers(x->entity, y->entity);
    if (order == 0)
        order = compare_numbers(x->start, y->start);
    return order != 0 ? order : compare_numbers(x->end, y->end);
}

rl_occurrence *rl_occurrences_by_sentence(const rl_occurrences *occurrences)
{
    rl_occurrence *sorted = malloc((occurrences->count + 1) * sizeof *sorted);
    if (sorted == NULL || occurrences->count == 0)
        return sorted;
    memcpy(sorted, occurrences->items, occurrences->count * sizeof *sorted);
    qsort(sorted, occurrences->count, sizeof *sorted, compare_by_sentence);
    return sorted;
}

size_t rl_sentence_end(const rl_occurrence *sorted, size_t count, size_t from)
{
    size_t end = from + 1;
    while (end < count && is_same_sentence(&sorted[from], &sorted[end]))
        end++;
    return end;
}

size_t rl_entity_end(const rl_occurrence *sorted, size_t end, size_t from)
{
    size_t next = from + 1;
    while (next < end && sorted[next].entity == sorted[from].entity)
        next++;
    return next;
}

/* ---- ties ---- */

/* Each entity of a sentence once. */
static size_t keep_entities(rl_occurrence *sorted, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        const rl_occurrence *before = kept == 0 ? NULL : &sorted[kept - 1];
        if (before == NULL || !is_same_sentence(before, &sorted[i]) || before->entity != sorted[i].entity)
            sorted[kept++] = sorted[i];
    }
    return kept;
}

static bool count_pairs(const rl_occurrence *sorted, size_t count, size_t *ret_pairs)
{
    size_t pairs = 0;
    for (size_t from = 0; from < count;) {
        size_t end = rl_sentence_end(sorted, count, from), entities = end - from;
        if (entities > MOST_PAIRS)
            return false;
        pairs += entities * (entities - 1) / 2;
        if (pairs > MOST_PAIRS)
            return false;
        from = end;
    }
    *ret_pairs = pairs;
    return true;
}

static int compare_pairs(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

/* Entities are in order inside a sentence, so the first of a pair is the lesser. */
static void list_pairs(const rl_occurrence *sorted, size_t count, uint64_t *pairs)
{
    for (size_t from = 0; from < count;) {
        size_t end = rl_sentence_end(sorted, count, from);
        for (size_t i = from; i < end; i++)
            for (size_t j = i + 1; j < end; j++)
                *pairs++ = (uint64_t)sorted[i].entity << 32 | sorted[j].entity;
        from = end;
    }
}

static bool count_runs(uint64_t *pairs, size_t count, rl_ties *ties)
{
    size_t runs = 0;
    if (count > 0)
        qsort(pairs, count, sizeof *pairs, compare_pairs);
    for (size_t i = 0; i < count; i++)
        runs += i == 0 || pairs[i] != pairs[i - 1];
    ties->items = malloc((runs + 1) * sizeof *ties->items);
    if (ties->items == NULL)
        return false;
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || pairs[i] != pairs[i - 1])
            ties->items[ties->count++] = (rl_tie){.a = (uint32_t)(pairs[i] >> 32), .b = (uint32_t)pairs[i]};
        ties->items[ties->count - 1].weight++;
    }
    ties->weight = count;
    return true;
}

relata_status rl_ties_make(const rl_occurrences *occurrences, rl_ties *ret_ties, relata_error *err)
{
    size_t pair_count = 0;
    rl_ties ties = {0};
    rl_occurrence *sorted = rl_occurrences_by_sentence(occurrences);
    if (sorted == NULL)
        return rl_error_memory(err);
    size_t count = keep_entities(sorted, occurrences->count);
    if (!count_pairs(sorted, count, &pair_count)) {
        free(sorted);
        return rl_error_set(err, RELATA_ERROR_LIMIT, NULL, 0, 0,
                            "more than %d pairs of entities stand in one sentence together", MOST_PAIRS);
    }
    uint64_t *pairs = malloc((pair_count + 1) * sizeof *pairs);
    if (pairs != NULL)
        list_pairs(sorted, count, pairs);
    free(sorted);
    bool ok = pairs != NULL && count_runs(pairs, pair_count, &ties);
    free(pairs);
    if (!ok)
        return rl_error_memory(err);
    *ret_ties = ties;
    return RELATA_OK;
}

void rl_ties_free(rl_ties *ties)
{
    free(ties->items);
    *ties = (rl_ties){0};
}

/* ---- both sides ---- */

static int compare_ties(const void *a, const void *b)
{
    const rl_tie *x = a, *y = b;
    int order = compare_numbers(x->a, y->a);
    return order != 0 ? order : compare_numbers(x->b, y->b);
}

const rl_tie *rl_ties_find(const rl_ties *ties, uint32_t x, uint32_t y)
{
    rl_tie wanted = {.a = x < y ? x : y, .b = x < y ? y : x};
    return ties->count == 0 ? NULL : bsearch(&wanted, ties->items, ties->count, sizeof *ties->items, compare_ties);
}

const rl_tie *rl_ties_partner(const rl_ties *others, const uint32_t *partner_of, const rl_tie *tie)
{
    uint32_t x = partner_of[tie->a], y = partner_of[tie->b];
    return x == RL_NONE || y == RL_NONE ? NULL : rl_ties_find(others, x, y);
}

void rl_edges_count(const rl_ties *gold, const rl_ties *found, const rl_pairing *pairing, rl_tally *ret_edges,
                    rl_tally *ret_weighted)
{
    rl_tally edges = {.gold = gold->count, .found = found->count};
    rl_tally weighted = {.gold = gold->weight, .found = found->weight};
    for (size_t i = 0; i < found->count; i++) {
        const rl_tie *tie = &found->items[i], *partner = rl_ties_partner(gold, pairing->gold_of, tie);
        if (partner == NULL)
            continue;
        edges.right++;
        weighted.right += tie->weight < partner->weight ? tie->weight : partner->weight;
    }
    edges.found_right = edges.right;
    weighted.found_right = weighted.right;
    *ret_edges = edges;
    *ret_weighted = weighted;
}
