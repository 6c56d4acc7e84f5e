/* Choosing the best set of spans that do not overlap: dynamic programming over the candidates of a sentence, from the last
 * to the first. Spans whose sum is not above zero are never chosen; of equal sums the longer span wins, so that the result
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

static bool make_room(rl_recogniser *r, size_t candidates)
{
    double *best = rl_array_grow(r->best, &r->best_capacity, candidates + 1, sizeof *best);
    if (best == NULL)
        return false;
    r->best = best;
    uint32_t *next = rl_array_grow(r->next, &r->next_capacity, candidates + 1, sizeof *next);
    if (next == NULL)
        return false;
    r->next = next;
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

/* The first candidate that begins where `c` ends, or behind: candidates are sorted by their first token. */
static size_t behind(const rl_recogniser *r, const rl_candidate *c, size_t from, size_t to)
{
    while (from < to && r->candidates[from].first < c->last)
        from++;
    return from;
}

static bool decode_sentence(rl_recogniser *r, size_t number)
{
    size_t first = r->sentence_starts[number], last = r->sentence_starts[number + 1];
    if (first == last)
        return true;
    if (!make_room(r, last - first))
        return false;
    double *best = r->best; /* by candidate: of it and those after it */
    uint32_t *next = r->next; /* … where to go on if it is taken, RL_NONE if it is not */
    best[last - first] = 0;
    for (size_t i = last; i-- > first;) {
        const rl_candidate *c = &r->candidates[i];
        float score;
        (void)rl_candidate_best(c, &score);
        best[i - first] = best[i - first + 1];
        next[i - first] = RL_NONE;
        if (!(score > 0))
            continue;
        size_t after = behind(r, c, i + 1, last);
        double sum = score + best[after - first];
        if (sum > best[i - first]) {
            best[i - first] = sum;
            next[i - first] = (uint32_t)after;
        }
    }
    for (size_t i = first; i < last;) {
        if (next[i - first] != RL_NONE && !choose(r, (uint32_t)i))
            return false;
        i = next[i - first] == RL_NONE ? i + 1 : next[i - first];
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
