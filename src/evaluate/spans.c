/* Spans in order. Sorted arrays do all that sets would: what is in both is found by walking along the two. */
#include "evaluate/spans.h"

#include <stdlib.h>
#include <string.h>

bool rl_side_add(rl_side *side, rl_span span, const char *entity)
{
    rl_span *spans = rl_array_grow(side->spans, &side->capacity, side->count + 1, sizeof *spans);
    if (spans == NULL)
        return false;
    side->spans = spans;
    span.entity = RL_NONE;
    if (entity != NULL && entity[0] != '\0') {
        span.entity = rl_string_map_add(&side->entities, entity, strlen(entity));
        if (span.entity == RL_NONE)
            return false;
    }
    side->other += span.type == RL_NONE;
    spans[side->count++] = span;
    return true;
}

void rl_side_free(rl_side *side)
{
    free(side->spans);
    rl_string_map_free(&side->entities);
    *side = (rl_side){0};
}

void rl_comparison_free(rl_comparison *comparison)
{
    rl_arena_free(&comparison->strings);
    free(comparison->texts);
    rl_string_map_free(&comparison->ids);
    rl_string_map_free(&comparison->types);
    rl_side_free(&comparison->gold);
    rl_side_free(&comparison->found);
    *comparison = (rl_comparison){0};
}

static int compare_numbers(uint32_t a, uint32_t b)
{
    return a < b ? -1 : a > b;
}

int rl_place_compare(const rl_span *a, const rl_span *b)
{
    int order = compare_numbers(a->document, b->document);
    if (order == 0)
        order = compare_numbers(a->start, b->start);
    return order != 0 ? order : compare_numbers(a->end, b->end);
}

int rl_span_compare(const void *a, const void *b)
{
    const rl_span *x = a, *y = b;
    int order = rl_place_compare(x, y);
    if (order == 0)
        order = compare_numbers(x->type, y->type);
    return order != 0 ? order : compare_numbers(x->entity, y->entity);
}

rl_span *rl_spans_scored(const rl_side *side, size_t *ret_count)
{
    rl_span *spans = malloc((side->count + 1) * sizeof *spans);
    size_t count = 0, kept = 0;
    if (spans == NULL)
        return NULL;
    for (size_t i = 0; i < side->count; i++) {
        if (side->spans[i].type == RL_NONE)
            continue;
        spans[count] = side->spans[i];
        spans[count++].entity = RL_NONE;
    }
    if (count > 0)
        qsort(spans, count, sizeof *spans, rl_span_compare);
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || rl_span_compare(&spans[kept - 1], &spans[i]) != 0)
            spans[kept++] = spans[i];
    *ret_count = kept;
    return spans;
}
