/* Observations: words, shapes, classes and list entries of a span and of what stands beside it, each alone and in small
 * combinations. Which of them tell something is for the learner to find out. */
#include "recognise/observe.h"

#include "recognise/observing.h"

void rl_observe(rl_observer *observer, const rl_candidate *candidate)
{
    const rl_recogniser *r = observer->r;
    const rl_text *text = r->findings->text;
    uint32_t words = candidate->last - candidate->first;
    rl_observed_span s = {
        .o = observer,
        .r = r,
        .text = text,
        .c = candidate,
        .sentence = &text->sentences[text->tokens[candidate->first].sentence],
        .first = candidate->first,
        .end = candidate->last - 1,
        .length = rl_constant_value(observer, words == 1 ? "1" : words == 2 ? "2" : words == 3 ? "3" : words <= 5 ? "5" : "more"),
    };
    rl_observe_inside(&s);
    rl_observe_lists(&s);
    rl_observe_around(&s);
}

void rl_judge_learned(rl_recogniser *r, rl_candidate *candidate)
{
    rl_observer observer = {.r = r, .learned = &r->weights->learned, .constants = r->constants};
    if (observer.learned->count == 0)
        return;
    rl_observe(&observer, candidate);
    for (size_t type = 0; type < RL_TYPE_BUILT_IN; type++)
        candidate->score[type] += observer.sum[type];
}

static bool show_sentence(rl_recogniser *r, uint32_t number, rl_observer *observer)
{
    const rl_onlooker *onlooker = observer->onlooker;
    if (!onlooker->sentence(onlooker->user, number))
        return false;
    for (size_t i = r->sentence_starts[number]; i < r->sentence_starts[number + 1]; i++) {
        const rl_candidate *c = &r->candidates[i];
        if (!onlooker->span(onlooker->user, c->first, c->last, c->score))
            return false;
        rl_observe(observer, c);
        if (observer->stopped)
            return false;
    }
    return true;
}

bool rl_recogniser_show(rl_recogniser *recogniser, const rl_findings *findings, const rl_onlooker *onlooker)
{
    rl_observer observer = {.r = recogniser, .onlooker = onlooker, .constants = recogniser->constants};
    recogniser->findings = findings;
    for (uint32_t s = 0; s < findings->text->sentence_count; s++)
        if (recogniser->sentence_starts[s] < recogniser->sentence_starts[s + 1] &&
            !show_sentence(recogniser, s, &observer))
            return false;
    return true;
}
