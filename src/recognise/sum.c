/* Adding up the learned weights of spans, fast: the same observations as those of observe_inside.c, observe_sides.c,
 * observe_lists.c and observe_line.c, which list them by name; a test compares the sums. Here they are in the order of what
 * they depend on: the kind of one token, one word, two tokens. What of them depends on one thing has been added up before.
 *
 * Numbers are rounded another way if they are added in another order, so the sum has slack (slack_of). */
#include "recognise/sum.h"

#include "recognise/observing.h"
#include "recognise/summing.h"

static inline rl_fixed_row sum_line(const rl_summed_span *s)
{
    const rl_observed_line *line = &s->r->line;
    bool start = (s->tokens[s->first].flags & RL_TOKEN_SENTENCE_START) != 0;
    rl_constant small = rl_memory_is_small(s->r, s->first) ? RL_SAYS_YES : RL_SAYS_NO;
    rl_constant first = rl_times_constant(rl_memory_seen(s->r, s->first));
    rl_constant last = s->first == s->end ? first : rl_times_constant(rl_memory_seen(s->r, s->end));
    rl_fixed_row sum = rl_summed_fixed(s, RL_SEES_LINE, line->kind, line->size, s->length) +
                       rl_summed_fixed(s, RL_SEES_SEEN, first, last, s->length);
    sum += rl_summed_fixed(s, RL_SEES_SMALL_ELSEWHERE, small, start ? RL_SAYS_START : RL_SAYS_NO_START, s->length);
    if (line->numbers)
        sum += rl_summed_fixed(s, RL_SEES_LINE_WITH_NUMBERS, line->kind, line->size, s->length);
    if (start) {
        const rl_token_kind *kind = &rl_summed_word(s, s->first)->kind;
        sum += rl_summed_fixed(s, RL_SEES_SENTENCE_START, kind->name, kind->class, s->length);
    }
    if (s->first == s->sentence->first && s->end + 1 == s->sentence->last)
        sum += rl_summed_fixed(s, RL_SEES_WHOLE_LINE, line->kind, s->length, 0);
    return sum;
}

/* How far apart the sums of the same observations can be. A sum of n numbers of at most m is at most n m away from nought all
 * the while, so that each of its steps is rounded by no more than n m / 2^24; both sums are. */
static inline float slack_of(const rl_summed_span *s, uint32_t hits)
{
    enum { EVERYWHERE = 56, EACH = 4 }; /* observations of a span of one word; of each further word or list entry */
    float count = (float)(int32_t)(EVERYWHERE + EACH * (s->end - s->first + hits));
    return count * count * s->r->rows.most * 0x1p-23F;
}

static void sum_span(rl_summed_span *s, rl_candidate *candidate)
{
    uint32_t hits;
    s->c = candidate;
    s->first = candidate->first;
    s->end = candidate->last - 1;
    s->length = rl_length_constant(candidate);
    s->n = s->length - RL_SAYS_LENGTH_1;
    s->sentence = rl_observed_sentence(&s->r->line, candidate);
    rl_fixed_row sum = rl_sum_lists(s, &hits);
    sum += rl_sum_inside(s) + rl_sum_sides(s) + sum_line(s);
    candidate->learned = sum;
    candidate->slack = slack_of(s, hits);
}

void rl_sum_learned(rl_recogniser *r, uint32_t sentence)
{
    const rl_text *text = r->findings->text;
    size_t first = r->sentence_starts[sentence], last = r->sentence_starts[sentence + 1];
    if (r->weights->learned.count == 0 || first == last)
        return;
    rl_summed_span s = {.r = r,
                        .text = text,
                        .tokens = text->tokens,
                        .context = r->context,
                        .words = r->rows.words,
                        .kinds = r->rows.kinds,
                        .sentence = &text->sentences[sentence]};
    rl_observe_sentence(r, sentence);
    for (size_t i = first; i < last; i++)
        sum_span(&s, &r->candidates[i]);
}
