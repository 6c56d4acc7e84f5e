/* Elements of rules that take one item, and what gaps may take. */
#include "relations/internal.h"

enum { GAP = 4, LONG_GAP = 10, MODIFIERS = 3 };

enum {
    AUXILIARY = RL_WORD_BE | RL_WORD_HAVE | RL_WORD_DO | RL_WORD_WILL | RL_WORD_MAY,
    NOT_IN_GAP = AUXILIARY | RL_WORD_TO | RL_WORD_RELATIVE | RL_WORD_CONDITION | RL_WORD_PREPOSITION | RL_WORD_BRIDGE,
    NOT_IN_LONG_GAP = AUXILIARY | RL_WORD_RELATIVE | RL_WORD_CONDITION | RL_WORD_AND | RL_WORD_SPEECH,
    NOT_IN_MODIFIERS = NOT_IN_GAP | RL_WORD_DETERMINER | RL_WORD_AND | RL_WORD_SPEECH
};

static bool has_class(const rl_item *item, uint32_t classes)
{
    return item != NULL && item->kind == RL_ITEM_WORD && (item->classes & classes) != 0;
}

bool rl_item_is_role(const rl_sketch *sketch, const rl_item *item)
{
    if (item->kind != RL_ITEM_WORD)
        return false;
    if (item->role != RL_NONE)
        return true;
    for (size_t i = 0; item->title != 0 && i < sketch->set->class_role_count; i++)
        if ((sketch->set->class_roles[i].classes & item->title) != 0)
            return true;
    return false;
}

static bool is_hyphen(const rl_item *item)
{
    return item != NULL && item->kind == RL_ITEM_HYPHEN;
}

/* A role that words beside it do not make another: "president", but not "president-elect" or "vice president". */
static bool match_role(const rl_sketch *s, size_t at, rl_match *m)
{
    const rl_item *before = at == 0 ? NULL : &s->items[at - 1], *after = rl_item_at(s, at + 1);
    if (!rl_item_is_role(s, &s->items[at]) || has_class(before, RL_WORD_SPOIL) || has_class(after, RL_WORD_SPOIL) ||
        (is_hyphen(after) && has_class(rl_item_at(s, at + 2), RL_WORD_SPOIL)))
        return false;
    m->role = (uint32_t)at;
    m->is_past |= has_class(before, RL_WORD_PAST);
    return true;
}

static bool match_adjective(const rl_sketch *s, size_t at, uint32_t *ret_item)
{
    const rl_item *item = &s->items[at];
    bool is_place = item->kind == RL_ITEM_DEMONYM;
    if (item->kind == RL_ITEM_NAME)
        is_place = s->input->mentions[item->mention].type != RL_TYPE_PERSON;
    if (!is_place)
        return false;
    *ret_item = (uint32_t)at;
    return true;
}

static bool match_word(const rl_sketch *s, const rl_element *element, const rl_item *item)
{
    for (uint32_t i = 0; item->kind == RL_ITEM_WORD && i < element->lemma_count; i++)
        if (rl_item_has_lemma(item, s->set->pattern_lemmas[element->first_lemma + i]))
            return true;
    return false;
}

/* Elements that are one item. */
bool rl_element_match(const rl_sketch *s, const rl_element *element, size_t at, rl_match *m)
{
    const rl_item *item = &s->items[at];
    switch (element->kind) {
    case RL_ELEMENT_WORD:
        return match_word(s, element, item);
    case RL_ELEMENT_POSSESSIVE:
        return item->kind == RL_ITEM_POSSESSIVE;
    case RL_ELEMENT_COMMA:
        return item->kind == RL_ITEM_COMMA;
    case RL_ELEMENT_HYPHEN:
        return item->kind == RL_ITEM_HYPHEN;
    case RL_ELEMENT_ROLE:
        return match_role(s, at, m);
    case RL_ELEMENT_SUBJECT_ADJECTIVE:
        return match_adjective(s, at, &m->subject_adjective);
    case RL_ELEMENT_OBJECT_ADJECTIVE:
        return match_adjective(s, at, &m->object_adjective);
    default:
        return false;
    }
}

/* ---- gaps ---- */

size_t rl_gap_longest(rl_element_kind kind)
{
    if (kind == RL_ELEMENT_GAP)
        return GAP;
    return kind == RL_ELEMENT_LONG_GAP ? LONG_GAP : MODIFIERS;
}

bool rl_gap_takes(rl_element_kind kind, const rl_item *item, rl_match *m)
{
    if (kind == RL_ELEMENT_LONG_GAP)
        return item->kind != RL_ITEM_BARRIER && item->kind != RL_ITEM_POSSESSIVE && !has_class(item, NOT_IN_LONG_GAP);
    if (item->kind == RL_ITEM_NUMBER || (kind == RL_ELEMENT_GAP && item->kind == RL_ITEM_DEMONYM))
        return true;
    if (item->kind != RL_ITEM_WORD)
        return false;
    if (kind == RL_ELEMENT_GAP)
        return !has_class(item, NOT_IN_GAP);
    m->is_past |= has_class(item, RL_WORD_PAST);
    bool is_verb = (item->forms[0] & (RL_FORM_PAST | RL_FORM_THIRD)) != 0 || item->is_ed;
    return !has_class(item, NOT_IN_MODIFIERS | RL_WORD_SPOIL) && (!is_verb || has_class(item, RL_WORD_PAST));
}
