/* Judging a span: which evidence holds for it. The kinds of evidence are in files of their own; here is what every span
 * gets, and the sum. */
#include "recognise/judge.h"

#include <string.h>

void rl_judge_tell(const rl_recogniser *r, const char *name, size_t length, const float *weights)
{
    for (size_t type = 0; r->reason != NULL && type < RL_TYPE_BUILT_IN; type++) {
        if (weights[type] > 0 || weights[type] < 0) {
            r->reason(r->reason_user, name, length, weights);
            return;
        }
    }
}

static void add(rl_candidate *c, size_t type, float gain, uint16_t what)
{
    c->score[type] += gain;
    if (gain > c->gain[type]) {
        c->gain[type] = gain;
        c->gained[type] = what;
    }
}

void rl_judge_give_type(const rl_recogniser *r, rl_candidate *c, size_t type, float gain, uint16_t what,
                        const char *name)
{
    float weights[RL_TYPE_BUILT_IN] = {0};
    weights[type] = gain;
    add(c, type, gain, what);
    rl_judge_tell(r, name, strlen(name), weights);
}

static void tell_of(const rl_recogniser *r, rl_evidence evidence, float times)
{
    const char *name = rl_evidence_name(evidence);
    float weights[RL_TYPE_BUILT_IN];
    for (size_t type = 0; type < RL_TYPE_BUILT_IN; type++)
        weights[type] = r->weights->of[evidence][type] * times;
    rl_judge_tell(r, name, strlen(name), weights);
}

void rl_judge_give_as(const rl_recogniser *r, rl_candidate *c, rl_evidence evidence, float times, uint16_t what)
{
    for (size_t type = 0; type < RL_TYPE_BUILT_IN; type++)
        add(c, type, r->weights->of[evidence][type] * times, what);
    if (r->reason != NULL)
        tell_of(r, evidence, times);
}

void rl_judge_give(rl_judge *j, rl_evidence evidence, float times)
{
    rl_judge_give_as(j->r, j->c, evidence, times, (uint16_t)evidence);
}

static void judge_shape(rl_judge *j)
{
    const rl_token *first = rl_judge_token(j, j->c->first);
    rl_judge_give(j, RL_EV_SPAN, 1);
    if (rl_judge_length(j) == 1)
        rl_judge_give(j, RL_EV_ONE_WORD, 1);
    if (rl_judge_length(j) >= 5)
        rl_judge_give(j, RL_EV_LONG, 1);
    if (!j->listed && rl_judge_is_acronym(j) && !j->all_capitals && first->fold_length <= 6)
        rl_judge_give(j, RL_EV_ACRONYM, 1);
    if (!j->listed && rl_judge_length(j) == 1 && rl_judge_starts_sentence(j, j->c->first))
        rl_judge_give(j, RL_EV_SENTENCE_START, 1);
    if (!j->listed && j->all_capitals)
        rl_judge_give(j, RL_EV_HEADLINE, 1);
}

void rl_judge_span(const rl_recogniser *r, rl_candidate *candidate)
{
    const rl_text *text = r->findings->text;
    const rl_sentence *sentence = &text->sentences[text->tokens[candidate->first].sentence];
    rl_judge j = {
        .r = r,
        .text = text,
        .c = candidate,
        .sentence = sentence,
        .all_capitals = (sentence->flags & (RL_SENTENCE_HEADLINE | RL_SENTENCE_ALL_CAPS)) != 0,
    };
    if (candidate->hit != RL_NONE)
        rl_judge_lists(&j);
    if (candidate->pattern != RL_NONE)
        rl_judge_patterns(&j);
    judge_shape(&j);
    rl_judge_inside(&j);
    rl_judge_ordinary(&j);
    rl_judge_around(&j);
}
