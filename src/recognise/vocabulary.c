/* The texts of templates and constant values. They are what rows of .weights files are written with: to change one is
 * to make the rows that have it mean nothing. */
#include "recognise/vocabulary.h"

#include "base/hash.h"

#include <string.h>

static const char *const templates[RL_TEMPLATE_COUNT] = {
    [RL_SEES_SHAPE] = "shape",
    [RL_SEES_LENGTH] = "length",
    [RL_SEES_FIRST_SHAPE] = "first shape",
    [RL_SEES_LAST_SHAPE] = "last shape",
    [RL_SEES_NAMES] = "names",
    [RL_SEES_FIRST_AND_LAST_NAME] = "first and last name",
    [RL_SEES_NAME_AND_CLASS] = "name and class",
    [RL_SEES_ONLY_WORD] = "only word",
    [RL_SEES_FIRST_WORD] = "first word",
    [RL_SEES_LAST_WORD] = "last word",
    [RL_SEES_INNER_WORD] = "inner word",
    [RL_SEES_INNER_CLASS] = "inner class",
    [RL_SEES_WORD_BEFORE_OF] = "word before of",
    [RL_SEES_CLASS_BEFORE_OF] = "class before of",
    [RL_SEES_FIRST_CLASS] = "first class",
    [RL_SEES_LAST_CLASS] = "last class",
    [RL_SEES_LAST_2_LETTERS] = "last 2 letters",
    [RL_SEES_LAST_3_LETTERS] = "last 3 letters",
    [RL_SEES_LAST_4_LETTERS] = "last 4 letters",
    [RL_SEES_FIRST_3_LETTERS] = "first 3 letters",
    [RL_SEES_LAST_WORDS_FIRST_3_LETTERS] = "last word's first 3 letters",
    [RL_SEES_LISTED] = "listed",
    [RL_SEES_LISTED_KIND] = "listed kind",
    [RL_SEES_LISTED_AND_WORD] = "listed and word",
    [RL_SEES_LISTED_AND_SHAPE] = "listed and shape",
    [RL_SEES_LISTS] = "lists",
    [RL_SEES_LONGER_NAME] = "longer name",
    [RL_SEES_SHORTER_NAME] = "shorter name",
    [RL_SEES_LEFT_EDGE] = "left edge",
    [RL_SEES_RIGHT_EDGE] = "right edge",
    [RL_SEES_EDGES] = "edges",
    [RL_SEES_LEFT_EDGE_NAMES] = "left edge names",
    [RL_SEES_RIGHT_EDGE_NAMES] = "right edge names",
    [RL_SEES_LEFT_EDGE_CLASSES] = "left edge classes",
    [RL_SEES_RIGHT_EDGE_CLASSES] = "right edge classes",
    [RL_SEES_TOUCHES_LEFT] = "touches left",
    [RL_SEES_TOUCHES_RIGHT] = "touches right",
    [RL_SEES_BEYOND] = "beyond",
    [RL_SEES_LISTED_BEYOND] = "listed beyond",
    [RL_SEES_BEFORE] = "before",
    [RL_SEES_LEFT_WORD] = "left word",
    [RL_SEES_RIGHT_WORD] = "right word",
    [RL_SEES_LEFT_WORDS] = "left words",
    [RL_SEES_RIGHT_WORDS] = "right words",
    [RL_SEES_LEFT_AND_RIGHT_WORD] = "left and right word",
    [RL_SEES_SECOND_LEFT_WORD] = "second left word",
    [RL_SEES_SECOND_RIGHT_WORD] = "second right word",
    [RL_SEES_LEFT_CLASS] = "left class",
    [RL_SEES_RIGHT_CLASS] = "right class",
    [RL_SEES_SECOND_LEFT_CLASS] = "second left class",
    [RL_SEES_SECOND_RIGHT_CLASS] = "second right class",
    [RL_SEES_LEFT_AND_RIGHT_SHAPE] = "left and right shape",
    [RL_SEES_LEFT_3_LETTERS] = "left 3 letters",
    [RL_SEES_TITLE_BEFORE] = "title before",
    [RL_SEES_LINE] = "line",
    [RL_SEES_LINE_WITH_NUMBERS] = "line with numbers",
    [RL_SEES_SENTENCE_START] = "sentence start",
    [RL_SEES_WHOLE_LINE] = "whole line",
    [RL_SEES_SMALL_ELSEWHERE] = "small elsewhere",
    [RL_SEES_SEEN] = "seen",
};

static const char *const constants[RL_CONSTANT_COUNT] = {
    [RL_SAYS_SHAPE + RL_SHAPE_OTHER] = "?",
    [RL_SAYS_SHAPE + RL_SHAPE_LOWER] = "a",
    [RL_SAYS_SHAPE + RL_SHAPE_CAPITALISED] = "Aa",
    [RL_SAYS_SHAPE + RL_SHAPE_ALL_CAPS] = "AA",
    [RL_SAYS_SHAPE + RL_SHAPE_DOTTED] = "A.A.",
    [RL_SAYS_SHAPE + RL_SHAPE_INITIAL] = "A.",
    [RL_SAYS_SHAPE + RL_SHAPE_MIXED] = "aA",
    [RL_SAYS_SHAPE + RL_SHAPE_NUMBER] = "9",
    [RL_SAYS_SHAPE + RL_SHAPE_POSSESSIVE] = "'s",
    [RL_SAYS_SHAPE + RL_SHAPE_HYPHEN] = "-",
    [RL_SAYS_SHAPE + RL_SHAPE_PUNCTUATION] = ".",
    [RL_SAYS_SHAPE_LONG_CAPITALS] = "AAA",
    [RL_SAYS_SHAPE_ONE_CAPITAL] = "A",
    [RL_SAYS_COMMA] = ",",
    [RL_SAYS_OPEN] = "(",
    [RL_SAYS_CLOSE] = ")",
    [RL_SAYS_COLON] = ":",
    [RL_SAYS_QUOTE] = "\"",
    [RL_SAYS_BEGIN] = "^",
    [RL_SAYS_END] = "$",
    [RL_SAYS_OF] = "of",
    [RL_SAYS_AND] = "and",
    [RL_SAYS_NUMBER] = "0",
    [RL_SAYS_NOT_LATIN] = "*",
    [RL_SAYS_EDGE] = "edge",
    [RL_SAYS_EDGE_CAPITAL] = "capital",
    [RL_SAYS_EDGE_KNOWN_CAPITAL] = "known capital",
    [RL_SAYS_EDGE_PARTICLE] = "particle",
    [RL_SAYS_CLASS + 0] = "honorific",
    [RL_SAYS_CLASS + 1] = "office",
    [RL_SAYS_CLASS + 2] = "rank",
    [RL_SAYS_CLASS + 3] = "role",
    [RL_SAYS_CLASS + 4] = "org ending",
    [RL_SAYS_CLASS + 5] = "org head",
    [RL_SAYS_CLASS + 6] = "place head",
    [RL_SAYS_CLASS + 7] = "place beginning",
    [RL_SAYS_CLASS + 8] = "date",
    [RL_SAYS_CLASS + 9] = "demonym",
    [RL_SAYS_CLASS + 10] = "speech",
    [RL_SAYS_CLASS + 11] = "action",
    [RL_SAYS_CLASS + 12] = "place preposition",
    [RL_SAYS_CLASS + 13] = "function",
    [RL_SAYS_CLASS + 14] = "language",
    [RL_SAYS_CLASS + 15] = "event",
    [RL_SAYS_CLASS + 16] = "thing",
    [RL_SAYS_CLASS + 17] = "common",
    [RL_SAYS_CLASS + 18] = "particle",
    [RL_SAYS_CLASS_NONE] = "none",
    [RL_SAYS_CLASS_EDGE] = "edge",
    [RL_SAYS_NAME + 0] = "-",
    [RL_SAYS_NAME + 1] = "g",
    [RL_SAYS_NAME + 2] = "f",
    [RL_SAYS_NAME + 3] = "gf",
    [RL_SAYS_NAME + 4] = "-o",
    [RL_SAYS_NAME + 5] = "go",
    [RL_SAYS_NAME + 6] = "fo",
    [RL_SAYS_NAME + 7] = "gfo",
    [RL_SAYS_NAME_EDGE] = "edge",
    [RL_SAYS_NAME_INITIAL] = "i",
    [RL_SAYS_NAME_PARTICLE] = "p",
    [RL_SAYS_NAME_JOINT] = "j",
    [RL_SAYS_LENGTH_1] = "1",
    [RL_SAYS_LENGTH_2] = "2",
    [RL_SAYS_LENGTH_3] = "3",
    [RL_SAYS_LENGTH_5] = "5",
    [RL_SAYS_LENGTH_MORE] = "more",
    [RL_SAYS_NOTHING] = "-",
    [RL_SAYS_PLACE] = "place",
    [RL_SAYS_LISTED_NAME] = "name",
    [RL_SAYS_NAME_MANY] = "many",
    [RL_SAYS_TYPE + RL_TYPE_PERSON] = "person",
    [RL_SAYS_TYPE + RL_TYPE_PLACE] = "place",
    [RL_SAYS_TYPE + RL_TYPE_ORGANISATION] = "organisation",
    [RL_SAYS_TYPE + RL_TYPE_BUILT_IN] = "other",
    [RL_SAYS_KIND + RL_NAME_LABEL] = "name",
    [RL_SAYS_KIND + RL_NAME_ALIAS] = "alias",
    [RL_SAYS_KIND + RL_NAME_WEAK] = "weak",
    [RL_SAYS_KIND + RL_NAME_FAMILY] = "family",
    [RL_SAYS_KIND + RL_NAME_DEMONYM] = "demonym",
    [RL_SAYS_KIND + RL_NAME_LEXICON] = "lexicon",
    [RL_SAYS_PRIOR + 0] = "0",
    [RL_SAYS_PRIOR + 1] = "1",
    [RL_SAYS_PRIOR + 2] = "2",
    [RL_SAYS_PRIOR + 3] = "3",
    [RL_SAYS_PRIOR + 4] = "4",
    [RL_SAYS_SET + 0] = "-",
    [RL_SAYS_SET + 1] = "p",
    [RL_SAYS_SET + 2] = "l",
    [RL_SAYS_SET + 3] = "pl",
    [RL_SAYS_SET + 4] = "o",
    [RL_SAYS_SET + 5] = "po",
    [RL_SAYS_SET + 6] = "lo",
    [RL_SAYS_SET + 7] = "plo",
    [RL_SAYS_COVERS] = "covers",
    [RL_SAYS_GOES_ON] = "goes on",
    [RL_SAYS_BEGINS_INSIDE] = "begins inside",
    [RL_SAYS_BEGINS] = "begins",
    [RL_SAYS_ENDS] = "ends",
    [RL_SAYS_LINE_CAPITALS] = "capitals",
    [RL_SAYS_LINE_HEADLINE] = "headline",
    [RL_SAYS_LINE_NO_STOP] = "no stop",
    [RL_SAYS_LINE_SENTENCE] = "sentence",
    [RL_SAYS_SIZE_3] = "3",
    [RL_SAYS_SIZE_8] = "8",
    [RL_SAYS_SIZE_15] = "15",
    [RL_SAYS_SIZE_MORE] = "more",
    [RL_SAYS_YES] = "yes",
    [RL_SAYS_NO] = "no",
    [RL_SAYS_NO_START] = "-",
    [RL_SAYS_START] = "start",
    [RL_SAYS_ONCE] = "1",
    [RL_SAYS_TWICE] = "2",
    [RL_SAYS_OFTEN] = "4",
};

/* In the order of how much they say. */
static const rl_classes classes_by_weight[RL_SAYS_CLASS_NONE - RL_SAYS_CLASS] = {
    RL_CLASS_HONORIFIC, RL_CLASS_OFFICE,   RL_CLASS_RANK,       RL_CLASS_ROLE,
    RL_CLASS_ORG_ENDING, RL_CLASS_ORG_HEAD, RL_CLASS_PLACE_HEAD, RL_CLASS_PLACE_BEGINNING,
    RL_CLASS_DATE,      RL_CLASS_DEMONYM,  RL_CLASS_SPEECH,     RL_CLASS_ACTION,
    RL_CLASS_PLACE_PREPOSITION, RL_CLASS_FUNCTION, RL_CLASS_LANGUAGE, RL_CLASS_EVENT,
    RL_CLASS_THING,     RL_CLASS_COMMON,   RL_CLASS_PARTICLE,
};

rl_constant rl_class_constant(rl_classes classes)
{
    unsigned i = 0;
    while (i < RL_SAYS_CLASS_NONE - RL_SAYS_CLASS && (classes & classes_by_weight[i]) == 0)
        i++;
    return RL_SAYS_CLASS + i;
}

static rl_value value_of(const char *text)
{
    size_t length = strlen(text);
    return (rl_value){rl_hash_bytes(text, length), {text, length}};
}

void rl_vocabulary_fill(rl_vocabulary *vocabulary)
{
    for (size_t i = 0; i < RL_TEMPLATE_COUNT; i++)
        vocabulary->templates[i] = value_of(templates[i]);
    for (size_t i = 0; i < RL_CONSTANT_COUNT; i++)
        vocabulary->constants[i] = value_of(constants[i]);
}

bool rl_template_is_known(const char *name, size_t length)
{
    for (size_t i = 0; i < RL_TEMPLATE_COUNT; i++)
        if (strlen(templates[i]) == length && memcmp(templates[i], name, length) == 0)
            return true;
    return false;
}
