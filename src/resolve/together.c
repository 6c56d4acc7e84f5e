/* The documents of groups, as sorted pairs: few groups are asked for, so that the rest costs one look at each entity. */
#include "resolve/together.h"

#include <stdlib.h>

typedef struct rl_place {
    uint32_t group; /* its own, not the root */
    uint32_t record;
} place;

static int compare_places(const void *x, const void *y)
{
    const place *a = x, *b = y;
    if (a->group != b->group)
        return a->group < b->group ? -1 : 1;
    return a->record < b->record ? -1 : a->record > b->record;
}

static bool add_place(rl_together *t, uint32_t group, size_t record)
{
    place *places = rl_array_grow(t->places, &t->capacity, t->count + 1, sizeof *places);
    if (places == NULL)
        return false;
    t->places = places;
    places[t->count++] = (place){group, (uint32_t)record};
    return true;
}

/* Is the entity named in full? A listed person known by one word there may be the one named in full beside it ("Orban
 * Viktor", later "Orban"). */
static bool is_in_full(const rl_record *record, size_t e)
{
    const rl_record_entity *entity = &record->entities[e];
    bool full = false;
    for (uint32_t f = 0; f < entity->form_count && !full; f++)
        full = record->forms[entity->first_form + f].words >= 2;
    return full && !entity->partial;
}

bool rl_together_find(rl_together *together, const bool *wanted)
{
    rl_grouping *g = together->g;
    for (size_t r = 0; r < g->record_count; r++)
        for (size_t e = 0; e < g->records[r]->entity_count; e++) {
            if (!is_in_full(g->records[r], e))
                continue;
            uint32_t group = g->group_of[g->first_of[r] + e];
            if (wanted[rl_group_root(g, group)] && !add_place(together, group, r))
                return false;
        }
    if (together->count > 0)
        qsort(together->places, together->count, sizeof *together->places, compare_places);
    return true;
}

static size_t first_place(const rl_together *t, uint32_t group)
{
    size_t low = 0, high = t->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (t->places[middle].group < group)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Entities known by one word have no group when this is asked. */
static bool is_named_in(rl_grouping *g, uint32_t record, uint32_t root)
{
    for (size_t e = 0; e < g->records[record]->entity_count; e++)
        if (!g->records[record]->entities[e].partial &&
            rl_group_root(g, g->group_of[g->first_of[record] + e]) == root && is_in_full(g->records[record], e))
            return true;
    return false;
}

bool rl_together_named(rl_together *together, uint32_t a, uint32_t b, uint32_t *ret_record)
{
    rl_grouping *g = together->g;
    uint32_t member = a, root = rl_group_root(g, b), found = RL_NONE;
    do {
        for (size_t i = first_place(together, member); i < together->count && together->places[i].group == member; i++)
            if (together->places[i].record < found && is_named_in(g, together->places[i].record, root))
                found = together->places[i].record;
        member = g->groups[member].next;
    } while (member != a);
    if (found != RL_NONE && ret_record != NULL)
        *ret_record = found;
    return found != RL_NONE;
}

void rl_together_free(rl_together *together)
{
    free(together->places);
    together->places = NULL;
}
