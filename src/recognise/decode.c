/* Choosing the best set of spans that do not overlap: dynamic programming over the tokens of a sentence, from its end to
 * its start. Spans whose sum is not above zero are never chosen; of equal sums the longer span wins, so that the result
 * does not depend on the order of candidates. */
#include "recognise/internal.h"

uint32_t rl_candidate_best(const rl_candidate *candidate, float *ret_score)
{
    uint32_t best = 0;
    for (uint32_t type = 1; type < RL_TYPE_BUILT_IN; type++)
        if (candidate->score[type] > candidate->score[best])
            best = type;
    *ret_score = candidate->score[best];
    if (candidate->user_type != RL_NONE && candidate->user_score > *ret_score) {
        *ret_score = candidate->user_score;
        return candidate->user_type;
    }
    return best;
}

static bool make_room(rl_recogniser *r, size_t tokens)
{
    double *best = rl_array_grow(r->best, &r->best_capacity, tokens + 1, sizeof *best);
    if (best == NULL)
        return false;
    r->best = best;
    uint32_t *back = rl_array_grow(r->back, &r->back_capacity, tokens + 1, sizeof *back);
    if (back == NULL)
        return false;
    r->back = back;
    return true;
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

static bool decode_sentence(rl_recogniser *r, size_t number)
{
    const rl_sentence *sentence = &r->findings->text->sentences[number];
    size_t length = sentence->last - sentence->first, next = r->sentence_starts[number + 1];
    if (next == r->sentence_starts[number])
        return true;
    if (!make_room(r, length))
        return false;
    r->best[length] = 0;
    for (size_t t = length; t-- > 0;) {
        r->best[t] = r->best[t + 1];
        r->back[t] = RL_NONE;
        for (; next > r->sentence_starts[number] && r->candidates[next - 1].first == sentence->first + t; next--) {
            const rl_candidate *c = &r->candidates[next - 1];
            float score;
            (void)rl_candidate_best(c, &score);
            double sum = score + r->best[c->last - sentence->first];
            if (score > 0 && sum > r->best[t]) {
                r->best[t] = sum;
                r->back[t] = (uint32_t)(next - 1);
            }
        }
    }
    for (size_t t = 0; t < length;) {
        if (r->back[t] != RL_NONE && !choose(r, r->back[t]))
            return false;
        t = r->back[t] == RL_NONE ? t + 1 : r->candidates[r->back[t]].last - sentence->first;
    }
    return true;
}

bool rl_decode(rl_recogniser *r)
{
    r->chosen_count = 0;
    for (size_t s = 0; s < r->findings->text->sentence_count; s++)
        if (!decode_sentence(r, s))
            return false;
    return true;
}
