/* The fixed words of observations: the names of their templates ("left word") and those of their values that are no
 * words of the text ("Aa", "org head", "edge"). Each has a number; what weights files write is their text, and keys are
 * made of its hash, which is computed once. */
#ifndef RL_RECOGNISE_VOCABULARY_H
#define RL_RECOGNISE_VOCABULARY_H

#include "recognise/recognise.h"

/* A value with the hash that keys are made of. */
typedef struct rl_value {
    uint64_t hash;
    rl_part part;
} rl_value;

typedef enum rl_template {
    /* the span itself */
    RL_SEES_SHAPE = 0,
    RL_SEES_LENGTH,
    RL_SEES_FIRST_SHAPE,
    RL_SEES_LAST_SHAPE,
    RL_SEES_NAMES,
    RL_SEES_FIRST_AND_LAST_NAME,
    RL_SEES_NAME_AND_CLASS,
    RL_SEES_ONLY_WORD,
    RL_SEES_FIRST_WORD,
    RL_SEES_LAST_WORD,
    RL_SEES_INNER_WORD,
    RL_SEES_INNER_CLASS,
    RL_SEES_WORD_BEFORE_OF,
    RL_SEES_CLASS_BEFORE_OF,
    RL_SEES_FIRST_CLASS,
    RL_SEES_LAST_CLASS,
    RL_SEES_LAST_2_LETTERS,
    RL_SEES_LAST_3_LETTERS,
    RL_SEES_LAST_4_LETTERS,
    RL_SEES_FIRST_3_LETTERS,
    RL_SEES_LAST_WORDS_FIRST_3_LETTERS,
    /* lists */
    RL_SEES_LISTED,
    RL_SEES_LISTED_KIND,
    RL_SEES_LISTED_AND_WORD,
    RL_SEES_LISTED_AND_SHAPE,
    RL_SEES_LISTS,
    RL_SEES_LONGER_NAME,
    RL_SEES_SHORTER_NAME,
    /* its edges */
    RL_SEES_LEFT_EDGE,
    RL_SEES_RIGHT_EDGE,
    RL_SEES_EDGES,
    RL_SEES_LEFT_EDGE_NAMES,
    RL_SEES_RIGHT_EDGE_NAMES,
    RL_SEES_LEFT_EDGE_CLASSES,
    RL_SEES_RIGHT_EDGE_CLASSES,
    RL_SEES_TOUCHES_LEFT,
    RL_SEES_TOUCHES_RIGHT,
    RL_SEES_BEYOND,
    RL_SEES_LISTED_BEYOND,
    RL_SEES_BEFORE,
    /* what stands beside it */
    RL_SEES_LEFT_WORD,
    RL_SEES_RIGHT_WORD,
    RL_SEES_LEFT_WORDS,
    RL_SEES_RIGHT_WORDS,
    RL_SEES_LEFT_AND_RIGHT_WORD,
    RL_SEES_SECOND_LEFT_WORD,
    RL_SEES_SECOND_RIGHT_WORD,
    RL_SEES_LEFT_CLASS,
    RL_SEES_RIGHT_CLASS,
    RL_SEES_SECOND_LEFT_CLASS,
    RL_SEES_SECOND_RIGHT_CLASS,
    RL_SEES_LEFT_AND_RIGHT_SHAPE,
    RL_SEES_LEFT_3_LETTERS,
    RL_SEES_TITLE_BEFORE,
    /* the line and the document */
    RL_SEES_LINE,
    RL_SEES_LINE_WITH_NUMBERS,
    RL_SEES_SENTENCE_START,
    RL_SEES_WHOLE_LINE,
    RL_SEES_SMALL_ELSEWHERE,
    RL_SEES_SEEN,
    RL_TEMPLATE_COUNT
} rl_template;

/* Constant values. Numbers of kinds that have a number already are added to the first of their group; the groups that
 * stand in RL_FIXED_… below are in one piece each. */
typedef enum rl_constant {
    RL_SAYS_SHAPE = 0, /* + rl_shape */
    RL_SAYS_SHAPE_LONG_CAPITALS = RL_SAYS_SHAPE + RL_SHAPE_PUNCTUATION + 1,
    RL_SAYS_SHAPE_ONE_CAPITAL,
    RL_SAYS_COMMA,
    RL_SAYS_OPEN,
    RL_SAYS_CLOSE,
    RL_SAYS_COLON,
    RL_SAYS_QUOTE,
    RL_SAYS_BEGIN, /* before the sentence */
    RL_SAYS_END,   /* behind it */
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

typedef struct rl_vocabulary {
    rl_value templates[RL_TEMPLATE_COUNT];
    rl_value constants[RL_CONSTANT_COUNT];
} rl_vocabulary;

/* Constants from first on. */
typedef struct rl_range {
    uint8_t first;
    uint8_t count;
} rl_range;

enum { RL_MOST_VALUES = 3 };

/* Templates whose values are all constants have so few rows that these stand in a table, one behind the other: to look
 * one up is to count, and what most spans have most often is found without a hash. The ranges of their values, by template;
 * all counts are 0 for templates with words among their values. In the header because the sizes must be known where rows
 * are looked up. */
#define RL_FIXED_SHAPES {RL_SAYS_SHAPE, RL_SAYS_END - RL_SAYS_SHAPE + 1}
#define RL_FIXED_EDGES {RL_SAYS_SHAPE, RL_SAYS_EDGE - RL_SAYS_SHAPE + 1}
#define RL_FIXED_CLASSES {RL_SAYS_CLASS, RL_SAYS_CLASS_EDGE - RL_SAYS_CLASS + 1}
#define RL_FIXED_NAMES {RL_SAYS_NAME, RL_SAYS_NAME_EDGE - RL_SAYS_NAME + 1}
#define RL_FIXED_NAMES_OR_MANY {RL_SAYS_NAME, RL_SAYS_NAME_MANY - RL_SAYS_NAME + 1}
#define RL_FIXED_LENGTHS {RL_SAYS_LENGTH_1, RL_SAYS_LENGTH_MORE - RL_SAYS_LENGTH_1 + 1}
#define RL_FIXED_SETS {RL_SAYS_SET, 8}
#define RL_FIXED_LINES {RL_SAYS_LINE_CAPITALS, RL_SAYS_LINE_SENTENCE - RL_SAYS_LINE_CAPITALS + 1}
#define RL_FIXED_SIZES {RL_SAYS_SIZE_3, RL_SAYS_SIZE_MORE - RL_SAYS_SIZE_3 + 1}
#define RL_FIXED_YES_NO {RL_SAYS_NO, 2}
#define RL_FIXED_STARTS {RL_SAYS_NO_START, 2}
#define RL_FIXED_TIMES {RL_SAYS_ONCE, RL_SAYS_OFTEN - RL_SAYS_ONCE + 1}
#define RL_FIXED_NO_VALUE {0, 1}

static const rl_range rl_fixed_ranges[RL_TEMPLATE_COUNT][RL_MOST_VALUES] = {
    [RL_SEES_LENGTH] = {RL_FIXED_LENGTHS, RL_FIXED_NO_VALUE, RL_FIXED_NO_VALUE},
    [RL_SEES_FIRST_SHAPE] = {RL_FIXED_SHAPES, RL_FIXED_LENGTHS, RL_FIXED_NO_VALUE},
    [RL_SEES_LAST_SHAPE] = {RL_FIXED_SHAPES, RL_FIXED_LENGTHS, RL_FIXED_NO_VALUE},
    [RL_SEES_FIRST_AND_LAST_NAME] = {RL_FIXED_NAMES, RL_FIXED_NAMES, RL_FIXED_LENGTHS},
    [RL_SEES_NAME_AND_CLASS] = {RL_FIXED_NAMES, RL_FIXED_CLASSES, RL_FIXED_NO_VALUE},
    [RL_SEES_INNER_CLASS] = {RL_FIXED_CLASSES, RL_FIXED_NO_VALUE, RL_FIXED_NO_VALUE},
    [RL_SEES_CLASS_BEFORE_OF] = {RL_FIXED_CLASSES, RL_FIXED_NO_VALUE, RL_FIXED_NO_VALUE},
    [RL_SEES_FIRST_CLASS] = {RL_FIXED_CLASSES, RL_FIXED_LENGTHS, RL_FIXED_NO_VALUE},
    [RL_SEES_LAST_CLASS] = {RL_FIXED_CLASSES, RL_FIXED_LENGTHS, RL_FIXED_NO_VALUE},
    [RL_SEES_LISTS] = {RL_FIXED_SETS, RL_FIXED_SETS, RL_FIXED_NAMES_OR_MANY},
    [RL_SEES_LEFT_EDGE] = {RL_FIXED_EDGES, RL_FIXED_LENGTHS, RL_FIXED_NO_VALUE},
    [RL_SEES_RIGHT_EDGE] = {RL_FIXED_EDGES, RL_FIXED_LENGTHS, RL_FIXED_NO_VALUE},
    [RL_SEES_EDGES] = {RL_FIXED_EDGES, RL_FIXED_EDGES, RL_FIXED_NO_VALUE},
    [RL_SEES_LEFT_EDGE_NAMES] = {RL_FIXED_NAMES, RL_FIXED_NAMES, RL_FIXED_LENGTHS},
    [RL_SEES_RIGHT_EDGE_NAMES] = {RL_FIXED_NAMES, RL_FIXED_NAMES, RL_FIXED_LENGTHS},
    [RL_SEES_LEFT_EDGE_CLASSES] = {RL_FIXED_CLASSES, RL_FIXED_CLASSES, RL_FIXED_NO_VALUE},
    [RL_SEES_RIGHT_EDGE_CLASSES] = {RL_FIXED_CLASSES, RL_FIXED_CLASSES, RL_FIXED_NO_VALUE},
    [RL_SEES_TOUCHES_LEFT] = {RL_FIXED_SHAPES, RL_FIXED_NO_VALUE, RL_FIXED_NO_VALUE},
    [RL_SEES_TOUCHES_RIGHT] = {RL_FIXED_SHAPES, RL_FIXED_NO_VALUE, RL_FIXED_NO_VALUE},
    [RL_SEES_LEFT_CLASS] = {RL_FIXED_CLASSES, RL_FIXED_LENGTHS, RL_FIXED_NO_VALUE},
    [RL_SEES_RIGHT_CLASS] = {RL_FIXED_CLASSES, RL_FIXED_LENGTHS, RL_FIXED_NO_VALUE},
    [RL_SEES_SECOND_LEFT_CLASS] = {RL_FIXED_CLASSES, RL_FIXED_SHAPES, RL_FIXED_NO_VALUE},
    [RL_SEES_SECOND_RIGHT_CLASS] = {RL_FIXED_CLASSES, RL_FIXED_SHAPES, RL_FIXED_NO_VALUE},
    [RL_SEES_LEFT_AND_RIGHT_SHAPE] = {RL_FIXED_SHAPES, RL_FIXED_SHAPES, RL_FIXED_NO_VALUE},
    [RL_SEES_TITLE_BEFORE] = {RL_FIXED_CLASSES, RL_FIXED_LENGTHS, RL_FIXED_NO_VALUE},
    [RL_SEES_LINE] = {RL_FIXED_LINES, RL_FIXED_SIZES, RL_FIXED_LENGTHS},
    [RL_SEES_LINE_WITH_NUMBERS] = {RL_FIXED_LINES, RL_FIXED_SIZES, RL_FIXED_LENGTHS},
    [RL_SEES_SENTENCE_START] = {RL_FIXED_NAMES, RL_FIXED_CLASSES, RL_FIXED_LENGTHS},
    [RL_SEES_WHOLE_LINE] = {RL_FIXED_LINES, RL_FIXED_LENGTHS, RL_FIXED_NO_VALUE},
    [RL_SEES_SMALL_ELSEWHERE] = {RL_FIXED_YES_NO, RL_FIXED_STARTS, RL_FIXED_LENGTHS},
    [RL_SEES_SEEN] = {RL_FIXED_TIMES, RL_FIXED_TIMES, RL_FIXED_LENGTHS},
};

void rl_vocabulary_fill(rl_vocabulary *vocabulary);

/* Is it the name of a template? */
bool rl_template_is_known(const char *name, size_t length);

/* The class that says most. */
rl_constant rl_class_constant(rl_classes classes);

#endif
