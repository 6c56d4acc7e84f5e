/* Word classes: what a gazetteer's lexicon rows say of single words, as bits on each token.
 *
 * The kinds that the files may use are the names in rl_word_class_table; a kind that is not there is an error in the file,
 * so that a misspelt one cannot silently mean nothing. */
#ifndef RL_MODEL_LEXICON_H
#define RL_MODEL_LEXICON_H

#include <stddef.h>
#include <stdint.h>

typedef uint64_t rl_classes;

enum {
    RL_CLASS_GIVEN = 1u << 0,
    RL_CLASS_FAMILY = 1u << 1,
    RL_CLASS_HONORIFIC = 1u << 2,
    RL_CLASS_OFFICE = 1u << 3,
    RL_CLASS_RANK = 1u << 4,
    RL_CLASS_ROLE = 1u << 5,
    RL_CLASS_TITLE_MODIFIER = 1u << 6,
    RL_CLASS_ORG_HEAD = 1u << 7,
    RL_CLASS_ORG_ENDING = 1u << 8,
    RL_CLASS_PLACE_HEAD = 1u << 9,
    RL_CLASS_PLACE_BEGINNING = 1u << 10,
    RL_CLASS_PLACE_PREPOSITION = 1u << 11,
    RL_CLASS_SPEECH = 1u << 12,
    RL_CLASS_ACTION = 1u << 13,
    RL_CLASS_PARTICLE = 1u << 14,
    RL_CLASS_ABBREVIATION = 1u << 15,
    RL_CLASS_DATE = 1u << 16, /* months, weekdays, seasons, holidays */
    RL_CLASS_FUNCTION = 1u << 17,
    RL_CLASS_COMMON = 1u << 18,
    RL_CLASS_LANGUAGE = 1u << 19,
    RL_CLASS_EVENT = 1u << 20,
    RL_CLASS_FURNITURE = 1u << 21,
    RL_CLASS_THING = 1u << 22,
    RL_CLASS_DEMONYM = 1u << 23,
    RL_CLASS_THING_HEAD = 1u << 24 /* award, treaty, syndrome: what ends the names of things */
};

#define RL_CLASS_TITLE (RL_CLASS_HONORIFIC | RL_CLASS_OFFICE | RL_CLASS_RANK | RL_CLASS_ROLE)
#define RL_CLASS_ORDINARY                                                                                              \
    (RL_CLASS_DATE | RL_CLASS_FUNCTION | RL_CLASS_COMMON | RL_CLASS_LANGUAGE | RL_CLASS_EVENT | RL_CLASS_FURNITURE |     \
     RL_CLASS_THING)

typedef struct rl_word_class {
    const char *type; /* the row's type */
    const char *kind; /* the row's kind; "" = whatever it is */
    rl_classes bits;
} rl_word_class;

extern const rl_word_class rl_word_class_table[];
extern const size_t rl_word_class_count;

/* The bits for a lexicon row, 0 if the pair is unknown. */
rl_classes rl_word_class_find(const char *type, const char *kind);

/* The row of the table for these bits, NULL if there is none. Of several kinds with the same bits it is the first. */
const rl_word_class *rl_word_class_of(rl_classes bits);

#endif
