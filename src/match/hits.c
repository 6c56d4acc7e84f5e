/* Collecting hits, and putting them in the order that everything after them relies on. Partners are remembered by span
 * while the order is not fixed, and turned into indexes at the end. */
#include "match/internal.h"

#include <stdlib.h>

bool rl_draft_add(rl_match_worker *worker, const rl_pattern_hit *hit)
{
    rl_draft_hit *drafts =
        rl_array_grow(worker->drafts, &worker->draft_capacity, worker->draft_count + 1, sizeof *drafts);
    if (drafts == NULL)
        return false;
    worker->drafts = drafts;
    drafts[worker->draft_count] = (rl_draft_hit){*hit, RL_NONE, RL_NONE, (uint32_t)worker->draft_count};
    drafts[worker->draft_count++].hit.partner = RL_NONE;
    return true;
}

static void point(rl_draft_hit *draft, const rl_draft_hit *at)
{
    draft->partner_first = at->hit.first;
    draft->partner_last = at->hit.last;
    draft->hit.partner = at->index;
}

void rl_draft_pair(rl_match_worker *worker)
{
    rl_draft_hit *a = &worker->drafts[worker->draft_count - 2], *b = a + 1;
    point(a, b);
    point(b, a);
}

static int compare_numbers(uint32_t a, uint32_t b)
{
    return a < b ? -1 : a > b;
}

/* By everything but the index: equal drafts are doubles. */
static int compare_drafts(const void *a, const void *b)
{
    const rl_draft_hit *x = a, *y = b;
    int order = compare_numbers(x->hit.first, y->hit.first);
    if (order == 0)
        order = compare_numbers(x->hit.last, y->hit.last);
    if (order == 0)
        order = compare_numbers(x->hit.type, y->hit.type);
    if (order == 0)
        order = compare_numbers(x->hit.pattern, y->hit.pattern);
    if (order == 0)
        order = compare_numbers(x->partner_first, y->partner_first);
    return order != 0 ? order : compare_numbers(x->partner_last, y->partner_last);
}

/* Copies each draft once; `place` maps drafts as they were added to hits. */
static size_t copy_once(const rl_match_worker *worker, uint32_t *place)
{
    size_t count = 0;
    for (size_t i = 0; i < worker->draft_count; i++) {
        const rl_draft_hit *draft = &worker->drafts[i];
        if (i == 0 || compare_drafts(draft - 1, draft) != 0)
            worker->hits[count++] = draft->hit;
        place[draft->index] = (uint32_t)count - 1;
    }
    return count;
}

relata_status rl_drafts_finish(rl_match_worker *worker, size_t *ret_count, relata_error *err)
{
    size_t drafts = worker->draft_count;
    *ret_count = 0;
    if (drafts == 0)
        return RELATA_OK;
    rl_pattern_hit *hits = rl_array_grow(worker->hits, &worker->hit_capacity, drafts, sizeof *hits);
    if (hits == NULL)
        return rl_error_memory(err);
    worker->hits = hits;
    uint32_t *place = malloc(drafts * sizeof *place);
    if (place == NULL)
        return rl_error_memory(err);
    qsort(worker->drafts, drafts, sizeof *worker->drafts, compare_drafts);
    *ret_count = copy_once(worker, place);
    for (size_t i = 0; i < *ret_count; i++)
        if (hits[i].partner != RL_NONE)
            hits[i].partner = place[hits[i].partner];
    free(place);
    return RELATA_OK;
}
