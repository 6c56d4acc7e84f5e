/* The fixed words of observations: values that are no words of the text ("Aa", "org head", "edge"). Each has a number;
 * what weights files write is its text, and keys are made of the hash of that, which is computed once. */
#ifndef RL_RECOGNISE_VOCABULARY_H
#define RL_RECOGNISE_VOCABULARY_H

#include "recognise/recognise.h"

/* A value with the hash that keys are made of. */
typedef struct rl_value {
    uint64_t hash;
    rl_part part;
} rl_value;

/* Numbers of kinds that have a number already are added to the first of their group; what stands together in
 * recognise/templates.h is in one piece here. */
typedef enum rl_constant {
    RL_SAYS_BEGIN = 0, /* before the sentence */
    RL_SAYS_END,       /* behind it */
    RL_SAYS_SHAPE,     /* + rl_shape */
    RL_SAYS_SHAPE_LONG_CAPITALS = RL_SAYS_SHAPE + RL_SHAPE_PUNCTUATION + 1,
    RL_SAYS_SHAPE_ONE_CAPITAL,
    RL_SAYS_COMMA,
    RL_SAYS_OPEN,
    RL_SAYS_CLOSE,
    RL_SAYS_COLON,
    RL_SAYS_QUOTE,
    RL_SAYS_EDGE_CAPITAL,
    RL_SAYS_EDGE_KNOWN_CAPITAL,
    RL_SAYS_EDGE_PARTICLE,
    RL_SAYS_EDGE,  /* of the sentence */
    RL_SAYS_CLASS, /* + the place of the class in the order of how much it says */
    RL_SAYS_CLASS_NONE = RL_SAYS_CLASS + 19,
    RL_SAYS_CLASS_EDGE,
    RL_SAYS_NAME, /* + 1 given, + 2 family, + 4 ordinary */
    RL_SAYS_NAME_EDGE = RL_SAYS_NAME + 8,
    RL_SAYS_NAME_MANY, /* several words */
    RL_SAYS_LENGTH_1,
    RL_SAYS_LENGTH_2,
    RL_SAYS_LENGTH_3,
    RL_SAYS_LENGTH_5,
    RL_SAYS_LENGTH_MORE,
    RL_SAYS_SET, /* + 1 person, + 2 place, + 4 organisation */
    RL_SAYS_LINE_CAPITALS = RL_SAYS_SET + 8,
    RL_SAYS_LINE_HEADLINE,
    RL_SAYS_LINE_NO_STOP,
    RL_SAYS_LINE_SENTENCE,
    RL_SAYS_SIZE_3,
    RL_SAYS_SIZE_8,
    RL_SAYS_SIZE_15,
    RL_SAYS_SIZE_MORE,
    RL_SAYS_NO,
    RL_SAYS_YES,
    RL_SAYS_NO_START,
    RL_SAYS_START,
    RL_SAYS_ONCE,
    RL_SAYS_TWICE,
    RL_SAYS_OFTEN,
    RL_SAYS_NOTHING,
    RL_SAYS_OF,
    RL_SAYS_AND,
    RL_SAYS_NUMBER,
    RL_SAYS_NOT_LATIN,
    RL_SAYS_NAME_INITIAL,
    RL_SAYS_NAME_PARTICLE,
    RL_SAYS_NAME_JOINT,
    RL_SAYS_PLACE,
    RL_SAYS_LISTED_NAME,
    RL_SAYS_TYPE,                                       /* + type; the last is any other */
    RL_SAYS_KIND = RL_SAYS_TYPE + RL_TYPE_BUILT_IN + 1, /* + rl_name_kind */
    RL_SAYS_PRIOR = RL_SAYS_KIND + RL_NAME_LEXICON + 1, /* + 0 to 4 */
    RL_SAYS_COVERS = RL_SAYS_PRIOR + 5,
    RL_SAYS_GOES_ON,
    RL_SAYS_BEGINS_INSIDE,
    RL_SAYS_BEGINS,
    RL_SAYS_ENDS,
    RL_CONSTANT_COUNT
} rl_constant;

extern const char *const rl_constant_texts[RL_CONSTANT_COUNT];

/* The class that says most. */
rl_constant rl_class_constant(rl_classes classes);

rl_value rl_value_of_text(const char *text);

#endif
