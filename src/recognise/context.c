/* Facts about single tokens that many spans ask for, computed in one pass over the hits. */
#include "recognise/internal.h"

#include "text/text.h"

static uint8_t titles_of(rl_classes classes)
{
    return (uint8_t)(classes & RL_CLASS_TITLE);
}

static void note_phrase(rl_recogniser *r, const rl_hit *hit)
{
    const rl_text *text = r->findings->text;
    uint8_t title = titles_of(hit->classes);
    bool no_name = (hit->classes & (RL_CLASS_EVENT | RL_CLASS_LANGUAGE | RL_CLASS_FURNITURE | RL_CLASS_THING |
                                    RL_CLASS_DATE | RL_CLASS_COMMON | RL_CLASS_FUNCTION)) != 0;
    for (uint32_t t = hit->first; t < hit->last; t++) {
        r->context[t].inside |= (uint8_t)(title != 0 ? RL_INSIDE_TITLE : 0);
        r->context[t].inside |=
            (uint8_t)(no_name && rl_token_is_capital(&text->tokens[hit->first]) ? RL_INSIDE_NO_NAME : 0);
    }
    if (title != 0 && hit->last < text->token_count)
        r->context[hit->last].title_before |= title;
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
    bool person = r->findings->entries[hit->entry].type == RL_TYPE_PERSON;
    for (uint32_t t = hit->first; t < hit->last; t++) {
        rl_token_context *c = &r->context[t];
        if (c->listed_last - c->listed_first < hit->last - hit->first) {
            c->listed_first = hit->first;
            c->listed_last = hit->last;
            c->listed_person = person;
        } else if (c->listed_first == hit->first && c->listed_last == hit->last) {
            c->listed_person |= person;
        }
    }
}

/* One walk over all tokens: what is known of each begins with the title before it, and few of them can start a name. */
static void note_words(rl_recogniser *r)
{
    const rl_text *text = r->findings->text;
    uint8_t title = 0;
    size_t starts = 0;
    for (size_t t = 0; t < text->token_count; t++) {
        const rl_token *token = &text->tokens[t];
        bool particle = token->shape == RL_SHAPE_LOWER && (token->classes & RL_CLASS_PARTICLE) != 0;
        r->context[t] = (rl_token_context){.title_before = title};
        title = titles_of(token->classes);
        r->starts[starts] = (uint32_t)t;
        starts += rl_token_is_capital(token) || particle;
    }
    r->context[text->token_count] = (rl_token_context){.title_before = title};
    r->start_count = starts;
}

static bool make_room(rl_recogniser *r)
{
    size_t tokens = r->findings->text->token_count + 1;
    rl_token_context *context = rl_array_grow(r->context, &r->context_capacity, tokens, sizeof *context);
    if (context != NULL)
        r->context = context;
    uint32_t *starts = rl_array_grow(r->starts, &r->start_capacity, tokens, sizeof *starts);
    if (starts != NULL)
        r->starts = starts;
    return context != NULL && starts != NULL;
}

bool rl_context_fill(rl_recogniser *r)
{
    const rl_findings *f = r->findings;
    if (!make_room(r))
        return false;
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
