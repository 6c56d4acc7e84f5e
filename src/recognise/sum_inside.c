/* Learned weights of the span itself, as observe_inside.c lists them: by its first, its last and its inner words. */
#include "recognise/summing.h"

#include "recognise/observing.h"

/* ---- words that were seen before ---- */

static void fill(const rl_summed_span *s, const rl_token *token, uint64_t key, rl_inside_rows *ret)
{
    const rl_word_rows *rows = &s->r->rows;
    const rl_vocabulary *vocabulary = &s->r->vocabulary;
    ret->key = key;
    ret->word = rl_word_rows_find(rows, RL_ROWS_INSIDE, rl_word_value(vocabulary, s->text, token).hash);
    ret->last_2 = rl_word_rows_find(rows, RL_ROWS_LAST_2, rl_affix_value(vocabulary, s->text, token, 2, true).hash);
    ret->last_3 = rl_word_rows_find(rows, RL_ROWS_LAST_3, rl_affix_value(vocabulary, s->text, token, 3, true).hash);
    ret->last_4 = rl_word_rows_find(rows, RL_ROWS_LAST_4, rl_affix_value(vocabulary, s->text, token, 4, true).hash);
    ret->first_3 = rl_word_rows_find(rows, RL_ROWS_FIRST_3, rl_affix_value(vocabulary, s->text, token, 3, false).hash);
}

static inline const rl_inside_rows *rows_at(const rl_summed_span *s, uint32_t t)
{
    const rl_token *token = &s->tokens[t];
    uint64_t key = rl_summed_key(token);
    rl_inside_rows *rows = &s->r->rows.inside[key >> (64 - RL_INSIDE_BITS)];
    if (rows->key != key)
        fill(s, token, key, rows);
    return rows;
}

/* ---- sums ---- */

static inline rl_fixed_row sum_last_letters(const rl_summed_span *s, const rl_inside_rows *rows)
{
    return rl_summed_row(s, RL_ROWS_LAST_2, rows->last_2 + s->n) + rl_summed_row(s, RL_ROWS_LAST_3, rows->last_3 + s->n) +
           rl_summed_row(s, RL_ROWS_LAST_4, rows->last_4 + s->n);
}

/* Shapes and names of up to five words, one constant in each byte. */
static rl_fixed_row sum_joined(const rl_summed_span *s)
{
    uint64_t shapes = 0, names = 0;
    for (uint32_t t = s->first, shift = 0; t <= s->end && shift < 8 * RL_JOINED_MOST; t++, shift += 8) {
        const rl_token_kind *kind = &rl_summed_kind(s, t)->kind;
        shapes |= ((uint64_t)kind->shape_part + 1) << shift;
        names |= ((uint64_t)kind->name_part + 1) << shift;
    }
    uint64_t key = rl_hash_mix(shapes, names);
    rl_joined_rows *known = &s->r->rows.joined[key >> (64 - RL_JOINED_BITS)];
    if (known->key != key)
        *known = (rl_joined_rows){key, rl_joined_row(s->r, RL_SEES_SHAPE, shapes) + rl_joined_row(s->r, RL_SEES_NAMES, names)};
    return known->sum;
}

static rl_fixed_row sum_inner(const rl_summed_span *s)
{
    rl_fixed_row sum = {0};
    for (uint32_t t = s->first + 1; t < s->end; t++) {
        const rl_kind_rows *kind = rl_summed_kind(s, t);
        sum += rl_summed_row(s, RL_ROWS_INSIDE, rows_at(s, t)->word + RL_COLUMN_INNER) + kind->inner;
        if (kind->kind.little == RL_LITTLE_OF)
            sum += rl_summed_row(s, RL_ROWS_INSIDE, rows_at(s, t - 1)->word + RL_COLUMN_BEFORE_OF) +
                   rl_summed_kind(s, t - 1)->before_of;
    }
    return sum;
}

static rl_fixed_row sum_several(const rl_summed_span *s)
{
    const rl_kind_rows *first = rl_summed_kind(s, s->first), *last = rl_summed_kind(s, s->end);
    const rl_inside_rows *rows = rows_at(s, s->first);
    rl_fixed_row sum = first->first[s->n] + last->last[s->n] + sum_joined(s);
    sum += rl_summed_row(s, RL_ROWS_INSIDE, rows->word + RL_COLUMN_FIRST) +
           rl_summed_row(s, RL_ROWS_FIRST_3, rows->first_3 + s->n);
    rows = rows_at(s, s->end);
    sum += rl_summed_row(s, RL_ROWS_INSIDE, rows->word + RL_COLUMN_LAST) +
           rl_summed_row(s, RL_ROWS_FIRST_3, rows->first_3 + RL_LENGTHS) + sum_last_letters(s, rows);
    sum += rl_summed_fixed(s, RL_SEES_FIRST_AND_LAST_NAME, first->kind.name, last->kind.name, s->length);
    return s->end == s->first + 1 ? sum : sum + sum_inner(s);
}

rl_fixed_row rl_sum_inside(const rl_summed_span *s)
{
    if (s->first < s->end)
        return sum_several(s);
    const rl_inside_rows *rows = rows_at(s, s->first);
    return rl_summed_kind(s, s->first)->only + rl_summed_row(s, RL_ROWS_INSIDE, rows->word + RL_COLUMN_ONLY) +
           rl_summed_row(s, RL_ROWS_FIRST_3, rows->first_3) + sum_last_letters(s, rows);
}
