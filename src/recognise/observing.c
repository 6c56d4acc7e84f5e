/* Giving observations, and their values. */
#include "recognise/observing.h"

#include "recognise/judge.h"

#include <string.h>

/* ---- handing over ---- */

static void show(rl_observer *o, uint64_t key, const rl_value *name, const rl_value *values, size_t count)
{
    rl_part parts[RL_TEMPLATE_VALUES];
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

static void add(rl_observer *o, const rl_learned_row *row)
{
    rl_fixed_row weights;
    memcpy(&weights, row->weight, sizeof weights);
    o->sum += weights;
}

static void give(rl_observer *o, rl_template template, const rl_value *values, size_t count)
{
    const rl_value *name = &o->vocabulary->templates[template];
    uint64_t key = name->hash;
    for (size_t i = 0; i < count; i++)
        key = rl_hash_mix(key, values[i].hash);
    key = key == 0 ? 1 : key;
    if (o->onlooker != NULL) {
        show(o, key, name, values, count);
        return;
    }
    const rl_learned_row *row = rl_learned_find(o->learned, key);
    if (row == NULL)
        return;
    add(o, row);
    tell(o, name, values, count, row->weight);
}

void rl_observed_one(rl_observer *o, rl_template template, rl_value a)
{
    give(o, template, &a, 1);
}

void rl_observed_two(rl_observer *o, rl_template template, rl_value a, rl_value b)
{
    const rl_value values[] = {a, b};
    give(o, template, values, 2);
}

void rl_observed_three(rl_observer *o, rl_template template, rl_value a, rl_value b, rl_value c)
{
    const rl_value values[] = {a, b, c};
    give(o, template, values, 3);
}

void rl_observed_fixed(rl_observer *o, rl_template template, const rl_constant *constants)
{
    rl_value values[RL_TEMPLATE_VALUES];
    size_t count = 0;
    for (; count < RL_TEMPLATE_VALUES && rl_template_range(template, count).count > 1; count++)
        values[count] = rl_constant_value(o, constants[count]);
    give(o, template, values, count);
}

/* ---- values ---- */

rl_constant rl_shape_constant(const rl_text *text, const rl_token *token)
{
    if (token->shape == RL_SHAPE_ALL_CAPS && token->fold_length > 5)
        return RL_SAYS_SHAPE_LONG_CAPITALS;
    if (token->shape == RL_SHAPE_CAPITALISED && token->end - token->start == 1)
        return RL_SAYS_SHAPE_ONE_CAPITAL;
    if (token->shape != RL_SHAPE_PUNCTUATION || token->fold_length != 1)
        return RL_SAYS_SHAPE + token->shape;
    switch (text->folded[token->fold]) {
    case ',':
        return RL_SAYS_COMMA;
    case '(':
        return RL_SAYS_OPEN;
    case ')':
        return RL_SAYS_CLOSE;
    case ':':
        return RL_SAYS_COLON;
    case '"':
    case '\'':
        return RL_SAYS_QUOTE;
    default:
        return RL_SAYS_SHAPE + RL_SHAPE_PUNCTUATION;
    }
}

rl_constant rl_name_constant(rl_classes classes)
{
    unsigned given = (classes & RL_CLASS_GIVEN) != 0, family = (classes & RL_CLASS_FAMILY) != 0;
    unsigned ordinary = (classes & RL_CLASS_ORDINARY) != 0;
    return RL_SAYS_NAME + given + 2 * family + 4 * ordinary;
}

/* Up to four bytes as a number, the first in the lowest byte. */
static uint64_t read_bytes(const char *from, size_t count)
{
    const unsigned char *b = (const unsigned char *)from;
    uint64_t bytes = count > 0 ? b[0] : 0;
    bytes |= count > 1 ? (uint64_t)b[1] << 8 : 0;
    bytes |= count > 2 ? (uint64_t)b[2] << 16 : 0;
    return bytes | (count > 3 ? (uint64_t)b[3] << 24 : 0);
}

rl_value rl_affix_value(const rl_vocabulary *vocabulary, const rl_text *text, const rl_token *token, size_t length,
                        bool last)
{
    size_t used = token->fold_length < length ? token->fold_length : length;
    const char *from = text->folded + token->fold + (last ? token->fold_length - used : 0);
    uint64_t bytes = read_bytes(from, used);
    /* Not in the middle of a character. */
    if ((bytes & UINT64_C(0x8080808080808080)) != 0)
        return vocabulary->constants[RL_SAYS_NOT_LATIN];
    return (rl_value){used == 0 ? rl_hash_bytes(from, 0) : rl_hash_short(bytes, used), {from, used}};
}

size_t rl_joined_spell(const rl_vocabulary *vocabulary, uint64_t code, char buffer[RL_JOINED_LONGEST])
{
    size_t used = 0;
    for (; code != 0; code >>= 8) {
        rl_part part = vocabulary->constants[(code & 0xFF) - 1].part;
        if (used > 0)
            buffer[used++] = ' ';
        memcpy(buffer + used, part.text, part.length);
        used += part.length;
    }
    return used;
}
