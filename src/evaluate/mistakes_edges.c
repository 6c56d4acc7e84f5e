/* Edges that GOLD has and were not found, and the reverse. What counts are the sentences of the edge. */
#include "evaluate/mistakes.h"

#include <stdlib.h>
#include <string.h>

/* Both kinds are the same seen from either side. */
typedef struct view {
    const rl_mistaking *m;
    rl_mistake_kind kind;
    const rl_occurrences *occurrences;
    const rl_ties *ties;
    const rl_ties *others;
    const uint32_t *partner_of;
} view;

static view view_of(const rl_mistaking *m, rl_mistake_kind kind)
{
    if (kind == RL_MISSED_EDGE)
        return (view){m, kind, &m->gold, &m->gold_ties, &m->found_ties, m->pairing.found_of};
    return (view){m, kind, &m->found, &m->found_ties, &m->gold_ties, m->pairing.gold_of};
}

/* A draft's `at` is its tie. */
static bool draft_edges(const view *v, rl_drafts *drafts)
{
    for (size_t i = 0; i < v->ties->count; i++) {
        const rl_tie *tie = &v->ties->items[i];
        if (rl_ties_partner(v->others, v->partner_of, tie) != NULL)
            continue;
        const char *a = rl_string_map_key(v->occurrences->entities, tie->a, NULL);
        const char *b = rl_string_map_key(v->occurrences->entities, tie->b, NULL);
        bool in_order = strcmp(a, b) < 0;
        rl_draft draft = {.count = tie->weight,
                          .first = in_order ? a : b,
                          .second = in_order ? b : a,
                          .gold_type = RL_NONE,
                          .found_type = RL_NONE,
                          .at = i};
        if (!rl_drafts_add(drafts, &draft))
            return false;
    }
    return true;
}

/* ---- examples ---- */

/* The drafts that are to be described, by their ties. */
typedef struct wanted {
    size_t *draft_of; /* by tie; SIZE_MAX: not to be described */
    bool *is_end;     /* by entity: of such a tie */
} wanted;

static bool list_wanted(const view *v, const rl_drafts *drafts, wanted *w)
{
    w->draft_of = malloc((v->ties->count + 1) * sizeof *w->draft_of);
    w->is_end = calloc(v->occurrences->entities->count + 1, sizeof *w->is_end);
    if (w->draft_of == NULL || w->is_end == NULL)
        return false;
    for (size_t i = 0; i < v->ties->count; i++)
        w->draft_of[i] = SIZE_MAX;
    for (size_t i = 0; i < drafts->count; i++) {
        const rl_tie *tie = &v->ties->items[drafts->items[i].at];
        w->draft_of[drafts->items[i].at] = i;
        w->is_end[tie->a] = w->is_end[tie->b] = true;
    }
    return true;
}

/* From the first mention of one to the end of the first mention of the other. */
static void add_example(const view *v, const wanted *w, rl_drafts *drafts, const rl_occurrence *a,
                        const rl_occurrence *b)
{
    const rl_tie *tie = rl_ties_find(v->ties, a->entity, b->entity);
    size_t draft = tie == NULL ? SIZE_MAX : w->draft_of[tie - v->ties->items];
    if (draft == SIZE_MAX)
        return;
    rl_mistake_place place = {a->document, a->start < b->start ? a->start : b->start,
                              a->end > b->end ? a->end : b->end};
    rl_draft_add_place(&drafts->items[draft], place);
}

static void add_sentence(const view *v, const wanted *w, rl_drafts *drafts, const rl_occurrence *sorted, size_t from,
                         size_t end)
{
    for (size_t i = from; i < end; i = rl_entity_end(sorted, end, i)) {
        if (!w->is_end[sorted[i].entity])
            continue;
        for (size_t j = rl_entity_end(sorted, end, i); j < end; j = rl_entity_end(sorted, end, j))
            if (w->is_end[sorted[j].entity])
                add_example(v, w, drafts, &sorted[i], &sorted[j]);
    }
}

static bool find_examples(const view *v, rl_drafts *drafts)
{
    wanted w = {0};
    rl_occurrence *sorted = rl_occurrences_by_sentence(v->occurrences);
    bool ok = sorted != NULL && list_wanted(v, drafts, &w);
    for (size_t from = 0, end; ok && drafts->count > 0 && from < v->occurrences->count; from = end) {
        end = rl_sentence_end(sorted, v->occurrences->count, from);
        add_sentence(v, &w, drafts, sorted, from, end);
    }
    free(sorted);
    free(w.draft_of);
    free(w.is_end);
    return ok;
}

/* ---- listing ---- */

static bool name_ends(const view *v, const rl_draft *draft, relata_mistake *mistake)
{
    rl_arena *arena = v->m->arena;
    const char **ends = rl_arena_alloc(arena, 2 * sizeof *ends);
    if (ends == NULL || (ends[0] = rl_arena_copy(arena, draft->first, strlen(draft->first))) == NULL ||
        (ends[1] = rl_arena_copy(arena, draft->second, strlen(draft->second))) == NULL)
        return false;
    bool missed = v->kind == RL_MISSED_EDGE;
    mistake->gold = missed ? ends : NULL;
    mistake->gold_count = missed ? 2 : 0;
    mistake->found = missed ? NULL : ends;
    mistake->found_count = missed ? 0 : 2;
    return true;
}

static bool list_kind(const rl_mistaking *m, rl_mistake_kind kind)
{
    view v = view_of(m, kind);
    rl_drafts drafts = {0};
    bool ok = draft_edges(&v, &drafts);
    if (ok)
        rl_drafts_cut(&drafts, m, kind);
    ok = ok && find_examples(&v, &drafts);
    relata_mistake *mistakes = ok ? rl_drafts_describe(&drafts, m, kind, &ok) : NULL;
    for (size_t i = 0; ok && i < drafts.count; i++)
        ok = name_ends(&v, &drafts.items[i], &mistakes[i]);
    rl_drafts_free(&drafts);
    return ok;
}

bool rl_mistakes_in_edges(const rl_mistaking *m)
{
    return list_kind(m, RL_MISSED_EDGE) && list_kind(m, RL_INVENTED_EDGE);
}
