/* A document's relations: sentence by sentence, word by word, each rule that the word triggers. */
#include "relations/internal.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_TO_BY = 6, CANCELLED_WITHIN = 3, TOLD_WITHIN = 8 };

rl_relation_finder *rl_relation_finder_new(void)
{
    return calloc(1, sizeof(rl_relation_finder));
}

void rl_relation_finder_free(rl_relation_finder *finder)
{
    if (finder == NULL)
        return;
    free(finder->sketch.items);
    free(finder->sketch.groups);
    free(finder->sketch.begins);
    free(finder->sketch.ends);
    free(finder->found);
    free(finder->namings);
    free(finder);
}

static bool has_class(const rl_item *item, uint32_t classes)
{
    return item != NULL && item->kind == RL_ITEM_WORD && (item->classes & classes) != 0;
}

static rl_modality modality_of(bool is_planned, bool is_reported)
{
    if (is_planned)
        return RL_PLANNED;
    return is_reported ? RL_REPORTED : RL_ASSERTED;
}

/* ---- nouns ---- */

/* Words in and right before a pattern may say that it is not so, not yet so, or only said to be. */
static bool judge_pattern(const rl_sketch *s, const rl_match *match, bool is_lasting, rl_modality *ret_modality)
{
    bool is_planned = false, is_reported = !is_lasting && (s->is_hearsay || match->last < s->told_to);
    size_t from = match->first > CANCELLED_WITHIN ? match->first - CANCELLED_WITHIN : 0;
    for (size_t i = from; i <= match->last; i++) {
        const rl_item *item = &s->items[i];
        if ((i >= match->first && (item->marks & RL_MARK_NEGATED) != 0) ||
            has_class(item, RL_WORD_CANCEL | RL_WORD_DENIAL))
            return false;
        is_planned |= has_class(item, RL_WORD_PLANNED);
        is_reported |= i >= match->first && (item->marks & RL_MARK_HEARSAY) != 0;
    }
    *ret_modality = modality_of(is_planned, is_reported);
    return true;
}

/* "Texas, Utah, Virginia": a list of places, none of which lies in the next. */
static bool is_in_list(const rl_sketch *s, const rl_match *match)
{
    const rl_item *after = rl_item_at(s, match->last + 1), *next = rl_item_at(s, match->last + 2);
    bool goes_on = next != NULL && (next->kind == RL_ITEM_NAME || has_class(next, RL_WORD_AND)) &&
                   (after->kind == RL_ITEM_COMMA || has_class(after, RL_WORD_AND));
    return goes_on && match->first >= 2 && s->items[match->first - 1].kind == RL_ITEM_COMMA &&
           s->items[match->first - 2].kind == RL_ITEM_NAME;
}

/* Where a place lies is nobody's claim, and no plan. */
static void try_comma(rl_relation_finder *f, const rl_rule *rule, size_t at)
{
    rl_match match;
    if (!rl_rule_match(&f->sketch, rule, at, &match) || is_in_list(&f->sketch, &match))
        return;
    rl_statement st = {.kind = rule->kind, .modality = RL_ASSERTED, .first = match.first, .last = match.last};
    rl_emit_match(f, &st, &match);
}

static void try_pattern(rl_relation_finder *f, const rl_rule *rule, size_t at)
{
    const rl_sketch *s = &f->sketch;
    rl_match match;
    rl_statement st = {.kind = rule->kind};
    if (s->is_question || !rl_rule_match(s, rule, at, &match) ||
        !judge_pattern(s, &match, s->set->kinds[rule->kind].is_lasting, &st.modality))
        return;
    st.first = match.first;
    st.last = match.last;
    rl_emit_match(f, &st, &match);
}

static bool is_negated(const rl_sketch *s, const rl_match *match)
{
    for (size_t i = match->first; i <= match->last; i++)
        if ((s->items[i].marks & RL_MARK_NEGATED) != 0)
            return true;
    return false;
}

static void try_role(rl_relation_finder *f, const rl_rule *rule, size_t at)
{
    rl_match match;
    if (rl_rule_match(&f->sketch, rule, at, &match) && !is_negated(&f->sketch, &match))
        rl_emit_roles(f, &match, RL_ASSERTED);
}

/* ---- verbs ---- */

static bool is_by(const rl_sketch *s, size_t at)
{
    const rl_item *item = rl_item_at(s, at);
    return item != NULL && item->kind == RL_ITEM_WORD && item->last == item->first + 1 &&
           rl_token_is(s->input->text, &s->input->text->tokens[item->first], "by", 2);
}

static void state(rl_relation_finder *f, const rl_rule *rule, const rl_verb *verb, const rl_match *match)
{
    const rl_sketch *s = &f->sketch;
    bool is_lasting = s->set->kinds[rule->kind].is_lasting;
    bool is_reported = verb->is_reported || (!is_lasting && (s->is_hearsay || verb->main < s->told_to));
    rl_statement st = {.kind = rule->kind,
                       .modality = modality_of(verb->is_planned, is_reported),
                       .first = verb->first,
                       .last = match->last};
    if (!verb->is_negated && !s->is_question)
        rl_emit_match(f, &st, match);
}

static void set_subject(const rl_rule *rule, const rl_capture *names, rl_match *match)
{
    *(rule->subject_is_object ? &match->object : &match->subject) = *names;
}

static bool try_active(rl_relation_finder *f, const rl_rule *rule, rl_verb *verb)
{
    const rl_sketch *s = &f->sketch;
    rl_match match = rl_match_new(verb->main);
    rl_capture subject;
    if (!rl_rule_match_after(s, rule, 1, verb->main + 1, &match) || !rl_subject_find(s, verb, &subject))
        return false;
    set_subject(rule, &subject, &match);
    state(f, rule, verb, &match);
    return true;
}

/* The item behind "by", which a few words may come before ("was detained in Vancouver by …"); 0 if there is none. */
static size_t behind_by(const rl_sketch *s, size_t at)
{
    for (size_t i = at; i < s->count && i - at < MOST_TO_BY; i++) {
        if (is_by(s, i))
            return i + 1;
        if (s->items[i].kind == RL_ITEM_BARRIER || s->items[i].kind == RL_ITEM_COMMA ||
            has_class(&s->items[i], RL_WORD_AND | RL_WORD_RELATIVE | RL_WORD_BE))
            return 0;
    }
    return 0;
}

/* "O was detained by S", from a rule whose first name is the direct object. */
static void try_turned(rl_relation_finder *f, const rl_rule *rule, rl_verb *verb)
{
    const rl_sketch *s = &f->sketch;
    if (rule->element_count < 2)
        return;
    rl_element_kind direct = rule->elements[1].kind;
    rl_match match = rl_match_new(verb->main);
    rl_capture patient, agent;
    size_t end;
    if ((direct != RL_ELEMENT_OBJECT && direct != RL_ELEMENT_SUBJECT) ||
        !rl_rule_match_after(s, rule, 2, verb->main + 1, &match))
        return;
    size_t by = behind_by(s, match.last + 1);
    if (by == 0 || !rl_names_at(s, by, &agent, &end) || !rl_subject_find(s, verb, &patient))
        return;
    match.last = end - 1;
    set_subject(rule, &agent, &match);
    *(direct == RL_ELEMENT_OBJECT ? &match.object : &match.subject) = patient;
    state(f, rule, verb, &match);
}

/* "Xi and Trump met": nobody may stand behind the verb. */
static void try_both(rl_relation_finder *f, const rl_rule *rule, rl_verb *verb)
{
    const rl_sketch *s = &f->sketch;
    rl_match match = rl_match_new(verb->main);
    rl_capture subject;
    if (!rl_rule_match_after(s, rule, 1, verb->main + 1, &match))
        return;
    size_t next = match.last + 1;
    const rl_item *item = rl_item_at(s, next);
    bool with = has_class(item, RL_WORD_PREPOSITION) && item->last == item->first + 1 &&
                rl_token_is(s->input->text, &s->input->text->tokens[item->first], "with", 4);
    if (with || (item != NULL && s->begins[next] != RL_NONE) || !rl_subject_find(s, verb, &subject) ||
        subject.count < 2)
        return;
    match.both = subject;
    state(f, rule, verb, &match);
}

static void try_verb(rl_relation_finder *f, const rl_rule *rule, size_t at, uint32_t lemma)
{
    rl_verb verb;
    if (!rl_verb_find(&f->sketch, at, lemma, &verb))
        return;
    bool is_participle = verb.is_passive || verb.is_reduced, is_active = !verb.is_passive && !verb.is_reduced_only;
    if (rule->form == RL_RULE_PASSIVE) {
        verb.is_participle = true;
        if (is_participle)
            (void)try_active(f, rule, &verb);
    } else if (rule->form == RL_RULE_BOTH) {
        if (is_active)
            try_both(f, rule, &verb);
    } else {
        bool done = is_active && try_active(f, rule, &verb);
        verb.is_participle = true;
        if (!done && is_participle)
            try_turned(f, rule, &verb);
    }
}

/* ---- sentences ---- */

static void try_lemma(rl_relation_finder *f, size_t at, uint32_t lemma)
{
    const rl_relation_set *set = f->sketch.set;
    for (size_t t = set->trigger_places[lemma]; t < set->trigger_places[lemma + 1]; t++) {
        const rl_rule *rule = &set->rules[set->triggers[t].rule];
        if (rule->form == RL_RULE_PATTERN)
            try_pattern(f, rule, at);
        else
            try_verb(f, rule, at, lemma);
    }
}

static void try_item(rl_relation_finder *f, size_t at)
{
    const rl_relation_set *set = f->sketch.set;
    const rl_item *item = &f->sketch.items[at];
    for (uint32_t i = 0; i < item->lemma_count; i++)
        try_lemma(f, at, item->lemmas[i]);
    if (rl_item_is_role(&f->sketch, item))
        for (size_t i = 0; i < set->role_rule_count; i++)
            try_role(f, &set->rules[set->role_rules[i]], at);
    if (item->kind == RL_ITEM_COMMA)
        for (size_t i = 0; i < set->comma_rule_count; i++)
            try_comma(f, &set->rules[set->comma_rules[i]], at);
}

/* "…, police said.": the items before the comma are what was said. */
static size_t told_to(const rl_sketch *s)
{
    size_t from = s->count > TOLD_WITHIN ? s->count - TOLD_WITHIN : 0;
    for (size_t i = s->count; i > from; i--) {
        if (!has_class(&s->items[i - 1], RL_WORD_SPEECH))
            continue;
        for (size_t k = i - 1; k > from; k--)
            if (s->items[k - 1].kind == RL_ITEM_COMMA)
                return k - 1;
        return 0;
    }
    return 0;
}

static bool find_in_sentence(rl_relation_finder *f, rl_cursor *cursor)
{
    rl_sketch *s = &f->sketch;
    if (!rl_items_make(s, cursor) || !rl_groups_make(s))
        return false;
    s->told_to = told_to(s);
    f->sentence_from = f->found_count;
    for (size_t i = 0; i < s->count; i++)
        try_item(f, i);
    return !f->no_memory;
}

static int compare_relations(const void *x, const void *y)
{
    const rl_relation *a = x, *b = y;
    const uint32_t keys_a[] = {a->sentence, a->first, a->last, a->kind, a->subject.first, a->object.first};
    const uint32_t keys_b[] = {b->sentence, b->first, b->last, b->kind, b->subject.first, b->object.first};
    for (size_t i = 0; i < sizeof keys_a / sizeof keys_a[0]; i++)
        if (keys_a[i] != keys_b[i])
            return keys_a[i] < keys_b[i] ? -1 : 1;
    return 0;
}

static bool has_demonym(const rl_sketch *s)
{
    for (uint32_t t = s->sentence->first; t < s->sentence->last; t++)
        if ((s->input->text->tokens[t].classes & RL_CLASS_DEMONYM) != 0)
            return true;
    return false;
}

/* "Prime Minister Mark Carney" */
static bool has_title(const rl_sketch *s, const rl_mention *mention)
{
    return mention->entry != RL_NONE && mention->first > s->sentence->first &&
           (s->input->text->tokens[mention->first - 1].classes & RL_CLASS_TITLE) != 0;
}

/* A relation needs two that it is between: names, or a demonym beside a name, or one name whose title is looked up. */
static bool is_worth_it(const rl_sketch *s, rl_cursor *cursor)
{
    const rl_relation_input *in = s->input;
    while (cursor->mention < in->mention_count && in->mentions[cursor->mention].first < s->sentence->first)
        cursor->mention++;
    const rl_mention *first = in->mentions + cursor->mention, *end = in->mentions + in->mention_count;
    if (first == end || first->first >= s->sentence->last || (s->sentence->flags & RL_SENTENCE_ALL_CAPS) != 0)
        return false;
    bool two = first + 1 != end && first[1].first < s->sentence->last;
    return two || has_title(s, first) || has_demonym(s);
}

relata_status rl_relations_find(rl_relation_finder *f, const rl_relation_set *set, const rl_relation_input *input,
                                const rl_relation **ret_relations, size_t *ret_count, relata_error *err)
{
    rl_cursor cursor = {0, 0};
    f->found_count = 0;
    f->has_namings = f->no_memory = false;
    f->sketch.set = set;
    f->sketch.input = input;
    for (size_t i = 0; set->rule_count > 0 && i < input->text->sentence_count; i++) {
        f->sketch.sentence = &input->text->sentences[i];
        f->sketch.number = (uint32_t)i;
        bool again = (input->text->tokens[f->sketch.sentence->first].flags & RL_TOKEN_REPEATED) != 0;
        if (!again && is_worth_it(&f->sketch, &cursor) && !find_in_sentence(f, &cursor))
            return rl_error_memory(err);
    }
    if (f->found_count > 0)
        qsort(f->found, f->found_count, sizeof *f->found, compare_relations);
    *ret_relations = f->found;
    *ret_count = f->found_count;
    return RELATA_OK;
}
