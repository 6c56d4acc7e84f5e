/* Nodes that are split or merged: an entity of GOLD whose mentions were found under several names, and a found one that
 * holds mentions of several entities of GOLD. What counts are the mentions that are not with the most. */
#include "evaluate/mistakes.h"

#include <stdlib.h>
#include <string.h>

/* Both kinds are the same seen from either side. */
typedef struct view {
    const rl_mistaking *m;
    rl_mistake_kind kind;
    rl_share *shares; /* sorted by the node that is looked at */
    size_t count;
} view;

static uint32_t node_of(const view *v, const rl_share *share)
{
    return v->kind == RL_SPLIT_NODE ? share->gold : share->found;
}

static uint32_t other_of(const view *v, const rl_share *share)
{
    return v->kind == RL_SPLIT_NODE ? share->found : share->gold;
}

static const char *name_of(const view *v, const rl_share *share)
{
    return v->kind == RL_SPLIT_NODE ? share->gold_name : share->found_name;
}

static const char *other_name_of(const view *v, const rl_share *share)
{
    return v->kind == RL_SPLIT_NODE ? share->found_name : share->gold_name;
}

static int compare_counts(const rl_share *x, const rl_share *y)
{
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    int order = strcmp(x->gold_name, y->gold_name);
    return order != 0 ? order : strcmp(x->found_name, y->found_name);
}

static int compare_by_gold(const void *a, const void *b)
{
    const rl_share *x = a, *y = b;
    return x->gold != y->gold ? (x->gold < y->gold ? -1 : 1) : compare_counts(x, y);
}

static int compare_by_found(const void *a, const void *b)
{
    const rl_share *x = a, *y = b;
    return x->found != y->found ? (x->found < y->found ? -1 : 1) : compare_counts(x, y);
}

static size_t end_of_node(const view *v, size_t from)
{
    size_t end = from + 1;
    while (end < v->count && node_of(v, &v->shares[end]) == node_of(v, &v->shares[from]))
        end++;
    return end;
}

/* A draft's `at` is the first share of its node, which is that with the most mentions. */
static bool draft_nodes(const view *v, rl_drafts *drafts)
{
    for (size_t from = 0, end; from < v->count; from = end) {
        end = end_of_node(v, from);
        rl_draft draft = {.first = name_of(v, &v->shares[from]),
                          .second = "",
                          .gold_type = RL_NONE,
                          .found_type = RL_NONE,
                          .at = from};
        for (size_t i = from + 1; i < end; i++)
            draft.count += v->shares[i].count;
        if (end - from > 1 && !rl_drafts_add(drafts, &draft))
            return false;
    }
    return true;
}

/* Examples are mentions that are not with the most. */
static bool find_examples(const view *v, rl_drafts *drafts)
{
    const rl_occurrences *found = &v->m->found;
    size_t nodes = (v->kind == RL_SPLIT_NODE ? v->m->gold.entities : found->entities)->count;
    size_t *slot = malloc((nodes + 1) * sizeof *slot);
    if (slot == NULL)
        return false;
    for (size_t i = 0; i < nodes; i++)
        slot[i] = SIZE_MAX;
    for (size_t i = 0; i < drafts->count; i++)
        slot[node_of(v, &v->shares[drafts->items[i].at])] = i;
    for (size_t i = 0; i < found->count; i++) {
        const rl_occurrence *o = &found->items[i];
        rl_share share = {.gold = rl_pairing_owner(&v->m->pairing, o), .found = o->entity};
        size_t wanted = share.gold == RL_NONE ? SIZE_MAX : slot[node_of(v, &share)];
        if (wanted == SIZE_MAX)
            continue;
        rl_draft *draft = &drafts->items[wanted];
        if (other_of(v, &share) != other_of(v, &v->shares[draft->at]))
            rl_draft_add_place(draft, (rl_mistake_place){o->document, o->start, o->end});
    }
    free(slot);
    return true;
}

static const char *copy(const view *v, const char *string)
{
    return rl_arena_copy(v->m->arena, string, strlen(string));
}

static bool name_nodes(const view *v, const rl_draft *draft, relata_mistake *mistake)
{
    size_t end = end_of_node(v, draft->at), count = end - draft->at;
    const char **one = rl_arena_alloc(v->m->arena, sizeof *one);
    const char **several = rl_arena_alloc(v->m->arena, count * sizeof *several);
    if (one == NULL || several == NULL || (one[0] = copy(v, draft->first)) == NULL)
        return false;
    for (size_t i = 0; i < count; i++)
        if ((several[i] = copy(v, other_name_of(v, &v->shares[draft->at + i]))) == NULL)
            return false;
    bool split = v->kind == RL_SPLIT_NODE;
    mistake->gold = split ? one : several;
    mistake->gold_count = split ? 1 : count;
    mistake->found = split ? several : one;
    mistake->found_count = split ? count : 1;
    return true;
}

static bool list_kind(const rl_mistaking *m, rl_mistake_kind kind)
{
    view v = {.m = m, .kind = kind, .count = m->pairing.share_count};
    rl_drafts drafts = {0};
    v.shares = malloc((v.count + 1) * sizeof *v.shares);
    bool ok = v.shares != NULL;
    if (ok && v.count > 0) {
        memcpy(v.shares, m->pairing.shares, v.count * sizeof *v.shares);
        qsort(v.shares, v.count, sizeof *v.shares, kind == RL_SPLIT_NODE ? compare_by_gold : compare_by_found);
    }
    ok = ok && draft_nodes(&v, &drafts);
    if (ok)
        rl_drafts_cut(&drafts, m, kind);
    ok = ok && find_examples(&v, &drafts);
    relata_mistake *mistakes = ok ? rl_drafts_describe(&drafts, m, kind, &ok) : NULL;
    for (size_t i = 0; ok && i < drafts.count; i++)
        ok = name_nodes(&v, &drafts.items[i], &mistakes[i]);
    rl_drafts_free(&drafts);
    free(v.shares);
    return ok;
}

bool rl_mistakes_in_nodes(const rl_mistaking *m)
{
    return list_kind(m, RL_SPLIT_NODE) && list_kind(m, RL_MERGED_NODE);
}
