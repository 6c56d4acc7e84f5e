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
    if (!j->listed && rl_judge_is_acronym(j) && !j->all_capitals && first->fold_length <= RL_ACRONYM_LONGEST)
        rl_judge_give(j, RL_EV_ACRONYM, 1);
    if (!j->listed && rl_judge_length(j) == 1 && rl_judge_starts_sentence(j, j->c->first))
        rl_judge_give(j, RL_EV_SENTENCE_START, 1);
    if (!j->listed && j->all_capitals)
        rl_judge_give(j, RL_EV_HEADLINE, 1);
}

static void judge_itself(rl_judge *j)
{
    judge_shape(j);
    rl_judge_inside(j);
    rl_judge_ordinary(j);
}

/* ---- plain words ---- */

void rl_judge_begin(rl_recogniser *r)
{
    rl_plain_words *plain = &r->plain;
    if (memcmp(plain->weights, r->weights->of, sizeof plain->weights) == 0)
        return;
    memset(plain, 0, sizeof *plain);
    memcpy(plain->weights, r->weights->of, sizeof plain->weights);
}

/* All that judge_itself asks of a word that no list or pattern found. */
static uint64_t plain_key(const rl_judge *j)
{
    const rl_token *token = rl_judge_token(j, j->c->first);
    uint64_t key = token->classes | (uint64_t)token->shape << 32 | (uint64_t)j->r->context[j->c->first].inside << 36;
    key |= (uint64_t)rl_judge_starts_sentence(j, j->c->first) << 44 | (uint64_t)j->all_capitals << 45;
    key |= (uint64_t)(token->fold_length <= RL_ACRONYM_LONGEST) << 46;
    return key | (uint64_t)(rl_memory_seen(j->r, j->c->first) >= RL_OFTEN) << 47 | UINT64_C(1) << 48;
}

/* Two of three spans are such words, and these are of few sorts: what one of them adds up to, the next one does too. */
static void judge_plain_word(rl_judge *j, rl_plain_words *plain)
{
    uint64_t key = plain_key(j);
    rl_plain_word *known = &plain->known[key * RL_HASH_K1 >> (64 - RL_PLAIN_BITS)];
    rl_candidate *c = j->c;
    if (known->key != key) {
        judge_itself(j);
        known->key = key;
        memcpy(known->score, c->score, sizeof c->score);
        memcpy(known->gain, c->gain, sizeof c->gain);
        memcpy(known->gained, c->gained, sizeof c->gained);
        return;
    }
    memcpy(c->score, known->score, sizeof c->score);
    memcpy(c->gain, known->gain, sizeof c->gain);
    memcpy(c->gained, known->gained, sizeof c->gained);
}

void rl_judge_span(rl_recogniser *r, rl_candidate *candidate)
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
    bool plain = candidate->last == candidate->first + 1 && candidate->hit == RL_NONE && candidate->pattern == RL_NONE;
    if (plain && r->reason == NULL)
        judge_plain_word(&j, &r->plain);
    else
        judge_itself(&j);
    rl_judge_around(&j);
}
