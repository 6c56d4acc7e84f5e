/* Reading a rule's elements, and which of them is its trigger. */
#include "relations/internal.h"

#include <string.h>

typedef struct named_element {
    const char *text;
    rl_element_kind kind;
    bool is_many;
} named_element;

static const named_element NAMED[] = {
    {"S", RL_ELEMENT_SUBJECT, false},
    {"S*", RL_ELEMENT_SUBJECT, true},
    {"O", RL_ELEMENT_OBJECT, false},
    {"O*", RL_ELEMENT_OBJECT, true},
    {"S+O", RL_ELEMENT_BOTH, true},
    {"S-adj", RL_ELEMENT_SUBJECT_ADJECTIVE, false},
    {"O-adj", RL_ELEMENT_OBJECT_ADJECTIVE, false},
    {"N", RL_ELEMENT_NAME, false},
    {"T", RL_ELEMENT_ROLE, false},
    {"'s", RL_ELEMENT_POSSESSIVE, false},
    {",", RL_ELEMENT_COMMA, false},
    {"-", RL_ELEMENT_HYPHEN, false},
    {"...", RL_ELEMENT_GAP, false},
    {"....", RL_ELEMENT_LONG_GAP, false},
    {"MOD", RL_ELEMENT_MODIFIERS, false},
    {"END", RL_ELEMENT_END, false},
};

static const named_element *find_named(rl_piece piece)
{
    for (size_t i = 0; i < sizeof NAMED / sizeof NAMED[0]; i++)
        if (rl_piece_is(piece, NAMED[i].text))
            return &NAMED[i];
    return NULL;
}

/* "detain|jail": each a lemma. */
static relata_status read_lemmas(rl_rule_reader *reader, rl_piece piece, bool is_verb, rl_element *element)
{
    rl_relation_set *set = reader->set;
    rl_piece rest = piece;
    element->kind = RL_ELEMENT_WORD;
    element->first_lemma = (uint32_t)set->pattern_lemma_count;
    do {
        uint32_t lemma = RL_NONE;
        relata_status status = rl_lemma_read(reader, rl_piece_next(&rest, "|"), is_verb, 0, &lemma);
        if (status != RELATA_OK)
            return status;
        uint32_t *lemmas = rl_array_grow(set->pattern_lemmas, &set->pattern_lemma_capacity,
                                         set->pattern_lemma_count + 1, sizeof *lemmas);
        if (lemmas == NULL)
            return rl_error_memory(reader->err);
        set->pattern_lemmas = lemmas;
        set->lemmas[lemma].is_pattern_word = true;
        lemmas[set->pattern_lemma_count++] = lemma;
        element->lemma_count++;
    } while (rest.length > 0);
    return RELATA_OK;
}

static relata_status read_element(rl_rule_reader *reader, rl_piece piece, bool is_verb, rl_element *ret_element)
{
    rl_element element = {0};
    if (piece.length > 1 && piece.bytes[piece.length - 1] == '?') {
        element.is_optional = true;
        piece.length--;
    }
    const named_element *named = is_verb ? NULL : find_named(piece);
    relata_status status = RELATA_OK;
    if (named != NULL) {
        element.kind = named->kind;
        element.is_many = named->is_many;
    } else {
        status = read_lemmas(reader, piece, is_verb, &element);
    }
    if (status == RELATA_OK)
        *ret_element = element;
    return status;
}

static bool is_gap(rl_element_kind kind)
{
    return kind == RL_ELEMENT_GAP || kind == RL_ELEMENT_LONG_GAP || kind == RL_ELEMENT_MODIFIERS;
}

static size_t count_kind(const rl_rule *rule, rl_element_kind kind)
{
    size_t count = 0;
    for (uint32_t i = 0; i < rule->element_count; i++)
        count += rule->elements[i].kind == kind;
    return count;
}

static bool has_trigger(const rl_rule *rule)
{
    for (uint32_t i = 0; i < rule->element_count; i++) {
        const rl_element *element = &rule->elements[i];
        if (!element->is_optional && (element->kind == RL_ELEMENT_WORD || element->kind == RL_ELEMENT_COMMA))
            return true;
    }
    return false;
}

/* What a rule needs so that it can be matched in bounded time, and says who and whom. */
static relata_status check(const rl_rule_reader *reader, size_t column, rl_rule *rule)
{
    size_t subjects = count_kind(rule, RL_ELEMENT_SUBJECT) + count_kind(rule, RL_ELEMENT_SUBJECT_ADJECTIVE);
    size_t objects = count_kind(rule, RL_ELEMENT_OBJECT) + count_kind(rule, RL_ELEMENT_OBJECT_ADJECTIVE);
    size_t both = count_kind(rule, RL_ELEMENT_BOTH), roles = count_kind(rule, RL_ELEMENT_ROLE), gaps = 0;
    for (uint32_t i = 0; i < rule->element_count; i++)
        gaps += is_gap(rule->elements[i].kind) || rule->elements[i].is_optional;
    if (gaps > 5)
        return rl_rule_error(reader, column, "a pattern has at most five gaps and optional words");
    if (subjects > 1 || objects > 1 || both > 1 || roles > 1 || (both > 0 && subjects + objects > 0))
        return rl_rule_error(reader, column, "a pattern has one S and one O, or S+O, and one T");
    if ((rule->form == RL_RULE_ROLE) != (roles == 1))
        return rl_rule_error(reader, column, roles == 1 ? "T stands in a role-pattern only" : "a role-pattern has a T");
    bool is_pattern = rule->form == RL_RULE_PATTERN;
    if (is_pattern && subjects + objects + 2 * both != 2)
        return rl_rule_error(reader, column, "a pattern has an S and an O, or S+O");
    if (is_pattern && !has_trigger(rule))
        return rl_rule_error(reader, column, "a pattern needs a word or a comma that must be there");
    bool is_verb = rule->form == RL_RULE_VERB || rule->form == RL_RULE_PASSIVE;
    if (is_verb && (subjects + objects != 1 || both > 0))
        return rl_rule_error(reader, column, "the words after a verb have an O, or an S if its subject is the object");
    if (rule->form == RL_RULE_BOTH && subjects + objects + both > 0)
        return rl_rule_error(reader, column, "the subject of this verb is both S and O: neither stands behind it");
    if (rule->form == RL_RULE_ROLE && subjects == 0)
        return rl_rule_error(reader, column, "a role-pattern has an S");
    rule->subject_is_object = is_verb && subjects == 1;
    return RELATA_OK;
}

relata_status rl_rule_read(rl_rule_reader *reader, uint32_t kind, rl_rule_form form, rl_piece value)
{
    rl_relation_set *set = reader->set;
    rl_rule rule = {.kind = kind, .form = form};
    bool has_verb = form == RL_RULE_VERB || form == RL_RULE_PASSIVE || form == RL_RULE_BOTH;
    size_t column = value.column;
    relata_status status = RELATA_OK;
    while (status == RELATA_OK && value.length > 0) {
        rl_piece piece = rl_piece_next(&value, " \t");
        if (piece.length == 0)
            continue;
        if (rule.element_count == RL_ELEMENTS)
            return rl_rule_error(reader, piece.column, "a pattern has %d elements at most", RL_ELEMENTS);
        bool is_verb = has_verb && rule.element_count == 0;
        status = read_element(reader, piece, is_verb, &rule.elements[rule.element_count]);
        rule.element_count++;
    }
    if (status == RELATA_OK)
        status = check(reader, column, &rule);
    if (status != RELATA_OK)
        return status;
    rl_rule *rules = rl_array_grow(set->rules, &set->rule_capacity, set->rule_count + 1, sizeof *rules);
    if (rules == NULL)
        return rl_error_memory(reader->err);
    set->rules = rules;
    rules[set->rule_count++] = rule;
    return RELATA_OK;
}
