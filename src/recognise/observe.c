/* Observations: words, shapes, classes and list entries of a span and of what stands beside it, each alone and in small
 * combinations. Which of them tell something is for the learner to find out. */
#include "recognise/observe.h"

#include "recognise/observing.h"

/* A word that stands where a name was cut off. */
static rl_constant edge_of(const rl_token *token, rl_constant shape)
{
    if (rl_token_is_capital(token))
        return (token->classes & (RL_CLASS_ORDINARY | RL_CLASS_TITLE | RL_CLASS_DEMONYM)) != 0 ? RL_SAYS_EDGE_KNOWN_CAPITAL
                                                                                               : RL_SAYS_EDGE_CAPITAL;
    return token->shape == RL_SHAPE_LOWER && (token->classes & RL_CLASS_PARTICLE) != 0 ? RL_SAYS_EDGE_PARTICLE : shape;
}

static rl_constant length_of(const rl_candidate *candidate)
{
    uint32_t words = candidate->last - candidate->first;
    if (words <= 3)
        return RL_SAYS_LENGTH_1 + words - 1;
    return words <= 5 ? RL_SAYS_LENGTH_5 : RL_SAYS_LENGTH_MORE;
}

static void observe_token(rl_recogniser *r, size_t t)
{
    const rl_text *text = r->findings->text;
    const rl_token *token = &text->tokens[t];
    rl_token_context *context = &r->context[t];
    rl_constant shape = rl_shape_constant(text, token);
    context->shape = (uint8_t)shape;
    context->class = (uint8_t)rl_vocabulary_class(&r->vocabulary, token->classes);
    context->name = (uint8_t)rl_name_constant(token->classes);
    context->edge = (uint8_t)edge_of(token, shape);
}

/* Observations reach two tokens beyond a candidate. */
void rl_observe_tokens(rl_recogniser *r)
{
    enum { REACH = 2 };
    const rl_text *text = r->findings->text;
    r->line.sentence = RL_NONE;
    size_t next = 0; /* the first token that nothing was noted of */
    for (size_t i = 0; i < r->candidate_count; i++) {
        const rl_candidate *c = &r->candidates[i];
        size_t from = c->first < REACH ? 0 : c->first - REACH;
        size_t to = c->last + REACH < text->token_count ? c->last + REACH : text->token_count;
        for (next = next > from ? next : from; next < to; next++)
            observe_token(r, next);
    }
}

void rl_observe(rl_observer *observer, const rl_candidate *candidate)
{
    const rl_text *text = observer->r->findings->text;
    const rl_observed_line *line = &observer->r->line;
    rl_observed_span s = {
        .o = observer,
        .r = observer->r,
        .text = text,
        .c = candidate,
        .sentence = candidate->first > line->inner.first ? &line->inner : &line->words,
        .first = candidate->first,
        .end = candidate->last - 1,
        .length = length_of(candidate),
    };
    rl_observe_inside(&s);
    rl_observe_lists(&s);
    rl_observe_sides(&s);
    rl_observe_line(&s);
}

void rl_judge_learned(rl_recogniser *r, rl_candidate *candidate)
{
    rl_observer observer = {.r = r,
                            .vocabulary = &r->vocabulary,
                            .learned = &r->weights->learned,
                            .joined = r->joined,
                            .fixed = r->fixed.of,
                            .keys = r->pending,
                            .watched = r->reason != NULL};
    if (observer.learned->count == 0)
        return;
    rl_observe_sentence(r, r->findings->text->tokens[candidate->first].sentence);
    rl_observe(&observer, candidate);
    rl_observed_add(&observer);
    for (size_t type = 0; type < RL_TYPE_BUILT_IN; type++)
        candidate->score[type] += observer.sum[type] + observer.fixed_sum[type];
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
    rl_observer observer = {.r = recogniser,
                            .vocabulary = &recogniser->vocabulary,
                            .onlooker = onlooker,
                            .joined = recogniser->joined,
                            .watched = true};
    recogniser->findings = findings;
    for (uint32_t s = 0; s < findings->text->sentence_count; s++)
        if (recogniser->sentence_starts[s] < recogniser->sentence_starts[s + 1] &&
            !show_sentence(recogniser, s, &observer))
            return false;
    return true;
}
