/* Observations: words, shapes, classes and list entries of a span and of what stands beside it, each alone and in small
 * combinations. Which of them tell something is for the learner to find out. */
#include "recognise/observe.h"

#include "recognise/known.h"
#include "recognise/observing.h"

/* Observations reach two tokens beyond a candidate. */
bool rl_observe_tokens(rl_recogniser *r)
{
    enum { REACH = 2 };
    const rl_text *text = r->findings->text;
    r->line.sentence = RL_NONE;
    if (!rl_known_begin(r))
        return false;
    size_t next = 0; /* the first token that nothing was noted of */
    for (size_t i = 0; i < r->candidate_count; i++) {
        const rl_candidate *c = &r->candidates[i];
        size_t from = c->first < REACH ? 0 : c->first - REACH;
        size_t to = c->last + REACH < text->token_count ? c->last + REACH : text->token_count;
        for (next = next > from ? next : from; next < to; next++) {
            r->context[next].known = rl_known_number(r, &text->tokens[next]);
            if (r->context[next].known == RL_NONE)
                return false;
        }
    }
    return true;
}

rl_observed_span rl_observed_span_of(rl_observer *observer, const rl_candidate *candidate)
{
    const rl_text *text = observer->r->findings->text;
    return (rl_observed_span){
        .o = observer,
        .r = observer->r,
        .text = text,
        .c = candidate,
        .sentence = rl_observed_sentence(&observer->r->line, candidate),
        .first = candidate->first,
        .end = candidate->last - 1,
        .length = rl_length_constant(candidate),
        .trusts_lists = rl_trusts_lists(&observer->r->line, rl_observed_is_listed(observer->r, candidate)),
    };
}

void rl_observe(rl_observer *observer, const rl_candidate *candidate)
{
    rl_observed_span s = rl_observed_span_of(observer, candidate);
    rl_observe_inside(&s);
    rl_observe_lists(&s);
    rl_observe_sides(&s);
    rl_observe_line(&s);
}

rl_observer rl_observer_of(const rl_recogniser *r)
{
    return (rl_observer){
        .r = r, .vocabulary = &r->vocabulary, .learned = &r->weights->learned, .watched = r->reason != NULL};
}

void rl_judge_learned(rl_recogniser *r, rl_candidate *candidate)
{
    rl_observer observer = rl_observer_of(r);
    candidate->slack = 0;
    if (observer.learned->count == 0)
        return;
    rl_observe_sentence(r, r->findings->text->tokens[candidate->first].sentence);
    rl_observe(&observer, candidate);
    for (size_t type = 0; type < RL_TYPE_BUILT_IN; type++)
        candidate->learned[type] = observer.sum[type] + observer.fixed_sum[type];
}

/* ---- showing ---- */

static bool show_sentence(rl_recogniser *r, uint32_t number, rl_observer *observer)
{
    const rl_onlooker *onlooker = observer->onlooker;
    if (!onlooker->sentence(onlooker->user, number))
        return false;
    rl_observe_sentence(r, number);
    for (size_t i = r->sentence_starts[number]; i < r->sentence_starts[number + 1]; i++) {
        const rl_candidate *c = &r->candidates[i];
        float scores[RL_TYPE_BUILT_IN];
        for (size_t type = 0; type < RL_TYPE_BUILT_IN; type++)
            scores[type] = c->score[type] + c->learned[type];
        if (!onlooker->span(onlooker->user, c->first, c->last, scores))
            return false;
        rl_observe(observer, c);
        if (observer->stopped)
            return false;
    }
    return true;
}

bool rl_recogniser_show(rl_recogniser *recogniser, const rl_findings *findings, const rl_onlooker *onlooker)
{
    rl_observer observer = {
        .r = recogniser, .vocabulary = &recogniser->vocabulary, .onlooker = onlooker, .watched = true};
    recogniser->findings = findings;
    for (uint32_t s = 0; s < findings->text->sentence_count; s++)
        if (recogniser->sentence_starts[s] < recogniser->sentence_starts[s + 1] &&
            !show_sentence(recogniser, s, &observer))
            return false;
    return true;
}
