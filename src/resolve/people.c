/* People: full names first, then the short forms that refer to them.
 *
 * A family name alone goes to the one person of the document who bears it; if several do, to the one named in full last
 * before it, or to nobody. A given name alone goes to its only bearer. Where nobody in the document bears a family
 * name, a listed person may, if one is far better known than the others. Two people of one family name are never one.
 */
#include "resolve/internal.h"

#include "text/text.h"

#include <string.h>

/* "Jr.", "Sr." and "III" tell bearers of a name apart, and are left out of it where there is nobody to tell apart. The
 * first `count` of these are looked for. */
static bool ends_in_suffix(const rl_resolver *r, const rl_name *name, size_t count)
{
    static const char *const suffixes[] = {"jr", "sr", "ii", "iii", "iv"};
    const rl_token *last = &r->input->text->tokens[name->words[name->count - 1]];
    for (size_t i = 0; i < count; i++)
        if (rl_token_is(r->input->text, last, suffixes[i], strlen(suffixes[i])))
            return true;
    return false;
}

bool rl_name_has_suffix(const rl_resolver *r, const rl_name *name)
{
    return name->count >= 3 && ends_in_suffix(r, name, 5);
}

/* "Griffey Jr." is as short as "Griffey"; "Hassan II" is all that there is. */
static bool is_full(const rl_resolver *r, const rl_mention *mention, const rl_name *name)
{
    size_t least = name->count == 2 && ends_in_suffix(r, name, 2) ? 3 : 2;
    return (mention->entry != RL_NONE || name->count >= least) && !mention->family_only;
}

/* ---- full names ---- */

static bool is_compatible(const rl_local *local, uint32_t entry)
{
    return local->entity.entry == RL_NONE || entry == RL_NONE || local->entity.entry == entry;
}

/* Asks for those whose first letter and last word are the name's: all that it can agree with are among them. */
static void ask_agreeing(rl_resolver *r, const rl_name *name)
{
    const rl_text *text = r->input->text;
    rl_key_words(r, RL_KEY_AGREEING, RL_TYPE_PERSON, &name->words[name->count - 1], 1);
    rl_key_bytes(r, text->folded + text->tokens[name->words[0]].fold, rl_initial_length(r, name->words[0]));
}

static uint32_t find_equal(rl_resolver *r, uint32_t entry, const rl_name *name)
{
    rl_key_name(r, RL_TYPE_PERSON, name);
    const rl_bearers *found = rl_bearers_find(r);
    for (uint32_t i = found == NULL ? RL_NONE : found->first; i != RL_NONE; i = r->links[i].next)
        if (is_compatible(&r->locals[r->links[i].local], entry))
            return r->links[i].local;
    return RL_NONE;
}

/* The only one that agrees, RL_NONE if none or several do. */
static uint32_t find_agreeing(rl_resolver *r, uint32_t entry, const rl_name *name)
{
    uint32_t found = RL_NONE;
    ask_agreeing(r, name);
    const rl_bearers *all = rl_bearers_find(r);
    if (all == NULL || all->count > RL_NAMESAKES)
        return RL_NONE;
    for (uint32_t i = all->first; i != RL_NONE; i = r->links[i].next) {
        const rl_local *local = &r->locals[r->links[i].local];
        if (!is_compatible(local, entry) || !rl_name_agrees(r, &local->name, name))
            continue;
        if (found != RL_NONE)
            return RL_NONE;
        found = r->links[i].local;
    }
    return found;
}

static uint32_t find_entry(rl_resolver *r, uint32_t entry)
{
    rl_key_entry(r, entry);
    return entry == RL_NONE ? RL_NONE : rl_bearers_first(r);
}

static uint32_t find_full(rl_resolver *r, uint32_t entry, const rl_name *name, rl_reason *ret_reason)
{
    uint32_t found = find_entry(r, entry);
    *ret_reason = entry == RL_NONE ? RL_REASON_NONE : RL_REASON_ENTRY;
    if (found == RL_NONE)
        found = find_equal(r, entry, name);
    if (found != RL_NONE || name->count < 2)
        return found;
    found = find_agreeing(r, entry, name);
    if (found != RL_NONE && entry == RL_NONE)
        *ret_reason = RL_REASON_AGREES;
    return found;
}

static void index_full(rl_resolver *r, uint32_t local)
{
    const rl_local *l = &r->locals[local];
    if (l->entity.entry != RL_NONE) {
        rl_key_entry(r, l->entity.entry);
        rl_bearers_add_once(r, local);
    }
    rl_key_name(r, RL_TYPE_PERSON, &l->name);
    rl_bearers_add_once(r, local);
    if (l->name.count < 2)
        return;
    ask_agreeing(r, &l->name);
    rl_bearers_add_once(r, local);
}

static bool resolve_full(rl_resolver *r, uint32_t number, const rl_name *name)
{
    rl_mention *mention = &r->input->mentions[number];
    rl_reason reason;
    uint32_t local = find_full(r, mention->entry, name, &reason);
    mention->reason = (uint8_t)reason;
    if (local == RL_NONE)
        local = rl_local_add(r, number, mention->entry, name, false);
    if (local == RL_NONE)
        return false;
    rl_local *l = &r->locals[local];
    if (l->entity.entry == RL_NONE)
        l->entity.entry = mention->entry;
    rl_name_complete(r, &l->name, name);
    if (l->honorific == RL_HONORIFIC_NONE)
        l->honorific = (uint8_t)rl_honorific_before(r, mention);
    mention->entity = local;
    index_full(r, local);
    return true;
}

/* ---- short forms ---- */

/* "Rubén Darío Paredes Quispe": the word before the last is a family name, and no given name. */
static bool has_two_families(const rl_resolver *r, const rl_name *name)
{
    if (name->count < 3)
        return false;
    rl_classes classes = r->input->text->tokens[name->words[name->count - 2]].classes;
    return (classes & (RL_CLASS_FAMILY | RL_CLASS_GIVEN)) == RL_CLASS_FAMILY;
}

/* Makes a person known under every ending and beginning of the name: "Smith", "Anna", "da Silva"; also "Davis" for "Sammy
 * Davis Jr." */
static void index_short(rl_resolver *r, uint32_t local)
{
    rl_name name = r->locals[local].name;
    for (size_t i = 1; i < name.count; i++) {
        rl_key_words(r, RL_KEY_ENDING, RL_TYPE_PERSON, name.words + i, name.count - i);
        rl_bearers_add(r, local);
        rl_key_words(r, RL_KEY_BEGINNING, RL_TYPE_PERSON, name.words, i);
        rl_bearers_add(r, local);
    }
    if (has_two_families(r, &name)) {
        rl_key_words(r, RL_KEY_FIRST_FAMILY, RL_TYPE_PERSON, &name.words[name.count - 2], 1);
        rl_bearers_add(r, local);
    }
    bool suffix = rl_name_has_suffix(r, &name);
    for (size_t i = 1; suffix && i + 1 < name.count; i++) {
        rl_key_words(r, RL_KEY_ENDING, RL_TYPE_PERSON, name.words + i, name.count - 1 - i);
        rl_bearers_add(r, local);
    }
}

static void note_named(rl_resolver *r, const rl_name *name, size_t count, uint32_t local)
{
    for (size_t i = 1; i < count; i++) {
        rl_key_words(r, RL_KEY_ENDING, RL_TYPE_PERSON, name->words + i, count - i);
        rl_bearers *bearers = rl_bearers_find(r);
        if (bearers != NULL)
            bearers->named = local;
    }
}

/* Remembers who was named in full last. */
static void note_full(rl_resolver *r, uint32_t number)
{
    rl_local *local = &r->locals[r->input->mentions[number].entity];
    local->last_full = number + 1;
    note_named(r, &local->name, local->name.count, r->input->mentions[number].entity);
    if (rl_name_has_suffix(r, &local->name))
        note_named(r, &local->name, local->name.count - 1, r->input->mentions[number].entity);
}

/* Those who bear a family name, while they are gathered: how many, and the one named in full last. */
typedef struct family {
    size_t count;
    uint32_t latest;
} family;

static void add_to_family(const rl_resolver *r, family *f, size_t count, uint32_t local)
{
    f->count += count;
    if (f->latest == RL_NONE || r->locals[local].last_full > r->locals[f->latest].last_full)
        f->latest = local;
}

/* Listed people go by the family names that their list gives them ("Xi", "Zelensky"): the hits there say so. */
static void add_listed(rl_resolver *r, const rl_mention *mention, const rl_name *name, family *f)
{
    const rl_resolve_input *in = r->input;
    size_t i = rl_hits_of(r, mention);
    for (; i < in->hit_count && in->hits[i].first == mention->first; i++) {
        uint32_t local = in->hits[i].last == mention->last ? find_entry(r, in->hits[i].entry) : RL_NONE;
        if (local != RL_NONE && local != f->latest && !rl_name_ends(r, &r->locals[local].name, name))
            add_to_family(r, f, 1, local);
    }
}

/* The local that a short form refers to; *ret_several if more than one bears it and none was named before. */
static uint32_t find_bearer(rl_resolver *r, const rl_mention *mention, const rl_name *name, bool *ret_several,
                            rl_reason *ret_reason)
{
    family f = {0, RL_NONE};
    rl_key_words(r, RL_KEY_ENDING, RL_TYPE_PERSON, name->words, name->count);
    const rl_bearers *ending = rl_bearers_find(r);
    rl_honorific honorific = rl_honorific_before(r, mention);
    uint32_t named = RL_NONE;
    if (ending != NULL)
        named = ending->named == RL_NONE ? r->links[ending->first].local : ending->named;
    if (ending != NULL && honorific != RL_HONORIFIC_NONE)
        named = rl_bearer_by_honorific(r, ending, honorific);
    if (named != RL_NONE)
        add_to_family(r, &f, rl_bearers_apart(r, ending), named);
    add_listed(r, mention, name, &f);
    *ret_several = f.count > 1 && r->locals[f.latest].last_full == 0;
    *ret_reason = f.count > 1 ? RL_REASON_FAMILY_LAST : f.count == 1 ? RL_REASON_FAMILY : RL_REASON_GIVEN;
    if (f.count > 0)
        return *ret_several ? RL_NONE : f.latest;
    rl_key_words(r, RL_KEY_BEGINNING, RL_TYPE_PERSON, name->words, name->count);
    const rl_bearers *beginning = rl_bearers_find(r);
    if (beginning == NULL) {
        rl_key_words(r, RL_KEY_FIRST_FAMILY, RL_TYPE_PERSON, name->words, name->count);
        beginning = rl_bearers_find(r);
        *ret_reason = RL_REASON_FAMILY;
    }
    *ret_several = beginning != NULL && beginning->count > 1;
    return beginning == NULL || *ret_several ? RL_NONE : r->links[beginning->first].local;
}

/* A new local for a famous person of whom only the family name is there. */
static uint32_t add_famous(rl_resolver *r, uint32_t number, uint32_t entry, const rl_name *name)
{
    uint32_t local = rl_local_add(r, number, entry, name, false);
    if (local == RL_NONE)
        return RL_NONE;
    r->locals[local].bare = true;
    rl_key_entry(r, entry);
    rl_bearers_add_once(r, local);
    index_short(r, local);
    return local;
}

/* `apart`: of a family name whose bearers it cannot mean, so that it may not mean them in other documents either. */
static uint32_t get_partial(rl_resolver *r, uint32_t number, const rl_name *name, bool apart)
{
    rl_key_words(r, RL_KEY_PARTIAL, RL_TYPE_PERSON, name->words, name->count);
    uint32_t local = rl_bearers_first(r);
    if (local != RL_NONE)
        return local;
    local = rl_local_add(r, number, RL_NONE, name, !apart);
    if (local != RL_NONE)
        rl_bearers_add(r, local);
    return local;
}

/* The local of a listed person whom the document may not have named. */
static uint32_t get_famous(rl_resolver *r, uint32_t number, uint32_t entry, const rl_name *name)
{
    uint32_t local = find_entry(r, entry);
    return local != RL_NONE ? local : add_famous(r, number, entry, name);
}

/* The listed person whom a bare family name means, although `local` may bear it too; RL_NONE if it means that one. */
static uint32_t well_known(rl_resolver *r, const rl_mention *mention, uint32_t local, bool several, rl_reason reason)
{
    uint32_t entry = rl_well_known_bearer(r, mention), found = find_entry(r, entry);
    const rl_local *known = found != RL_NONE && r->locals[found].bare ? &r->locals[found] : NULL;
    if (local == RL_NONE) /* nobody bears it, or nobody was named yet of those who do */
        return several ? (known != NULL && known->usual ? entry : RL_NONE) : mention->family_only ? entry : RL_NONE;
    if (reason == RL_REASON_GIVEN)
        return RL_NONE;
    const rl_local *other = &r->locals[local];
    if ((found == RL_NONE || known != NULL) && rl_means_well_known(r, mention, other, entry, known))
        return entry;
    return rl_bearer_known_through(r, mention, other->entity.entry);
}

static void note_short(rl_resolver *r, uint32_t number, uint32_t local)
{
    if (rl_has_office(r, &r->input->mentions[number]))
        r->locals[local].titled = number + 1;
    else
        r->locals[local].usual = true;
}

/* Mr. Okoro, where only Mrs. Grace Okoro was named. */
static bool is_nobody_named(rl_resolver *r, const rl_mention *mention, const rl_name *name)
{
    rl_honorific honorific = rl_honorific_before(r, mention);
    rl_key_words(r, RL_KEY_ENDING, RL_TYPE_PERSON, name->words, name->count);
    const rl_bearers *ending = honorific == RL_HONORIFIC_NONE ? NULL : rl_bearers_find(r);
    return ending != NULL && rl_bearer_by_honorific(r, ending, honorific) == RL_NONE;
}

static bool resolve_short(rl_resolver *r, uint32_t number, const rl_name *name)
{
    rl_mention *mention = &r->input->mentions[number];
    bool several = false;
    rl_reason reason = RL_REASON_NONE;
    uint32_t local = find_bearer(r, mention, name, &several, &reason);
    uint32_t entry = well_known(r, mention, local, several, reason);
    if (entry != RL_NONE) {
        local = get_famous(r, number, entry, name);
        if (local == RL_NONE)
            return false;
        reason = RL_REASON_KNOWN;
    }
    mention->reason = (uint8_t)(local == RL_NONE ? RL_REASON_NONE : reason);
    if (local != RL_NONE)
        note_short(r, number, local);
    mention->entity = local == RL_NONE ? get_partial(r, number, name, is_nobody_named(r, mention, name)) : local;
    return mention->entity != RL_NONE;
}

/* ---- both ---- */

typedef enum pass { FULL_NAMES, SHORT_FORMS } pass;

static bool walk(rl_resolver *r, pass now)
{
    rl_name name;
    for (uint32_t i = 0; i < r->input->mention_count; i++) {
        const rl_mention *mention = &r->input->mentions[i];
        if (mention->type != RL_TYPE_PERSON)
            continue;
        rl_name_of(r, mention, &name);
        bool full = is_full(r, mention, &name);
        if (full && now == FULL_NAMES && !resolve_full(r, i, &name))
            return false;
        if (full && now == SHORT_FORMS)
            note_full(r, i);
        if (!full && now == SHORT_FORMS && !resolve_short(r, i, &name))
            return false;
    }
    return true;
}

bool rl_resolve_people(rl_resolver *r)
{
    if (!walk(r, FULL_NAMES))
        return false;
    for (uint32_t i = 0; i < r->count; i++)
        index_short(r, i);
    rl_join_parts(r);
    return walk(r, SHORT_FORMS) && !r->failed;
}
