/* Matching a rule's elements against items: from the trigger to the right, then from the trigger to the left. Elements
 * that may take more or less (gaps, optional words, names joined by "and") are tried in a fixed order; the number of
 * steps is bounded, and one that reaches the bound does not match. The recursion is over the elements of a rule, of
 * which there are few, never over the text. */
#include "relations/internal.h"

#include <string.h>

enum { MOST_STEPS = 600, TITLE_WITHIN = 6 };

enum { AUXILIARY = RL_WORD_BE | RL_WORD_HAVE | RL_WORD_DO | RL_WORD_WILL | RL_WORD_MAY };

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
    while (s->groups[last].next != RL_NONE && (into_clause || !begins_clause(s, &s->groups[s->groups[last].next]))) {
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
    size_t most = rl_gap_longest(kind);
    rl_match from = *m;
    for (size_t length = 0; length <= most; length++) {
        rl_match next = from;
        if (after(x, index + 1, at + length, &next)) {
            *m = next;
            return true;
        }
        m->steps = from.steps = next.steps;
        if (at + length >= x->sketch->count || !rl_gap_takes(kind, &x->sketch->items[at + length], &from))
            return false;
    }
    return false;
}

static bool gap_before(const matcher *x, uint32_t index, size_t at, rl_match *m)
{
    rl_element_kind kind = x->rule->elements[index].kind;
    size_t most = rl_gap_longest(kind);
    rl_match from = *m;
    for (size_t length = 0; length <= most; length++) {
        rl_match next = from;
        if (before(x, index, at - length, &next)) {
            *m = next;
            return true;
        }
        m->steps = from.steps = next.steps;
        if (length >= at || !rl_gap_takes(kind, &x->sketch->items[at - length - 1], &from))
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
    return rl_element_match(x->sketch, element, at, m) && after(x, index + 1, at + 1, m);
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
    return rl_element_match(x->sketch, element, at - 1, m) && before(x, index, at - 1, m);
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
    for (size_t i = at - 1; i > 0 && at - i < TITLE_WITHIN; i--) {
        if (s->items[i - 1].kind == RL_ITEM_COMMA || s->items[i - 1].kind == RL_ITEM_BARRIER)
            return false;
        if (has_class(&s->items[i - 1], RL_WORD_PAST))
            return true;
    }
    return false;
}

/* The item behind the trigger and the one before it say of most rules that they do not match, at much less cost than
 * trying them. */
static bool may_follow(const rl_sketch *s, const rl_element *element, size_t at)
{
    if (element->is_optional || is_gap(element->kind) || element->kind == RL_ELEMENT_END)
        return true;
    if (at >= s->count)
        return false;
    if (is_name_element(element->kind))
        return s->begins[at] != RL_NONE || s->items[at].kind == RL_ITEM_NAME;
    rl_match unused = {.steps = 0};
    return rl_element_match(s, element, at, &unused);
}

static bool may_precede(const rl_sketch *s, const rl_element *element, size_t at)
{
    if (element->is_optional || is_gap(element->kind))
        return true;
    if (at == 0)
        return false;
    if (is_name_element(element->kind))
        return s->ends[at - 1] != RL_NONE;
    rl_match unused = {.steps = 0};
    return element->kind == RL_ELEMENT_POSSESSIVE || rl_element_match(s, element, at - 1, &unused);
}

static bool may_match(const rl_sketch *s, const rl_rule *rule, size_t at)
{
    uint32_t trigger = rule->trigger;
    return (trigger + 1 == rule->element_count || may_follow(s, &rule->elements[trigger + 1], at + 1)) &&
           (trigger == 0 || may_precede(s, &rule->elements[trigger - 1], at));
}

bool rl_rule_match(const rl_sketch *sketch, const rl_rule *rule, size_t at, rl_match *ret_match)
{
    if (!may_match(sketch, rule, at))
        return false;
    matcher x = {.sketch = sketch, .rule = rule};
    rl_match match = rl_match_new(at);
    if (!rl_element_match(sketch, &rule->elements[rule->trigger], at, &match) ||
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
