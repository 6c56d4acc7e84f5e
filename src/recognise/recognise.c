/* The recognise stage's front: candidates, a first decision, what it taught, a second decision, mentions. */
#include "recognise/recognise.h"

#include "recognise/fixed.h"
#include "recognise/internal.h"
#include "recognise/judge.h"
#include "recognise/observe.h"
#include "recognise/sum.h"

#include <stdlib.h>
#include <string.h>

rl_recogniser *rl_recogniser_new(void)
{
    rl_recogniser *recogniser = calloc(1, sizeof *recogniser);
    if (recogniser != NULL)
        rl_vocabulary_fill(&recogniser->vocabulary);
    return recogniser;
}

void rl_recogniser_free(rl_recogniser *recogniser)
{
    if (recogniser == NULL)
        return;
    rl_fixed_free(&recogniser->fixed);
    rl_word_rows_free(&recogniser->rows);
    free(recogniser->context);
    free(recogniser->starts);
    free(recogniser->candidates);
    free(recogniser->sentence_starts);
    free(recogniser->chosen);
    free(recogniser->steps);
    free(recogniser->mentions);
    rl_memory_free(&recogniser->memory);
    rl_buffer_free(&recogniser->words);
    free(recogniser);
}

/* A single word that the document also writes in small letters is rather not a name. */
static void judge_small_letters(rl_recogniser *r, rl_candidate *c)
{
    if (c->last != c->first + 1 || !rl_memory_is_small(r, c->first))
        return;
    bool acronym = r->findings->text->tokens[c->first].shape != RL_SHAPE_CAPITALISED;
    const float *weights = r->weights->of[RL_EV_SMALL_LETTERS_ELSEWHERE];
    for (size_t type = 0; type < RL_TYPE_BUILT_IN && !acronym; type++)
        c->score[type] += weights[type];
    const char *name = r->reason == NULL ? NULL : rl_evidence_name(RL_EV_SMALL_LETTERS_ELSEWHERE);
    if (!acronym && name != NULL)
        rl_judge_tell(r, name, strlen(name), weights);
}

/* Rows of learned weights are taken from them once. */
static bool take_weights(rl_recogniser *r)
{
    const rl_learned *learned = &r->weights->learned;
    if (learned->count == 0 || rl_fixed_is_of(&r->fixed, learned))
        return true;
    return rl_word_rows_fill(&r->rows, &r->vocabulary, learned) && rl_fixed_fill(&r->fixed, &r->vocabulary, learned);
}

static bool first_look(rl_recogniser *r)
{
    if (!take_weights(r) || !rl_context_fill(r) || !rl_candidates_make(r) || !rl_observe_tokens(r) ||
        !rl_memory_learn_words(r))
        return false;
    rl_judge_begin(r);
    for (uint32_t s = 0; s < r->findings->text->sentence_count; s++)
        if (r->sentence_starts[s] < r->sentence_starts[s + 1])
            rl_judge_sentence(r, s);
    for (size_t i = 0; i < r->candidate_count; i++)
        judge_small_letters(r, &r->candidates[i]);
    return rl_decode(r);
}

static bool look_again(rl_recogniser *r, uint32_t sentence)
{
    size_t first = r->sentence_starts[sentence], last = r->sentence_starts[sentence + 1];
    bool close;
    for (size_t i = first; i < last; i++)
        if (!rl_judge_in_document(r, &r->candidates[i]))
            return false;
    rl_sum_learned(r, sentence);
    if (!rl_decode_sentence(r, sentence, &close))
        return false;
    for (size_t i = first; close && i < last; i++)
        rl_judge_learned(r, &r->candidates[i]);
    return !close || rl_decode_sentence(r, sentence, &close);
}

static bool second_look(rl_recogniser *r)
{
    if (!rl_memory_learn_decisions(r))
        return false;
    rl_decode_begin(r);
    for (uint32_t s = 0; s < r->findings->text->sentence_count; s++)
        if (!look_again(r, s))
            return false;
    return true;
}

/* ---- mentions ---- */

/* Of two meanings of one name: a full name before a family name, then the user's lists, then lists whose names were chosen one by one, then prominence, then the id. */
static bool is_better(const rl_findings *f, const rl_hit *a, const rl_hit *b)
{
    const rl_entry *x = &f->entries[a->entry], *y = &f->entries[b->entry];
    if (x->sure != y->sure)
        return x->sure;
    if (x->usual != y->usual)
        return y->usual;
    bool strong_a = a->kind <= RL_NAME_ALIAS, strong_b = b->kind <= RL_NAME_ALIAS;
    if (strong_a != strong_b)
        return strong_a;
    if (x->prior != y->prior)
        return x->prior > y->prior;
    return a->entry < b->entry;
}

static const rl_hit *best_hit(const rl_recogniser *r, const rl_candidate *c, uint32_t type)
{
    const rl_findings *f = r->findings;
    const rl_hit *best = NULL;
    for (size_t i = c->hit; i < f->hit_count && f->hits[i].first == c->first; i++) {
        const rl_hit *hit = &f->hits[i];
        bool fits = rl_hit_fits(r, hit, c) && f->entries[hit->entry].type == type;
        if (fits && (best == NULL || is_better(f, hit, best)))
            best = hit;
    }
    return best;
}

static const char *pattern_source(const rl_findings *f, const rl_candidate *c, uint32_t type)
{
    const rl_pattern_hit *best = NULL;
    for (size_t i = c->pattern; i < f->pattern_count && f->patterns[i].first == c->first; i++)
        if (f->patterns[i].last == c->last && f->patterns[i].type == type &&
            (best == NULL || f->patterns[i].weight > best->weight))
            best = &f->patterns[i];
    return best == NULL ? "" : f->pattern_names[best->pattern];
}

/* The list that holds the name, else the strongest pattern that found it, else the weightiest kind of evidence. */
static const char *source_of(const rl_findings *f, const rl_candidate *c, uint32_t type, const rl_hit *hit)
{
    if (hit != NULL)
        return f->entries[hit->entry].source;
    const char *pattern = c->pattern == RL_NONE ? "" : pattern_source(f, c, type);
    if (pattern[0] != '\0' || type >= RL_TYPE_BUILT_IN || c->gained[type] >= RL_EV_COUNT)
        return pattern;
    return rl_evidence_name((rl_evidence)c->gained[type]);
}

static bool add_mention(rl_recogniser *r, const rl_candidate *c)
{
    const rl_findings *f = r->findings;
    rl_mention *mentions = rl_array_grow(r->mentions, &r->mention_capacity, r->mention_count + 1, sizeof *mentions);
    if (mentions == NULL)
        return false;
    r->mentions = mentions;
    float score;
    uint32_t type = rl_candidate_best(c, &score);
    const rl_hit *hit = c->hit == RL_NONE ? NULL : best_hit(r, c, type);
    mentions[r->mention_count++] = (rl_mention){
        .first = c->first,
        .last = c->last,
        .type = type,
        .entry = hit == NULL ? RL_NONE : hit->entry,
        .entity = RL_NONE,
        .source = source_of(f, c, type, hit),
        .score = score,
        .family_only = hit != NULL && hit->kind == RL_NAME_FAMILY,
    };
    return true;
}

relata_status rl_recognise(rl_recogniser *recogniser, const rl_weights *weights, const rl_findings *findings,
                           rl_mention **ret_mentions, size_t *ret_count, relata_error *err)
{
    rl_recogniser *r = recogniser;
    r->weights = weights;
    r->findings = findings;
    r->mention_count = 0;
    r->document++;
    rl_memory_clear(&r->memory);
    if (!first_look(r) || !second_look(r))
        return rl_error_memory(err);
    for (size_t i = 0; i < r->chosen_count; i++)
        if (!add_mention(r, &r->candidates[r->chosen[i]]))
            return rl_error_memory(err);
    *ret_mentions = r->mentions;
    *ret_count = r->mention_count;
    return RELATA_OK;
}

/* ---- explaining ---- */

static const rl_candidate *find_chosen(const rl_recogniser *r, const rl_mention *mention)
{
    for (size_t i = 0; i < r->chosen_count; i++) {
        const rl_candidate *c = &r->candidates[r->chosen[i]];
        if (c->first == mention->first && c->last == mention->last)
            return c;
    }
    return NULL;
}

bool rl_recogniser_explain(rl_recogniser *recogniser, const rl_findings *findings, const rl_mention *mention,
                           rl_reason_fn reason, void *user, float *ret_scores)
{
    rl_recogniser *r = recogniser;
    const rl_candidate *chosen = find_chosen(r, mention);
    if (chosen == NULL)
        return false;
    rl_candidate again = {.first = chosen->first,
                          .last = chosen->last,
                          .hit = chosen->hit,
                          .pattern = chosen->pattern,
                          .decided = chosen->decided,
                          .user_type = RL_NONE};
    r->findings = findings;
    r->reason = reason;
    r->reason_user = user;
    rl_judge_span(r, &again);
    judge_small_letters(r, &again);
    bool ok = rl_judge_in_document(r, &again);
    rl_judge_learned(r, &again);
    r->reason = NULL;
    for (size_t type = 0; type < RL_TYPE_BUILT_IN; type++)
        ret_scores[type] = again.score[type] + again.learned[type];
    return ok;
}
