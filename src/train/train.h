/* The train stage: from annotated sentences to the weights of observations.
 *
 * The model is that of the recognise stage: a span's score for a type is a sum of weights, and the best set of spans that do
 * not overlap is chosen. Here the weights are found: those under which the annotated sets are likeliest (a semi-Markov
 * conditional random field; Sarawagi and Cohen 2004), on top of the scores that the spans have already. Weights that do not
 * earn their keep stay at zero (FTRL-proximal with L1; McMahan et al. 2013), so that the result is small.
 *
 * The stage knows neither texts nor lists: it is given spans with the keys and names of what was observed of them. */
#ifndef RL_TRAIN_TRAIN_H
#define RL_TRAIN_TRAIN_H

#include "base/error.h"
#include "base/memory.h"
#include "model/types.h"

typedef struct rl_train_options {
    size_t epochs;
    double sparsity; /* L1: how much a weight must gain */
    size_t least;    /* spans that an observation is made of */
    uint64_t seed;   /* of the order of sentences */
} rl_train_options;

typedef struct rl_trainer rl_trainer;

rl_trainer *rl_trainer_new(const rl_train_options *options); /* NULL if there is no memory */
void rl_trainer_free(rl_trainer *trainer);

/* ---- examples ----
 *
 * A source is where texts come from, such as a file. Words count as known if two sources have them in small letters: words
 * of observations must be, so that no name of a training text gets into the weights. */

bool rl_trainer_add_word(rl_trainer *trainer, const char *folded, size_t length, uint32_t source);

/* Begins a sentence of so many tokens. Sentences of one group are never on both sides of a fold. */
bool rl_trainer_begin_sentence(rl_trainer *trainer, uint32_t tokens, uint32_t group);

/* Adds a span of the sentence, in the order of first tokens. `gold`: its annotated type, or RL_NONE. */
bool rl_trainer_add_span(rl_trainer *trainer, uint32_t first, uint32_t last, const float *base, uint32_t gold);

typedef struct rl_observed {
    const char *text;
    size_t length;
} rl_observed;

/* Adds an observation of the newest span: a name and its values. */
bool rl_trainer_add_observation(rl_trainer *trainer, uint64_t key, const rl_observed *name, const rl_observed *values,
                                size_t count);

/* Annotated mentions that are no span: they count as missed. */
bool rl_trainer_add_missed(rl_trainer *trainer, uint32_t type, uint32_t group);

/* ---- learning ---- */

typedef struct rl_train_counts {
    size_t gold;
    size_t found;
    size_t right;
} rl_train_counts;

/* How well sentences are decided, by type, before and after learning. */
typedef struct rl_train_report {
    rl_train_counts before[RL_TYPE_BUILT_IN];
    rl_train_counts after[RL_TYPE_BUILT_IN];
} rl_train_report;

/* What is held out: the groups of one part. */
typedef struct rl_train_fold {
    const uint32_t *part_of; /* by group */
    uint32_t part;
} rl_train_fold;

/* Learns from all groups but those of the fold (NULL: from all), and reports how the sentences of the fold (NULL: all) are
 * decided. Earlier weights are forgotten. */
relata_status rl_trainer_learn(rl_trainer *trainer, const rl_train_fold *fold, rl_train_report *ret_report,
                               relata_error *err);

/* Appends the weights as rows of a .weights file, sorted. */
relata_status rl_trainer_write(const rl_trainer *trainer, rl_buffer *ret, size_t *ret_rows, relata_error *err);

#endif
