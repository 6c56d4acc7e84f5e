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

void rl_judge_give_type(const rl_recogniser *r, rl_candidate *c, size_t type, float gain, int32_t what,
                        const char *name)
{
    rl_fixed_row weights = {0};
    weights[type] = gain;
    rl_judge_add(c, weights, what);
    if (r->reason != NULL)
        rl_judge_tell(r, name, strlen(name), (const float[]){weights[0], weights[1], weights[2]});
}

void rl_judge_tell_of(const rl_recogniser *r, rl_evidence evidence, float times)
{
    const char *name = rl_evidence_name(evidence);
    float weights[RL_TYPE_BUILT_IN];
    for (size_t type = 0; type < RL_TYPE_BUILT_IN; type++)
        weights[type] = r->weights->of[evidence][type] * times;
    rl_judge_tell(r, name, strlen(name), weights);
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

/* What any of the words is, so that most questions about each of them need not be asked. */
static void look_over(rl_judge *j)
{
    j->any_class = 0;
    j->any_shape = j->any_little = 0;
    for (uint32_t t = j->c->first; t < j->c->last; t++) {
        const rl_token *token = rl_judge_token(j, t);
        j->any_class |= token->classes;
        j->any_shape |= 1u << token->shape;
        j->any_little |= 1u << rl_judge_kind(j, t)->little;
    }
}

/* ---- plain words ---- */

void rl_judge_begin(rl_recogniser *r)
{
    rl_named *named = &r->named;
    if (memcmp(named->weights, r->weights->of, sizeof named->weights) == 0)
        return;
    *named = (rl_named){0};
    memcpy(named->weights, r->weights->of, sizeof named->weights);
    for (size_t i = 0; i < RL_EV_COUNT; i++)
        for (size_t type = 0; type < RL_TYPE_BUILT_IN; type++)
            named->rows[i][type] = named->weights[i][type];
}

/* All that judge_itself asks of a word that no list or pattern found. */
static uint64_t plain_key(const rl_judge *j)
{
    const rl_token *token = rl_judge_token(j, j->c->first);
    uint64_t key = token->classes | (uint64_t)token->shape << 32 | (uint64_t)j->context[j->c->first].inside << 36;
    key |= (uint64_t)rl_judge_starts_sentence(j, j->c->first) << 44 | (uint64_t)j->all_capitals << 45;
    key |= (uint64_t)(token->fold_length <= RL_ACRONYM_LONGEST) << 46;
    return key | (uint64_t)(rl_memory_seen(j->r, j->c->first) >= RL_OFTEN) << 47 | UINT64_C(1) << 48;
}

/* Two of three spans are such words, and these are of few sorts: what one of them adds up to, the next one does too. */
static void judge_plain_word(rl_judge *j, rl_named *named)
{
    uint64_t key = plain_key(j);
    rl_plain_word *known = &named->plain[key * RL_HASH_K1 >> (64 - RL_PLAIN_BITS)];
    rl_candidate *c = j->c;
    if (known->key != key) {
        look_over(j);
        judge_itself(j);
        *known = (rl_plain_word){key, c->score, c->gain, c->gained};
        return;
    }
    c->score = known->score;
    c->gain = known->gain;
    c->gained = known->gained;
}

/* ---- spans ---- */

static void judge_span(rl_judge *j, rl_named *named, rl_candidate *candidate)
{
    bool one_word = candidate->last == candidate->first + 1;
    j->c = candidate;
    j->listed = j->listed_other = j->only_organisation = false;
    if (candidate->hit != RL_NONE)
        rl_judge_lists(j);
    if (candidate->pattern != RL_NONE)
        rl_judge_patterns(j);
    if (one_word && candidate->hit == RL_NONE && candidate->pattern == RL_NONE && j->r->reason == NULL) {
        judge_plain_word(j, named);
    } else {
        look_over(j);
        judge_itself(j);
    }
    rl_judge_around(j);
}

static rl_judge judge_of(const rl_recogniser *r, uint32_t number)
{
    const rl_text *text = r->findings->text;
    const rl_sentence *sentence = &text->sentences[number];
    return (rl_judge){
        .r = r,
        .text = text,
        .tokens = text->tokens,
        .context = r->context,
        .words = r->rows.words,
        .sentence = sentence,
        .all_capitals = (sentence->flags & (RL_SENTENCE_HEADLINE | RL_SENTENCE_ALL_CAPS)) != 0,
    };
}

void rl_judge_span(rl_recogniser *r, rl_candidate *candidate)
{
    rl_judge j = judge_of(r, r->findings->text->tokens[candidate->first].sentence);
    judge_span(&j, &r->named, candidate);
}

void rl_judge_sentence(rl_recogniser *r, uint32_t sentence)
{
    rl_judge j = judge_of(r, sentence);
    for (size_t i = r->sentence_starts[sentence]; i < r->sentence_starts[sentence + 1]; i++)
        judge_span(&j, &r->named, &r->candidates[i]);
}
