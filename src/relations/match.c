/* Matching a rule's elements against items: from the trigger to the right, then from the trigger to the left. Elements
 * that may take more or less (gaps, optional words, names joined by "and") are tried in a fixed order; the number of
 * steps is bounded, and one that reaches the bound does not match. The recursion is over the elements of a rule, of
 * which there are few, never over the text. */
#include "relations/internal.h"

#include <string.h>

enum { MOST_STEPS = 600, GAP = 4, LONG_GAP = 10, MODIFIERS = 3 };

enum {
    AUXILIARY = RL_WORD_BE | RL_WORD_HAVE | RL_WORD_DO | RL_WORD_WILL | RL_WORD_MAY,
    NOT_IN_GAP = AUXILIARY | RL_WORD_TO | RL_WORD_RELATIVE | RL_WORD_CONDITION | RL_WORD_PREPOSITION | RL_WORD_BRIDGE,
    NOT_IN_LONG_GAP = AUXILIARY | RL_WORD_RELATIVE | RL_WORD_CONDITION | RL_WORD_AND | RL_WORD_SPEECH,
    NOT_IN_MODIFIERS = NOT_IN_GAP | RL_WORD_DETERMINER | RL_WORD_AND | RL_WORD_SPEECH
};

typedef struct matcher {
    const rl_sketch *sketch;
    const rl_rule *rule;
    uint32_t first; /* the last element to the left that is to be matched */
} matcher;

rl_match rl_match_new(size_t at)
{
    return (rl_match){.subject = {RL_NONE, 0},
                      .object = {RL_NONE, 0},
                      .both = {RL_NONE, 0},
                      .subject_adjective = RL_NONE,
                      .object_adjective = RL_NONE,
                      .role = RL_NONE,
                      .first = at,
                      .last = at};
}

static bool is_name_element(rl_element_kind kind)
{
    return kind == RL_ELEMENT_SUBJECT || kind == RL_ELEMENT_OBJECT || kind == RL_ELEMENT_BOTH ||
           kind == RL_ELEMENT_NAME;
}

static bool has_class(const rl_item *item, uint32_t classes)
{
    return item != NULL && item->kind == RL_ITEM_WORD && (item->classes & classes) != 0;
}

/* ---- single items ---- */

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
static bool match_single(const rl_sketch *s, const rl_element *element, size_t at, rl_match *m)
{
    const rl_item *item = &s->items[at];
    switch (element->kind) {
    case RL_ELEMENT_WORD: return match_word(s, element, item);
    case RL_ELEMENT_POSSESSIVE: return item->kind == RL_ITEM_POSSESSIVE;
    case RL_ELEMENT_COMMA: return item->kind == RL_ITEM_COMMA;
    case RL_ELEMENT_HYPHEN: return item->kind == RL_ITEM_HYPHEN;
    case RL_ELEMENT_ROLE: return match_role(s, at, m);
    case RL_ELEMENT_SUBJECT_ADJECTIVE: return match_adjective(s, at, &m->subject_adjective);
    case RL_ELEMENT_OBJECT_ADJECTIVE: return match_adjective(s, at, &m->object_adjective);
    default: return false;
    }
}

/* ---- gaps ---- */

static size_t longest_gap(rl_element_kind kind)
{
    if (kind == RL_ELEMENT_GAP)
        return GAP;
    return kind == RL_ELEMENT_LONG_GAP ? LONG_GAP : MODIFIERS;
}

static bool fits_gap(rl_element_kind kind, const rl_item *item, rl_match *m)
{
    if (kind == RL_ELEMENT_LONG_GAP)
        return item->kind != RL_ITEM_BARRIER && item->kind != RL_ITEM_POSSESSIVE &&
               !has_class(item, NOT_IN_LONG_GAP);
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

/* ---- names ---- */

static rl_capture *capture_of(rl_match *m, rl_element_kind kind)
{
    if (kind == RL_ELEMENT_SUBJECT)
        return &m->subject;
    if (kind == RL_ELEMENT_OBJECT)
        return &m->object;
    return kind == RL_ELEMENT_BOTH ? &m->both : NULL;
}

/* A verb that this name is the subject of, so that it is not joined to the object before it. */
static bool begins_clause(const rl_sketch *s, const rl_group *group)
{
    const rl_item *after = rl_item_at(s, (size_t)group->last + 1);
    if (after == NULL || after->kind != RL_ITEM_WORD)
        return false;
    if ((after->classes & AUXILIARY) != 0)
        return true;
    return (after->forms[0] & (RL_FORM_PAST | RL_FORM_THIRD)) != 0;
}

static uint32_t joined_after(const rl_sketch *s, uint32_t group, bool into_clause, uint32_t *ret_last)
{
    uint32_t count = 1, last = group;
    while (s->groups[last].next != RL_NONE &&
           (into_clause || !begins_clause(s, &s->groups[s->groups[last].next]))) {
        last = s->groups[last].next;
        count++;
    }
    *ret_last = last;
    return count;
}

bool rl_names_at(const rl_sketch *s, size_t at, rl_capture *ret_names, size_t *ret_end)
{
    uint32_t group = at < s->count ? s->begins[at] : RL_NONE, last;
    if (group == RL_NONE)
        return false;
    uint32_t count = joined_after(s, group, false, &last);
    if (!rl_closes_name(s, (size_t)s->groups[last].last + 1, s->groups[last].type))
        return false;
    *ret_names = (rl_capture){group, count};
    *ret_end = (size_t)s->groups[last].last + 1;
    return true;
}

static bool after(const matcher *x, uint32_t index, size_t at, rl_match *m);
static bool before(const matcher *x, uint32_t index, size_t at, rl_match *m);

/* A role is in a country, not in its police. */
static bool is_deputised(const matcher *x, rl_element_kind kind, uint32_t group)
{
    const rl_sketch *s = x->sketch;
    return x->rule->form == RL_RULE_ROLE && kind != RL_ELEMENT_NAME &&
           s->items[s->groups[group].head].kind != RL_ITEM_NAME;
}

static bool try_names_after(const matcher *x, uint32_t index, uint32_t group, uint32_t count, uint32_t last,
                            const rl_match *from, rl_match *m)
{
    const rl_sketch *s = x->sketch;
    const rl_element *element = &x->rule->elements[index];
    bool is_end = index + 1 == x->rule->element_count && x->rule->form != RL_RULE_ROLE; /* these say END */
    if ((element->kind == RL_ELEMENT_BOTH && count < 2) || is_deputised(x, element->kind, group))
        return false;
    if (is_end && !rl_closes_name(s, (size_t)s->groups[last].last + 1, s->groups[last].type))
        return false;
    *m = *from;
    rl_capture *capture = capture_of(m, element->kind);
    if (capture != NULL)
        *capture = (rl_capture){group, count};
    return after(x, index + 1, (size_t)s->groups[last].last + 1, m);
}

static bool names_after(const matcher *x, uint32_t index, size_t at, rl_match *m)
{
    const rl_sketch *s = x->sketch;
    const rl_match from = *m;
    uint32_t groups[2] = {s->begins[at], s->items[at].kind == RL_ITEM_NAME ? s->items[at].group : RL_NONE};
    for (int i = 0; i < 2; i++) {
        uint32_t group = groups[i], last;
        if (group == RL_NONE || (i == 1 && group == groups[0]))
            continue;
        bool both = x->rule->elements[index].kind == RL_ELEMENT_BOTH;
        uint32_t count = x->rule->elements[index].is_many ? joined_after(s, group, both, &last) : 1;
        if (count > 1 && try_names_after(x, index, group, count, last, &from, m))
            return true;
        if (try_names_after(x, index, group, 1, group, &from, m))
            return true;
    }
    return false;
}

/* May a name begin here, as far as what stands before it goes? */
static bool opens_name(const rl_sketch *s, size_t at)
{
    const rl_item *item = at == 0 ? NULL : &s->items[at - 1];
    if (item == NULL)
        return true;
    bool of = has_class(item, RL_WORD_PREPOSITION) && item->last - item->first == 1 &&
              rl_token_is(s->input->text, &s->input->text->tokens[item->first], "of", 2);
    return !of && item->kind != RL_ITEM_HYPHEN && item->kind != RL_ITEM_NAME && item->kind != RL_ITEM_POSSESSIVE;
}

static bool names_before(const matcher *x, uint32_t index, size_t at, rl_match *m)
{
    const rl_sketch *s = x->sketch;
    const rl_element *element = &x->rule->elements[index];
    const rl_match from = *m;
    uint32_t first = s->ends[at - 1], count = 1;
    if (first == RL_NONE)
        return false;
    for (; element->is_many && s->groups[first].previous != RL_NONE; count++)
        first = s->groups[first].previous;
    if ((element->kind == RL_ELEMENT_BOTH && count < 2) || is_deputised(x, element->kind, first) ||
        (index == 0 && !opens_name(s, s->groups[first].first)))
        return false;
    *m = from;
    rl_capture *capture = capture_of(m, element->kind);
    if (capture != NULL)
        *capture = (rl_capture){first, count};
    return before(x, index, s->groups[first].first, m);
}

/* ---- one after the other ---- */

static bool gap_after(const matcher *x, uint32_t index, size_t at, rl_match *m)
{
    rl_element_kind kind = x->rule->elements[index].kind;
    size_t most = longest_gap(kind);
    rl_match from = *m;
    for (size_t length = 0; length <= most; length++) {
        rl_match next = from;
        if (after(x, index + 1, at + length, &next)) {
            *m = next;
            return true;
        }
        m->steps = from.steps = next.steps;
        if (at + length >= x->sketch->count || !fits_gap(kind, &x->sketch->items[at + length], &from))
            return false;
    }
    return false;
}

static bool gap_before(const matcher *x, uint32_t index, size_t at, rl_match *m)
{
    rl_element_kind kind = x->rule->elements[index].kind;
    size_t most = longest_gap(kind);
    rl_match from = *m;
    for (size_t length = 0; length <= most; length++) {
        rl_match next = from;
        if (before(x, index, at - length, &next)) {
            *m = next;
            return true;
        }
        m->steps = from.steps = next.steps;
        if (length >= at || !fits_gap(kind, &x->sketch->items[at - length - 1], &from))
            return false;
    }
    return false;
}

/* "his meeting with Xi": he is the one person named before it in the sentence, if it is one. */
static bool pronoun_before(const matcher *x, uint32_t index, size_t at, rl_match *m)
{
    const rl_sketch *s = x->sketch;
    uint32_t owner = RL_NONE;
    if (index == 0 || !is_name_element(x->rule->elements[index - 1].kind))
        return false;
    for (uint32_t g = 0; g < s->group_count && s->groups[g].head < at; g++) {
        if (s->groups[g].type != RL_TYPE_PERSON)
            continue;
        if (owner != RL_NONE && s->groups[owner].end.entity != s->groups[g].end.entity)
            return false;
        owner = g;
    }
    rl_capture *capture = owner == RL_NONE ? NULL : capture_of(m, x->rule->elements[index - 1].kind);
    if (capture == NULL)
        return false;
    *capture = (rl_capture){owner, 1};
    return before(x, index - 1, at, m);
}

static bool skip_optional(const rl_element *element, rl_match *m, rl_match *ret_without)
{
    if (!element->is_optional)
        return false;
    *ret_without = *m;
    return true;
}

static bool is_gap(rl_element_kind kind)
{
    return kind == RL_ELEMENT_GAP || kind == RL_ELEMENT_LONG_GAP || kind == RL_ELEMENT_MODIFIERS;
}

/* Behind a role no "for Europe" may follow: it is a role in something else. */
static bool ends_at(const matcher *x, uint32_t index, size_t at)
{
    const rl_item *item = rl_item_at(x->sketch, at);
    const rl_text *text = x->sketch->input->text;
    bool is_role = index > 0 && x->rule->elements[index - 1].kind == RL_ELEMENT_ROLE;
    if (is_role && has_class(item, RL_WORD_PREPOSITION) && item->last == item->first + 1 &&
        (rl_token_is(text, &text->tokens[item->first], "for", 3) ||
         rl_token_is(text, &text->tokens[item->first], "of", 2)))
        return false;
    return rl_closes_name(x->sketch, at, RL_TYPE_PLACE);
}

static bool one_after(const matcher *x, uint32_t index, size_t at, rl_match *m)
{
    const rl_element *element = &x->rule->elements[index];
    if (is_gap(element->kind))
        return gap_after(x, index, at, m);
    if (element->kind == RL_ELEMENT_END)
        return ends_at(x, index, at) && after(x, index + 1, at, m);
    if (at >= x->sketch->count)
        return false;
    if (is_name_element(element->kind))
        return names_after(x, index, at, m);
    return match_single(x->sketch, element, at, m) && after(x, index + 1, at + 1, m);
}

static bool after(const matcher *x, uint32_t index, size_t at, rl_match *m)
{
    if (index == x->rule->element_count) {
        m->last = at == 0 ? 0 : at - 1;
        return true;
    }
    if (++m->steps > MOST_STEPS)
        return false;
    rl_match without;
    bool optional = skip_optional(&x->rule->elements[index], m, &without);
    if (one_after(x, index, at, m))
        return true;
    if (!optional)
        return false;
    without.steps = m->steps;
    *m = without;
    return after(x, index + 1, at, m);
}

static bool one_before(const matcher *x, uint32_t index, size_t at, rl_match *m)
{
    const rl_element *element = &x->rule->elements[index];
    if (is_gap(element->kind))
        return gap_before(x, index, at, m);
    if (at == 0)
        return false;
    if (is_name_element(element->kind))
        return names_before(x, index, at, m);
    if (element->kind == RL_ELEMENT_POSSESSIVE && has_class(&x->sketch->items[at - 1], RL_WORD_PRONOUN))
        return pronoun_before(x, index, at - 1, m);
    return match_single(x->sketch, element, at - 1, m) && before(x, index, at - 1, m);
}

/* Matches elements [0, index) before item `at`, the last of them first. */
static bool before(const matcher *x, uint32_t index, size_t at, rl_match *m)
{
    if (index == 0) {
        m->first = at;
        return true;
    }
    if (++m->steps > MOST_STEPS)
        return false;
    rl_match without;
    bool optional = skip_optional(&x->rule->elements[index - 1], m, &without);
    if (one_before(x, index - 1, at, m))
        return true;
    if (!optional)
        return false;
    without.steps = m->steps;
    *m = without;
    return before(x, index - 1, at, m);
}

bool rl_rule_match_after(const rl_sketch *sketch, const rl_rule *rule, uint32_t from, size_t at, rl_match *match)
{
    matcher x = {.sketch = sketch, .rule = rule};
    return after(&x, from, at, match);
}

/* "former governor and senator X": both are over. */
static bool is_joined_to_past(const rl_sketch *s, const rl_match *match)
{
    size_t at = match->first;
    if (at == 0 || !has_class(&s->items[at - 1], RL_WORD_AND))
        return false;
    for (size_t i = at - 1; i > 0 && at - i < 2 + GAP; i--) {
        if (s->items[i - 1].kind == RL_ITEM_COMMA || s->items[i - 1].kind == RL_ITEM_BARRIER)
            return false;
        if (has_class(&s->items[i - 1], RL_WORD_PAST))
            return true;
    }
    return false;
}

bool rl_rule_match(const rl_sketch *sketch, const rl_rule *rule, size_t at, rl_match *ret_match)
{
    matcher x = {.sketch = sketch, .rule = rule};
    rl_match match = rl_match_new(at);
    if (!match_single(sketch, &rule->elements[rule->trigger], at, &match) ||
        !after(&x, rule->trigger + 1, at + 1, &match) || !before(&x, rule->trigger, at, &match))
        return false;
    const rl_item *left = match.first == 0 ? NULL : &sketch->items[match.first - 1];
    match.is_past |= has_class(left, RL_WORD_PAST) || (rule->form == RL_RULE_ROLE && is_joined_to_past(sketch, &match));
    for (size_t i = match.first; i <= match.last; i++)
        match.is_past |= (sketch->items[i].marks & RL_MARK_PAST) != 0;
    if (rule->form == RL_RULE_ROLE && has_class(left, RL_WORD_SPOIL))
        return false;
    *ret_match = match;
    return true;
}
