/* What the files of the recognise stage share. */
#ifndef RL_RECOGNISE_INTERNAL_H
#define RL_RECOGNISE_INTERNAL_H

#include "base/memory.h"
#include "recognise/recognise.h"
#include "recognise/templates.h"

enum { RL_SPAN_LONGEST = 9 }; /* words in a candidate that no list holds */

/* What is known of a token beyond its own classes, computed once a document. */
typedef struct rl_token_context {
    rl_classes title_before; /* classes of the title that ends right before it */
    uint8_t inside;          /* bits: RL_INSIDE_… */
    uint8_t place_ends_at;   /* a listed place begins here and is this many tokens long; 0: none */
    bool place_ends_before;  /* a listed place ends right before it */
    uint32_t listed_first;   /* the longest strong listed name of several words that covers it: its first token … */
    uint32_t listed_last;    /* … and its end; 0: none */
    bool in_longer;          /* the first decision put it into a name of several words */
    uint32_t word;           /* of a token with a capital: its row among the words seen with one */
    uint8_t shape;           /* rl_constant, of tokens that stand in candidates or near them: what observations say of it */
    uint8_t class;
    uint8_t name;
    uint8_t edge;
} rl_token_context;

enum {
    RL_INSIDE_NO_NAME = 1u << 0, /* inside a phrase that is listed as no name ("World War II") */
    RL_INSIDE_TITLE = 1u << 1    /* inside a title of several words ("Prime Minister") */
};

typedef struct rl_candidate {
    uint32_t first; /* tokens */
    uint32_t last;  /* exclusive */
    uint32_t hit;   /* the first of its hits; RL_NONE: none */
    uint32_t pattern; /* the first pattern hit on exactly this span; RL_NONE: none */
    float score[RL_TYPE_BUILT_IN];
    float gain[RL_TYPE_BUILT_IN]; /* the largest piece of evidence so far, and … */
    uint16_t gained[RL_TYPE_BUILT_IN]; /* … which it was: rl_evidence, or RL_GAINED_… */
    uint8_t decided;    /* type + 1 that the first decision gave it; 0: none */
    uint32_t user_type; /* a type of the user's own lists; RL_NONE: none */
    float user_score;
} rl_candidate;

enum { RL_GAINED_HIT = RL_EV_COUNT, RL_GAINED_PATTERN };

/* A word that stands somewhere with a capital. */
typedef struct rl_seen_word {
    uint32_t count; /* with a capital */
    bool small;     /* without one too */
} rl_seen_word;

enum { RL_MEMORY_FILTER = 64 };

/* Folded strings of this document and what was decided for them. */
typedef struct rl_memory {
    rl_string_map capitals; /* words seen with a capital -> index into seen */
    uint64_t filter[RL_MEMORY_FILTER]; /* a bit for each of them: most words in small letters are none */
    rl_seen_word *seen;
    size_t seen_capacity;
    rl_string_map decided;  /* folded spans -> index into counts */
    uint16_t (*counts)[RL_TYPE_BUILT_IN];
    size_t count_capacity;
    rl_string_map last_words;  /* of persons of several words */
    rl_string_map first_words;
    rl_string_map acronyms;    /* letters of organisations of several words */
    rl_string_map beginnings;  /* of organisations of several words */
    rl_string_map families;    /* family names of persons, if they have several words */
} rl_memory;

/* The learned weights of an observation whose values are all constants, by type; the last is nought, so that a processor
 * adds a row in one step (a vector of gcc and clang). */
typedef float rl_fixed_row __attribute__((vector_size(16)));

/* The rows of all such observations. */
typedef struct rl_fixed {
    rl_fixed_row *rows;
    const rl_fixed_row *of[RL_TEMPLATE_COUNT]; /* where the rows of a template begin; NULL: it has words for values */
    const rl_learned *learned; /* the weights that they were taken from, and how often these had been changed by then */
    size_t changes;
} rl_fixed;

/* Constants in a row ("Aa of Aa"), and the hash of their text. */
typedef struct rl_joined {
    uint64_t code; /* a constant + 1 in each byte; 0: empty */
    uint64_t hash;
} rl_joined;

enum { RL_JOINED = 512, RL_PENDING_KEYS = 32 };

/* The folded words of a span with their hash. */
typedef struct rl_folded_span {
    const char *bytes;
    size_t length;
    uint64_t hash;
} rl_folded_span;

/* What is observed of a sentence, for all its spans. */
typedef struct rl_observed_line {
    uint32_t sentence; /* RL_NONE: of none yet */
    rl_sentence words; /* without the bullets and symbols at its ends, which say nothing of names */
    rl_sentence inner; /* … and from its first word on: of the spans behind that word */
    rl_constant kind;
    rl_constant size;
    bool numbers;
} rl_observed_line;

struct rl_recogniser {
    rl_reason_fn reason; /* is told of every piece of evidence, while a mention is explained; else NULL */
    void *reason_user;
    rl_vocabulary vocabulary;
    rl_joined joined[RL_JOINED];
    uint64_t pending[RL_PENDING_KEYS];
    rl_fixed fixed;
    rl_observed_line line;
    const rl_weights *weights;
    const rl_findings *findings;
    rl_token_context *context;
    size_t context_capacity;
    rl_candidate *candidates; /* sentence by sentence, sorted by first, then last */
    size_t candidate_count;
    size_t candidate_capacity;
    size_t *sentence_starts; /* by sentence: its first candidate; one more at the end */
    size_t sentence_capacity;
    uint32_t *chosen; /* candidates, in text order */
    size_t chosen_count;
    size_t chosen_capacity;
    double *best; /* of the decoder, by candidate of a sentence */
    size_t best_capacity;
    uint32_t *next;
    size_t next_capacity;
    rl_mention *mentions;
    size_t mention_count;
    size_t mention_capacity;
    rl_memory memory;
    rl_buffer words; /* of a span */
    rl_folded_span folded;
    size_t next_hit;     /* while candidates are made: hits and patterns of earlier sentences are behind us */
    size_t next_pattern;
};

/* context.c */
bool rl_context_fill(rl_recogniser *r);

/* candidates.c: fills r->candidates and r->sentence_starts. */
bool rl_candidates_make(rl_recogniser *r);
/* Is the token an ending such as "Inc."? */
bool rl_is_ending(const rl_recogniser *r, uint32_t token);
/* Does the hit, which begins where the candidate does, mean the whole candidate (an ending such as "Inc." aside)? */
bool rl_hit_fits(const rl_recogniser *r, const rl_hit *hit, const rl_candidate *candidate);

/* judge.c: the evidence that does not depend on other decisions; judge_document.c: that which does. */
void rl_judge_span(const rl_recogniser *r, rl_candidate *candidate);
bool rl_judge_in_document(rl_recogniser *r, rl_candidate *candidate);

/* memory.c */
bool rl_memory_learn_words(rl_recogniser *r);
/* How often the token's word stands in the document with a capital. */
uint32_t rl_memory_seen(const rl_recogniser *r, uint32_t token);
/* Does it stand there in small letters too? */
bool rl_memory_is_small(const rl_recogniser *r, uint32_t token);
bool rl_memory_learn_decisions(rl_recogniser *r);
void rl_memory_clear(rl_memory *memory);
void rl_memory_free(rl_memory *memory);
bool rl_memory_has(const rl_recogniser *r, const rl_string_map *map, uint32_t token);
/* The folded words of a span, joined by spaces, into r->folded: borrowed until the next one. */
bool rl_span_fold(rl_recogniser *r, uint32_t first, uint32_t last);
/* The number of r->folded in a map, or RL_NONE. */
uint32_t rl_span_find(const rl_recogniser *r, const rl_string_map *map);

/* decode.c: fills r->chosen with the best set. */
bool rl_decode(rl_recogniser *r);

/* The best type of a candidate: a built-in one, or its user_type. *ret_score may be below zero. */
uint32_t rl_candidate_best(const rl_candidate *candidate, float *ret_score);

#endif
