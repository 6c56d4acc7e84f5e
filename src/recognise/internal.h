/* What the files of the recognise stage share. */
#ifndef RL_RECOGNISE_INTERNAL_H
#define RL_RECOGNISE_INTERNAL_H

#include "base/memory.h"
#include "recognise/recognise.h"
#include "recognise/templates.h"
#include "recognise/word_rows.h"
#include "text/text.h"

enum { RL_SPAN_LONGEST = 9 }; /* words in a candidate that no list holds */

/* What is known of a token beyond its own classes, computed once a document. */
typedef struct rl_token_context {
    uint32_t listed_first;  /* the longest strong listed name of several words that covers it: its first token … */
    uint32_t listed_last;   /* … and its end; 0: none */
    uint32_t word;          /* of a token with a capital: its row among the words seen with one */
    uint32_t known;         /* the word, of tokens that stand in candidates or near them; else 0: known.h */
    uint8_t title_before;   /* classes of the title that ends right before it */
    uint8_t inside;         /* bits: RL_INSIDE_… */
    uint8_t place_ends_at;  /* a listed place begins here and is this many tokens long; 0: none */
    bool place_ends_before; /* a listed place ends right before it */
    bool listed_person;     /* the longest listed name that covers it is a person's */
    bool in_longer;         /* the first decision put it into a name of several words */
} rl_token_context;

enum {
    RL_INSIDE_NO_NAME = 1u << 0, /* inside a phrase that is listed as no name ("World War II") */
    RL_INSIDE_TITLE = 1u << 1    /* inside a title of several words ("Prime Minister") */
};

/* A number for each type, as the types of a rl_fixed_row. */
typedef int32_t rl_gained __attribute__((vector_size(16)));

typedef struct rl_candidate {
    uint32_t first; /* tokens */
    uint32_t last;  /* exclusive */
    uint32_t hit;   /* the first of its hits; RL_NONE: none */
    uint32_t pattern; /* the first pattern hit on exactly this span; RL_NONE: none */
    rl_fixed_row score;   /* the sum of the named evidence */
    rl_fixed_row learned; /* … of the learned weights, in the second look … */
    rl_fixed_row gain;    /* the largest piece of evidence so far, and … */
    rl_gained gained;     /* … which it was: rl_evidence, or RL_GAINED_… */
    float slack;          /* adding the learned weights in another order may change their sums by as much as this */
    uint8_t decided;      /* type + 1 that the first decision gave it; 0: none */
    uint32_t user_type;   /* a type of the user's own lists; RL_NONE: none */
    float user_score;
} rl_candidate;

/* The best set among a candidate and those behind it. */
typedef struct rl_step {
    double best;   /* its sum … */
    double slack;  /* … and how far off that may be */
    uint32_t next; /* where to go on if the candidate is in it; RL_NONE: it is not */
} rl_step;

enum { RL_GAINED_HIT = RL_EV_COUNT, RL_GAINED_PATTERN };

/* A word that stands somewhere with a capital. */
typedef struct rl_seen_word {
    uint32_t count;  /* with a capital */
    bool small;      /* without one too */
    uint8_t decided; /* what the first decision says of it: RL_DECIDED_… */
} rl_seen_word;

enum {
    RL_DECIDED_BEGINS = 1u << 0, /* it begins a name that was decided */
    RL_DECIDED_LAST = 1u << 1,   /* the last word of a person of several words */
    RL_DECIDED_FIRST = 1u << 2,  /* the first one */
    RL_DECIDED_ANYTHING = RL_DECIDED_BEGINS | RL_DECIDED_LAST | RL_DECIDED_FIRST
};

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
    bool odd;                  /* some name that was decided begins with a token that the words above may not have */
    rl_string_map families;    /* family names of persons, if they have several words */
} rl_memory;

/* The rows of all observations whose values are all constants. */
typedef struct rl_fixed {
    rl_fixed_row *rows;
    const rl_fixed_row *of[RL_TEMPLATE_COUNT]; /* where the rows of a template begin; NULL: it has words for values */
    const rl_learned *learned; /* the weights that they were taken from, and how often these had been changed by then */
    size_t changes;
} rl_fixed;

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

/* What a word that no list has adds up to by itself, before what stands beside it is looked at. */
typedef struct rl_plain_word {
    uint64_t key; /* 0: empty */
    rl_fixed_row score;
    rl_fixed_row gain;
    rl_gained gained;
} rl_plain_word;

enum { RL_PLAIN_BITS = 9 };

/* The weights of named evidence as they are added, and what was added up of them. */
typedef struct rl_named {
    rl_fixed_row rows[RL_EV_COUNT];
    rl_plain_word plain[1 << RL_PLAIN_BITS];      /* each where its key belongs */
    float weights[RL_EV_COUNT][RL_TYPE_BUILT_IN]; /* that all this was made from */
} rl_named;

struct rl_recogniser {
    rl_reason_fn reason; /* is told of every piece of evidence, while a mention is explained; else NULL */
    void *reason_user;
    rl_vocabulary vocabulary;
    rl_named named;
    rl_fixed fixed;
    rl_word_rows rows;
    rl_observed_line line;
    const rl_weights *weights;
    const rl_findings *findings;
    uint64_t document; /* its number */
    rl_token_context *context;
    size_t context_capacity;
    uint32_t *starts; /* the tokens that a name can start with: those with a capital, and particles */
    size_t start_count;
    size_t start_capacity;
    rl_candidate *candidates; /* sentence by sentence, sorted by first, then last */
    size_t candidate_count;
    size_t candidate_capacity;
    size_t *sentence_starts; /* by sentence: its first candidate; one more at the end */
    size_t sentence_capacity;
    uint32_t *chosen; /* candidates, in text order */
    size_t chosen_count;
    size_t chosen_capacity;
    rl_step *steps; /* of the decoder, by candidate of a sentence */
    size_t step_capacity;
    rl_mention *mentions;
    size_t mention_count;
    size_t mention_capacity;
    rl_memory memory;
    rl_buffer words; /* of a span */
    rl_folded_span folded;
    size_t next_start;   /* of starts, */
    size_t next_hit;     /* while candidates are made: hits and patterns of earlier sentences are behind us */
    size_t next_pattern;
};

/* context.c */
bool rl_context_fill(rl_recogniser *r);

/* candidates.c: fills r->candidates and r->sentence_starts. */
bool rl_candidates_make(rl_recogniser *r);
/* Is token `t` the second syllable of a given name ("Kim Hee-sun") in a span that begins at `first`? */
bool rl_ends_eastern(const rl_recogniser *r, size_t first, size_t t);
/* Is the token an ending such as "Inc."? */
bool rl_is_ending(const rl_recogniser *r, uint32_t token);
/* Is a hyphen what joins a party and a state? */
bool rl_is_behind_party(const rl_text *text, size_t hyphen);
/* Does the hit, which begins where the candidate does, mean the whole candidate (an ending such as "Inc." aside)? */
bool rl_hit_fits(const rl_recogniser *r, const rl_hit *hit, const rl_candidate *candidate);

/* judge.c: the evidence that does not depend on other decisions; judge_document.c: that which does. */
void rl_judge_begin(rl_recogniser *r); /* before the spans of a document */
void rl_judge_span(rl_recogniser *r, rl_candidate *candidate);
void rl_judge_sentence(rl_recogniser *r, uint32_t sentence); /* all its spans */
bool rl_judge_in_document(rl_recogniser *r, rl_candidate *candidate);

/* memory.c */
bool rl_memory_learn_words(rl_recogniser *r);
/* The row of a token's word among those seen with a capital; RL_NONE if it is none of them. */
uint32_t rl_memory_row_of_small(const rl_recogniser *r, uint32_t token);

static inline uint32_t rl_memory_row(const rl_recogniser *r, uint32_t token)
{
    bool capital = rl_token_is_capital(&r->findings->text->tokens[token]);
    return capital ? r->context[token].word : rl_memory_row_of_small(r, token);
}
bool rl_memory_learn_decisions(rl_recogniser *r);
void rl_memory_clear(rl_memory *memory);
void rl_memory_free(rl_memory *memory);
bool rl_memory_has(const rl_recogniser *r, const rl_string_map *map, uint32_t token);
/* The folded words of a span, joined by spaces, into r->folded: borrowed until the next one. */
bool rl_span_fold(rl_recogniser *r, uint32_t first, uint32_t last);
/* The number of r->folded in a map, or RL_NONE. */
uint32_t rl_span_find(const rl_recogniser *r, const rl_string_map *map);

/* How often the token's word stands in the document with a capital. In the header, as are the next ones, because they are asked
 * for each span. */
static inline uint32_t rl_memory_seen(const rl_recogniser *r, uint32_t token)
{
    uint32_t row = rl_memory_row(r, token);
    return row == RL_NONE ? 0 : r->memory.seen[row].count;
}

/* RL_DECIDED_… of its word; a word that never stands with a capital may be anything. */
static inline uint8_t rl_memory_decided(const rl_recogniser *r, uint32_t token)
{
    bool capital = rl_token_is_capital(&r->findings->text->tokens[token]);
    return capital && !r->memory.odd ? r->memory.seen[r->context[token].word].decided : RL_DECIDED_ANYTHING;
}

/* Does it stand there in small letters too? */
static inline bool rl_memory_is_small(const rl_recogniser *r, uint32_t token)
{
    if (r->findings->text->tokens[token].shape == RL_SHAPE_LOWER)
        return true;
    uint32_t row = rl_memory_row(r, token);
    return row != RL_NONE && r->memory.seen[row].small;
}

/* decode.c: begins r->chosen anew. */
void rl_decode_begin(rl_recogniser *r);
/* Adds the best set of a sentence to r->chosen. If what is best hangs on less than the slack of its candidates, *ret_close is
 * true and nothing is added. */
bool rl_decode_sentence(rl_recogniser *r, size_t number, bool *ret_close);
/* Fills r->chosen with the best sets of all sentences; no candidate may have slack. */
bool rl_decode(rl_recogniser *r);

/* The best type of a candidate: a built-in one, or its user_type. *ret_score may be below zero. */
uint32_t rl_candidate_best(const rl_candidate *candidate, float *ret_score);

#endif
