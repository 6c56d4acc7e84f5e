/* Facts about single tokens that many spans ask for, computed in one pass over the hits. */
#include "recognise/internal.h"

#include "text/text.h"

#include <string.h>

static bool is_titleish(rl_classes classes)
{
    return (classes & RL_CLASS_TITLE) != 0;
}

static void note_phrase(rl_recogniser *r, const rl_hit *hit)
{
    const rl_text *text = r->findings->text;
    bool title = is_titleish(hit->classes);
    bool no_name = (hit->classes & (RL_CLASS_EVENT | RL_CLASS_LANGUAGE | RL_CLASS_FURNITURE | RL_CLASS_THING |
                                    RL_CLASS_DATE | RL_CLASS_COMMON | RL_CLASS_FUNCTION)) != 0;
    for (uint32_t t = hit->first; t < hit->last; t++) {
        r->context[t].inside |= (uint8_t)(title ? RL_INSIDE_TITLE : 0);
        r->context[t].inside |=
            (uint8_t)(no_name && rl_token_is_capital(&text->tokens[hit->first]) ? RL_INSIDE_NO_NAME : 0);
    }
    if (title && hit->last < text->token_count)
        r->context[hit->last].title_before |= hit->classes & RL_CLASS_TITLE;
}

static void note_place(rl_recogniser *r, const rl_hit *hit)
{
    const rl_entry *entry = &r->findings->entries[hit->entry];
    if (entry->type != RL_TYPE_PLACE || hit->kind > RL_NAME_ALIAS)
        return;
    rl_token_context *first = &r->context[hit->first];
    uint32_t length = hit->last - hit->first;
    if (length > first->place_ends_at)
        first->place_ends_at = (uint8_t)length;
    if (hit->last < r->findings->text->token_count)
        r->context[hit->last].place_ends_before = true;
}

/* Names of several words: what they cover is rather not a name of its own ("Kong" in "Hong Kong"). */
static void note_listed(rl_recogniser *r, const rl_hit *hit)
{
    if (hit->kind > RL_NAME_ALIAS || hit->last - hit->first < 2)
        return;
    for (uint32_t t = hit->first; t < hit->last; t++) {
        rl_token_context *c = &r->context[t];
        if (c->listed_last - c->listed_first < hit->last - hit->first) {
            c->listed_first = hit->first;
            c->listed_last = hit->last;
        }
    }
}

static void note_words(rl_recogniser *r)
{
    const rl_text *text = r->findings->text;
    for (size_t t = 0; t + 1 < text->token_count; t++)
        if (is_titleish(text->tokens[t].classes))
            r->context[t + 1].title_before |= text->tokens[t].classes & RL_CLASS_TITLE;
}

bool rl_context_fill(rl_recogniser *r)
{
    const rl_findings *f = r->findings;
    rl_token_context *context =
        rl_array_grow(r->context, &r->context_capacity, f->text->token_count + 1, sizeof *context);
    if (context == NULL)
        return false;
    r->context = context;
    memset(context, 0, (f->text->token_count + 1) * sizeof *context);
    note_words(r);
    for (size_t i = 0; i < f->hit_count; i++) {
        if (f->hits[i].kind == RL_NAME_LEXICON) {
            note_phrase(r, &f->hits[i]);
            continue;
        }
        note_place(r, &f->hits[i]);
        note_listed(r, &f->hits[i]);
    }
    return true;
}
