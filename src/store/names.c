/* The names of look-ups: as lookup/index.c makes them for networks that were written as JSON. */
#include "store/names.h"

#include "text/fold.h"

#include <stdlib.h>
#include <string.h>

static bool add(rl_store_names *names, size_t start, size_t length, rl_name_kind kind, int64_t entity)
{
    rl_store_name *items = rl_array_grow(names->items, &names->capacity, names->count + 1, sizeof *items);
    if (items == NULL)
        return false;
    names->items = items;
    items[names->count++] = (rl_store_name){start, length, kind, entity};
    return true;
}

static bool add_whole(rl_store_names *names, const char *name, rl_name_kind kind, int64_t entity)
{
    size_t start = names->bytes.length;
    return rl_fold_sought(name, &names->bytes) && add(names, start, names->bytes.length - start, kind, entity);
}

/* The first and the last word of the label that was added last, if it has several. */
static bool add_outer_words(rl_store_names *names, int64_t entity)
{
    rl_store_name label = names->items[names->count - 1];
    const char *folded = names->bytes.bytes + label.start;
    const char *space = memchr(folded, ' ', label.length);
    if (space == NULL)
        return true;
    const char *last = memrchr(folded, ' ', label.length);
    size_t first_length = (size_t)(space - folded), last_start = (size_t)(last - folded) + 1;
    return add(names, label.start, first_length, RL_NAME_WORD, entity) &&
           add(names, label.start + last_start, label.length - last_start, RL_NAME_WORD, entity);
}

static int compare(const void *x, const void *y, void *bytes)
{
    const rl_store_name *a = x, *b = y;
    const char *base = bytes;
    size_t shorter = a->length < b->length ? a->length : b->length;
    int order = shorter == 0 ? 0 : memcmp(base + a->start, base + b->start, shorter);
    if (order == 0)
        order = a->length < b->length ? -1 : a->length > b->length;
    if (order == 0)
        order = a->kind < b->kind ? -1 : a->kind > b->kind;
    return order != 0 ? order : a->entity < b->entity ? -1 : a->entity > b->entity;
}

/* Most entities have two names or three. */
static void sort_names(rl_store_name *items, size_t count, char *bytes)
{
    enum { FEW = 8 };
    if (count > FEW) {
        qsort_r(items, count, sizeof *items, compare, bytes);
        return;
    }
    for (size_t i = 1; i < count; i++) {
        rl_store_name name = items[i];
        size_t at = i;
        for (; at > 0 && compare(&name, &items[at - 1], bytes) < 0; at--)
            items[at] = items[at - 1];
        items[at] = name;
    }
}

/* Sorts the names from `from` on and leaves each there once. */
static void sort_from(rl_store_names *names, size_t from)
{
    rl_store_name *items = names->items + from;
    size_t kept = 0, count = names->count - from;
    sort_names(items, count, names->bytes.bytes);
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || compare(&items[kept - 1], &items[i], names->bytes.bytes) != 0)
            items[kept++] = items[i];
    names->count = from + kept;
}

bool rl_store_names_add(rl_store_names *names, const rl_node *node, int64_t entity)
{
    size_t before = names->count;
    if (!add_whole(names, node->label, RL_NAME_WHOLE, entity) ||
        (strcmp(node->type, "person") == 0 && !add_outer_words(names, entity)))
        return false;
    for (size_t i = 0; i < node->alias_count; i++)
        if (!add_whole(names, node->aliases[i], RL_NAME_WHOLE, entity))
            return false;
    if (!add_whole(names, node->id, RL_NAME_ID, entity))
        return false;
    sort_from(names, before);
    return true;
}

void rl_store_names_sort(rl_store_names *names)
{
    if (names->count > 1)
        qsort_r(names->items, names->count, sizeof *names->items, compare, names->bytes.bytes);
}

void rl_store_names_free(rl_store_names *names)
{
    free(names->items);
    rl_buffer_free(&names->bytes);
    *names = (rl_store_names){0};
}
