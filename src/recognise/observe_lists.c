/* Observations of what lists hold: the span, something longer that covers it, something shorter that begins or ends it. */
#include "recognise/observing.h"

static const char *kind_name(uint8_t kind)
{
    static const char *const names[] = {"name", "alias", "weak", "family", "demonym", "lexicon"};
    return names[kind];
}

static const char *type_name(uint32_t type)
{
    static const char *const names[] = {"person", "place", "organisation", "other"};
    return names[type < RL_TYPE_BUILT_IN ? type : RL_TYPE_BUILT_IN];
}

static const char *prior_name(double prior)
{
    return prior >= 70 ? "4" : prior >= 40 ? "3" : prior >= 20 ? "2" : prior > 8 ? "1" : "0";
}

void rl_observe_lists(rl_observed_span *s)
{
    const rl_findings *f = s->r->findings;
    rl_value ordinary = s->first == s->end ? rl_name_value(s, s->first) : rl_constant_value(s->o, "many");
    rl_value shape = s->first == s->end ? rl_shape_value(s, s->first) : rl_constant_value(s->o, "many");
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
        rl_observe_two(s->o, "listed", rl_constant_value(s->o, type_name(entry->type)), rl_constant_value(s->o, kind_name(hit->kind)));
        rl_observe_two(s->o, "listed kind", rl_constant_value(s->o, entry->kind[0] != '\0' ? entry->kind : type_name(entry->type)), s->length);
        rl_observe_three(s->o, "listed and word", rl_constant_value(s->o, type_name(entry->type)), ordinary, rl_constant_value(s->o, prior_name(entry->prior)));
        rl_observe_three(s->o, "listed and shape", rl_constant_value(s->o, type_name(entry->type)), shape, rl_constant_value(s->o, kind_name(hit->kind)));
    }
    static const char *const sets[] = {"-", "p", "l", "pl", "o", "po", "lo", "plo"};
    rl_observe_three(s->o, "lists", rl_constant_value(s->o, sets[seen & 7]), rl_constant_value(s->o, sets[seen >> 3 & 7]), ordinary);
    const rl_token_context *context = &s->r->context[s->first];
    bool covered = context->listed_last > 0 && context->listed_last - context->listed_first > s->c->last - s->first &&
                   context->listed_first <= s->first && context->listed_last >= s->c->last;
    bool cuts = !covered && context->listed_last > s->c->last;
    const rl_token_context *at_end = &s->r->context[s->end];
    bool cut_into = !covered && at_end->listed_last > s->c->last;
    if (covered || cuts || cut_into)
        rl_observe_one(s->o, "longer name", rl_constant_value(s->o, covered ? "covers" : cuts ? "goes on" : "begins inside"));
    bool begins = context->listed_last > 0 && context->listed_first == s->first && context->listed_last < s->c->last;
    bool ends = at_end->listed_last == s->c->last && at_end->listed_first > s->first;
    if (begins || ends)
        rl_observe_two(s->o, "shorter name", rl_constant_value(s->o, begins ? "begins" : "-"), rl_constant_value(s->o, ends ? "ends" : "-"));
}
