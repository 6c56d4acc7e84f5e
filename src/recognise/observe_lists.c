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

void rl_observe_lists(rl_observed_span *s)
{
    const rl_findings *f = s->r->findings;
    rl_value ordinary = s->first == s->end ? rl_name_value(s, s->first) : rl_constant_value(s->o, RL_SAYS_MANY);
    rl_value shape = s->first == s->end ? rl_shape_value(s, s->first) : rl_constant_value(s->o, RL_SAYS_MANY);
    unsigned seen = 0;
    for (size_t i = s->c->hit; s->c->hit != RL_NONE && i < f->hit_count && f->hits[i].first == s->first; i++) {
        const rl_hit *hit = &f->hits[i];
        if (!rl_hit_fits(s->r, hit, s->c))
            continue;
        const rl_entry *entry = &f->entries[hit->entry];
        if (entry->type >= RL_TYPE_BUILT_IN || entry->sure || entry->usual)
            continue;
        bool strong = hit->kind <= RL_NAME_ALIAS;
        seen |= 1u << (entry->type + (strong ? 0 : 3));
        rl_observe_two(s->o, RL_SEES_LISTED, type_value(s, entry->type), rl_constant_value(s->o, RL_SAYS_KIND + hit->kind));
        rl_observe_two(s->o, RL_SEES_LISTED_KIND, sort_value(s, entry), s->length);
        rl_observe_three(s->o, RL_SEES_LISTED_AND_WORD, type_value(s, entry->type), ordinary, prior_value(s, entry->prior));
        rl_observe_three(s->o, RL_SEES_LISTED_AND_SHAPE, type_value(s, entry->type), shape, rl_constant_value(s->o, RL_SAYS_KIND + hit->kind));
    }
    rl_observe_three(s->o, RL_SEES_LISTS, rl_constant_value(s->o, RL_SAYS_SET + (seen & 7)), rl_constant_value(s->o, RL_SAYS_SET + (seen >> 3 & 7)), ordinary);
    const rl_token_context *context = &s->r->context[s->first];
    bool covered = context->listed_last > 0 && context->listed_last - context->listed_first > s->c->last - s->first &&
                   context->listed_first <= s->first && context->listed_last >= s->c->last;
    bool cuts = !covered && context->listed_last > s->c->last;
    const rl_token_context *at_end = &s->r->context[s->end];
    bool cut_into = !covered && at_end->listed_last > s->c->last;
    if (covered || cuts || cut_into)
        rl_observe_one(s->o, RL_SEES_LONGER_NAME, rl_constant_value(s->o, covered ? RL_SAYS_COVERS : cuts ? RL_SAYS_GOES_ON : RL_SAYS_BEGINS_INSIDE));
    bool begins = context->listed_last > 0 && context->listed_first == s->first && context->listed_last < s->c->last;
    bool ends = at_end->listed_last == s->c->last && at_end->listed_first > s->first;
    if (begins || ends)
        rl_observe_two(s->o, RL_SEES_SHORTER_NAME, rl_constant_value(s->o, begins ? RL_SAYS_BEGINS : RL_SAYS_NOTHING), rl_constant_value(s->o, ends ? RL_SAYS_ENDS : RL_SAYS_NOTHING));
}
