/* Kinds of tokens: what constants say of a token is decided by its shape and its classes, of which texts have some hundred
 * combinations. Each is looked at once, and so are the weights of all observations that it alone makes. */
#include "recognise/kinds.h"

#include "recognise/observing.h"

#include <stdlib.h>

/* A word that stands where a name was cut off. */
static rl_constant edge_of(const rl_token *token, rl_constant shape)
{
    if (rl_token_is_capital(token))
        return (token->classes & (RL_CLASS_ORDINARY | RL_CLASS_TITLE | RL_CLASS_DEMONYM)) != 0
                   ? RL_SAYS_EDGE_KNOWN_CAPITAL
                   : RL_SAYS_EDGE_CAPITAL;
    return token->shape == RL_SHAPE_LOWER && (token->classes & RL_CLASS_PARTICLE) != 0 ? RL_SAYS_EDGE_PARTICLE : shape;
}

/* "of" and "and" have shapes of their own in a row of several. */
static rl_constant shape_part(const rl_token *token, rl_constant shape, uint8_t little)
{
    if (token->shape != RL_SHAPE_LOWER)
        return shape;
    return little == RL_LITTLE_OF ? RL_SAYS_OF : little == RL_LITTLE_AND ? RL_SAYS_AND : shape;
}

static rl_constant name_part(const rl_token *token, rl_constant name)
{
    if (token->shape == RL_SHAPE_INITIAL)
        return RL_SAYS_NAME_INITIAL;
    if (rl_token_is_joint(token))
        return (token->classes & RL_CLASS_PARTICLE) != 0 ? RL_SAYS_NAME_PARTICLE : RL_SAYS_NAME_JOINT;
    return name;
}

/* A word in small letters of which nothing is asked beside a span. */
static bool is_dull(const rl_token *token, uint8_t little)
{
    static const rl_classes ASKED = RL_CLASS_PLACE_PREPOSITION | RL_CLASS_DEMONYM | RL_CLASS_SPEECH | RL_CLASS_ACTION |
                                    RL_CLASS_ROLE | RL_CLASS_OFFICE | RL_CLASS_PLACE_HEAD;
    return token->shape == RL_SHAPE_LOWER && little == RL_LITTLE_NONE && (token->classes & ASKED) == 0;
}

static bool joins(const rl_token *token, uint8_t little)
{
    return rl_token_is_capital(token) || token->shape == RL_SHAPE_HYPHEN || little == RL_LITTLE_AMPERSAND ||
           little == RL_LITTLE_OF || little == RL_LITTLE_FOR;
}

static rl_token_kind kind_of(const rl_recogniser *r, const rl_token *token, uint8_t little)
{
    const rl_text *text = r->findings->text;
    rl_constant name = rl_name_constant(token->classes), shape = rl_shape_constant(text, token);
    return (rl_token_kind){.shape = (uint8_t)shape,
                           .class = (uint8_t)rl_vocabulary_class(&r->vocabulary, token->classes),
                           .name = (uint8_t)name,
                           .edge = (uint8_t)edge_of(token, shape),
                           .shape_part = (uint8_t)shape_part(token, shape, little),
                           .name_part = (uint8_t)name_part(token, name),
                           .little = little,
                           .dull = is_dull(token, little),
                           .joins = joins(token, little)};
}

/* ---- rows ---- */

rl_fixed_row rl_joined_row(const rl_recogniser *r, rl_template template, uint64_t code)
{
    char buffer[RL_JOINED_LONGEST];
    uint64_t hash = rl_hash_bytes(buffer, rl_joined_spell(&r->vocabulary, code, buffer));
    return rl_learned_row_of(&r->weights->learned, rl_hash_mix(r->vocabulary.templates[template].hash, hash));
}

static void fill(const rl_recogniser *r, rl_kind_rows *k)
{
    const rl_fixed *fixed = &r->fixed;
    rl_constant shape = k->kind.shape, class = k->kind.class, name = k->kind.name, edge = k->kind.edge;
    for (rl_constant n = RL_SAYS_LENGTH_1; n <= RL_SAYS_LENGTH_MORE; n++) {
        size_t i = n - RL_SAYS_LENGTH_1;
        k->first[i] = rl_fixed_at(fixed, RL_SEES_LENGTH, n, 0, 0) +
                      rl_fixed_at(fixed, RL_SEES_FIRST_SHAPE, shape, n, 0) +
                      rl_fixed_at(fixed, RL_SEES_FIRST_CLASS, class, n, 0);
        k->last[i] =
            rl_fixed_at(fixed, RL_SEES_LAST_SHAPE, shape, n, 0) + rl_fixed_at(fixed, RL_SEES_LAST_CLASS, class, n, 0);
        k->left[i] =
            rl_fixed_at(fixed, RL_SEES_LEFT_EDGE, edge, n, 0) + rl_fixed_at(fixed, RL_SEES_LEFT_CLASS, class, n, 0);
        k->right[i] =
            rl_fixed_at(fixed, RL_SEES_RIGHT_EDGE, edge, n, 0) + rl_fixed_at(fixed, RL_SEES_RIGHT_CLASS, class, n, 0);
    }
    k->only = k->first[0] + k->last[0] + rl_fixed_at(fixed, RL_SEES_FIRST_AND_LAST_NAME, name, name, RL_SAYS_LENGTH_1) +
              rl_fixed_at(fixed, RL_SEES_NAME_AND_CLASS, name, class, 0) +
              rl_joined_row(r, RL_SEES_SHAPE, k->kind.shape_part + 1u) +
              rl_joined_row(r, RL_SEES_NAMES, k->kind.name_part + 1u);
    k->inner = rl_fixed_at(fixed, RL_SEES_INNER_CLASS, class, 0, 0);
    k->before_of = rl_fixed_at(fixed, RL_SEES_CLASS_BEFORE_OF, class, 0, 0);
}

static uint32_t add(rl_recogniser *r, rl_token_kind kind)
{
    rl_word_rows *rows = &r->rows;
    rl_kind_rows *kinds = rl_array_grow(rows->kinds, &rows->kind_capacity, rows->kind_count + 1, sizeof *kinds);
    if (kinds == NULL || rows->kind_count >= RL_NONE - 1)
        return RL_NONE;
    rows->kinds = kinds;
    kinds[rows->kind_count] = (rl_kind_rows){.kind = kind};
    if (r->weights->learned.count > 0)
        fill(r, &kinds[rows->kind_count]);
    return (uint32_t)rows->kind_count++;
}

/* ---- numbers ---- */

static bool is_same(const rl_token_kind *a, const rl_token_kind *b)
{
    return a->shape == b->shape && a->class == b->class && a->name == b->name && a->edge == b->edge &&
           a->shape_part == b->shape_part && a->name_part == b->name_part && a->little == b->little &&
           a->dull == b->dull && a->joins == b->joins;
}

/* Asked only when the slot is another's: kinds are few. */
static uint32_t find(rl_recogniser *r, rl_token_kind kind)
{
    for (size_t i = 0; i < r->rows.kind_count; i++)
        if (is_same(&r->rows.kinds[i].kind, &kind))
            return (uint32_t)i;
    return add(r, kind);
}

/* Beyond the sentence. */
static rl_token_kind kind_beyond(rl_constant side)
{
    return (rl_token_kind){.shape = (uint8_t)side,
                           .class = RL_SAYS_CLASS_EDGE,
                           .name = RL_SAYS_NAME_EDGE,
                           .edge = RL_SAYS_EDGE,
                           .shape_part = (uint8_t)side,
                           .name_part = RL_SAYS_NAME_EDGE,
                           .dull = true};
}

bool rl_kinds_begin(rl_recogniser *r)
{
    rl_word_rows *rows = &r->rows;
    if (rows->kind_slots == NULL)
        rows->kind_slots = calloc((size_t)1 << RL_KIND_BITS, sizeof *rows->kind_slots);
    if (rows->kind_slots == NULL)
        return false;
    return rows->kind_count > 0 ||
           (add(r, kind_beyond(RL_SAYS_BEGIN)) == RL_KIND_BEGIN && add(r, kind_beyond(RL_SAYS_END)) == RL_KIND_END);
}

uint32_t rl_kind_number(rl_recogniser *r, const rl_token *token, uint8_t little, uint64_t says)
{
    uint64_t key = says | (uint64_t)little << 56;
    rl_kind_slot *slot = &r->rows.kind_slots[key * RL_HASH_K1 >> (64 - RL_KIND_BITS)];
    if (slot->number > 0 && slot->key == key)
        return slot->number - 1;
    uint32_t number = find(r, kind_of(r, token, little));
    if (number != RL_NONE)
        *slot = (rl_kind_slot){key, number + 1};
    return number;
}
