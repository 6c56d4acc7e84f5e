/* Evidence from the rest of the document, once it has been decided for the first time. */
#include "recognise/judge.h"

#include <string.h>

/* What was decided elsewhere is not where a decision comes from: it is no source of a mention. */
static void give_decision(const rl_recogniser *r, rl_candidate *c, size_t type, rl_evidence evidence, float share)
{
    float weights[RL_TYPE_BUILT_IN] = {0};
    weights[type] = r->weights->of[evidence][type] * share;
    c->score[type] += weights[type];
    if (r->reason != NULL)
        rl_judge_tell(r, rl_evidence_name(evidence), strlen(rl_evidence_name(evidence)), weights);
}

static void give_decisions(rl_recogniser *r, rl_candidate *c)
{
    const rl_memory *m = &r->memory;
    uint32_t row = rl_span_find(r, &m->decided);
    if (row == RL_NONE)
        return;
    /* Elsewhere: what was decided for this very place does not count. */
    uint32_t counts[RL_TYPE_BUILT_IN], total = 0;
    for (size_t type = 0; type < RL_TYPE_BUILT_IN; type++) {
        counts[type] = m->counts[row][type] - (c->decided == type + 1 ? 1u : 0u);
        total += counts[type];
    }
    for (size_t type = 0; type < RL_TYPE_BUILT_IN && total > 0; type++) {
        float share = (float)counts[type] / (float)total;
        give_decision(r, c, type, RL_EV_DECIDED_ELSEWHERE, share);
        give_decision(r, c, type, RL_EV_DECIDED_OTHERWISE, 1 - share);
    }
}

/* "flew to Sydney": a place in the first look, and behind a preposition, whoever else is called Sydney Sweeney. */
static bool is_place_by_itself(const rl_recogniser *r, const rl_candidate *c)
{
    const rl_text *text = r->findings->text;
    if (c->decided != RL_TYPE_PLACE + 1 || c->first == 0)
        return false;
    const rl_token *before = &text->tokens[c->first - 1];
    return before->sentence == text->tokens[c->first].sentence && (before->classes & RL_CLASS_PLACE_PREPOSITION) != 0;
}

static void give_parts(rl_recogniser *r, rl_candidate *c)
{
    const rl_memory *m = &r->memory;
    const rl_token *token = &r->findings->text->tokens[c->first];
    rl_classes classes = token->classes;
    /* "He said" is not He Lifeng, whoever else is named. */
    if ((classes & RL_CLASS_FUNCTION) != 0 && (token->flags & RL_TOKEN_SENTENCE_START) != 0)
        return;
    /* Nor is "Trump" in "Gloria Trump" a name of its own because it ends that one. */
    if (r->context[c->first].in_longer)
        return;
    bool ordinary = (classes & RL_CLASS_ORDINARY) != 0;
    uint8_t decided = rl_memory_decided(r, c->first);
    if ((decided & RL_DECIDED_LAST) != 0 && rl_memory_has(r, &m->last_words, c->first))
        rl_judge_give_as(r, c, RL_EV_LAST_OF_PERSON, ordinary ? 0.7F : 1.0F, RL_EV_LAST_OF_PERSON);
    else if ((decided & RL_DECIDED_FIRST) != 0 && rl_memory_has(r, &m->first_words, c->first) && !is_place_by_itself(r, c))
        rl_judge_give_as(r, c, RL_EV_FIRST_OF_PERSON, ordinary ? 0.7F : 1.0F, RL_EV_FIRST_OF_PERSON);
    if (token->shape != RL_SHAPE_CAPITALISED && rl_memory_has(r, &m->acronyms, c->first))
        rl_judge_give_as(r, c, RL_EV_ACRONYM_OF, 1, RL_EV_ACRONYM_OF);
}

/* What was decided for the same words, and names of organisations that they begin. */
static bool give_whole(rl_recogniser *r, rl_candidate *c)
{
    if (!rl_span_fold(r, c->first, c->last))
        return false;
    give_decisions(r, c);
    bool cut = r->context[c->first].in_longer && c->decided == 0;
    if (!cut && rl_span_find(r, &r->memory.beginnings) != RL_NONE)
        rl_judge_give_as(r, c, RL_EV_BEGINNING_OF_ORGANISATION, 1, RL_EV_BEGINNING_OF_ORGANISATION);
    if (!cut && rl_span_find(r, &r->memory.families) != RL_NONE)
        rl_judge_give_as(r, c, RL_EV_LAST_OF_PERSON, 1, RL_EV_LAST_OF_PERSON);
    return true;
}

/* Most spans begin with a word that begins nothing that was decided. */
bool rl_judge_in_document(rl_recogniser *r, rl_candidate *c)
{
    if ((rl_memory_decided(r, c->first) & RL_DECIDED_BEGINS) != 0 && !give_whole(r, c))
        return false;
    if (c->last == c->first + 1)
        give_parts(r, c);
    return true;
}
