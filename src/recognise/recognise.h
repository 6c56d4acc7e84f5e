/* The recognise stage: from what lists and patterns found to the mentions of a document.
 *
 * Every span of capitalised words that could be a name is scored for each type by the sum of the weights of the evidence
 * for it, and the best set of spans that do not overlap is chosen in each sentence. Then the document is looked at a
 * second time, knowing what was decided elsewhere in it. (The idea of scoring spans jointly: Sarawagi and Cohen,
 * "Semi-Markov Conditional Random Fields for Information Extraction", 2004; here with weights set by hand.) */
#ifndef RL_RECOGNISE_RECOGNISE_H
#define RL_RECOGNISE_RECOGNISE_H

#include "base/error.h"
#include "model/candidate.h"
#include "model/entry.h"
#include "model/mention.h"
#include "model/text.h"
#include "recognise/evidence.h"

/* What the stages before found in one document. Everything is borrowed. */
typedef struct rl_findings {
    const rl_text *text;
    const rl_hit *hits;
    size_t hit_count;
    const rl_pattern_hit *patterns;
    size_t pattern_count;
    const rl_entry *entries;
    const char *const *pattern_names;
} rl_findings;

/* A thread's own memory; reused from document to document. */
typedef struct rl_recogniser rl_recogniser;

rl_recogniser *rl_recogniser_new(void); /* NULL if there is no memory */
void rl_recogniser_free(rl_recogniser *recogniser);

/* Decides the mentions of a document, in text order. They are borrowed until the next call. */
relata_status rl_recognise(rl_recogniser *recogniser, const rl_weights *weights, const rl_findings *findings,
                           rl_mention **ret_mentions, size_t *ret_count, relata_error *err);

/* ---- explaining ---- */

/* A piece of evidence for a mention: its name (not ended by a NUL) and its weights by type. */
typedef void (*rl_reason_fn)(void *user, const char *name, size_t length, const float *weights);

/* Goes through the evidence of a mention of the document that rl_recognise read last, in the order in which it was added
 * up. `findings` are those of that call; `ret_scores` are the sums by type. False if there is no memory. */
bool rl_recogniser_explain(rl_recogniser *recogniser, const rl_findings *findings, const rl_mention *mention,
                           rl_reason_fn reason, void *user, float *ret_scores);

/* ---- for learning ---- */

/* A part of an observation: its name, or one of its values. */
typedef struct rl_part {
    const char *text;
    size_t length;
} rl_part;

/* Is shown what the recogniser made of a document. Each returns false to stop. */
typedef struct rl_onlooker {
    void *user;
    bool (*sentence)(void *user, uint32_t number);
    /* A candidate of the sentence, in the order of first tokens, with its scores by type. */
    bool (*span)(void *user, uint32_t first, uint32_t last, const float *scores);
    /* What is observed of it: the key of the observation, its name, its values. */
    bool (*observation)(void *user, uint64_t key, const rl_part *name, const rl_part *values, size_t count);
} rl_onlooker;

/* Shows the candidates of the document that rl_recognise read last, with the scores of its second look. `findings` are
 * those of that call. False if the onlooker stopped it. */
bool rl_recogniser_show(rl_recogniser *recogniser, const rl_findings *findings, const rl_onlooker *onlooker);

#endif
