/* The templates of observations: their names, and which values each may have. Internal to recognise/.
 *
 * The reader of weights asks here, because a row with a slip in it would else be a row that no span ever meets. The
 * recogniser asks here which values are all constants: such templates have so few rows that these stand in a table, one
 * behind the other. To look one up is to count, and what most spans have most often is found without a hash. */
#ifndef RL_RECOGNISE_TEMPLATES_H
#define RL_RECOGNISE_TEMPLATES_H

#include "base/error.h"
#include "recognise/vocabulary.h"

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

enum { RL_TEMPLATE_VALUES = 3 };

/* What kind a value is. Those up to RL_VALUE_FIXED are constants that stand in one piece. */
typedef enum rl_value_kind {
    RL_VALUE_NOTHING = 0,
    RL_VALUE_LENGTH,
    RL_VALUE_SHAPE,
    RL_VALUE_EDGE,
    RL_VALUE_CLASS,
    RL_VALUE_NAME,
    RL_VALUE_NAME_OR_MANY,
    RL_VALUE_SET,
    RL_VALUE_LINE,
    RL_VALUE_SIZE,
    RL_VALUE_YES_NO,
    RL_VALUE_START,
    RL_VALUE_TIMES,
    RL_VALUE_FIXED = RL_VALUE_TIMES,
    RL_VALUE_SHAPE_OR_MANY,
    RL_VALUE_SHAPES, /* of several tokens, with spaces between them */
    RL_VALUE_NAMES,
    RL_VALUE_LISTED_AT,
    RL_VALUE_TYPE,
    RL_VALUE_LISTED_AS,
    RL_VALUE_PRIOR,
    RL_VALUE_LONGER,
    RL_VALUE_BEGINS,
    RL_VALUE_ENDS,
    RL_VALUE_OPEN, /* kinds of list rows, which users have of their own */
    RL_VALUE_WORD,
    RL_VALUE_LETTERS_2,
    RL_VALUE_LETTERS_3,
    RL_VALUE_LETTERS_4,
    RL_VALUE_KINDS
} rl_value_kind;

/* Constants from first on. */
typedef struct rl_range {
    uint8_t first;
    uint8_t count;
} rl_range;

/* These two tables are in the header because a compiler that knows them makes a sum of a few numbers of each look-up. */
static const rl_range rl_fixed_ranges[RL_VALUE_FIXED + 1] = {
    [RL_VALUE_NOTHING] = {0, 1},
    [RL_VALUE_LENGTH] = {RL_SAYS_LENGTH_1, RL_SAYS_LENGTH_MORE - RL_SAYS_LENGTH_1 + 1},
    [RL_VALUE_SHAPE] = {RL_SAYS_BEGIN, RL_SAYS_QUOTE - RL_SAYS_BEGIN + 1},
    [RL_VALUE_EDGE] = {RL_SAYS_SHAPE, RL_SAYS_EDGE - RL_SAYS_SHAPE + 1},
    [RL_VALUE_CLASS] = {RL_SAYS_CLASS, RL_SAYS_CLASS_EDGE - RL_SAYS_CLASS + 1},
    [RL_VALUE_NAME] = {RL_SAYS_NAME, RL_SAYS_NAME_EDGE - RL_SAYS_NAME + 1},
    [RL_VALUE_NAME_OR_MANY] = {RL_SAYS_NAME, RL_SAYS_NAME_MANY - RL_SAYS_NAME + 1},
    [RL_VALUE_SET] = {RL_SAYS_SET, 8},
    [RL_VALUE_LINE] = {RL_SAYS_LINE_CAPITALS, RL_SAYS_LINE_SENTENCE - RL_SAYS_LINE_CAPITALS + 1},
    [RL_VALUE_SIZE] = {RL_SAYS_SIZE_3, RL_SAYS_SIZE_MORE - RL_SAYS_SIZE_3 + 1},
    [RL_VALUE_YES_NO] = {RL_SAYS_NO, 2},
    [RL_VALUE_START] = {RL_SAYS_NO_START, 2},
    [RL_VALUE_TIMES] = {RL_SAYS_ONCE, RL_SAYS_OFTEN - RL_SAYS_ONCE + 1},
};

static const uint8_t rl_template_values[RL_TEMPLATE_COUNT][RL_TEMPLATE_VALUES] = {
    [RL_SEES_SHAPE] = {RL_VALUE_SHAPES},
    [RL_SEES_LENGTH] = {RL_VALUE_LENGTH},
    [RL_SEES_FIRST_SHAPE] = {RL_VALUE_SHAPE, RL_VALUE_LENGTH},
    [RL_SEES_LAST_SHAPE] = {RL_VALUE_SHAPE, RL_VALUE_LENGTH},
    [RL_SEES_NAMES] = {RL_VALUE_NAMES},
    [RL_SEES_FIRST_AND_LAST_NAME] = {RL_VALUE_NAME, RL_VALUE_NAME, RL_VALUE_LENGTH},
    [RL_SEES_NAME_AND_CLASS] = {RL_VALUE_NAME, RL_VALUE_CLASS},
    [RL_SEES_ONLY_WORD] = {RL_VALUE_WORD},
    [RL_SEES_FIRST_WORD] = {RL_VALUE_WORD},
    [RL_SEES_LAST_WORD] = {RL_VALUE_WORD},
    [RL_SEES_INNER_WORD] = {RL_VALUE_WORD},
    [RL_SEES_INNER_CLASS] = {RL_VALUE_CLASS},
    [RL_SEES_WORD_BEFORE_OF] = {RL_VALUE_WORD},
    [RL_SEES_CLASS_BEFORE_OF] = {RL_VALUE_CLASS},
    [RL_SEES_FIRST_CLASS] = {RL_VALUE_CLASS, RL_VALUE_LENGTH},
    [RL_SEES_LAST_CLASS] = {RL_VALUE_CLASS, RL_VALUE_LENGTH},
    [RL_SEES_LAST_2_LETTERS] = {RL_VALUE_LETTERS_2, RL_VALUE_LENGTH},
    [RL_SEES_LAST_3_LETTERS] = {RL_VALUE_LETTERS_3, RL_VALUE_LENGTH},
    [RL_SEES_LAST_4_LETTERS] = {RL_VALUE_LETTERS_4, RL_VALUE_LENGTH},
    [RL_SEES_FIRST_3_LETTERS] = {RL_VALUE_LETTERS_3, RL_VALUE_LENGTH},
    [RL_SEES_LAST_WORDS_FIRST_3_LETTERS] = {RL_VALUE_LETTERS_3},
    [RL_SEES_LISTED] = {RL_VALUE_TYPE, RL_VALUE_LISTED_AS},
    [RL_SEES_LISTED_KIND] = {RL_VALUE_OPEN, RL_VALUE_LENGTH},
    [RL_SEES_LISTED_AND_WORD] = {RL_VALUE_TYPE, RL_VALUE_NAME_OR_MANY, RL_VALUE_PRIOR},
    [RL_SEES_LISTED_AND_SHAPE] = {RL_VALUE_TYPE, RL_VALUE_SHAPE_OR_MANY, RL_VALUE_LISTED_AS},
    [RL_SEES_LISTS] = {RL_VALUE_SET, RL_VALUE_SET, RL_VALUE_NAME_OR_MANY},
    [RL_SEES_LONGER_NAME] = {RL_VALUE_LONGER},
    [RL_SEES_SHORTER_NAME] = {RL_VALUE_BEGINS, RL_VALUE_ENDS},
    [RL_SEES_LEFT_EDGE] = {RL_VALUE_EDGE, RL_VALUE_LENGTH},
    [RL_SEES_RIGHT_EDGE] = {RL_VALUE_EDGE, RL_VALUE_LENGTH},
    [RL_SEES_EDGES] = {RL_VALUE_EDGE, RL_VALUE_EDGE},
    [RL_SEES_LEFT_EDGE_NAMES] = {RL_VALUE_NAME, RL_VALUE_NAME, RL_VALUE_LENGTH},
    [RL_SEES_RIGHT_EDGE_NAMES] = {RL_VALUE_NAME, RL_VALUE_NAME, RL_VALUE_LENGTH},
    [RL_SEES_LEFT_EDGE_CLASSES] = {RL_VALUE_CLASS, RL_VALUE_CLASS},
    [RL_SEES_RIGHT_EDGE_CLASSES] = {RL_VALUE_CLASS, RL_VALUE_CLASS},
    [RL_SEES_TOUCHES_LEFT] = {RL_VALUE_SHAPE},
    [RL_SEES_TOUCHES_RIGHT] = {RL_VALUE_SHAPE},
    [RL_SEES_BEYOND] = {RL_VALUE_WORD, RL_VALUE_EDGE, RL_VALUE_CLASS},
    [RL_SEES_LISTED_BEYOND] = {RL_VALUE_WORD, RL_VALUE_LISTED_AT, RL_VALUE_LENGTH},
    [RL_SEES_BEFORE] = {RL_VALUE_WORD, RL_VALUE_EDGE, RL_VALUE_CLASS},
    [RL_SEES_LEFT_WORD] = {RL_VALUE_WORD, RL_VALUE_LENGTH},
    [RL_SEES_RIGHT_WORD] = {RL_VALUE_WORD, RL_VALUE_LENGTH},
    [RL_SEES_LEFT_WORDS] = {RL_VALUE_WORD, RL_VALUE_WORD},
    [RL_SEES_RIGHT_WORDS] = {RL_VALUE_WORD, RL_VALUE_WORD},
    [RL_SEES_LEFT_AND_RIGHT_WORD] = {RL_VALUE_WORD, RL_VALUE_WORD},
    [RL_SEES_SECOND_LEFT_WORD] = {RL_VALUE_WORD},
    [RL_SEES_SECOND_RIGHT_WORD] = {RL_VALUE_WORD},
    [RL_SEES_LEFT_CLASS] = {RL_VALUE_CLASS, RL_VALUE_LENGTH},
    [RL_SEES_RIGHT_CLASS] = {RL_VALUE_CLASS, RL_VALUE_LENGTH},
    [RL_SEES_SECOND_LEFT_CLASS] = {RL_VALUE_CLASS, RL_VALUE_SHAPE},
    [RL_SEES_SECOND_RIGHT_CLASS] = {RL_VALUE_CLASS, RL_VALUE_SHAPE},
    [RL_SEES_LEFT_AND_RIGHT_SHAPE] = {RL_VALUE_SHAPE, RL_VALUE_SHAPE},
    [RL_SEES_LEFT_3_LETTERS] = {RL_VALUE_LETTERS_3},
    [RL_SEES_TITLE_BEFORE] = {RL_VALUE_CLASS, RL_VALUE_LENGTH},
    [RL_SEES_LINE] = {RL_VALUE_LINE, RL_VALUE_SIZE, RL_VALUE_LENGTH},
    [RL_SEES_LINE_WITH_NUMBERS] = {RL_VALUE_LINE, RL_VALUE_SIZE, RL_VALUE_LENGTH},
    [RL_SEES_SENTENCE_START] = {RL_VALUE_NAME, RL_VALUE_CLASS, RL_VALUE_LENGTH},
    [RL_SEES_WHOLE_LINE] = {RL_VALUE_LINE, RL_VALUE_LENGTH},
    [RL_SEES_SMALL_ELSEWHERE] = {RL_VALUE_YES_NO, RL_VALUE_START, RL_VALUE_LENGTH},
    [RL_SEES_SEEN] = {RL_VALUE_TIMES, RL_VALUE_TIMES, RL_VALUE_LENGTH},
};

static inline rl_range rl_template_range(rl_template template, size_t value)
{
    return rl_fixed_ranges[rl_template_values[template][value]];
}

/* Are all its values constants? */
static inline bool rl_template_is_fixed(rl_template template)
{
    const uint8_t *values = rl_template_values[template];
    return values[0] <= RL_VALUE_FIXED && values[1] <= RL_VALUE_FIXED && values[2] <= RL_VALUE_FIXED;
}

extern const char *const rl_template_names[RL_TEMPLATE_COUNT];

/* RL_TEMPLATE_COUNT if there is none of that name. Weights come sorted: `guess` is looked at first. */
rl_template rl_template_find(const char *name, size_t length, rl_template guess);

/* Says what is wrong with `values` ("value|value"), which begin at `column` of the line. */
relata_status rl_template_check(rl_template template, const char *values, size_t length, const char *path, size_t line,
                                size_t column, relata_error *err);

enum { RL_CLASS_BYTES = 4 }; /* the enumeration of classes has room for no more */

/* The names and the constants with the hashes that keys are made of. */
typedef struct rl_vocabulary {
    rl_value templates[RL_TEMPLATE_COUNT];
    rl_value constants[RL_CONSTANT_COUNT];
    uint8_t class_of[RL_CLASS_BYTES][256]; /* the constant of classes that all stand in one byte */
} rl_vocabulary;

void rl_vocabulary_fill(rl_vocabulary *vocabulary);

/* The class that says most: rl_class_constant, asked for each token. */
static inline rl_constant rl_vocabulary_class(const rl_vocabulary *vocabulary, rl_classes classes)
{
    uint8_t least = RL_SAYS_CLASS_NONE;
    for (size_t i = 0; i < RL_CLASS_BYTES; i++) {
        uint8_t constant = vocabulary->class_of[i][classes >> (8 * i) & 0xFF];
        least = constant < least ? constant : least;
    }
    return least;
}

#endif
