/* Observations of what lists hold: the span, something longer that covers it, something shorter that begins or ends it. */
#include "recognise/observing.h"

#include <string.h>

static rl_value type_value(const rl_observed_span *s, uint32_t type)
{
    return rl_constant_value(s->o, RL_SAYS_TYPE + (type < RL_TYPE_BUILT_IN ? type : RL_TYPE_BUILT_IN));
}

/* What sort of place or organisation it is, if the list says so. */
static rl_value sort_value(const rl_observed_span *s, const rl_entry *entry)
{
    size_t length = strlen(entry->kind);
    return length == 0 ? type_value(s, entry->type) : (rl_value){rl_hash_bytes(entry->kind, length), {entry->kind, length}};
}

rl_constant rl_prior_constant(double prior)
{
    return RL_SAYS_PRIOR + (prior > 8) + (prior >= 20) + (prior >= 40) + (prior >= 70);
}

/* ---- what counts ---- */

const rl_entry *rl_observed_entry(const rl_recogniser *r, const rl_hit *hit, const rl_candidate *c)
{
    if (!rl_hit_fits(r, hit, c))
        return NULL;
    const rl_entry *entry = &r->findings->entries[hit->entry];
    return entry->type >= RL_TYPE_BUILT_IN || entry->sure || entry->usual ? NULL : entry;
}

bool rl_observed_is_listed(const rl_recogniser *r, const rl_candidate *c)
{
    const rl_findings *f = r->findings;
    for (size_t i = c->hit; i < f->hit_count && f->hits[i].first == c->first; i++)
        if (f->hits[i].kind <= RL_NAME_ALIAS && rl_observed_entry(r, &f->hits[i], c) != NULL)
            return true;
    return false;
}

rl_cuts rl_look_at_others(const rl_token_context *context, uint32_t first_token, uint32_t end_token)
{
    const rl_token_context *first = &context[first_token], *end = &context[end_token];
    uint32_t last = end_token + 1;
    rl_cuts c = {0};
    c.covered = first->listed_last > 0 && first->listed_last - first->listed_first > last - first_token &&
                first->listed_first <= first_token && first->listed_last >= last;
    c.goes_on = !c.covered && first->listed_last > last;
    c.cut_into = !c.covered && end->listed_last > last;
    c.begins = first->listed_last > 0 && first->listed_first == first_token && first->listed_last < last;
    c.ends = end->listed_last == last && end->listed_first > first_token;
    return c;
}

rl_constant rl_longer_constant(const rl_cuts *c)
{
    return c->covered ? RL_SAYS_COVERS : c->goes_on ? RL_SAYS_GOES_ON : RL_SAYS_BEGINS_INSIDE;
}

static bool has_hit(const rl_observed_span *s, size_t hit)
{
    const rl_findings *f = s->r->findings;
    return hit != RL_NONE && hit < f->hit_count && f->hits[hit].first == s->first;
}

/* ---- observations ---- */

static void observe_hit(const rl_observed_span *s, const rl_entry *entry, uint8_t kind)
{
    rl_value type = type_value(s, entry->type), how = rl_constant_value(s->o, RL_SAYS_KIND + kind);
    rl_constant many = RL_SAYS_NAME_MANY;
    bool one = s->first == s->end;
    rl_observe_two(s->o, RL_SEES_LISTED, type, how);
    rl_observe_two(s->o, RL_SEES_LISTED_KIND, sort_value(s, entry), rl_constant_value(s->o, s->length));
    rl_observe_three(s->o, RL_SEES_LISTED_AND_WORD, type, rl_constant_value(s->o, one ? rl_name_at(s, s->first) : many),
                     rl_constant_value(s->o, rl_prior_constant(entry->prior)));
    rl_observe_three(s->o, RL_SEES_LISTED_AND_SHAPE, type,
                     rl_constant_value(s->o, one ? rl_shape_at(s, s->first) : many), how);
}

static void observe_others(const rl_observed_span *s)
{
    rl_cuts c = rl_look_at_others(s->r->context, s->first, s->end);
    if (c.covered || c.goes_on || c.cut_into)
        rl_observe_one(s->o, RL_SEES_LONGER_NAME, rl_constant_value(s->o, rl_longer_constant(&c)));
    if (c.begins || c.ends)
        rl_observe_two(s->o, RL_SEES_SHORTER_NAME,
                       rl_constant_value(s->o, c.begins ? RL_SAYS_BEGINS : RL_SAYS_NOTHING),
                       rl_constant_value(s->o, c.ends ? RL_SAYS_ENDS : RL_SAYS_NOTHING));
}

void rl_observe_lists(const rl_observed_span *s)
{
    const rl_hit *hits = s->r->findings->hits;
    unsigned strong = 0, weak = 0; /* a bit for each type */
    for (size_t i = s->c->hit; has_hit(s, i); i++) {
        const rl_entry *entry = rl_observed_entry(s->r, &hits[i], s->c);
        if (entry == NULL)
            continue;
        *(hits[i].kind <= RL_NAME_ALIAS ? &strong : &weak) |= 1u << entry->type;
        observe_hit(s, entry, hits[i].kind);
    }
    rl_observe_fixed(s->o, RL_SEES_LISTS, RL_SAYS_SET + strong, RL_SAYS_SET + weak,
                     s->first == s->end ? rl_name_at(s, s->first) : RL_SAYS_NAME_MANY);
    observe_others(s);
}
