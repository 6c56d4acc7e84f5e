/* Adding up the learned weights of a span, fast: the same observations as those of observe_inside.c, observe_sides.c,
 * observe_lists.c and observe_line.c, which list them by name; a test compares the sums. Here they are in the order of what
 * they depend on: the kind of one token, one word, two tokens. What of them depends on one thing has been added up before.
 *
 * Numbers are rounded another way if they are added in another order, so the sum has slack (slack_of). */
#include "recognise/sum.h"

#include "recognise/kinds.h"
#include "recognise/observing.h"

typedef struct summed_span {
    rl_recogniser *r;
    const rl_text *text;
    const rl_candidate *c;
    const rl_sentence *sentence;
    uint32_t first;
    uint32_t end; /* the last token */
    rl_constant length;
    size_t n; /* the same, from 0 */
    rl_fixed_row sum;
} summed_span;

static inline const rl_token *token_at(const summed_span *s, uint32_t t)
{
    return &s->text->tokens[t];
}

static inline const rl_kind_rows *kind_at(const summed_span *s, uint32_t t)
{
    return &s->r->rows.kinds[s->r->context[t].kind];
}

static inline rl_fixed_row fixed(const summed_span *s, rl_template template, rl_constant a, rl_constant b, rl_constant c)
{
    return rl_fixed_at(&s->r->fixed, template, a, b, c);
}

static inline rl_fixed_row row_at(const summed_span *s, rl_row_group group, size_t at)
{
    return s->r->rows.of[group].rows[at];
}

/* ---- the span itself ---- */

static void fill_inside(const summed_span *s, const rl_token *token, uint64_t key, rl_inside_rows *ret)
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

/* Numbers are one word to most observations, but have letters of their own; 0 is no key. */
static inline uint64_t key_of(const rl_token *token)
{
    uint64_t key = token->shape == RL_SHAPE_NUMBER ? ~token->hash : token->hash;
    return key == 0 ? 1 : key;
}

static inline const rl_inside_rows *inside_at(const summed_span *s, uint32_t t)
{
    const rl_token *token = token_at(s, t);
    uint64_t key = key_of(token);
    rl_inside_rows *rows = &s->r->rows.inside[key >> (64 - RL_INSIDE_BITS)];
    if (rows->key != key)
        fill_inside(s, token, key, rows);
    return rows;
}

static inline rl_fixed_row last_letters(const summed_span *s, const rl_inside_rows *rows)
{
    return row_at(s, RL_ROWS_LAST_2, rows->last_2 + s->n) + row_at(s, RL_ROWS_LAST_3, rows->last_3 + s->n) +
           row_at(s, RL_ROWS_LAST_4, rows->last_4 + s->n);
}

/* Shapes and names of up to five words, one constant in each byte. */
static rl_fixed_row sum_joined(summed_span *s)
{
    uint64_t shapes = 0, names = 0;
    for (uint32_t t = s->first, shift = 0; t <= s->end && shift < 8 * RL_JOINED_MOST; t++, shift += 8) {
        rl_token_kind kind = kind_at(s, t)->kind;
        shapes |= ((uint64_t)kind.shape_part + 1) << shift;
        names |= ((uint64_t)kind.name_part + 1) << shift;
    }
    uint64_t key = rl_hash_mix(shapes, names);
    rl_joined_rows *known = &s->r->rows.joined[key >> (64 - RL_JOINED_BITS)];
    if (known->key != key)
        *known = (rl_joined_rows){key, rl_joined_row(s->r, RL_SEES_SHAPE, shapes) + rl_joined_row(s->r, RL_SEES_NAMES, names)};
    return known->sum;
}

static void sum_inner(summed_span *s)
{
    for (uint32_t t = s->first + 1; t < s->end; t++) {
        const rl_kind_rows *kind = kind_at(s, t);
        s->sum += row_at(s, RL_ROWS_INSIDE, inside_at(s, t)->word + RL_COLUMN_INNER) + kind->inner;
        if (rl_token_is(s->text, token_at(s, t), "of", 2))
            s->sum += row_at(s, RL_ROWS_INSIDE, inside_at(s, t - 1)->word + RL_COLUMN_BEFORE_OF) + kind_at(s, t - 1)->before_of;
    }
}

static void sum_inside(summed_span *s)
{
    const rl_kind_rows *first = kind_at(s, s->first), *last = kind_at(s, s->end);
    const rl_inside_rows *rows = inside_at(s, s->first);
    s->sum += row_at(s, RL_ROWS_FIRST_3, rows->first_3 + s->n);
    if (s->first == s->end) {
        s->sum += first->only + row_at(s, RL_ROWS_INSIDE, rows->word + RL_COLUMN_ONLY) + last_letters(s, rows);
        return;
    }
    s->sum += first->first[s->n] + row_at(s, RL_ROWS_INSIDE, rows->word + RL_COLUMN_FIRST);
    rows = inside_at(s, s->end);
    s->sum += last->last[s->n] + row_at(s, RL_ROWS_INSIDE, rows->word + RL_COLUMN_LAST) + last_letters(s, rows);
    s->sum += row_at(s, RL_ROWS_FIRST_3, rows->first_3 + RL_LENGTHS);
    s->sum += fixed(s, RL_SEES_FIRST_AND_LAST_NAME, first->kind.name, last->kind.name, s->length) + sum_joined(s);
    sum_inner(s);
}

/* ---- beside it ---- */

static void fill_beside(const summed_span *s, const rl_token *token, uint64_t key, rl_beside_rows *ret)
{
    const rl_vocabulary *vocabulary = &s->r->vocabulary;
    ret->key = key;
    rl_beside_fill(&s->r->rows, rl_word_value(vocabulary, s->text, token).hash, ret);
    ret->left_3 = rl_word_rows_find(&s->r->rows, RL_ROWS_LEFT_3, rl_affix_value(vocabulary, s->text, token, 3, true).hash);
}

static inline const rl_beside_rows *beside_at(const summed_span *s, uint32_t t)
{
    const rl_token *token = token_at(s, t);
    uint64_t key = key_of(token);
    rl_beside_rows *known = &s->r->rows.beside[key >> (64 - RL_BESIDE_BITS)];
    if (known->key != key)
        fill_beside(s, token, key, known);
    return known;
}

/* A token beside the span, or what stands for it beyond the sentence. Its word is looked up when its turn comes: the next
 * one may take its place. */
typedef struct place {
    uint32_t token;
    bool in; /* the sentence */
    uint32_t pairs;
    uint64_t hash;
    const rl_token_kind *kind;
} place;

static inline bool touches(const summed_span *s, uint32_t token)
{
    return (token_at(s, token)->flags & RL_TOKEN_SPACE_BEFORE) == 0;
}

static inline place sum_left_word(summed_span *s)
{
    bool in = s->first > s->sentence->first;
    const rl_beside_rows *rows = in ? beside_at(s, s->first - 1) : &s->r->rows.begin;
    const rl_kind_rows *kind = in ? kind_at(s, s->first - 1) : &s->r->rows.kinds[RL_KIND_BEGIN];
    s->sum += kind->left[s->n] + row_at(s, RL_ROWS_LEFT, rows->left + s->n) + row_at(s, RL_ROWS_LEFT_3, rows->left_3);
    return (place){s->first - 1, in, rows->pairs, rows->hash, &kind->kind};
}

static inline place sum_second_left_word(summed_span *s)
{
    bool in = s->first > s->sentence->first + 1;
    const rl_beside_rows *rows = in ? beside_at(s, s->first - 2) : &s->r->rows.begin;
    const rl_kind_rows *kind = in ? kind_at(s, s->first - 2) : &s->r->rows.kinds[RL_KIND_BEGIN];
    s->sum += row_at(s, RL_ROWS_SECOND_LEFT, rows->second_left);
    return (place){s->first - 2, in, rows->pairs, rows->hash, &kind->kind};
}

static inline place sum_right_word(summed_span *s)
{
    bool in = s->end + 1 < s->sentence->last;
    const rl_beside_rows *rows = in ? beside_at(s, s->end + 1) : &s->r->rows.end;
    const rl_kind_rows *kind = in ? kind_at(s, s->end + 1) : &s->r->rows.kinds[RL_KIND_END];
    s->sum += kind->right[s->n] + row_at(s, RL_ROWS_RIGHT, rows->right + s->n);
    return (place){s->end + 1, in, rows->pairs, rows->hash, &kind->kind};
}

static inline place sum_second_right_word(summed_span *s)
{
    bool in = s->end + 2 < s->sentence->last;
    const rl_beside_rows *rows = in ? beside_at(s, s->end + 2) : &s->r->rows.end;
    const rl_kind_rows *kind = in ? kind_at(s, s->end + 2) : &s->r->rows.kinds[RL_KIND_END];
    s->sum += row_at(s, RL_ROWS_SECOND_RIGHT, rows->second_right);
    return (place){s->end + 2, in, rows->pairs, rows->hash, &kind->kind};
}

static inline void sum_left(summed_span *s, const place *left, const place *second)
{
    const rl_token_kind *kind = left->kind, *first = &kind_at(s, s->first)->kind;
    s->sum += fixed(s, RL_SEES_LEFT_EDGE_NAMES, kind->name, first->name, s->length) +
              fixed(s, RL_SEES_LEFT_EDGE_CLASSES, kind->class, first->class, 0) +
              fixed(s, RL_SEES_SECOND_LEFT_CLASS, second->kind->class, kind->shape, 0);
    if (left->in && touches(s, s->first))
        s->sum += fixed(s, RL_SEES_TOUCHES_LEFT, kind->shape, 0, 0);
    rl_classes title = s->r->context[s->first].title_before;
    if (title != 0)
        s->sum += fixed(s, RL_SEES_TITLE_BEFORE, rl_vocabulary_class(&s->r->vocabulary, title), s->length, 0);
}

static inline void sum_right(summed_span *s, const place *right, const place *second)
{
    const rl_token_kind *kind = right->kind, *last = &kind_at(s, s->end)->kind;
    s->sum += fixed(s, RL_SEES_RIGHT_EDGE_NAMES, last->name, kind->name, s->length) +
              fixed(s, RL_SEES_RIGHT_EDGE_CLASSES, last->class, kind->class, 0) +
              fixed(s, RL_SEES_SECOND_RIGHT_CLASS, second->kind->class, kind->shape, 0);
    if (right->in && touches(s, right->token))
        s->sum += fixed(s, RL_SEES_TOUCHES_RIGHT, kind->shape, 0, 0);
}

/* ---- several words ---- */

/* Two values, or three. These have to be looked for by their key; but most words are in no such observation. */
static rl_fixed_row find_two(const summed_span *s, rl_template template, uint64_t a, uint64_t b)
{
    uint64_t key = rl_hash_mix(s->r->vocabulary.templates[template].hash, a);
    return rl_learned_row_of(&s->r->weights->learned, rl_hash_mix(key, b));
}

static rl_fixed_row find_three(const summed_span *s, rl_template template, uint64_t word, rl_constant b, rl_constant c)
{
    const rl_value *constants = s->r->vocabulary.constants;
    uint64_t key = rl_hash_mix(s->r->vocabulary.templates[template].hash, word);
    return rl_learned_row_of(&s->r->weights->learned,
                             rl_hash_mix(rl_hash_mix(key, constants[b].hash), constants[c].hash));
}

/* Has the first place the one bit, the second the other? */
static inline bool are_paired(const place *a, uint32_t bit_a, const place *b, uint32_t bit_b)
{
    return (a->pairs & bit_a) != 0 && (b->pairs & bit_b) != 0;
}

static inline bool is_joint(const summed_span *s, const place *p, uint32_t bit)
{
    return (p->pairs & bit) != 0 && p->in && rl_token_is_joint_or_punctuation(token_at(s, p->token));
}

static rl_constant listed_at(const summed_span *s, const place *p)
{
    if (!p->in)
        return RL_SAYS_NOTHING;
    const rl_token_context *context = &s->r->context[p->token];
    return context->place_ends_at > 0 ? RL_SAYS_PLACE : context->listed_last > 0 ? RL_SAYS_LISTED_NAME : RL_SAYS_NOTHING;
}

static inline void sum_pairs(summed_span *s, const place *left, const place *left_2, const place *right, const place *right_2)
{
    if (are_paired(left, RL_PAIR_LEFT, left_2, RL_PAIR_SECOND_LEFT))
        s->sum += find_two(s, RL_SEES_LEFT_WORDS, left_2->hash, left->hash);
    if (are_paired(right, RL_PAIR_RIGHT, right_2, RL_PAIR_SECOND_RIGHT))
        s->sum += find_two(s, RL_SEES_RIGHT_WORDS, right->hash, right_2->hash);
    if (are_paired(left, RL_PAIR_ACROSS_LEFT, right, RL_PAIR_ACROSS_RIGHT))
        s->sum += find_two(s, RL_SEES_LEFT_AND_RIGHT_WORD, left->hash, right->hash);
    if (is_joint(s, left, RL_PAIR_BEFORE))
        s->sum += find_three(s, RL_SEES_BEFORE, left->hash, left_2->kind->edge, left_2->kind->class);
    if (is_joint(s, right, RL_PAIR_BEYOND))
        s->sum += find_three(s, RL_SEES_BEYOND, right->hash, right_2->kind->edge, right_2->kind->class);
    if (is_joint(s, right, RL_PAIR_LISTED_BEYOND))
        s->sum += find_three(s, RL_SEES_LISTED_BEYOND, right->hash, listed_at(s, right_2), s->length);
}

static void sum_sides(summed_span *s)
{
    place left = sum_left_word(s), left_2 = sum_second_left_word(s);
    place right = sum_right_word(s), right_2 = sum_second_right_word(s);
    sum_left(s, &left, &left_2);
    sum_right(s, &right, &right_2);
    s->sum += fixed(s, RL_SEES_EDGES, left.kind->edge, right.kind->edge, 0) +
              fixed(s, RL_SEES_LEFT_AND_RIGHT_SHAPE, left.kind->shape, right.kind->shape, 0);
    sum_pairs(s, &left, &left_2, &right, &right_2);
}

/* ---- lists ---- */

/* How many list entries say something. Most spans are in no list. */
static uint32_t sum_lists(summed_span *s)
{
    const rl_token_context *first = &s->r->context[s->first], *end = &s->r->context[s->end];
    if (s->c->hit != RL_NONE || (first->listed_last | end->listed_last) > 0) {
        rl_observer observer = rl_observer_of(s->r);
        rl_observed_span listed = rl_observed_span_of(&observer, s->c);
        rl_observe_lists(&listed);
        s->sum += observer.sum + observer.fixed_sum;
        return observer.hits;
    }
    rl_constant name = s->first == s->end ? kind_at(s, s->first)->kind.name : RL_SAYS_NAME_MANY;
    s->sum += fixed(s, RL_SEES_LISTS, RL_SAYS_SET, RL_SAYS_SET, name);
    return 0;
}

/* ---- the line and the document ---- */

static inline rl_constant times(const rl_recogniser *r, uint32_t token)
{
    uint32_t count = rl_memory_seen(r, token);
    return count >= 4 ? RL_SAYS_OFTEN : count >= 2 ? RL_SAYS_TWICE : RL_SAYS_ONCE;
}

static void sum_line(summed_span *s)
{
    const rl_observed_line *line = &s->r->line;
    bool start = (token_at(s, s->first)->flags & RL_TOKEN_SENTENCE_START) != 0;
    rl_constant small = rl_memory_is_small(s->r, s->first) ? RL_SAYS_YES : RL_SAYS_NO;
    rl_constant first = times(s->r, s->first), last = s->first == s->end ? first : times(s->r, s->end);
    s->sum += fixed(s, RL_SEES_LINE, line->kind, line->size, s->length) + fixed(s, RL_SEES_SEEN, first, last, s->length) +
              fixed(s, RL_SEES_SMALL_ELSEWHERE, small, start ? RL_SAYS_START : RL_SAYS_NO_START, s->length);
    if (line->numbers)
        s->sum += fixed(s, RL_SEES_LINE_WITH_NUMBERS, line->kind, line->size, s->length);
    if (start) {
        const rl_token_kind *kind = &kind_at(s, s->first)->kind;
        s->sum += fixed(s, RL_SEES_SENTENCE_START, kind->name, kind->class, s->length);
    }
    if (s->first == s->sentence->first && s->end + 1 == s->sentence->last)
        s->sum += fixed(s, RL_SEES_WHOLE_LINE, line->kind, s->length, 0);
}

/* ---- all ---- */

/* How far apart the sums of the same observations can be. A sum of n numbers of at most m is at most n m away from nought all
 * the while, so that each of its steps is rounded by no more than n m / 2^24; both sums are. */
static float slack_of(const rl_recogniser *r, const rl_candidate *candidate, uint32_t hits)
{
    enum { EVERYWHERE = 52, EACH = 4 }; /* observations of a span of one word; of each further word or list entry */
    float count = (float)(EVERYWHERE + EACH * (candidate->last - candidate->first + hits));
    return count * count * r->rows.most * 0x1p-23F;
}

void rl_sum_learned(rl_recogniser *r, rl_candidate *candidate)
{
    if (r->weights->learned.count == 0)
        return;
    const rl_text *text = r->findings->text;
    uint32_t sentence = text->tokens[candidate->first].sentence;
    rl_constant length = rl_length_constant(candidate);
    summed_span s = {.r = r,
                     .text = text,
                     .c = candidate,
                     .sentence = &text->sentences[sentence],
                     .first = candidate->first,
                     .end = candidate->last - 1,
                     .length = length,
                     .n = length - RL_SAYS_LENGTH_1};
    rl_observe_sentence(r, sentence);
    sum_inside(&s);
    sum_sides(&s);
    uint32_t hits = sum_lists(&s);
    sum_line(&s);
    for (size_t type = 0; type < RL_TYPE_BUILT_IN; type++)
        candidate->learned[type] = s.sum[type];
    candidate->slack = slack_of(r, candidate, hits);
}
