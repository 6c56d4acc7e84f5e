/* Who does what a verb says: the name before it; before "who"; before what stands between two commas; of the verb that
 * it is joined to by "and"; or of the sentence, for "after meeting Xi". Where a name is the object of a preposition
 * ("officials in Canada said") it is nobody's subject. */
#include "relations/internal.h"

enum { MOST_BETWEEN_COMMAS = 22, MOST_BACK = 30 };

static bool is_word_of(const rl_sketch *s, size_t at, uint32_t classes)
{
    const rl_item *item = rl_item_at(s, at);
    return item != NULL && item->kind == RL_ITEM_WORD && (item->classes & classes) != 0;
}

/* A preposition; but "after" may begin a clause: "after Canada detained her". */
static bool takes_object(const rl_sketch *s, const rl_item *item)
{
    const rl_token *token = &s->input->text->tokens[item->first];
    bool begins_clause = (item->classes & RL_WORD_BRIDGE) != 0 && !rl_token_is(s->input->text, token, "by", 2);
    return (item->classes & RL_WORD_TO) != 0 || ((item->classes & RL_WORD_PREPOSITION) != 0 && !begins_clause);
}

/* The names that end before item `at`, with those joined to them; unless they belong to something else. */
static bool names_before(const rl_sketch *s, size_t at, rl_capture *ret)
{
    uint32_t last = at == 0 ? RL_NONE : s->ends[at - 1];
    if (last == RL_NONE)
        return false;
    uint32_t first = last, count = 1;
    for (; s->groups[first].previous != RL_NONE; count++)
        first = s->groups[first].previous;
    size_t before = s->groups[first].first;
    if (before > 0) {
        const rl_item *item = &s->items[before - 1];
        bool opens = item->kind == RL_ITEM_COMMA || item->kind == RL_ITEM_BARRIER || item->kind == RL_ITEM_WORD;
        if (!opens || takes_object(s, item))
            return false;
    }
    *ret = (rl_capture){first, count};
    return true;
}

/* "with Carney meeting Li Qiang": a preposition is allowed. */
static bool names_before_ing(const rl_sketch *s, size_t at, rl_capture *ret)
{
    uint32_t last = at == 0 ? RL_NONE : s->ends[at - 1];
    if (names_before(s, at, ret))
        return true;
    if (last == RL_NONE || s->groups[last].first == 0 || s->groups[last].previous != RL_NONE)
        return false;
    const rl_item *item = &s->items[s->groups[last].first - 1];
    if (item->kind != RL_ITEM_WORD || s->input->text->tokens[item->first].fold_length != 4 ||
        (item->classes & RL_WORD_PREPOSITION) == 0)
        return false;
    *ret = (rl_capture){last, 1};
    return true;
}

/* What the clause around the subject says of the verb: "if", "said that". */
static void look_before_subject(const rl_sketch *s, const rl_capture *subject, rl_verb *verb)
{
    size_t at = s->groups[subject->group].first;
    if (at > 0 && is_word_of(s, at - 1, RL_WORD_RELATIVE)) /* that */
        at--;
    for (size_t i = at; i > 0 && at - i < 2; i--)
        verb->is_negated |= is_word_of(s, i - 1, RL_WORD_CONDITION);
    if (at == 0)
        return;
    verb->is_negated |= is_word_of(s, at - 1, RL_WORD_DENIAL) || (s->items[at].marks & RL_MARK_NEGATED) != 0;
    verb->is_reported |= is_word_of(s, at - 1, RL_WORD_SPEECH) || (s->items[at].marks & RL_MARK_HEARSAY) != 0;
}

/* The comma that opens what the comma at `close` ends; RL_NONE if none is near. */
static size_t opening_comma(const rl_sketch *s, size_t close)
{
    for (size_t i = close; i > 0 && close - i < MOST_BETWEEN_COMMAS; i--) {
        if (s->items[i - 1].kind == RL_ITEM_BARRIER)
            return RL_NONE;
        if (s->items[i - 1].kind == RL_ITEM_COMMA)
            return i - 1;
    }
    return RL_NONE;
}

/* ", who": the names before it. */
static bool before_relative(const rl_sketch *s, size_t at, rl_capture *ret)
{
    size_t end = at - 1;
    if (end > 0 && s->items[end - 1].kind == RL_ITEM_COMMA)
        end--;
    uint32_t last = end == 0 ? RL_NONE : s->ends[end - 1];
    if (last == RL_NONE)
        return false;
    *ret = (rl_capture){last, 1};
    return true;
}

/* The first verb of the sentence before `at` that has a subject of its own. */
static bool subject_of_sentence(const rl_sketch *s, size_t at, rl_capture *ret)
{
    size_t floor = at > MOST_BACK ? at - MOST_BACK : 0;
    for (size_t i = at; i > floor; i--) {
        const rl_item *item = &s->items[i - 1];
        if (item->kind == RL_ITEM_BARRIER)
            return false;
        rl_capture names;
        bool is_verb =
            item->kind == RL_ITEM_WORD && item->title == 0 && (item->forms[0] != 0 || item->is_ed || item->is_action);
        if (is_verb && names_before(s, i - 1, &names)) {
            *ret = names;
            return true;
        }
    }
    return false;
}

static bool find(const rl_sketch *s, rl_verb *verb, rl_capture *ret)
{
    size_t at = verb->first;
    if (at == 0)
        return false;
    if (verb->is_ing && names_before_ing(s, at, ret))
        return true;
    if (names_before(s, at, ret))
        return true;
    const rl_item *before = &s->items[at - 1];
    if (before->kind == RL_ITEM_WORD && (before->classes & RL_WORD_RELATIVE) != 0)
        return before_relative(s, at, ret);
    if (verb->is_ing && is_word_of(s, at - 1, RL_WORD_BRIDGE))
        return subject_of_sentence(s, at - 1, ret);
    if (!verb->is_ing && is_word_of(s, at - 1, RL_WORD_AND))
        return subject_of_sentence(s, at - 1, ret);
    if (before->kind != RL_ITEM_COMMA)
        return false;
    size_t open = opening_comma(s, at - 1);
    if (open != RL_NONE && !verb->is_ing && names_before(s, open, ret))
        return true;
    return (verb->is_ing || (verb->is_reduced && verb->is_participle)) && names_before(s, at - 1, ret);
}

bool rl_subject_find(const rl_sketch *s, rl_verb *verb, rl_capture *ret_subject)
{
    rl_capture subject;
    if (verb->is_infinitive || !find(s, verb, &subject))
        return false;
    const rl_item *head = &s->items[s->groups[subject.group].head];
    if (verb->is_bare && subject.count < 2 && head->kind == RL_ITEM_NAME)
        return false;
    look_before_subject(s, &subject, verb);
    *ret_subject = subject;
    return true;
}
