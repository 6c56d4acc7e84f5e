/* Learned weights of the span itself, as observe_inside.c lists them: by its first, its last and its inner words. */
#include "recognise/summing.h"

#include "recognise/observing.h"

static inline const rl_known_word *word_at(const rl_summed_span *s, uint32_t t)
{
    rl_known_word *word = rl_summed_word(s, t);
    if (word->word == RL_NONE)
        rl_known_fill_inside(s->r, &s->tokens[t], word);
    return word;
}

static inline rl_fixed_row last_letters(const rl_summed_span *s, const rl_known_word *rows)
{
    return rl_summed_row(s, RL_ROWS_LAST_2, rows->last_2 + s->n) +
           rl_summed_row(s, RL_ROWS_LAST_3, rows->last_3 + s->n) +
           rl_summed_row(s, RL_ROWS_LAST_4, rows->last_4 + s->n);
}

/* Shapes and names of up to five words, one constant in each byte. */
static rl_fixed_row sum_joined(const rl_summed_span *s)
{
    uint64_t shapes = 0, names = 0;
    for (uint32_t t = s->first, shift = 0; t <= s->end && shift < 8 * RL_JOINED_MOST; t++, shift += 8) {
        const rl_token_kind *kind = &rl_summed_word(s, t)->kind;
        shapes |= ((uint64_t)kind->shape_part + 1) << shift;
        names |= ((uint64_t)kind->name_part + 1) << shift;
    }
    uint64_t key = rl_hash_mix(shapes, names);
    rl_joined_rows *known = &s->r->rows.joined[key >> (64 - RL_JOINED_BITS)];
    if (known->key != key)
        *known = (rl_joined_rows){key, rl_joined_row(s->r, RL_SEES_SHAPE, shapes) +
                                           rl_joined_row(s->r, RL_SEES_NAMES, names)};
    return known->sum;
}

static rl_fixed_row sum_inner(const rl_summed_span *s)
{
    rl_fixed_row sum = {0};
    for (uint32_t t = s->first + 1; t < s->end; t++) {
        const rl_known_word *word = word_at(s, t);
        sum += rl_summed_row(s, RL_ROWS_INSIDE, word->word + RL_COLUMN_INNER) + rl_summed_kind(s, word)->inner;
        if (word->kind.little != RL_LITTLE_OF)
            continue;
        word = word_at(s, t - 1);
        sum += rl_summed_row(s, RL_ROWS_INSIDE, word->word + RL_COLUMN_BEFORE_OF) + rl_summed_kind(s, word)->before_of;
    }
    return sum;
}

static rl_fixed_row sum_several(const rl_summed_span *s)
{
    const rl_known_word *first = word_at(s, s->first), *last = word_at(s, s->end);
    rl_fixed_row sum = rl_summed_kind(s, first)->first[s->n] + rl_summed_kind(s, last)->last[s->n] + sum_joined(s);
    sum += rl_summed_row(s, RL_ROWS_INSIDE, first->word + RL_COLUMN_FIRST) +
           rl_summed_row(s, RL_ROWS_INSIDE, last->word + RL_COLUMN_LAST);
    if (!s->trusts_lists)
        sum += rl_summed_row(s, RL_ROWS_FIRST_3, first->first_3 + s->n) +
               rl_summed_row(s, RL_ROWS_FIRST_3, last->first_3 + RL_LENGTHS) + last_letters(s, last);
    sum += rl_summed_fixed(s, RL_SEES_FIRST_AND_LAST_NAME, first->kind.name, last->kind.name, s->length);
    return s->end == s->first + 1 ? sum : sum + sum_inner(s);
}

rl_fixed_row rl_sum_inside(const rl_summed_span *s)
{
    if (s->first < s->end)
        return sum_several(s);
    const rl_known_word *word = word_at(s, s->first);
    rl_fixed_row sum = rl_summed_kind(s, word)->only + rl_summed_row(s, RL_ROWS_INSIDE, word->word + RL_COLUMN_ONLY);
    return s->trusts_lists ? sum : sum + rl_summed_row(s, RL_ROWS_FIRST_3, word->first_3) + last_letters(s, word);
}
