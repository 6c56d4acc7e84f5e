/* People: full names first, then the short forms that refer to them.
 *
 * A family name alone goes to the one person of the document who bears it; if several do, to the one named in full last
 * before it, or to nobody. A given name alone goes to its only bearer. Where nobody in the document bears a family name, a
 * listed person may, if one is far better known than the others. Two people of one family name are never one. */
#include "resolve/internal.h"

#include "text/text.h"

#include <math.h>
#include <string.h>

static bool is_full(const rl_mention *mention, const rl_name *name)
{
    return (mention->entry != RL_NONE && !mention->family_only) || (name->count >= 2 && !mention->family_only);
}

static bool is_same_full(const rl_resolver *r, const rl_local *local, uint32_t entry, const rl_name *name)
{
    if (local->entity.type != RL_TYPE_PERSON)
        return false;
    if (local->entity.entry != RL_NONE && entry != RL_NONE)
        return local->entity.entry == entry;
    return rl_name_equal(r, &local->name, name) || rl_name_agrees(r, &local->name, name);
}

/* The one local that a full name can be, or RL_NONE if none or several can. */
static uint32_t find_full(const rl_resolver *r, uint32_t entry, const rl_name *name)
{
    uint32_t found = RL_NONE;
    for (uint32_t i = 0; i < r->count; i++) {
        if (!is_same_full(r, &r->locals[i], entry, name))
            continue;
        if (rl_name_equal(r, &r->locals[i].name, name) || (entry != RL_NONE && r->locals[i].entity.entry == entry))
            return i;
        if (found != RL_NONE)
            return RL_NONE;
        found = i;
    }
    return found;
}

static bool resolve_full(rl_resolver *r, uint32_t number, const rl_name *name)
{
    rl_mention *mention = &r->input->mentions[number];
    uint32_t local = find_full(r, mention->entry, name);
    if (local == RL_NONE)
        local = rl_local_add(r, number, mention->entry, name, false);
    if (local == RL_NONE)
        return false;
    rl_local *l = &r->locals[local];
    if (l->entity.entry == RL_NONE)
        l->entity.entry = mention->entry;
    if (name->count > l->name.count)
        l->name = *name;
    mention->entity = local;
    return true;
}

/* ---- short forms ---- */

/* Is the name one of the family names that a list gives the entry ("Zelenskyy|Zelensky")? Decided by the hits there. */
static bool is_listed_family(const rl_resolver *r, const rl_mention *mention, uint32_t entry)
{
    const rl_resolve_input *in = r->input;
    for (size_t i = 0; entry != RL_NONE && i < in->hit_count && in->hits[i].first <= mention->first; i++)
        if (in->hits[i].first == mention->first && in->hits[i].last == mention->last && in->hits[i].entry == entry)
            return true;
    return false;
}

typedef enum bond { BOND_NONE, BOND_GIVEN, BOND_FAMILY } bond;

static bond bond_of(const rl_resolver *r, const rl_local *local, const rl_mention *mention, const rl_name *name)
{
    if (local->entity.type != RL_TYPE_PERSON || local->entity.partial)
        return BOND_NONE;
    if (rl_name_ends(r, &local->name, name) || is_listed_family(r, mention, local->entity.entry))
        return BOND_FAMILY;
    return rl_name_begins(r, &local->name, name) ? BOND_GIVEN : BOND_NONE;
}

/* The local that a short form refers to; *ret_several if more than one bears it and none was named before. */
static uint32_t find_bearer(const rl_resolver *r, const rl_mention *mention, const rl_name *name, bool *ret_several)
{
    bond strongest = BOND_NONE;
    size_t bearers = 0;
    uint32_t found = RL_NONE;
    for (uint32_t i = 0; i < r->count; i++) {
        bond b = bond_of(r, &r->locals[i], mention, name);
        if (b == BOND_NONE || b < strongest)
            continue;
        bearers = b > strongest ? 1 : bearers + 1;
        bool later = b > strongest || r->locals[i].last_full > (found == RL_NONE ? 0 : r->locals[found].last_full);
        found = later ? i : found;
        strongest = b;
    }
    *ret_several = bearers > 1 && (strongest == BOND_GIVEN || r->locals[found].last_full == 0);
    return *ret_several ? RL_NONE : found;
}

/* The listed person that a family name alone means: the only one, or one far better known than the others. */
static uint32_t famous_bearer(const rl_resolver *r, const rl_mention *mention)
{
    const rl_resolve_input *in = r->input;
    double best = -1, second = -1;
    uint32_t found = RL_NONE;
    for (size_t i = 0; i < in->hit_count && in->hits[i].first <= mention->first; i++) {
        const rl_hit *hit = &in->hits[i];
        if (hit->first != mention->first || hit->last != mention->last || hit->kind != RL_NAME_FAMILY)
            continue;
        double prior = in->entries[hit->entry].prior;
        if (prior > best) {
            second = best;
            best = prior;
            found = hit->entry;
        } else {
            second = fmax(second, prior);
        }
    }
    return second < 0 || (best >= 40 && best >= 1.5 * second) ? found : RL_NONE;
}

static uint32_t find_partial(const rl_resolver *r, const rl_name *name)
{
    for (uint32_t i = 0; i < r->count; i++)
        if (r->locals[i].entity.partial && rl_name_equal(r, &r->locals[i].name, name))
            return i;
    return RL_NONE;
}

static uint32_t find_entry(const rl_resolver *r, uint32_t entry)
{
    for (uint32_t i = 0; i < r->count; i++)
        if (r->locals[i].entity.entry == entry)
            return i;
    return RL_NONE;
}

static bool resolve_short(rl_resolver *r, uint32_t number, const rl_name *name)
{
    rl_mention *mention = &r->input->mentions[number];
    bool several = false;
    uint32_t local = find_bearer(r, mention, name, &several);
    if (local == RL_NONE && !several && mention->family_only) {
        uint32_t entry = famous_bearer(r, mention);
        local = entry == RL_NONE ? RL_NONE : find_entry(r, entry);
        if (entry != RL_NONE && local == RL_NONE)
            local = rl_local_add(r, number, entry, name, false);
    }
    if (local == RL_NONE)
        local = find_partial(r, name);
    if (local == RL_NONE)
        local = rl_local_add(r, number, RL_NONE, name, true);
    mention->entity = local;
    return local != RL_NONE;
}

bool rl_resolve_people(rl_resolver *r)
{
    rl_name name;
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < r->input->mention_count; i++) {
            const rl_mention *mention = &r->input->mentions[i];
            if (mention->type != RL_TYPE_PERSON)
                continue;
            rl_name_of(r, mention, &name);
            bool full = is_full(mention, &name);
            if (full && pass == 0 && !resolve_full(r, i, &name))
                return false;
            if (!full && pass == 1 && !resolve_short(r, i, &name))
                return false;
            if (full && pass == 1)
                r->locals[mention->entity].last_full = i + 1;
        }
    }
    return true;
}
