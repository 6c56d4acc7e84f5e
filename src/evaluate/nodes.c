/* Entities are paired one to one: the two that share most mentions first, then the next two of which neither has a partner.
 * Who is as good as another is taken by name, so that everybody gets the same pairs. Where GOLD has several entities in one
 * place, the place counts for the one that GOLD names last for the first time. */
#include "evaluate/nodes.h"

#include <stdlib.h>
#include <string.h>

static int compare_numbers(uint32_t a, uint32_t b)
{
    return a < b ? -1 : a > b;
}

static int compare_places(const void *a, const void *b)
{
    const rl_occurrence *x = a, *y = b;
    int order = compare_numbers(x->document, y->document);
    if (order == 0)
        order = compare_numbers(x->start, y->start);
    return order != 0 ? order : compare_numbers(x->end, y->end);
}

static int compare_in_places(const void *a, const void *b)
{
    int order = compare_places(a, b);
    return order != 0 ? order : compare_numbers(((const rl_occurrence *)a)->entity, ((const rl_occurrence *)b)->entity);
}

static size_t count_entities(const rl_occurrences *occurrences, uint32_t *number, uint32_t *entity)
{
    size_t entity_count = occurrences->entities->count;
    uint32_t count = 0;
    for (size_t i = 0; i < entity_count; i++)
        number[i] = RL_NONE;
    for (size_t i = 0; i < occurrences->count; i++) {
        uint32_t e = occurrences->items[i].entity;
        if (number[e] != RL_NONE)
            continue;
        if (entity != NULL)
            entity[count] = e;
        number[e] = count++;
    }
    return count;
}

/* ---- owners ---- */

/* Sorted by place, the last entity of each place kept. Entities are renumbered for that by their first mention. */
static void keep_owners(rl_pairing *p, const rl_occurrences *gold, const uint32_t *number, const uint32_t *entity)
{
    size_t kept = 0;
    for (size_t i = 0; i < gold->count; i++) {
        p->owners[i] = gold->items[i];
        p->owners[i].entity = number[gold->items[i].entity];
    }
    if (gold->count > 0)
        qsort(p->owners, gold->count, sizeof *p->owners, compare_in_places);
    for (size_t i = 0; i < gold->count; i++) {
        kept += kept == 0 || compare_places(&p->owners[kept - 1], &p->owners[i]) != 0;
        p->owners[kept - 1] = p->owners[i];
    }
    for (size_t i = 0; i < kept; i++)
        p->owners[i].entity = entity[p->owners[i].entity];
    p->owner_count = kept;
}

static bool make_owners(rl_pairing *p, const rl_occurrences *gold)
{
    size_t entity_count = gold->entities->count;
    uint32_t *number = malloc((entity_count + 1) * sizeof *number),
             *entity = malloc((entity_count + 1) * sizeof *entity);
    p->owners = malloc((gold->count + 1) * sizeof *p->owners);
    bool ok = number != NULL && entity != NULL && p->owners != NULL;
    if (ok) {
        p->tally.gold = count_entities(gold, number, entity);
        keep_owners(p, gold, number, entity);
    }
    free(number);
    free(entity);
    return ok;
}

uint32_t rl_pairing_owner(const rl_pairing *pairing, const rl_occurrence *found)
{
    const rl_occurrence *owner = pairing->owner_count == 0 ? NULL
                                                           : bsearch(found, pairing->owners, pairing->owner_count,
                                                                     sizeof *pairing->owners, compare_places);
    return owner == NULL ? RL_NONE : owner->entity;
}

/* ---- shares ---- */

static int compare_entities(const void *a, const void *b)
{
    const rl_share *x = a, *y = b;
    int order = compare_numbers(x->gold, y->gold);
    return order != 0 ? order : compare_numbers(x->found, y->found);
}

static int compare_shares(const void *a, const void *b)
{
    const rl_share *x = a, *y = b;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    int order = strcmp(x->gold_name, y->gold_name);
    return order != 0 ? order : strcmp(x->found_name, y->found_name);
}

/* One share for each found mention in a place of GOLD; an entity counts once for each place. */
static bool list_shares(rl_pairing *p, const rl_occurrences *found)
{
    rl_occurrence *sorted = malloc((found->count + 1) * sizeof *sorted);
    p->shares = malloc((found->count + 1) * sizeof *p->shares);
    bool ok = sorted != NULL && p->shares != NULL;
    if (ok && found->count > 0) {
        memcpy(sorted, found->items, found->count * sizeof *sorted);
        qsort(sorted, found->count, sizeof *sorted, compare_in_places);
    }
    for (size_t i = 0; ok && i < found->count; i++) {
        uint32_t owner = rl_pairing_owner(p, &sorted[i]);
        if (owner != RL_NONE && (i == 0 || compare_in_places(&sorted[i - 1], &sorted[i]) != 0))
            p->shares[p->share_count++] = (rl_share){.gold = owner, .found = sorted[i].entity, .count = 1};
    }
    free(sorted);
    return ok;
}

static bool make_shares(rl_pairing *p, const rl_occurrences *gold, const rl_occurrences *found)
{
    size_t kept = 0;
    if (!list_shares(p, found))
        return false;
    if (p->share_count > 0)
        qsort(p->shares, p->share_count, sizeof *p->shares, compare_entities);
    for (size_t i = 0; i < p->share_count; i++) {
        if (kept > 0 && compare_entities(&p->shares[kept - 1], &p->shares[i]) == 0) {
            p->shares[kept - 1].count++;
            continue;
        }
        p->shares[kept] = p->shares[i];
        p->shares[kept].gold_name = rl_string_map_key(gold->entities, p->shares[i].gold, NULL);
        p->shares[kept++].found_name = rl_string_map_key(found->entities, p->shares[i].found, NULL);
    }
    p->share_count = kept;
    if (kept > 0)
        qsort(p->shares, kept, sizeof *p->shares, compare_shares);
    return true;
}

/* ---- pairs ---- */

static uint32_t *new_partners(size_t count)
{
    uint32_t *partners = malloc((count + 1) * sizeof *partners);
    for (size_t i = 0; partners != NULL && i < count; i++)
        partners[i] = RL_NONE;
    return partners;
}

static bool make_pairs(rl_pairing *p, const rl_occurrences *gold, const rl_occurrences *found)
{
    p->gold_of = new_partners(found->entities->count);
    p->found_of = new_partners(gold->entities->count);
    if (p->gold_of == NULL || p->found_of == NULL)
        return false;
    p->tally.found = count_entities(found, p->gold_of, NULL);
    for (size_t i = 0; i < found->entities->count; i++)
        p->gold_of[i] = RL_NONE;
    for (size_t i = 0; i < p->share_count; i++) {
        const rl_share *share = &p->shares[i];
        if (p->gold_of[share->found] != RL_NONE || p->found_of[share->gold] != RL_NONE)
            continue;
        p->gold_of[share->found] = share->gold;
        p->found_of[share->gold] = share->found;
        p->tally.right++;
    }
    p->tally.found_right = p->tally.right;
    return true;
}

bool rl_pairing_make(const rl_occurrences *gold, const rl_occurrences *found, rl_pairing *ret_pairing)
{
    rl_pairing p = {.tally = {0}};
    if (!make_owners(&p, gold) || !make_shares(&p, gold, found) || !make_pairs(&p, gold, found)) {
        rl_pairing_free(&p);
        return false;
    }
    *ret_pairing = p;
    return true;
}

void rl_pairing_free(rl_pairing *pairing)
{
    free(pairing->shares);
    free(pairing->gold_of);
    free(pairing->found_of);
    free(pairing->owners);
    *pairing = (rl_pairing){0};
}
