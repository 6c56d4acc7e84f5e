/* Names with the words that belong to them, and names joined by "and".
 *
 * A group reaches left from its name over titles, demonyms, numbers and articles ("the two Canadian citizens, Michael
 * Kovrig"), so that a verb finds its object behind them. People who act for a country or an organisation ("Canadian
 * police", "the government of Canada") are a group that stands for it. */
#include "relations/internal.h"

#include <string.h>

enum { MOST_LEFT = 14, MOST_PLAIN = 3 };

static bool is_name(const rl_item *item)
{
    return item != NULL && item->kind == RL_ITEM_NAME;
}

static bool is_collective(const rl_item *item)
{
    return item != NULL && item->kind == RL_ITEM_WORD && (item->classes & RL_WORD_COLLECTIVE) != 0;
}

/* "prime minister", "executive", "then–": what stands between a country and a person. */
static bool is_title_like(const rl_item *item)
{
    return item->kind == RL_ITEM_WORD && (item->role != RL_NONE || item->title != 0);
}

static bool is_plain(const rl_item *item)
{
    return item->kind == RL_ITEM_WORD && (item->classes & (RL_WORD_FUNCTION | RL_WORD_SPEECH)) == 0 &&
           item->forms[0] == 0;
}

static rl_group *push(rl_sketch *s, const rl_group *group)
{
    rl_group *groups = rl_array_grow(s->groups, &s->group_capacity, s->group_count + 1, sizeof *groups);
    if (groups == NULL)
        return NULL;
    s->groups = groups;
    groups[s->group_count] = *group;
    return &groups[s->group_count++];
}

static uint32_t type_of_entry(const rl_sketch *s, uint32_t entry)
{
    return entry == RL_NONE ? RL_TYPE_PLACE : s->input->entries[entry].type;
}

/* ---- how far left ---- */

/* "two Canadians, X", "Canadian citizens, X": the comma before the name joins. Returns the item before it, or `at`. */
static size_t over_apposed_comma(const rl_sketch *s, size_t at)
{
    if (at < 2 || s->items[at - 1].kind != RL_ITEM_COMMA)
        return at;
    const rl_item *noun = &s->items[at - 2], *before = rl_item_at(s, at - 3);
    if (at < 3)
        return at;
    bool counted =
        before->kind == RL_ITEM_NUMBER || (before->kind == RL_ITEM_WORD && (before->classes & RL_WORD_DETERMINER) != 0);
    if (noun->kind == RL_ITEM_DEMONYM && counted)
        return at - 2;
    return noun->kind == RL_ITEM_WORD && noun->is_lower && before->kind == RL_ITEM_DEMONYM && is_plain(noun) ? at - 2
                                                                                                             : at;
}

/* One step to the left of `at`, the first item so far; `at` if the group begins there. */
static size_t step_left(const rl_sketch *s, size_t at, unsigned *plain)
{
    const rl_item *item = &s->items[at], *left = rl_item_at(s, at - 1);
    bool titled = is_title_like(item);
    if (is_title_like(left) || left->kind == RL_ITEM_DEMONYM || left->kind == RL_ITEM_NUMBER)
        return at - 1;
    if (left->kind == RL_ITEM_WORD && (left->classes & (RL_WORD_PAST | RL_WORD_SPOIL)) != 0)
        return at - 1;
    if (is_name(left) && titled)
        return at - 1;
    if (left->kind == RL_ITEM_POSSESSIVE && at >= 2 && is_name(&s->items[at - 2]) &&
        (titled || item->kind == RL_ITEM_WORD))
        return at - 2;
    if (is_plain(left) && left->is_lower && (item->kind == RL_ITEM_WORD || item->kind == RL_ITEM_DEMONYM) &&
        ++*plain <= MOST_PLAIN)
        return at - 1;
    return over_apposed_comma(s, at);
}

static uint32_t first_of(const rl_sketch *s, size_t head)
{
    size_t at = head;
    unsigned plain = 0;
    for (int steps = 0; at > 0 && steps < MOST_LEFT; steps++) {
        size_t next = step_left(s, at, &plain);
        if (next == at)
            break;
        at = next;
    }
    const rl_item *left = at == 0 ? NULL : &s->items[at - 1];
    if (left != NULL && left->kind == RL_ITEM_WORD && (left->classes & (RL_WORD_DETERMINER | RL_WORD_PRONOUN)) != 0)
        at--;
    return (uint32_t)at;
}

/* ---- groups ---- */

static bool add_name(rl_sketch *s, size_t at)
{
    const rl_item *item = &s->items[at];
    const rl_mention *mention = &s->input->mentions[item->mention];
    rl_group group = {.head = (uint32_t)at,
                      .first = first_of(s, at),
                      .last = (uint32_t)at,
                      .next = RL_NONE,
                      .previous = RL_NONE,
                      .type = mention->type,
                      .end = {mention->entity, mention->entry, mention->first, mention->last}};
    return push(s, &group) != NULL;
}

/* The name or demonym that the collective at `at` stands for, RL_NONE if there is none. Both ends are items. */
static uint32_t whose(const rl_sketch *s, size_t at, uint32_t *first, uint32_t *last)
{
    size_t left = at;
    for (int steps = 0; left > 0 && steps < MOST_PLAIN; steps++) {
        const rl_item *item = &s->items[left - 1];
        if (!is_plain(item) || is_collective(item))
            break;
        left--;
    }
    *last = (uint32_t)at;
    if (left > 0 && (s->items[left - 1].kind == RL_ITEM_DEMONYM || is_name(&s->items[left - 1]))) {
        *first = (uint32_t)left - 1;
        return *first;
    }
    if (left > 1 && s->items[left - 1].kind == RL_ITEM_POSSESSIVE && is_name(&s->items[left - 2])) {
        *first = (uint32_t)left - 2;
        return *first;
    }
    const rl_item *of = rl_item_at(s, at + 1);
    size_t name = at + 2;
    if (of == NULL || of->kind != RL_ITEM_WORD || (of->classes & RL_WORD_PREPOSITION) == 0 ||
        of->last - of->first != 1 || s->input->text->tokens[of->first].fold_length != 2)
        return RL_NONE;
    if (name < s->count && (s->items[name].classes & RL_WORD_DETERMINER) != 0)
        name++;
    if (!is_name(rl_item_at(s, name)))
        return RL_NONE;
    *first = (uint32_t)left;
    *last = (uint32_t)name;
    return (uint32_t)name;
}

static bool add_collective(rl_sketch *s, size_t at)
{
    rl_group group = {.head = (uint32_t)at, .next = RL_NONE, .previous = RL_NONE};
    uint32_t owner = whose(s, at, &group.first, &group.last);
    if (owner == RL_NONE)
        return true;
    const rl_item *item = &s->items[owner];
    group.end = (rl_relation_end){RL_NONE, item->entry, item->first, item->last};
    group.type = type_of_entry(s, item->entry);
    if (item->kind == RL_ITEM_NAME) {
        group.type = s->input->mentions[item->mention].type;
        group.end.entity = s->input->mentions[item->mention].entity;
    }
    if (group.type == RL_TYPE_PERSON)
        return true;
    const rl_item *left = group.first == 0 ? NULL : &s->items[group.first - 1];
    if (left != NULL && left->kind == RL_ITEM_WORD && (left->classes & RL_WORD_DETERMINER) != 0)
        group.first--;
    return push(s, &group) != NULL;
}

/* ---- who begins and ends where ---- */

static bool reserve_marks(rl_sketch *s)
{
    size_t capacity = s->mark_capacity;
    uint32_t *begins = rl_array_grow(s->begins, &capacity, s->count + 1, sizeof *begins);
    if (begins == NULL)
        return false;
    s->begins = begins;
    capacity = s->mark_capacity;
    uint32_t *ends = rl_array_grow(s->ends, &capacity, s->count + 1, sizeof *ends);
    if (ends == NULL)
        return false;
    s->ends = ends;
    s->mark_capacity = capacity;
    memset(begins, 0xFF, (s->count + 1) * sizeof *begins);
    memset(ends, 0xFF, (s->count + 1) * sizeof *ends);
    return true;
}

static void mark(rl_sketch *s, uint32_t number)
{
    const rl_group *group = &s->groups[number];
    s->items[group->head].group = number;
    uint32_t other = s->begins[group->first];
    if (other == RL_NONE || s->groups[other].last < group->last)
        s->begins[group->first] = number;
    other = s->ends[group->last];
    if (other == RL_NONE || s->groups[other].first > group->first)
        s->ends[group->last] = number;
}

/* The item behind "and", ", " or ", and" from `at` on; `at` if nothing joins. */
static size_t behind_join(const rl_sketch *s, size_t at)
{
    size_t next = at;
    if (next < s->count && s->items[next].kind == RL_ITEM_COMMA)
        next++;
    if (next < s->count && s->items[next].kind == RL_ITEM_WORD && (s->items[next].classes & RL_WORD_AND) != 0)
        next++;
    return next;
}

static void join(rl_sketch *s)
{
    for (uint32_t g = 0; g < s->group_count; g++) {
        rl_group *group = &s->groups[g];
        size_t at = (size_t)group->last + 1, next = behind_join(s, at);
        if (next == at || next >= s->count || s->begins[next] == RL_NONE || s->ends[group->last] != g)
            continue;
        rl_group *other = &s->groups[s->begins[next]];
        if (other == group || other->type != group->type || other->previous != RL_NONE ||
            (s->items[next].marks & RL_MARK_NEGATED) != 0)
            continue;
        group->next = s->begins[next];
        other->previous = g;
    }
}

bool rl_groups_make(rl_sketch *s)
{
    s->group_count = 0;
    if (!reserve_marks(s))
        return false;
    for (size_t i = 0; i < s->count; i++) {
        if (s->items[i].kind == RL_ITEM_NAME && !add_name(s, i))
            return false;
        if (is_collective(&s->items[i]) && !add_collective(s, i))
            return false;
    }
    for (uint32_t g = 0; g < s->group_count; g++)
        mark(s, g);
    join(s);
    return true;
}

/* "the Trump team": a person's name with an article is part of another phrase. */
static bool has_article(const rl_sketch *s, size_t at)
{
    return at >= 2 && s->items[at - 1].kind == RL_ITEM_NAME && s->items[at - 2].kind == RL_ITEM_WORD &&
           (s->items[at - 2].classes & RL_WORD_DETERMINER) != 0;
}

bool rl_closes_name(const rl_sketch *s, size_t at, uint32_t type)
{
    const rl_item *item = rl_item_at(s, at);
    if (item == NULL)
        return true;
    switch (item->kind) {
    case RL_ITEM_COMMA:
    case RL_ITEM_BARRIER:
    case RL_ITEM_NUMBER:
        return true;
    case RL_ITEM_NAME:
    case RL_ITEM_POSSESSIVE:
    case RL_ITEM_HYPHEN:
    case RL_ITEM_DEMONYM:
        return false;
    case RL_ITEM_WORD:
        break;
    }
    if ((item->classes & RL_WORD_FUNCTION) != 0 || item->forms[0] != 0 || item->is_ed || item->is_action)
        return true;
    return item->is_lower && type == RL_TYPE_PERSON && !has_article(s, at) && !is_title_like(item) &&
           !is_collective(item);
}
