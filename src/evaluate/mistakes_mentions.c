/* Mentions that are wrong. Whatever GOLD has and was not found exactly so is one of three things, and so is whatever was
 * found and is not in GOLD: the same span with another type, a span that overlaps, or nothing on the other side at all.
 * Each mention is part of one mistake only, so that the kinds add up to what the scores leave out. Mistakes are the same if
 * texts and types are. */
#include "evaluate/mistakes.h"

#include <stdlib.h>
#include <string.h>

typedef struct mistake {
    rl_mistake_kind kind;
    uint32_t gold_type;
    uint32_t found_type;
    uint32_t gold_text; /* of `texts` */
    uint32_t found_text;
    rl_mistake_place place;
} mistake;

typedef struct search {
    const rl_mistaking *m;
    bool *gold_done; /* right, or part of a mistake already */
    bool *found_done;
    rl_string_map texts;
    rl_buffer scratch;
    mistake *mistakes;
    size_t count;
    size_t capacity;
} search;

/* ---- finding ---- */

static bool read_text(search *s, const rl_span *span, uint32_t *ret_text)
{
    *ret_text = RL_NONE;
    if (span == NULL)
        return true;
    if (!rl_text_excerpt(&s->m->comparison->texts[span->document], span->start, span->end, &s->scratch))
        return false;
    *ret_text = rl_string_map_add(&s->texts, s->scratch.bytes, s->scratch.length);
    return *ret_text != RL_NONE;
}

/* Either span may be NULL. */
static bool note(search *s, rl_mistake_kind kind, const rl_span *gold, const rl_span *found)
{
    mistake *mistakes = rl_array_grow(s->mistakes, &s->capacity, s->count + 1, sizeof *mistakes);
    if (mistakes == NULL)
        return false;
    s->mistakes = mistakes;
    const rl_span *shown = gold != NULL ? gold : found;
    mistake *made = &mistakes[s->count];
    *made = (mistake){.kind = kind,
                      .gold_type = gold == NULL ? RL_NONE : gold->type,
                      .found_type = found == NULL ? RL_NONE : found->type,
                      .place = {shown->document, shown->start, shown->end}};
    if (!read_text(s, gold, &made->gold_text) || !read_text(s, found, &made->found_text))
        return false;
    s->count++;
    return true;
}

static void pass_over_right(search *s)
{
    const rl_mention_spans *spans = &s->m->spans;
    for (size_t g = 0, f = 0; g < spans->gold_count && f < spans->found_count;) {
        int order = rl_span_compare(&spans->gold[g], &spans->found[f]);
        if (order == 0)
            s->gold_done[g] = s->found_done[f] = true;
        g += order <= 0;
        f += order >= 0;
    }
}

static bool note_pair(search *s, rl_mistake_kind kind, size_t g, size_t f)
{
    s->gold_done[g] = s->found_done[f] = true;
    return note(s, kind, &s->m->spans.gold[g], &s->m->spans.found[f]);
}

static bool find_wrong_types(search *s)
{
    const rl_mention_spans *spans = &s->m->spans;
    for (size_t g = 0, f = 0; g < spans->gold_count && f < spans->found_count;) {
        if (s->gold_done[g] || s->found_done[f]) {
            size_t done = s->gold_done[g] ? 1 : 0;
            g += done;
            f += 1 - done;
            continue;
        }
        int order = rl_place_compare(&spans->gold[g], &spans->found[f]);
        if (order == 0 && !note_pair(s, RL_WRONG_TYPE, g, f))
            return false;
        g += order <= 0;
        f += order >= 0;
    }
    return true;
}

static bool lies_before(const rl_span *a, const rl_span *b)
{
    return a->document != b->document ? a->document < b->document : a->end <= b->start;
}

/* Of the found spans that do not end before this one, the first either overlaps or begins behind it, and then so do all
 * others. */
static bool find_wrong_spans(search *s)
{
    const rl_mention_spans *spans = &s->m->spans;
    for (size_t g = 0, f = 0; g < spans->gold_count; g++) {
        if (s->gold_done[g])
            continue;
        while (f < spans->found_count && (s->found_done[f] || lies_before(&spans->found[f], &spans->gold[g])))
            f++;
        if (f < spans->found_count && !lies_before(&spans->gold[g], &spans->found[f]) &&
            !note_pair(s, RL_WRONG_SPAN, g, f))
            return false;
    }
    return true;
}

static bool find_others(search *s)
{
    const rl_mention_spans *spans = &s->m->spans;
    for (size_t g = 0; g < spans->gold_count; g++)
        if (!s->gold_done[g] && !note(s, RL_MISSED, &spans->gold[g], NULL))
            return false;
    for (size_t f = 0; f < spans->found_count; f++)
        if (!s->found_done[f] && !note(s, RL_INVENTED, NULL, &spans->found[f]))
            return false;
    return true;
}

/* ---- listing ---- */

static int compare_numbers(uint32_t a, uint32_t b)
{
    return a < b ? -1 : a > b;
}

static int compare_types(const mistake *a, const mistake *b)
{
    int order = compare_numbers((uint32_t)a->kind, (uint32_t)b->kind);
    if (order == 0)
        order = compare_numbers(a->gold_type, b->gold_type);
    return order != 0 ? order : compare_numbers(a->found_type, b->found_type);
}

static int compare_mistakes(const void *a, const void *b)
{
    const mistake *x = a, *y = b;
    int order = compare_types(x, y);
    if (order == 0)
        order = compare_numbers(x->gold_text, y->gold_text);
    return order != 0 ? order : compare_numbers(x->found_text, y->found_text);
}

static const char *text_of(const search *s, uint32_t number)
{
    return number == RL_NONE ? "" : rl_string_map_key(&s->texts, number, NULL);
}

/* The mistakes that are the same as the first of them become one draft; its `at` is the first of them. */
static bool draft_run(const search *s, size_t from, size_t to, rl_drafts *drafts)
{
    const mistake *first = &s->mistakes[from];
    rl_draft draft = {.count = to - from,
                      .first = text_of(s, first->gold_text),
                      .second = text_of(s, first->found_text),
                      .gold_type = first->gold_type,
                      .found_type = first->found_type,
                      .at = from};
    for (size_t i = from; i < to; i++)
        rl_draft_add_place(&draft, s->mistakes[i].place);
    return rl_drafts_add(drafts, &draft);
}

static bool name(const search *s, uint32_t text, const char *const **ret_names, size_t *ret_count)
{
    if (text == RL_NONE)
        return true;
    size_t length = 0;
    const char *bytes = rl_string_map_key(&s->texts, text, &length);
    const char **names = rl_arena_alloc(s->m->arena, sizeof *names);
    if (names == NULL || (names[0] = rl_arena_copy(s->m->arena, bytes, length)) == NULL)
        return false;
    *ret_names = names;
    *ret_count = 1;
    return true;
}

static bool describe(const search *s, rl_mistake_kind kind, rl_drafts *drafts)
{
    bool ok = false;
    rl_drafts_cut(drafts, s->m, kind);
    relata_mistake *mistakes = rl_drafts_describe(drafts, s->m, kind, &ok);
    for (size_t i = 0; ok && i < drafts->count; i++) {
        const mistake *made = &s->mistakes[drafts->items[i].at];
        ok = name(s, made->gold_text, &mistakes[i].gold, &mistakes[i].gold_count) &&
             name(s, made->found_text, &mistakes[i].found, &mistakes[i].found_count);
    }
    return ok;
}

/* A sum for each pair of types, from mistakes that are sorted by them. */
static bool sum_up(const search *s, rl_mistake_kind kind, const mistake *mistakes, size_t count)
{
    size_t sum_count = 0;
    for (size_t i = 0; i < count; i++)
        sum_count += i == 0 || compare_types(&mistakes[i - 1], &mistakes[i]) != 0;
    relata_mistake_sum *sums = rl_arena_alloc(s->m->arena, (sum_count + 1) * sizeof *sums);
    if (sums == NULL)
        return false;
    const char *const *types = s->m->types;
    relata_mistake_sum *sum = sums;
    for (size_t from = 0, to; from < count; from = to, sum++) {
        for (to = from + 1; to < count && compare_types(&mistakes[from], &mistakes[to]) == 0;)
            to++;
        uint32_t gold = mistakes[from].gold_type, found = mistakes[from].found_type;
        *sum = (relata_mistake_sum){
            .gold_type = gold == RL_NONE ? NULL : types[gold],
            .found_type = found == RL_NONE ? NULL : types[found],
            .count = to - from,
        };
    }
    s->m->mistakes[kind].sums = sums;
    s->m->mistakes[kind].sum_count = sum_count;
    return true;
}

static bool list_kind(const search *s, rl_mistake_kind kind, size_t from, size_t to)
{
    rl_drafts drafts = {0};
    bool ok = sum_up(s, kind, s->mistakes + from, to - from);
    for (size_t at = from, next; ok && at < to; at = next) {
        for (next = at + 1; next < to && compare_mistakes(&s->mistakes[at], &s->mistakes[next]) == 0;)
            next++;
        ok = draft_run(s, at, next, &drafts);
    }
    ok = ok && describe(s, kind, &drafts);
    rl_drafts_free(&drafts);
    return ok;
}

static bool list_all(const search *s)
{
    if (s->count > 0)
        qsort(s->mistakes, s->count, sizeof *s->mistakes, compare_mistakes);
    size_t from = 0;
    for (int kind = RL_MISSED; kind <= RL_WRONG_SPAN; kind++) {
        size_t to = from;
        while (to < s->count && s->mistakes[to].kind == (rl_mistake_kind)kind)
            to++;
        if (to > from && !list_kind(s, (rl_mistake_kind)kind, from, to))
            return false;
        from = to;
    }
    return true;
}

bool rl_mistakes_in_mentions(const rl_mistaking *m)
{
    search s = {.m = m,
                .gold_done = calloc(m->spans.gold_count + 1, sizeof *s.gold_done),
                .found_done = calloc(m->spans.found_count + 1, sizeof *s.found_done)};
    bool ok = s.gold_done != NULL && s.found_done != NULL;
    if (ok)
        pass_over_right(&s);
    ok = ok && find_wrong_types(&s) && find_wrong_spans(&s) && find_others(&s) && list_all(&s);
    free(s.gold_done);
    free(s.found_done);
    rl_string_map_free(&s.texts);
    rl_buffer_free(&s.scratch);
    free(s.mistakes);
    return ok;
}
