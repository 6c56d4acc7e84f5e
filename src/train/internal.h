/* What the files of the train stage share. Internal to train/. */
#ifndef RL_TRAIN_INTERNAL_H
#define RL_TRAIN_INTERNAL_H

#include "base/hash.h"
#include "train/train.h"

typedef struct rl_train_span {
    uint32_t first;
    uint32_t last;
    uint32_t gold;         /* type or RL_NONE */
    uint32_t observations; /* index of the first */
    uint32_t count;
    float base[RL_TYPE_BUILT_IN];
} rl_train_span;

typedef struct rl_train_sentence {
    uint32_t tokens;
    uint32_t first; /* span */
    uint32_t count;
    uint32_t group;
} rl_train_sentence;

/* A kind of observation, by number. */
typedef struct rl_train_kind {
    uint32_t name;  /* where its text begins in `names` */
    uint32_t spans; /* that it was made of */
    bool used;
} rl_train_kind;

/* One weight of the FTRL-proximal learner: the weight itself follows from the two sums. */
typedef struct rl_train_weight {
    double gradient; /* z */
    double squares;  /* n */
    double value;
} rl_train_weight;

/* Words with the sources that have them in small letters, up to two. */
typedef struct rl_train_word {
    uint32_t source;
    bool several;
} rl_train_word;

struct rl_trainer {
    rl_train_options options;
    rl_train_sentence *sentences;
    size_t sentence_count;
    size_t sentence_capacity;
    rl_train_span *spans;
    size_t span_count;
    size_t span_capacity;
    uint32_t *observations; /* kinds, span by span */
    size_t observation_count;
    size_t observation_capacity;
    rl_string_map keys; /* eight bytes of key -> kind */
    rl_train_kind *kinds;
    size_t kind_capacity;
    rl_buffer names; /* each ended by a NUL */
    rl_string_map words;
    rl_train_word *word_sources;
    size_t word_capacity;
    rl_train_weight (*weights)[RL_TYPE_BUILT_IN]; /* by kind */
    size_t *missed;                               /* by group and type: mentions that are no span */
    size_t missed_capacity;
    uint32_t group_count;
    /* of a sentence in turn */
    double (*scores)[RL_TYPE_BUILT_IN];
    size_t score_capacity;
    double *forward;
    size_t forward_capacity;
    double *backward;
    size_t backward_capacity;
};

/* observations.c: decides which kinds may have weights. */
void rl_train_choose(rl_trainer *trainer);

/* lattice.c */
bool rl_train_score(rl_trainer *trainer, const rl_train_sentence *sentence);
/* One step of learning. */
bool rl_train_step(rl_trainer *trainer, const rl_train_sentence *sentence);
/* Counts what the best set of spans has right. */
bool rl_train_decide(rl_trainer *trainer, const rl_train_sentence *sentence, rl_train_counts *counts);

/* ftrl.c */
void rl_train_update(rl_train_weight *weight, double gradient, double sparsity);

#endif
