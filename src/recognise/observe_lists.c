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

static rl_value prior_value(const rl_observed_span *s, double prior)
{
    return rl_constant_value(s->o, RL_SAYS_PRIOR + (prior > 8) + (prior >= 20) + (prior >= 40) + (prior >= 70));
}

/* ---- what counts ---- */

/* Names of the user's lists and of lists that call their names evidence are judged without learned weights. */
static const rl_entry *entry_of(const rl_observed_span *s, const rl_hit *hit)
{
    if (!rl_hit_fits(s->r, hit, s->c))
        return NULL;
    const rl_entry *entry = &s->r->findings->entries[hit->entry];
    return entry->type >= RL_TYPE_BUILT_IN || entry->sure || entry->usual ? NULL : entry;
}

typedef struct cuts {
    bool covered;   /* a longer listed name holds the span … */
    bool goes_on;   /* … or begins before its end and goes on */
    bool cut_into;  /* … or begins inside it */
    bool begins;    /* a shorter listed name begins it */
    bool ends;
} cuts;

static cuts look_at_others(const rl_observed_span *s)
{
    const rl_token_context *first = &s->r->context[s->first], *end = &s->r->context[s->end];
    cuts c = {0};
    c.covered = first->listed_last > 0 && first->listed_last - first->listed_first > s->c->last - s->first &&
                first->listed_first <= s->first && first->listed_last >= s->c->last;
    c.goes_on = !c.covered && first->listed_last > s->c->last;
    c.cut_into = !c.covered && end->listed_last > s->c->last;
    c.begins = first->listed_last > 0 && first->listed_first == s->first && first->listed_last < s->c->last;
    c.ends = end->listed_last == s->c->last && end->listed_first > s->first;
    return c;
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
                     prior_value(s, entry->prior));
    rl_observe_three(s->o, RL_SEES_LISTED_AND_SHAPE, type,
                     rl_constant_value(s->o, one ? rl_shape_at(s, s->first) : many), how);
}

/* Of many bearers of a family name the best known are observed: more of them say no more. */
static bool is_well_known_bearer(const rl_observed_span *s, size_t hit, const rl_entry *entry)
{
    enum { OBSERVED = 2 };
    const rl_hit *hits = s->r->findings->hits;
    size_t better = 0;
    for (size_t i = s->c->hit; hits[hit].kind == RL_NAME_FAMILY && has_hit(s, i); i++) {
        const rl_entry *other = hits[i].kind == RL_NAME_FAMILY ? entry_of(s, &hits[i]) : NULL;
        better += other != NULL && (other->prior > entry->prior || (other->prior == entry->prior && i < hit));
    }
    return better < OBSERVED;
}

static void observe_others(const rl_observed_span *s)
{
    cuts c = look_at_others(s);
    if (c.covered || c.goes_on || c.cut_into) {
        rl_constant how = c.covered ? RL_SAYS_COVERS : c.goes_on ? RL_SAYS_GOES_ON : RL_SAYS_BEGINS_INSIDE;
        rl_observe_one(s->o, RL_SEES_LONGER_NAME, rl_constant_value(s->o, how));
    }
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
        const rl_entry *entry = entry_of(s, &hits[i]);
        if (entry == NULL)
            continue;
        *(hits[i].kind <= RL_NAME_ALIAS ? &strong : &weak) |= 1u << entry->type;
        if (is_well_known_bearer(s, i, entry))
            observe_hit(s, entry, hits[i].kind);
    }
    rl_observe_fixed(s->o, RL_SEES_LISTS, RL_SAYS_SET + strong, RL_SAYS_SET + weak,
                     s->first == s->end ? rl_name_at(s, s->first) : RL_SAYS_NAME_MANY);
    observe_others(s);
}
