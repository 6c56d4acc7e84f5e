/* Organisations: by list entry or by name without its ending ("Inc."); then acronyms join what they stand for, and a
 * name's beginning joins the only longer name that begins so. */
#include "resolve/internal.h"

#include "text/text.h"

/* The first of that name which is not a different listed one. */
static uint32_t find_equal(rl_resolver *r, uint32_t entry, const rl_name *name)
{
    rl_key_name(r, RL_TYPE_ORGANISATION, name);
    const rl_bearers *found = rl_bearers_find(r);
    for (uint32_t i = found == NULL ? RL_NONE : found->first; i != RL_NONE; i = r->links[i].next)
        if (entry == RL_NONE || r->locals[r->links[i].local].entity.entry == RL_NONE)
            return r->links[i].local;
    return RL_NONE;
}

static uint32_t find_same(rl_resolver *r, uint32_t entry, const rl_name *name)
{
    rl_key_entry(r, entry);
    uint32_t found = entry == RL_NONE ? RL_NONE : rl_bearers_first(r);
    return found == RL_NONE ? find_equal(r, entry, name) : found;
}

static uint32_t add(rl_resolver *r, uint32_t number, const rl_name *name)
{
    uint32_t local = rl_local_add(r, number, RL_NONE, name, false);
    if (local == RL_NONE)
        return RL_NONE;
    rl_key_name(r, RL_TYPE_ORGANISATION, name);
    rl_bearers_add(r, local);
    return local;
}

static bool resolve_one(rl_resolver *r, uint32_t number)
{
    rl_mention *mention = &r->input->mentions[number];
    rl_name name;
    rl_name_of(r, mention, &name);
    rl_entry_choose(r, mention);
    uint32_t local = find_same(r, mention->entry, &name);
    if (local == RL_NONE)
        local = add(r, number, &name);
    if (local == RL_NONE)
        return false;
    mention->entity = local;
    mention->reason = mention->entry == RL_NONE ? RL_REASON_NONE : RL_REASON_ENTRY;
    if (mention->entry != RL_NONE && r->locals[local].entity.entry == RL_NONE) {
        r->locals[local].entity.entry = mention->entry;
        rl_key_entry(r, mention->entry);
        rl_bearers_add(r, local);
    }
    return true;
}

/* "Asia-Pacific Economic Cooperation (APEC)": a pattern found the two as partners. */
static void join_definitions(rl_resolver *r)
{
    const rl_resolve_input *in = r->input;
    for (size_t i = 0; i < in->pattern_count; i++) {
        uint32_t partner = in->patterns[i].partner;
        if (partner == RL_NONE || partner < i)
            continue;
        const rl_mention *a = rl_mention_at(r, in->patterns[i].first, in->patterns[i].last);
        const rl_mention *b = rl_mention_at(r, in->patterns[partner].first, in->patterns[partner].last);
        if (a != NULL && b != NULL && a->type == b->type && a->type == RL_TYPE_ORGANISATION)
            rl_local_join(r, a->entity, b->entity, RL_REASON_DEFINED);
    }
}

/* ---- short forms ---- */

static void key_initials(rl_resolver *r, const rl_name *name)
{
    const rl_text *text = r->input->text;
    rl_buffer_clear(&r->initials);
    for (size_t i = 0; i < name->count; i++) {
        const rl_token *word = &text->tokens[name->words[i]];
        if (rl_token_is_capital(word))
            (void)rl_buffer_append_short(&r->initials, text->folded + word->fold, rl_initial_length(r, name->words[i]));
    }
    r->failed |= r->initials.failed;
    rl_key_words(r, RL_KEY_INITIALS, 0, NULL, 0);
    rl_key_bytes(r, r->initials.bytes, r->initials.length);
}

/* Makes an organisation known under every beginning of its name and under the initials of its capitalised words. */
static void index_short(rl_resolver *r, uint32_t local)
{
    rl_name name = r->locals[local].name;
    if (name.count < 2)
        return;
    for (size_t i = 1; i < name.count; i++) {
        rl_key_words(r, RL_KEY_BEGINNING, RL_TYPE_ORGANISATION, name.words, i);
        rl_bearers_add(r, local);
    }
    key_initials(r, &name);
    rl_bearers_add(r, local);
}

/* Asks for the longer names that a name can be short for. True: as an acronym. */
static bool ask_longer(rl_resolver *r, const rl_name *name)
{
    const rl_token *word = &r->input->text->tokens[name->words[0]];
    bool acronym = name->count == 1 && (word->shape == RL_SHAPE_ALL_CAPS || word->shape == RL_SHAPE_DOTTED);
    rl_key_words(r, acronym ? RL_KEY_INITIALS : RL_KEY_BEGINNING, acronym ? 0 : RL_TYPE_ORGANISATION, name->words,
                 acronym ? 0 : name->count);
    if (acronym)
        rl_key_bytes(r, r->input->text->folded + word->fold, word->fold_length);
    return acronym;
}

/* Joins a name that no list has to the only longer name that it can be short for. Names of locals differ, so each list
 * of bearers is walked once. */
static void join_short(rl_resolver *r, uint32_t local)
{
    rl_name name = r->locals[local].name;
    uint32_t found = RL_NONE;
    bool acronym = ask_longer(r, &name);
    const rl_bearers *longer = rl_bearers_find(r);
    for (uint32_t i = longer == NULL ? RL_NONE : longer->first; i != RL_NONE; i = r->links[i].next) {
        uint32_t root = rl_local_root(r, r->links[i].local);
        if (found != RL_NONE && found != root)
            return;
        found = root;
    }
    if (found != RL_NONE)
        rl_local_join(r, found, local, acronym ? RL_REASON_ACRONYM : RL_REASON_BEGINNING);
}

bool rl_resolve_organisations(rl_resolver *r)
{
    uint32_t from = (uint32_t)r->count;
    for (uint32_t i = 0; i < r->input->mention_count; i++)
        if (r->input->mentions[i].type == RL_TYPE_ORGANISATION && !resolve_one(r, i))
            return false;
    join_definitions(r);
    for (uint32_t i = from; i < r->count; i++)
        index_short(r, i);
    /* Longer ones first: "Acme" is short for "Acme Widgets" and "Acme Widgets Holding" if these are one. */
    for (size_t words = RL_NAME_WORDS; words > 0; words--)
        for (uint32_t i = from; i < r->count; i++)
            if (r->locals[i].name.count == words && r->locals[i].entity.entry == RL_NONE)
                join_short(r, i);
    return !r->failed;
}
