/* Giving observations, and their values. */
#include "recognise/observing.h"

#include "recognise/judge.h"

#include <string.h>

/* ---- handing over ---- */

/* The value of a constant text. Its hash is remembered by its address, which is the same as long as the program runs. */
rl_value rl_constant_value(rl_observer *o, const char *text)
{
    rl_constant *known = &o->constants[(uintptr_t)text / 2 % RL_CONSTANTS];
    if (known->text != text) {
        size_t length = strlen(text);
        *known = (rl_constant){text, length, rl_hash_bytes(text, length)};
    }
    return (rl_value){known->hash, {text, known->length}};
}

enum { MOST_VALUES = 3 };

static void show(rl_observer *o, uint64_t key, const rl_value *name, const rl_value *values, size_t count)
{
    rl_part parts[MOST_VALUES];
    for (size_t i = 0; i < count; i++)
        parts[i] = values[i].part;
    o->stopped |= !o->onlooker->observation(o->onlooker->user, key, &name->part, parts, count);
}

static void append(const rl_part *part, char *buffer, size_t size, size_t *used)
{
    size_t length = part->length < size - *used ? part->length : size - *used;
    memcpy(buffer + *used, part->text, length);
    *used += length;
}

/* As the row of the weights is written. */
static void tell(const rl_observer *o, const rl_value *name, const rl_value *values, size_t count, const float *weights)
{
    static const rl_part FIRST = {"=", 1}, NEXT = {"|", 1};
    char text[512];
    size_t used = 0;
    append(&name->part, text, sizeof text, &used);
    for (size_t i = 0; i < count; i++) {
        append(i == 0 ? &FIRST : &NEXT, text, sizeof text, &used);
        append(&values[i].part, text, sizeof text, &used);
    }
    rl_judge_tell(o->r, text, used, weights);
}

static void give(rl_observer *o, const char *template, const rl_value *values, size_t count)
{
    rl_value name = rl_constant_value(o, template);
    uint64_t key = name.hash;
    for (size_t i = 0; i < count; i++)
        key = rl_hash_mix(key, values[i].hash);
    key = key == 0 ? 1 : key;
    if (o->onlooker != NULL) {
        show(o, key, &name, values, count);
        return;
    }
    const rl_learned_row *row = rl_learned_find(o->learned, key);
    for (size_t type = 0; row != NULL && type < RL_TYPE_BUILT_IN; type++)
        o->sum[type] += row->weight[type];
    if (row != NULL && o->r->reason != NULL)
        tell(o, &name, values, count, row->weight);
}

void rl_observe_one(rl_observer *o, const char *name, rl_value a)
{
    give(o, name, &a, 1);
}

void rl_observe_two(rl_observer *o, const char *name, rl_value a, rl_value b)
{
    const rl_value values[] = {a, b};
    give(o, name, values, 2);
}

void rl_observe_three(rl_observer *o, const char *name, rl_value a, rl_value b, rl_value c)
{
    const rl_value values[] = {a, b, c};
    give(o, name, values, 3);
}

/* ---- values ---- */

rl_value rl_word_value(const rl_observed_span *s, int64_t t)
{
    if (!rl_observed_in(s, t))
        return rl_constant_value(s->o, t < (int64_t)s->sentence->first ? "^" : "$");
    const rl_token *token = rl_observed_token(s, (uint32_t)t);
    if (token->shape == RL_SHAPE_NUMBER)
        return rl_constant_value(s->o, "0");
    return (rl_value){token->hash, {s->text->folded + token->fold, token->fold_length}};
}

const char *rl_shape_text(const rl_text *text, const rl_token *token)
{
    static const char *const names[] = {
        [RL_SHAPE_OTHER] = "?",  [RL_SHAPE_LOWER] = "a",    [RL_SHAPE_CAPITALISED] = "Aa", [RL_SHAPE_ALL_CAPS] = "AA",
        [RL_SHAPE_DOTTED] = "A.A.", [RL_SHAPE_INITIAL] = "A.", [RL_SHAPE_MIXED] = "aA",    [RL_SHAPE_NUMBER] = "9",
        [RL_SHAPE_POSSESSIVE] = "'s", [RL_SHAPE_HYPHEN] = "-", [RL_SHAPE_PUNCTUATION] = ".",
    };
    if (token->shape == RL_SHAPE_ALL_CAPS && token->fold_length > 5)
        return "AAA";
    if (token->shape == RL_SHAPE_CAPITALISED && token->end - token->start == 1)
        return "A";
    if (token->shape == RL_SHAPE_PUNCTUATION && token->fold_length == 1)
        switch (text->folded[token->fold]) {
        case ',':
            return ",";
        case '(':
            return "(";
        case ')':
            return ")";
        case ':':
            return ":";
        case '"':
        case '\'':
            return "\"";
        default:
            return ".";
        }
    return names[token->shape];
}

rl_value rl_shape_value(const rl_observed_span *s, int64_t t)
{
    if (!rl_observed_in(s, t))
        return rl_constant_value(s->o, t < (int64_t)s->sentence->first ? "^" : "$");
    return rl_constant_value(s->o, rl_shape_text(s->text, rl_observed_token(s, (uint32_t)t)));
}

/* The first class that a word has, in the order of how much it says. */
const char *rl_class_text(rl_classes classes)
{
    static const struct {
        rl_classes bits;
        const char *name;
    } table[] = {
        {RL_CLASS_HONORIFIC, "honorific"},      {RL_CLASS_OFFICE, "office"},
        {RL_CLASS_RANK, "rank"},                {RL_CLASS_ROLE, "role"},
        {RL_CLASS_ORG_ENDING, "org ending"},    {RL_CLASS_ORG_HEAD, "org head"},
        {RL_CLASS_PLACE_HEAD, "place head"},    {RL_CLASS_PLACE_BEGINNING, "place beginning"},
        {RL_CLASS_DATE, "date"},                {RL_CLASS_DEMONYM, "demonym"},
        {RL_CLASS_SPEECH, "speech"},            {RL_CLASS_ACTION, "action"},
        {RL_CLASS_PLACE_PREPOSITION, "place preposition"}, {RL_CLASS_FUNCTION, "function"},
        {RL_CLASS_LANGUAGE, "language"},        {RL_CLASS_EVENT, "event"},
        {RL_CLASS_THING, "thing"},              {RL_CLASS_COMMON, "common"},
        {RL_CLASS_PARTICLE, "particle"},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if ((classes & table[i].bits) != 0)
            return table[i].name;
    return "none";
}

rl_value rl_class_value(const rl_observed_span *s, int64_t t)
{
    return rl_constant_value(s->o, rl_observed_in(s, t) ? rl_class_text(rl_observed_token(s, (uint32_t)t)->classes) : "edge");
}

/* Given or family name, both, neither; with "ordinary" words marked. */
const char *rl_name_text(rl_classes classes)
{
    static const char *const names[] = {"-", "g", "f", "gf", "-o", "go", "fo", "gfo"};
    unsigned given = (classes & RL_CLASS_GIVEN) != 0, family = (classes & RL_CLASS_FAMILY) != 0;
    unsigned ordinary = (classes & RL_CLASS_ORDINARY) != 0;
    return names[given + 2 * family + 4 * ordinary];
}

rl_value rl_name_value(const rl_observed_span *s, int64_t t)
{
    return rl_constant_value(s->o, rl_observed_in(s, t) ? rl_name_text(rl_observed_token(s, (uint32_t)t)->classes) : "edge");
}

rl_value rl_affix_value(const rl_observed_span *s, uint32_t t, size_t length, bool last)
{
    const rl_token *token = rl_observed_token(s, t);
    const char *bytes = s->text->folded + token->fold;
    size_t used = token->fold_length < length ? token->fold_length : length;
    const char *from = last ? bytes + token->fold_length - used : bytes;
    /* Not in the middle of a character. */
    for (size_t i = 0; i < used; i++)
        if ((from[i] & 0x80) != 0)
            return rl_constant_value(s->o, "*");
    return (rl_value){rl_hash_bytes(from, used), {from, used}};
}
