/* Organisations: by list entry or by name without its ending ("Inc."); then acronyms join what they stand for, and a
 * name's beginning joins the only longer name that begins so. */
#include "resolve/internal.h"

#include "text/text.h"

static uint32_t find_same(const rl_resolver *r, const rl_mention *mention, const rl_name *name)
{
    for (uint32_t i = 0; i < r->count; i++) {
        const rl_local *local = &r->locals[i];
        if (local->entity.type != RL_TYPE_ORGANISATION)
            continue;
        if (local->entity.entry != RL_NONE && mention->entry != RL_NONE ? local->entity.entry == mention->entry
                                                                        : rl_name_equal(r, &local->name, name))
            return i;
    }
    return RL_NONE;
}

static bool resolve_one(rl_resolver *r, uint32_t number)
{
    rl_mention *mention = &r->input->mentions[number];
    rl_name name;
    rl_name_of(r, mention, &name);
    uint32_t local = find_same(r, mention, &name);
    if (local == RL_NONE)
        local = rl_local_add(r, number, mention->entry, &name, false);
    if (local == RL_NONE)
        return false;
    if (r->locals[local].entity.entry == RL_NONE)
        r->locals[local].entity.entry = mention->entry;
    mention->entity = local;
    return true;
}

static const rl_mention *mention_at(const rl_resolver *r, uint32_t first, uint32_t last)
{
    for (size_t i = 0; i < r->input->mention_count; i++)
        if (r->input->mentions[i].first == first && r->input->mentions[i].last == last)
            return &r->input->mentions[i];
    return NULL;
}

/* "Asia-Pacific Economic Cooperation (APEC)": a pattern found the two as partners. */
static void join_definitions(rl_resolver *r)
{
    const rl_resolve_input *in = r->input;
    for (size_t i = 0; i < in->pattern_count; i++) {
        uint32_t partner = in->patterns[i].partner;
        if (partner == RL_NONE || partner < i)
            continue;
        const rl_mention *a = mention_at(r, in->patterns[i].first, in->patterns[i].last);
        const rl_mention *b = mention_at(r, in->patterns[partner].first, in->patterns[partner].last);
        if (a != NULL && b != NULL && a->type == b->type && a->type == RL_TYPE_ORGANISATION)
            rl_local_join(r, a->entity, b->entity);
    }
}

static bool is_acronym(const rl_resolver *r, const rl_local *local)
{
    uint8_t shape = r->input->text->tokens[local->name.words[0]].shape;
    return local->name.count == 1 && (shape == RL_SHAPE_ALL_CAPS || shape == RL_SHAPE_DOTTED);
}

static bool stands_for(const rl_resolver *r, const rl_local *acronym, const rl_local *full)
{
    const rl_text *text = r->input->text;
    const rl_token *letters = &text->tokens[acronym->name.words[0]];
    size_t at = 0;
    for (size_t i = 0; i < full->name.count; i++) {
        const rl_token *word = &text->tokens[full->name.words[i]];
        if (!rl_token_is_capital(word))
            continue;
        if (at >= letters->fold_length || text->folded[letters->fold + at] != text->folded[word->fold])
            return false;
        at++;
    }
    return at == letters->fold_length && full->name.count > 1;
}

static bool is_short_for(const rl_resolver *r, const rl_local *part, const rl_local *full)
{
    if (full->entity.type != RL_TYPE_ORGANISATION)
        return false;
    return is_acronym(r, part) ? stands_for(r, part, full) : rl_name_begins(r, &full->name, &part->name);
}

/* Joins a name that no list has to the only longer name that it can be short for. */
static void join_short(rl_resolver *r, uint32_t local)
{
    const rl_local *part = &r->locals[local];
    uint32_t found = RL_NONE;
    if (part->entity.type != RL_TYPE_ORGANISATION || part->entity.entry != RL_NONE)
        return;
    for (uint32_t i = 0; i < r->count; i++) {
        if (i == local || !is_short_for(r, part, &r->locals[i]))
            continue;
        uint32_t root = rl_local_root(r, i);
        if (found != RL_NONE && found != root)
            return;
        found = root;
    }
    if (found != RL_NONE)
        rl_local_join(r, found, local);
}

bool rl_resolve_organisations(rl_resolver *r)
{
    for (uint32_t i = 0; i < r->input->mention_count; i++)
        if (r->input->mentions[i].type == RL_TYPE_ORGANISATION && !resolve_one(r, i))
            return false;
    join_definitions(r);
    for (uint32_t i = 0; i < r->count; i++)
        join_short(r, i);
    return true;
}
