/* Reasons of mentions: the evidence is gone through once more, and kept this time. Evidence that comes in several pieces (a
 * share for each type) is added up under its name. */
#include "pipeline/explain.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct reasons {
    rl_arena *arena;
    relata_reason *items;
    size_t count;
    size_t capacity;
    bool failed;
} reasons;

static relata_reason *find(reasons *r, const char *name, size_t length)
{
    for (size_t i = 0; i < r->count; i++)
        if (strlen(r->items[i].evidence) == length && memcmp(r->items[i].evidence, name, length) == 0)
            return &r->items[i];
    relata_reason *items = rl_array_grow(r->items, &r->capacity, r->count + 1, sizeof *items);
    const char *copy = rl_arena_copy(r->arena, name, length);
    if (items != NULL)
        r->items = items;
    if (items == NULL || copy == NULL)
        return NULL;
    items[r->count] = (relata_reason){.evidence = copy};
    return &items[r->count++];
}

static void add(void *user, const char *name, size_t length, const float *weights)
{
    reasons *r = user;
    relata_reason *reason = r->failed ? NULL : find(r, name, length);
    r->failed |= reason == NULL;
    if (reason == NULL)
        return;
    reason->person += (double)weights[RL_TYPE_PERSON];
    reason->place += (double)weights[RL_TYPE_PLACE];
    reason->organisation += (double)weights[RL_TYPE_ORGANISATION];
}

/* ---- order ---- */

static double most(const relata_reason *reason)
{
    return fmax(fabs(reason->person), fmax(fabs(reason->place), fabs(reason->organisation)));
}

static int compare(const void *a, const void *b)
{
    double x = most(a), y = most(b);
    if (x > y || x < y)
        return x > y ? -1 : 1;
    return strcmp(((const relata_reason *)a)->evidence, ((const relata_reason *)b)->evidence);
}

bool rl_explain(const rl_analyst *analyst, const rl_mention *mention, rl_arena *arena, relata_mention *ret_mention)
{
    reasons r = {.arena = arena};
    float sums[RL_TYPE_BUILT_IN] = {0};
    bool ok = rl_recogniser_explain(analyst->recogniser, &analyst->findings, mention, add, &r, sums) && !r.failed;
    relata_reason *kept = ok ? rl_arena_alloc(arena, (r.count + 1) * sizeof *kept) : NULL;
    if (kept != NULL && r.count > 0) {
        qsort(r.items, r.count, sizeof *r.items, compare);
        memcpy(kept, r.items, r.count * sizeof *kept);
    }
    free(r.items);
    if (kept == NULL)
        return false;
    ret_mention->reasons = kept;
    ret_mention->reason_count = r.count;
    ret_mention->sums = (relata_reason){"sum", (double)sums[RL_TYPE_PERSON], (double)sums[RL_TYPE_PLACE],
                                        (double)sums[RL_TYPE_ORGANISATION]};
    return true;
}
