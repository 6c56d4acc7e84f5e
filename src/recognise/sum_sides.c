/* Learned weights of what stands beside a span, as observe_sides.c lists them. */
#include "recognise/summing.h"

#include "recognise/observing.h"

/* A token beside the span, or what stands for it beyond the sentence. */
typedef struct place {
    uint32_t token;
    bool in; /* the sentence */
    const rl_known_word *word;
} place;

static inline place place_at(const rl_summed_span *s, bool in, uint32_t t, uint32_t beyond)
{
    rl_known_word *word = in ? rl_summed_word(s, t) : &s->words[beyond];
    if (word->pairs == RL_NONE)
        rl_known_fill_beside(s->r, &s->tokens[t], word);
    return (place){t, in, word};
}

/* ---- one word ---- */

static inline bool touches(const rl_summed_span *s, uint32_t token)
{
    return (s->tokens[token].flags & RL_TOKEN_SPACE_BEFORE) == 0;
}

static inline rl_fixed_row sum_left(const rl_summed_span *s, const place *left, const rl_known_word *second)
{
    const rl_known_word *word = left->word;
    const rl_token_kind *kind = &word->kind, *first = &rl_summed_word(s, s->first)->kind;
    rl_fixed_row sum = rl_summed_kind(s, word)->left[s->n] + rl_summed_row(s, RL_ROWS_LEFT, word->left + s->n) +
                       rl_summed_row(s, RL_ROWS_LEFT_3, word->left_3) +
                       rl_summed_row(s, RL_ROWS_SECOND_LEFT, second->second_left);
    sum += rl_summed_fixed(s, RL_SEES_LEFT_EDGE_NAMES, kind->name, first->name, s->length) +
           rl_summed_fixed(s, RL_SEES_LEFT_EDGE_CLASSES, kind->class, first->class, 0) +
           rl_summed_fixed(s, RL_SEES_SECOND_LEFT_CLASS, second->kind.class, kind->shape, 0);
    if (left->in && touches(s, s->first))
        sum += rl_summed_fixed(s, RL_SEES_TOUCHES_LEFT, kind->shape, 0, 0);
    rl_classes title = s->context[s->first].title_before;
    if (title != 0)
        sum += rl_summed_fixed(s, RL_SEES_TITLE_BEFORE, rl_vocabulary_class(&s->r->vocabulary, title), s->length, 0);
    return sum;
}

static inline rl_fixed_row sum_right(const rl_summed_span *s, const place *right, const rl_known_word *second)
{
    const rl_known_word *word = right->word;
    const rl_token_kind *kind = &word->kind, *last = &rl_summed_word(s, s->end)->kind;
    rl_fixed_row sum = rl_summed_kind(s, word)->right[s->n] + rl_summed_row(s, RL_ROWS_RIGHT, word->right + s->n) +
                       rl_summed_row(s, RL_ROWS_SECOND_RIGHT, second->second_right);
    sum += rl_summed_fixed(s, RL_SEES_RIGHT_EDGE_NAMES, last->name, kind->name, s->length) +
           rl_summed_fixed(s, RL_SEES_RIGHT_EDGE_CLASSES, last->class, kind->class, 0) +
           rl_summed_fixed(s, RL_SEES_SECOND_RIGHT_CLASS, second->kind.class, kind->shape, 0);
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

static rl_fixed_row find_three(const rl_summed_span *s, rl_template template, uint64_t word, rl_constant b,
                               rl_constant c)
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
    return context->place_ends_at > 0 ? RL_SAYS_PLACE
           : context->listed_last > 0 ? RL_SAYS_LISTED_NAME
                                      : RL_SAYS_NOTHING;
}

static rl_fixed_row sum_left_pairs(const rl_summed_span *s, const place *left, const rl_known_word *second)
{
    const rl_known_word *word = left->word;
    rl_fixed_row sum = {0};
    if ((word->pairs & RL_PAIR_LEFT) != 0 && (second->pairs & RL_PAIR_SECOND_LEFT) != 0)
        sum += find_two(s, RL_SEES_LEFT_WORDS, second->value, word->value);
    if ((word->pairs & RL_PAIR_BEFORE) != 0 && is_joint(s, left))
        sum += find_three(s, RL_SEES_BEFORE, word->value, second->kind.edge, second->kind.class);
    return sum;
}

static rl_fixed_row sum_right_pairs(const rl_summed_span *s, const place *right, const place *second_place)
{
    const rl_known_word *word = right->word, *second = second_place->word;
    rl_fixed_row sum = {0};
    if ((word->pairs & RL_PAIR_RIGHT) != 0 && (second->pairs & RL_PAIR_SECOND_RIGHT) != 0)
        sum += find_two(s, RL_SEES_RIGHT_WORDS, word->value, second->value);
    if ((word->pairs & (RL_PAIR_BEYOND | RL_PAIR_LISTED_BEYOND)) == 0 || !is_joint(s, right))
        return sum;
    if ((word->pairs & RL_PAIR_BEYOND) != 0)
        sum += find_three(s, RL_SEES_BEYOND, word->value, second->kind.edge, second->kind.class);
    if ((word->pairs & RL_PAIR_LISTED_BEYOND) != 0)
        sum += find_three(s, RL_SEES_LISTED_BEYOND, word->value, listed_at(s, second_place), s->length);
    return sum;
}

rl_fixed_row rl_sum_sides(const rl_summed_span *s)
{
    uint32_t begin = s->sentence->first, end = s->sentence->last;
    place left = place_at(s, s->first > begin, s->first - 1, RL_KNOWN_BEGIN);
    bool in = s->first > begin + 1 && !rl_token_begins(&s->tokens[s->first - 1], s->sentence);
    place left_2 = place_at(s, in, s->first - 2, RL_KNOWN_BEGIN);
    place right = place_at(s, s->end + 1 < end, s->end + 1, RL_KNOWN_END);
    place right_2 = place_at(s, s->end + 2 < end, s->end + 2, RL_KNOWN_END);
    const rl_known_word *l = left.word, *r = right.word;
    rl_fixed_row sum = sum_left(s, &left, left_2.word) + sum_right(s, &right, right_2.word);
    sum += rl_summed_fixed(s, RL_SEES_EDGES, l->kind.edge, r->kind.edge, 0) +
           rl_summed_fixed(s, RL_SEES_LEFT_AND_RIGHT_SHAPE, l->kind.shape, r->kind.shape, 0);
    if (l->pairs != 0)
        sum += sum_left_pairs(s, &left, left_2.word);
    if (r->pairs != 0)
        sum += sum_right_pairs(s, &right, &right_2);
    if ((l->pairs & RL_PAIR_ACROSS_LEFT) != 0 && (r->pairs & RL_PAIR_ACROSS_RIGHT) != 0)
        sum += find_two(s, RL_SEES_LEFT_AND_RIGHT_WORD, l->value, r->value);
    return sum;
}
