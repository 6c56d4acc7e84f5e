/* Whom a part of a name fits: long parts of full names, and honorifics.
 *
 * "Wharvey-Oakes" and "von der Heyden" have two words and more, as full names have, and yet are short for "Penny
 * Wharvey-Oakes"; "Vasyl Petrovych" is short for "Vasyl Petrovych Kovalenko". And of two who bear a family name, Mrs. Whitby
 * is the one who was named in full as Mrs. */
#include "resolve/internal.h"

#include "text/text.h"

#include <string.h>

/* ---- long parts ---- */

/* The only person under the key, this one aside; RL_NONE if there is none, or several. */
static uint32_t only_other(rl_resolver *r, uint32_t local)
{
    const rl_bearers *found = rl_bearers_find(r);
    uint32_t other = RL_NONE;
    if (found == NULL || found->count > RL_NAMESAKES)
        return RL_NONE;
    for (uint32_t i = found->first; i != RL_NONE; i = r->links[i].next) {
        uint32_t root = rl_local_root(r, r->links[i].local);
        if (root == local || root == other)
            continue;
        if (other != RL_NONE)
            return RL_NONE;
        other = root;
    }
    return other;
}

/* A double name or one with a particle; "Lloyd Webber" may have a brother. */
static bool is_family_name(const rl_resolver *r, const rl_name *name)
{
    const rl_text *text = r->input->text;
    const rl_token *first = &text->tokens[name->words[0]];
    bool hyphen = name->words[0] + 1 < text->token_count && text->tokens[name->words[0] + 1].shape == RL_SHAPE_HYPHEN;
    return hyphen || (first->classes & (RL_CLASS_PARTICLE | RL_CLASS_GIVEN)) != RL_CLASS_GIVEN;
}

static bool only_lacks_suffix(const rl_resolver *r, const rl_name *part, const rl_name *whole)
{
    return part->count + 1 == whole->count && rl_name_has_suffix(r, whole);
}

void rl_join_parts(rl_resolver *r)
{
    for (uint32_t i = 0; i < r->count; i++) {
        rl_name name = r->locals[i].name;
        if (r->locals[i].entity.entry != RL_NONE || name.count < 2 || rl_local_root(r, i) != i)
            continue;
        uint32_t whole = RL_NONE;
        rl_key_words(r, RL_KEY_ENDING, RL_TYPE_PERSON, name.words, name.count);
        if (is_family_name(r, &name))
            whole = only_other(r, i);
        if (whole == RL_NONE) {
            rl_key_words(r, RL_KEY_BEGINNING, RL_TYPE_PERSON, name.words, name.count);
            whole = only_other(r, i);
            /* Who is introduced with all names comes first; "Daniel Bernoulli FRS" further on is no fuller name. */
            if (whole != RL_NONE && (whole > i || only_lacks_suffix(r, &name, &r->locals[whole].name)))
                whole = RL_NONE;
        }
        if (whole != RL_NONE)
            rl_local_join(r, whole, i, RL_REASON_AGREES);
    }
}

size_t rl_bearers_apart(rl_resolver *r, const rl_bearers *bearers)
{
    enum { LOOKED_AT = 8 };
    uint32_t root = rl_local_root(r, r->links[bearers->first].local);
    if (bearers->count > LOOKED_AT)
        return bearers->count;
    for (uint32_t i = bearers->first; i != RL_NONE; i = r->links[i].next)
        if (rl_local_root(r, r->links[i].local) != root)
            return bearers->count;
    return 1;
}

/* ---- honorifics ---- */

rl_honorific rl_honorific_before(const rl_resolver *r, const rl_mention *mention)
{
    static const struct {
        const char *word;
        rl_honorific honorific;
    } words[] = {
        {"mr", RL_HONORIFIC_MAN},     {"sir", RL_HONORIFIC_MAN},        {"lord", RL_HONORIFIC_MAN},
        {"mrs", RL_HONORIFIC_WOMAN},  {"ms", RL_HONORIFIC_WOMAN},       {"miss", RL_HONORIFIC_WOMAN},
        {"dame", RL_HONORIFIC_WOMAN}, {"madam", RL_HONORIFIC_WOMAN},    {"lady", RL_HONORIFIC_WOMAN},
        {"king", RL_HONORIFIC_MAN},   {"queen", RL_HONORIFIC_WOMAN},    {"prince", RL_HONORIFIC_MAN},
        {"baron", RL_HONORIFIC_MAN},  {"princess", RL_HONORIFIC_WOMAN}, {"baroness", RL_HONORIFIC_WOMAN},
    };
    const rl_text *text = r->input->text;
    if (mention->first == 0)
        return RL_HONORIFIC_NONE;
    const rl_token *before = &text->tokens[mention->first - 1];
    for (size_t i = 0; (before->classes & RL_CLASS_TITLE) != 0 && i < sizeof words / sizeof words[0]; i++)
        if (rl_token_is(text, before, words[i].word, strlen(words[i].word)))
            return words[i].honorific;
    return RL_HONORIFIC_NONE;
}

uint32_t rl_bearer_by_honorific(const rl_resolver *r, const rl_bearers *bearers, rl_honorific honorific)
{
    uint32_t found = RL_NONE;
    for (uint32_t i = bearers->first; i != RL_NONE; i = r->links[i].next) {
        const rl_local *local = &r->locals[r->links[i].local];
        const rl_local *best = found == RL_NONE ? NULL : &r->locals[found];
        if (local->honorific != RL_HONORIFIC_NONE && local->honorific != honorific)
            continue;
        bool surer = best == NULL || (local->honorific == honorific && best->honorific != honorific);
        bool as_sure = best != NULL && local->honorific == best->honorific;
        if (surer || (as_sure && local->last_full > best->last_full))
            found = r->links[i].local;
    }
    return found;
}
