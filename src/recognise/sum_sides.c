/* Learned weights of what stands beside a span, as observe_sides.c lists them. */
#include "recognise/summing.h"

#include "recognise/observing.h"

/* A token beside the span, or what stands for it beyond the sentence. The rows of its word are used before another word is
 * looked up, which may take their place. */
typedef struct place {
    uint32_t token;
    bool in; /* the sentence */
    uint32_t pairs;
    uint64_t hash;
    const rl_token_kind *kind;
} place;

/* ---- words that were seen before ---- */

static void fill(const rl_summed_span *s, const rl_token *token, uint64_t key, rl_beside_rows *ret)
{
    const rl_vocabulary *vocabulary = &s->r->vocabulary;
    ret->key = key;
    rl_beside_fill(&s->r->rows, rl_word_value(vocabulary, s->text, token).hash, ret);
    ret->left_3 = rl_word_rows_find(&s->r->rows, RL_ROWS_LEFT_3, rl_affix_value(vocabulary, s->text, token, 3, true).hash);
}

static inline const rl_beside_rows *rows_at(const rl_summed_span *s, uint32_t t)
{
    const rl_token *token = &s->tokens[t];
    uint64_t key = rl_summed_key(token);
    rl_beside_rows *known = &s->r->rows.beside[key >> (64 - RL_BESIDE_BITS)];
    if (known->key != key)
        fill(s, token, key, known);
    return known;
}

static inline place place_at(const rl_summed_span *s, uint32_t t, const rl_beside_rows *rows)
{
    return (place){t, true, rows->pairs, rows->hash, &rl_summed_kind(s, t)->kind};
}

static inline place place_beyond(const rl_summed_span *s, const rl_beside_rows *rows, uint32_t kind)
{
    return (place){0, false, rows->pairs, rows->hash, &s->kinds[kind].kind};
}

/* ---- one word ---- */

/* Left, left of that; the same on the right. */
static inline rl_fixed_row sum_left_word(const rl_summed_span *s, place ret[2])
{
    const rl_beside_rows *begin = &s->r->rows.begin, *rows = begin;
    ret[0] = ret[1] = place_beyond(s, begin, RL_KIND_BEGIN);
    const rl_kind_rows *kind = &s->kinds[RL_KIND_BEGIN];
    if (s->first > s->sentence->first) {
        rows = rows_at(s, s->first - 1);
        kind = rl_summed_kind(s, s->first - 1);
        ret[0] = place_at(s, s->first - 1, rows);
    }
    rl_fixed_row sum = kind->left[s->n] + rl_summed_row(s, RL_ROWS_LEFT, rows->left + s->n) +
                       rl_summed_row(s, RL_ROWS_LEFT_3, rows->left_3);
    rows = begin;
    if (s->first > s->sentence->first + 1) {
        rows = rows_at(s, s->first - 2);
        ret[1] = place_at(s, s->first - 2, rows);
    }
    return sum + rl_summed_row(s, RL_ROWS_SECOND_LEFT, rows->second_left);
}

static inline rl_fixed_row sum_right_word(const rl_summed_span *s, place ret[2])
{
    const rl_beside_rows *end = &s->r->rows.end, *rows = end;
    ret[0] = ret[1] = place_beyond(s, end, RL_KIND_END);
    const rl_kind_rows *kind = &s->kinds[RL_KIND_END];
    if (s->end + 1 < s->sentence->last) {
        rows = rows_at(s, s->end + 1);
        kind = rl_summed_kind(s, s->end + 1);
        ret[0] = place_at(s, s->end + 1, rows);
    }
    rl_fixed_row sum = kind->right[s->n] + rl_summed_row(s, RL_ROWS_RIGHT, rows->right + s->n);
    rows = end;
    if (s->end + 2 < s->sentence->last) {
        rows = rows_at(s, s->end + 2);
        ret[1] = place_at(s, s->end + 2, rows);
    }
    return sum + rl_summed_row(s, RL_ROWS_SECOND_RIGHT, rows->second_right);
}

/* ---- kinds ---- */

static inline bool touches(const rl_summed_span *s, uint32_t token)
{
    return (s->tokens[token].flags & RL_TOKEN_SPACE_BEFORE) == 0;
}

static inline rl_fixed_row sum_left_kind(const rl_summed_span *s, const place *left, const place *second)
{
    const rl_token_kind *kind = left->kind, *first = &rl_summed_kind(s, s->first)->kind;
    rl_fixed_row sum = rl_summed_fixed(s, RL_SEES_LEFT_EDGE_NAMES, kind->name, first->name, s->length) +
                       rl_summed_fixed(s, RL_SEES_LEFT_EDGE_CLASSES, kind->class, first->class, 0) +
                       rl_summed_fixed(s, RL_SEES_SECOND_LEFT_CLASS, second->kind->class, kind->shape, 0);
    if (left->in && touches(s, s->first))
        sum += rl_summed_fixed(s, RL_SEES_TOUCHES_LEFT, kind->shape, 0, 0);
    rl_classes title = s->context[s->first].title_before;
    if (title != 0)
        sum += rl_summed_fixed(s, RL_SEES_TITLE_BEFORE, rl_vocabulary_class(&s->r->vocabulary, title), s->length, 0);
    return sum;
}

static inline rl_fixed_row sum_right_kind(const rl_summed_span *s, const place *right, const place *second)
{
    const rl_token_kind *kind = right->kind, *last = &rl_summed_kind(s, s->end)->kind;
    rl_fixed_row sum = rl_summed_fixed(s, RL_SEES_RIGHT_EDGE_NAMES, last->name, kind->name, s->length) +
                       rl_summed_fixed(s, RL_SEES_RIGHT_EDGE_CLASSES, last->class, kind->class, 0) +
                       rl_summed_fixed(s, RL_SEES_SECOND_RIGHT_CLASS, second->kind->class, kind->shape, 0);
    if (right->in && touches(s, right->token))
        sum += rl_summed_fixed(s, RL_SEES_TOUCHES_RIGHT, kind->shape, 0, 0);
    return sum;
}

/* ---- several words ---- */

/* Two values, or three. These have to be looked for by their key; but most words are in no such observation. */
static rl_fixed_row find_two(const rl_summed_span *s, rl_template template, uint64_t a, uint64_t b)
{
    uint64_t key = rl_hash_mix(s->r->vocabulary.templates[template].hash, a);
    return rl_learned_row_of(&s->r->weights->learned, rl_hash_mix(key, b));
}

static rl_fixed_row find_three(const rl_summed_span *s, rl_template template, uint64_t word, rl_constant b, rl_constant c)
{
    const rl_value *constants = s->r->vocabulary.constants;
    uint64_t key = rl_hash_mix(s->r->vocabulary.templates[template].hash, word);
    key = rl_hash_mix(rl_hash_mix(key, constants[b].hash), constants[c].hash);
    return rl_learned_row_of(&s->r->weights->learned, key);
}

static inline bool is_joint(const rl_summed_span *s, const place *p)
{
    return p->in && rl_token_is_joint_or_punctuation(&s->tokens[p->token]);
}

static rl_constant listed_at(const rl_summed_span *s, const place *p)
{
    if (!p->in)
        return RL_SAYS_NOTHING;
    const rl_token_context *context = &s->context[p->token];
    return context->place_ends_at > 0 ? RL_SAYS_PLACE : context->listed_last > 0 ? RL_SAYS_LISTED_NAME : RL_SAYS_NOTHING;
}

static inline rl_fixed_row sum_left_pairs(const rl_summed_span *s, const place *left, const place *second)
{
    rl_fixed_row sum = {0};
    if ((left->pairs & RL_PAIR_LEFT) != 0 && (second->pairs & RL_PAIR_SECOND_LEFT) != 0)
        sum += find_two(s, RL_SEES_LEFT_WORDS, second->hash, left->hash);
    if ((left->pairs & RL_PAIR_BEFORE) != 0 && is_joint(s, left))
        sum += find_three(s, RL_SEES_BEFORE, left->hash, second->kind->edge, second->kind->class);
    return sum;
}

static inline rl_fixed_row sum_right_pairs(const rl_summed_span *s, const place *right, const place *second)
{
    rl_fixed_row sum = {0};
    if ((right->pairs & RL_PAIR_RIGHT) != 0 && (second->pairs & RL_PAIR_SECOND_RIGHT) != 0)
        sum += find_two(s, RL_SEES_RIGHT_WORDS, right->hash, second->hash);
    if ((right->pairs & RL_PAIR_BEYOND) != 0 && is_joint(s, right))
        sum += find_three(s, RL_SEES_BEYOND, right->hash, second->kind->edge, second->kind->class);
    if ((right->pairs & RL_PAIR_LISTED_BEYOND) != 0 && is_joint(s, right))
        sum += find_three(s, RL_SEES_LISTED_BEYOND, right->hash, listed_at(s, second), s->length);
    return sum;
}

rl_fixed_row rl_sum_sides(const rl_summed_span *s)
{
    place left[2], right[2]; /* the nearer one first */
    rl_fixed_row sum = sum_left_word(s, left);
    sum += sum_left_kind(s, &left[0], &left[1]);
    if (left[0].pairs != 0)
        sum += sum_left_pairs(s, &left[0], &left[1]);
    sum += sum_right_word(s, right);
    sum += sum_right_kind(s, &right[0], &right[1]);
    if (right[0].pairs != 0)
        sum += sum_right_pairs(s, &right[0], &right[1]);
    if ((left[0].pairs & RL_PAIR_ACROSS_LEFT) != 0 && (right[0].pairs & RL_PAIR_ACROSS_RIGHT) != 0)
        sum += find_two(s, RL_SEES_LEFT_AND_RIGHT_WORD, left[0].hash, right[0].hash);
    return sum + rl_summed_fixed(s, RL_SEES_EDGES, left[0].kind->edge, right[0].kind->edge, 0) +
           rl_summed_fixed(s, RL_SEES_LEFT_AND_RIGHT_SHAPE, left[0].kind->shape, right[0].kind->shape, 0);
}
