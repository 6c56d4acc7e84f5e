/* What the rules say of words, whatever relation is asked for. Internal to relations/. */
#ifndef RL_RELATIONS_WORDS_H
#define RL_RELATIONS_WORDS_H

#include <stdbool.h>
#include <stdint.h>

/* What the rules say of words, whatever relation is asked for. The names are in words.c. */
enum {
    RL_WORD_DETERMINER = 1u << 0,
    RL_WORD_PREPOSITION = 1u << 1,
    RL_WORD_AND = 1u << 2,
    RL_WORD_RELATIVE = 1u << 3,
    RL_WORD_ADVERB = 1u << 4,
    RL_WORD_NO_ADVERB = 1u << 5, /* ends in -ly all the same */
    RL_WORD_NEGATION = 1u << 6,
    RL_WORD_HEARSAY = 1u << 7,
    RL_WORD_BE = 1u << 8,
    RL_WORD_HAVE = 1u << 9,
    RL_WORD_DO = 1u << 10,
    RL_WORD_WILL = 1u << 11,
    RL_WORD_MAY = 1u << 12,
    RL_WORD_TO = 1u << 13,
    RL_WORD_CONDITION = 1u << 14,
    RL_WORD_TIME = 1u << 15,
    RL_WORD_PAST = 1u << 16,  /* former */
    RL_WORD_SPOIL = 1u << 17, /* beside a title: another title, or none */
    RL_WORD_COLLECTIVE = 1u << 18,
    RL_WORD_SPEECH = 1u << 19,
    RL_WORD_PRONOUN = 1u << 20, /* his, her */
    RL_WORD_DENIAL = 1u << 21,
    RL_WORD_PLAN_TO = 1u << 22,
    RL_WORD_REFUSE_TO = 1u << 23,
    RL_WORD_SAID_TO = 1u << 24,
    RL_WORD_GO_ON_TO = 1u << 25,
    RL_WORD_CANCEL = 1u << 26, /* verbs and nouns before what does not happen */
    RL_WORD_PLANNED = 1u << 27,
    RL_WORD_BRIDGE = 1u << 28,    /* after, before, while: a verb in -ing behind it has the sentence's subject */
    RL_WORD_TIME_LEAD = 1u << 29, /* last, this, earlier */
    RL_WORD_SOURCE = 1u << 30     /* according (to) */
};

#define RL_WORD_FUNCTION                                                                                               \
    (RL_WORD_DETERMINER | RL_WORD_PREPOSITION | RL_WORD_AND | RL_WORD_RELATIVE | RL_WORD_BE | RL_WORD_HAVE |           \
     RL_WORD_DO | RL_WORD_WILL | RL_WORD_MAY | RL_WORD_TO | RL_WORD_CONDITION | RL_WORD_BRIDGE)

/* Forms of a verb. */
enum {
    RL_FORM_BASE = 1u << 0,
    RL_FORM_THIRD = 1u << 1,
    RL_FORM_PAST = 1u << 2,
    RL_FORM_PARTICIPLE = 1u << 3,
    RL_FORM_ING = 1u << 4
};

typedef struct rl_lemma {
    bool is_verb;
    bool is_pattern_word;
    uint32_t classes;
} rl_lemma;

/* One meaning of one form of a word. */
typedef struct rl_word {
    uint64_t hash;
    uint32_t lemma;
    uint32_t classes;
    unsigned forms;
} rl_word;

#endif
