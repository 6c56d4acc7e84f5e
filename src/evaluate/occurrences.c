/* Which mentions count for nodes and edges. */
#include "evaluate/nodes.h"

#include <stdlib.h>

static int compare_places(const void *a, const void *b)
{
    return rl_place_compare(a, b);
}

/* GOLD's places with a mention of any type that has no entity, sorted. */
static rl_span *find_nameless(const rl_side *gold, size_t *ret_count)
{
    size_t count = 0;
    rl_span *places = malloc((gold->count + 1) * sizeof *places);
    if (places == NULL)
        return NULL;
    for (size_t i = 0; i < gold->count; i++)
        if (gold->spans[i].entity == RL_NONE)
            places[count++] = gold->spans[i];
    if (count > 0)
        qsort(places, count, sizeof *places, compare_places);
    *ret_count = count;
    return places;
}

static bool counts(const rl_span *span, const rl_span *nameless, size_t count)
{
    return span->type != RL_NONE && span->entity != RL_NONE &&
           (count == 0 || bsearch(span, nameless, count, sizeof *nameless, compare_places) == NULL);
}

bool rl_occurrences_make(const rl_side *side, const rl_side *gold, const rl_cuts *cuts, rl_occurrences *ret)
{
    size_t nameless_count = 0;
    rl_span *nameless = find_nameless(gold, &nameless_count);
    rl_occurrences made = {.items = malloc((side->count + 1) * sizeof *made.items), .entities = &side->entities};
    bool ok = nameless != NULL && made.items != NULL;
    for (size_t i = 0; ok && i < side->count; i++) {
        const rl_span *span = &side->spans[i];
        if (counts(span, nameless, nameless_count))
            made.items[made.count++] = (rl_occurrence){span->document, span->start, span->end, span->entity,
                                                       rl_cuts_sentence(cuts, span->document, span->start)};
    }
    free(nameless);
    if (!ok) {
        rl_occurrences_free(&made);
        return false;
    }
    *ret = made;
    return true;
}

void rl_occurrences_free(rl_occurrences *occurrences)
{
    free(occurrences->items);
    *occurrences = (rl_occurrences){0};
}
