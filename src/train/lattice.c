/* Sums over all sets of spans of a sentence that do not overlap, by the forward-backward algorithm over tokens: a token
 * outside scores nothing, a span of a type its sum. In logarithms, since sums of exponentials overflow. */
#include "train/internal.h"

#include <math.h>
#include <stdlib.h>

/* Gradients below this change nothing that can be seen. */
static const double LEAST_GRADIENT = 1e-4;

static double log_add(double a, double b)
{
    double most = a > b ? a : b, least = a > b ? b : a;
    return isinf(least) ? most : most + log1p(exp(least - most));
}

static const rl_train_span *spans_of(const rl_trainer *t, const rl_train_sentence *s)
{
    return &t->spans[s->first];
}

static bool make_room(rl_trainer *t, const rl_train_sentence *s)
{
    void *scores = rl_array_grow(t->scores, &t->score_capacity, s->count + 1, sizeof *t->scores);
    double *forward = rl_array_grow(t->forward, &t->forward_capacity, s->tokens + 1, sizeof *forward);
    double *backward = rl_array_grow(t->backward, &t->backward_capacity, s->tokens + 1, sizeof *backward);
    t->scores = scores != NULL ? scores : t->scores;
    t->forward = forward != NULL ? forward : t->forward;
    t->backward = backward != NULL ? backward : t->backward;
    return scores != NULL && forward != NULL && backward != NULL;
}

bool rl_train_score(rl_trainer *trainer, const rl_train_sentence *sentence)
{
    const rl_train_span *spans = spans_of(trainer, sentence);
    if (!make_room(trainer, sentence))
        return false;
    for (uint32_t i = 0; i < sentence->count; i++) {
        double *score = trainer->scores[i];
        for (size_t type = 0; type < RL_TYPE_BUILT_IN; type++)
            score[type] = spans[i].base[type];
        for (uint32_t k = 0; k < spans[i].count; k++) {
            uint32_t kind = trainer->observations[spans[i].observations + k];
            for (size_t type = 0; trainer->kinds[kind].used && type < RL_TYPE_BUILT_IN; type++)
                score[type] += trainer->weights[kind][type].value;
        }
    }
    return true;
}

static void sum_forward(rl_trainer *t, const rl_train_sentence *s)
{
    const rl_train_span *spans = spans_of(t, s);
    uint32_t next = 0;
    for (uint32_t i = 0; i <= s->tokens; i++)
        t->forward[i] = i == 0 ? 0 : -INFINITY;
    for (uint32_t i = 0; i < s->tokens; i++) {
        t->forward[i + 1] = log_add(t->forward[i + 1], t->forward[i]);
        for (; next < s->count && spans[next].first == i; next++)
            for (size_t type = 0; type < RL_TYPE_BUILT_IN; type++)
                t->forward[spans[next].last] =
                    log_add(t->forward[spans[next].last], t->forward[i] + t->scores[next][type]);
    }
}

static void sum_backward(rl_trainer *t, const rl_train_sentence *s)
{
    const rl_train_span *spans = spans_of(t, s);
    uint32_t next = s->count;
    t->backward[s->tokens] = 0;
    for (uint32_t i = s->tokens; i-- > 0;) {
        t->backward[i] = t->backward[i + 1];
        for (; next > 0 && spans[next - 1].first == i; next--)
            for (size_t type = 0; type < RL_TYPE_BUILT_IN; type++)
                t->backward[i] = log_add(t->backward[i], t->backward[spans[next - 1].last] + t->scores[next - 1][type]);
    }
}

static void learn_span(rl_trainer *t, const rl_train_span *span, size_t type, double gradient)
{
    for (uint32_t k = 0; k < span->count; k++) {
        uint32_t kind = t->observations[span->observations + k];
        if (t->kinds[kind].used)
            rl_train_update(&t->weights[kind][type], gradient, t->options.sparsity);
    }
}

bool rl_train_step(rl_trainer *trainer, const rl_train_sentence *sentence)
{
    rl_trainer *t = trainer;
    const rl_train_span *spans = spans_of(t, sentence);
    if (!rl_train_score(t, sentence))
        return false;
    sum_forward(t, sentence);
    sum_backward(t, sentence);
    double all = t->forward[sentence->tokens];
    for (uint32_t i = 0; i < sentence->count; i++) {
        for (size_t type = 0; type < RL_TYPE_BUILT_IN; type++) {
            double chance = exp(t->forward[spans[i].first] + t->scores[i][type] + t->backward[spans[i].last] - all);
            double gradient = chance - (spans[i].gold == type ? 1 : 0);
            if (fabs(gradient) > LEAST_GRADIENT)
                learn_span(t, &spans[i], type, gradient);
        }
    }
    return true;
}

bool rl_train_decide(rl_trainer *trainer, const rl_train_sentence *sentence, rl_train_counts *counts)
{
    const rl_train_span *spans = spans_of(trainer, sentence);
    uint32_t next = sentence->count;
    if (!rl_train_score(trainer, sentence))
        return false;
    /* backward: the best sum from a token on; forward: the choice there, as span * types + type + 1, 0 for none. */
    double *best = trainer->backward, *choice = trainer->forward;
    best[sentence->tokens] = 0;
    for (uint32_t i = sentence->tokens; i-- > 0;) {
        best[i] = best[i + 1];
        choice[i] = 0;
        for (; next > 0 && spans[next - 1].first == i; next--) {
            for (size_t type = 0; type < RL_TYPE_BUILT_IN; type++) {
                double score = trainer->scores[next - 1][type], sum = score + best[spans[next - 1].last];
                if (score > 0 && sum > best[i]) {
                    best[i] = sum;
                    choice[i] = (double)((next - 1) * RL_TYPE_BUILT_IN + type + 1);
                }
            }
        }
    }
    for (uint32_t i = 0; i < sentence->tokens;) {
        if (!(choice[i] > 0)) {
            i++;
            continue;
        }
        uint32_t chosen = (uint32_t)choice[i] - 1, type = chosen % RL_TYPE_BUILT_IN;
        const rl_train_span *span = &spans[chosen / RL_TYPE_BUILT_IN];
        counts[type].found++;
        counts[type].right += span->gold == type;
        i = span->last;
    }
    return true;
}
