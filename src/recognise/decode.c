/* Choosing the best set of spans that do not overlap: dynamic programming over the candidates of a sentence, from the last
 * to the first. Spans whose sum is not above zero are never chosen; of equal sums the longer span wins, so that the result
 * does not depend on the order of candidates.
 *
 * Scores may have slack, because sums of learned weights are rounded another way if they are added in another order. Where a
 * decision would hang on that, the sentence is called close, and its scores have to be summed again without slack. */
#include "recognise/internal.h"

#include <math.h>

static float score_of(const rl_candidate *c, uint32_t type)
{
    return c->score[type] + c->learned[type];
}

static uint32_t best_built_in(const rl_candidate *c)
{
    uint32_t best = score_of(c, 1) > score_of(c, 0) ? 1 : 0;
    return score_of(c, 2) > score_of(c, best) ? 2 : best;
}

uint32_t rl_candidate_best(const rl_candidate *candidate, float *ret_score)
{
    uint32_t best = best_built_in(candidate);
    *ret_score = score_of(candidate, best);
    if (candidate->user_type != RL_NONE && candidate->user_score > *ret_score) {
        *ret_score = candidate->user_score;
        return candidate->user_type;
    }
    return best;
}

/* ---- slack ---- */

/* With that of adding the learned sum to the others. */
static double slack_of(const rl_candidate *c, float score)
{
    return c->slack > 0 ? (double)c->slack + fabs((double)score) * 0x1p-22 : 0;
}

static bool is_within(double difference, double slack)
{
    return slack > 0 && fabs(difference) <= slack;
}

/* Could another type be the best one? */
static bool is_type_close(const rl_candidate *c, double slack)
{
    uint32_t best = best_built_in(c);
    for (uint32_t type = 0; type < RL_TYPE_BUILT_IN; type++)
        if (type != best && is_within((double)score_of(c, best) - (double)score_of(c, type), 2 * slack))
            return true;
    return c->user_type != RL_NONE && is_within((double)score_of(c, best) - (double)c->user_score, slack);
}

/* ---- the best set ---- */

static bool make_room(rl_recogniser *r, size_t candidates)
{
    rl_step *steps = rl_array_grow(r->steps, &r->step_capacity, candidates + 1, sizeof *steps);
    if (steps != NULL)
        r->steps = steps;
    return steps != NULL;
}

static bool choose(rl_recogniser *r, uint32_t candidate)
{
    uint32_t *chosen = rl_array_grow(r->chosen, &r->chosen_capacity, r->chosen_count + 1, sizeof *chosen);
    if (chosen == NULL)
        return false;
    r->chosen = chosen;
    chosen[r->chosen_count++] = candidate;
    return true;
}

/* The first candidate that begins where `c` ends, or behind: candidates are sorted by their first token. */
static size_t behind(const rl_recogniser *r, const rl_candidate *c, size_t from, size_t to)
{
    while (from < to && r->candidates[from].first < c->last)
        from++;
    return from;
}

/* Fills the steps of the candidates from `first` to `last`. False if one of them is close. */
static bool find_best(rl_recogniser *r, size_t first, size_t last)
{
    rl_step *steps = r->steps;
    steps[last - first] = (rl_step){.next = RL_NONE};
    for (size_t i = last; i-- > first;) {
        const rl_candidate *c = &r->candidates[i];
        const rl_step *left_out = &steps[i - first + 1];
        float score;
        (void)rl_candidate_best(c, &score);
        double slack = slack_of(c, score);
        steps[i - first] = (rl_step){left_out->best, left_out->slack, RL_NONE};
        if (is_within((double)score, slack))
            return false;
        if (!(score > 0))
            continue;
        size_t after = behind(r, c, i + 1, last);
        const rl_step *rest = &steps[after - first];
        double sum = score + rest->best;
        if (is_type_close(c, slack) ||
            (after > i + 1 && is_within(sum - left_out->best, slack + rest->slack + left_out->slack)))
            return false;
        if (sum > left_out->best)
            steps[i - first] = (rl_step){sum, slack + rest->slack, (uint32_t)after};
    }
    return true;
}

bool rl_decode_sentence(rl_recogniser *r, size_t number, bool *ret_close)
{
    size_t first = r->sentence_starts[number], last = r->sentence_starts[number + 1];
    *ret_close = false;
    if (first == last)
        return true;
    if (!make_room(r, last - first))
        return false;
    *ret_close = !find_best(r, first, last);
    for (size_t i = first; !*ret_close && i < last;) {
        uint32_t next = r->steps[i - first].next;
        if (next != RL_NONE && !choose(r, (uint32_t)i))
            return false;
        i = next == RL_NONE ? i + 1 : next;
    }
    return true;
}

void rl_decode_begin(rl_recogniser *r)
{
    r->chosen_count = 0;
}

bool rl_decode(rl_recogniser *r)
{
    bool close;
    rl_decode_begin(r);
    for (size_t s = 0; s < r->findings->text->sentence_count; s++)
        if (!rl_decode_sentence(r, s, &close))
            return false;
    return true;
}
