/* Places, and types of the user's own: by list entry, else by name. Where a place name has several entries (London in
 * Ontario and in England), the country decides: named right after it, or named or meant elsewhere in the document. */
#include "resolve/internal.h"

#include "text/text.h"

#include <string.h>

static bool is_mentioned(const rl_resolver *r, const char *country)
{
    const rl_resolve_input *in = r->input;
    for (size_t i = 0; i < in->mention_count; i++) {
        const rl_mention *m = &in->mentions[i];
        if (m->entry != RL_NONE && m->type == RL_TYPE_PLACE && strcmp(in->entries[m->entry].name, country) == 0)
            return true;
    }
    return false;
}

/* "London, Ontario": what follows the comma says where. */
static bool is_named_after(const rl_resolver *r, const rl_mention *mention, const rl_entry *entry)
{
    const rl_resolve_input *in = r->input;
    uint32_t comma = mention->last;
    if (comma + 1 >= in->text->token_count || !rl_token_is(in->text, &in->text->tokens[comma], ",", 1))
        return false;
    for (size_t i = 0; i < in->hit_count && in->hits[i].first <= comma + 1; i++) {
        const rl_hit *hit = &in->hits[i];
        if (hit->first != comma + 1 || hit->kind > RL_NAME_ALIAS)
            continue;
        const rl_entry *after = &in->entries[hit->entry];
        if (strcmp(after->name, entry->country) == 0 ||
            (after->country[0] != '\0' && strcmp(after->country, entry->country) == 0))
            return true;
    }
    return false;
}

static double fit(const rl_resolver *r, const rl_mention *mention, const rl_entry *entry)
{
    double sum = entry->prior;
    if (entry->country[0] == '\0')
        return sum;
    if (is_named_after(r, mention, entry))
        sum += 200;
    return is_mentioned(r, entry->country) ? sum + 15 : sum;
}

static uint32_t choose_entry(const rl_resolver *r, const rl_mention *mention)
{
    const rl_resolve_input *in = r->input;
    uint32_t best = mention->entry;
    bool user = best != RL_NONE && !in->entries[best].shipped;
    for (size_t i = 0; !user && best != RL_NONE && i < in->hit_count && in->hits[i].first <= mention->first; i++) {
        const rl_hit *hit = &in->hits[i];
        if (hit->first != mention->first || hit->last != mention->last || hit->kind > RL_NAME_WEAK ||
            in->entries[hit->entry].type != mention->type)
            continue;
        if (fit(r, mention, &in->entries[hit->entry]) > fit(r, mention, &in->entries[best]))
            best = hit->entry;
    }
    return best;
}

static bool resolve_one(rl_resolver *r, uint32_t number, uint32_t entry)
{
    rl_mention *mention = &r->input->mentions[number];
    rl_name name;
    rl_name_of(r, mention, &name);
    uint32_t local = RL_NONE;
    for (uint32_t i = 0; i < r->count && local == RL_NONE; i++) {
        const rl_local *l = &r->locals[i];
        bool same = entry != RL_NONE || l->entity.entry != RL_NONE ? l->entity.entry == entry
                                                                   : rl_name_equal(r, &l->name, &name);
        if (l->entity.type == mention->type && same)
            local = i;
    }
    if (local == RL_NONE)
        local = rl_local_add(r, number, entry, &name, false);
    mention->entity = local;
    return local != RL_NONE;
}

bool rl_resolve_places(rl_resolver *r)
{
    for (uint32_t i = 0; i < r->input->mention_count; i++) {
        const rl_mention *mention = &r->input->mentions[i];
        if (mention->type == RL_TYPE_PLACE && !resolve_one(r, i, choose_entry(r, mention)))
            return false;
    }
    return true;
}

bool rl_resolve_others(rl_resolver *r)
{
    for (uint32_t i = 0; i < r->input->mention_count; i++) {
        const rl_mention *mention = &r->input->mentions[i];
        if (mention->type >= RL_TYPE_BUILT_IN && !resolve_one(r, i, mention->entry))
            return false;
    }
    return true;
}
