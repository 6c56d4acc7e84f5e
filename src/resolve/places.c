/* Places, and types of the user's own: by list entry, else by name. */
#include "resolve/internal.h"

static bool resolve_one(rl_resolver *r, uint32_t number)
{
    rl_mention *mention = &r->input->mentions[number];
    rl_name name;
    rl_name_of(r, mention, &name);
    if (mention->entry != RL_NONE)
        rl_key_entry(r, mention->entry);
    else
        rl_key_name(r, mention->type, &name);
    uint32_t local = rl_bearers_first(r);
    if (local == RL_NONE) {
        local = rl_local_add(r, number, mention->entry, &name, false);
        if (local != RL_NONE)
            rl_bearers_add(r, local);
    }
    mention->reason = mention->entry == RL_NONE ? RL_REASON_NONE : RL_REASON_ENTRY;
    mention->entity = local;
    return local != RL_NONE;
}

bool rl_resolve_places(rl_resolver *r)
{
    for (uint32_t i = 0; i < r->input->mention_count; i++) {
        if (r->input->mentions[i].type != RL_TYPE_PLACE)
            continue;
        rl_entry_choose(r, &r->input->mentions[i]);
        if (!resolve_one(r, i))
            return false;
    }
    return !r->failed;
}

bool rl_resolve_others(rl_resolver *r)
{
    for (uint32_t i = 0; i < r->input->mention_count; i++)
        if (r->input->mentions[i].type >= RL_TYPE_BUILT_IN && !resolve_one(r, i))
            return false;
    return !r->failed;
}
