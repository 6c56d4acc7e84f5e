/* Lists of mistakes: which come first, and their examples in context. */
#include "evaluate/mistakes.h"

#include <stdlib.h>
#include <string.h>

enum { CONTEXT = 40 };

bool rl_drafts_add(rl_drafts *drafts, const rl_draft *draft)
{
    rl_draft *items = rl_array_grow(drafts->items, &drafts->capacity, drafts->count + 1, sizeof *items);
    if (items == NULL)
        return false;
    drafts->items = items;
    items[drafts->count++] = *draft;
    return true;
}

void rl_drafts_free(rl_drafts *drafts)
{
    free(drafts->items);
    *drafts = (rl_drafts){0};
}

static int compare_drafts(const void *a, const void *b)
{
    const rl_draft *x = a, *y = b;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    int order = strcmp(x->first, y->first);
    if (order == 0)
        order = strcmp(x->second, y->second);
    if (order == 0 && x->gold_type != y->gold_type)
        order = x->gold_type < y->gold_type ? -1 : 1;
    if (order == 0 && x->found_type != y->found_type)
        order = x->found_type < y->found_type ? -1 : 1;
    return order;
}

void rl_drafts_cut(rl_drafts *drafts, const rl_mistaking *m, rl_mistake_kind kind)
{
    if (drafts->count > 0)
        qsort(drafts->items, drafts->count, sizeof *drafts->items, compare_drafts);
    for (size_t i = 0; i < drafts->count; i++)
        m->mistakes[kind].count += drafts->items[i].count;
    m->mistakes[kind].different = drafts->count;
    if (drafts->count > m->most)
        drafts->count = m->most;
}

static bool is_before(const rl_mistake_place *a, const rl_mistake_place *b)
{
    if (a->document != b->document)
        return a->document < b->document;
    return a->start != b->start ? a->start < b->start : a->end < b->end;
}

void rl_draft_add_place(rl_draft *draft, rl_mistake_place place)
{
    size_t at = draft->place_count;
    while (at > 0 && is_before(&place, &draft->places[at - 1]))
        at--;
    if (at == RL_EXAMPLES || (at > 0 && !is_before(&draft->places[at - 1], &place)))
        return;
    if (draft->place_count < RL_EXAMPLES)
        draft->place_count++;
    memmove(&draft->places[at + 1], &draft->places[at], (draft->place_count - at - 1) * sizeof place);
    draft->places[at] = place;
}

/* ---- describing ---- */

static const char *copy_excerpt(const rl_mistaking *m, const rl_marked_text *text, uint32_t start, uint32_t end,
                                rl_buffer *scratch)
{
    return rl_text_excerpt(text, start, end, scratch) ? rl_arena_copy(m->arena, scratch->bytes, scratch->length) : NULL;
}

static bool describe_place(const rl_mistaking *m, const rl_mistake_place *place, relata_mistake_example *example,
                           rl_buffer *scratch)
{
    const rl_marked_text *text = &m->comparison->texts[place->document];
    uint32_t from = place->start > CONTEXT ? place->start - CONTEXT : 0;
    uint32_t to = text->characters - place->end > CONTEXT ? place->end + CONTEXT : text->characters;
    example->document = rl_arena_copy(m->arena, text->id, strlen(text->id));
    example->before = copy_excerpt(m, text, from, place->start, scratch);
    example->text = copy_excerpt(m, text, place->start, place->end, scratch);
    example->after = copy_excerpt(m, text, place->end, to, scratch);
    return example->document != NULL && example->before != NULL && example->text != NULL && example->after != NULL;
}

static bool describe_places(const rl_mistaking *m, const rl_draft *draft, relata_mistake *mistake, rl_buffer *scratch)
{
    relata_mistake_example *examples = rl_arena_alloc(m->arena, (draft->place_count + 1) * sizeof *examples);
    bool ok = examples != NULL;
    for (size_t i = 0; ok && i < draft->place_count; i++)
        ok = describe_place(m, &draft->places[i], &examples[i], scratch);
    mistake->examples = examples;
    mistake->example_count = draft->place_count;
    return ok;
}

static const char *type_name(const rl_mistaking *m, uint32_t type)
{
    return type == RL_NONE ? NULL : m->types[type];
}

relata_mistake *rl_drafts_describe(const rl_drafts *drafts, const rl_mistaking *m, rl_mistake_kind kind, bool *ret_ok)
{
    rl_buffer scratch = {0};
    relata_mistake *mistakes = rl_arena_alloc(m->arena, (drafts->count + 1) * sizeof *mistakes);
    bool ok = mistakes != NULL;
    for (size_t i = 0; ok && i < drafts->count; i++) {
        const rl_draft *draft = &drafts->items[i];
        mistakes[i] = (relata_mistake){.count = draft->count,
                                       .gold_type = type_name(m, draft->gold_type),
                                       .found_type = type_name(m, draft->found_type)};
        ok = describe_places(m, draft, &mistakes[i], &scratch);
    }
    rl_buffer_free(&scratch);
    *ret_ok = ok;
    if (!ok || drafts->count == 0)
        return NULL;
    m->mistakes[kind].commonest = mistakes;
    m->mistakes[kind].commonest_count = drafts->count;
    return mistakes;
}
