/* The names of templates, and the check of values against what each may have. Values of most kinds are a handful of
 * constants; words and letters are open, but always folded. A unit test holds what is observed of texts against this. */
#include "recognise/templates.h"

#include "text/fold.h"

#include <string.h>

const char *const rl_template_names[RL_TEMPLATE_COUNT] = {
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

/* ---- kinds of values ---- */

typedef struct value_rule {
    rl_range allowed[2]; /* no constants: anything */
    bool spaced;         /* one of them for each word */
    bool folded;
    size_t longest; /* bytes; 0: any */
} value_rule;

#define ALL_SHAPES {RL_SAYS_SHAPE, RL_SAYS_QUOTE - RL_SAYS_SHAPE + 1}

static const value_rule RULES[RL_VALUE_KINDS] = {
    [RL_VALUE_SHAPE_OR_MANY] = {.allowed = {{RL_SAYS_BEGIN, RL_SAYS_QUOTE - RL_SAYS_BEGIN + 1}, {RL_SAYS_NAME_MANY, 1}}},
    [RL_VALUE_SHAPES] = {.allowed = {ALL_SHAPES, {RL_SAYS_OF, 2}}, .spaced = true},
    [RL_VALUE_NAMES] = {.allowed = {{RL_SAYS_NAME, 8}, {RL_SAYS_NAME_INITIAL, 3}}, .spaced = true},
    [RL_VALUE_LISTED_AT] = {.allowed = {{RL_SAYS_NOTHING, 1}, {RL_SAYS_PLACE, 2}}},
    [RL_VALUE_TYPE] = {.allowed = {{RL_SAYS_TYPE, RL_TYPE_BUILT_IN}}},
    [RL_VALUE_LISTED_AS] = {.allowed = {{RL_SAYS_KIND, RL_NAME_LEXICON}}},
    [RL_VALUE_PRIOR] = {.allowed = {{RL_SAYS_PRIOR, 5}}},
    [RL_VALUE_LONGER] = {.allowed = {{RL_SAYS_COVERS, 3}}},
    [RL_VALUE_BEGINS] = {.allowed = {{RL_SAYS_NOTHING, 1}, {RL_SAYS_BEGINS, 1}}},
    [RL_VALUE_ENDS] = {.allowed = {{RL_SAYS_NOTHING, 1}, {RL_SAYS_ENDS, 1}}},
    [RL_VALUE_WORD] = {.folded = true},
    [RL_VALUE_LETTERS_2] = {.folded = true, .longest = 2},
    [RL_VALUE_LETTERS_3] = {.folded = true, .longest = 3},
    [RL_VALUE_LETTERS_4] = {.folded = true, .longest = 4},
};

static value_rule rule_of(rl_value_kind kind)
{
    return kind <= RL_VALUE_FIXED ? (value_rule){.allowed = {rl_fixed_ranges[kind]}} : RULES[kind];
}

/* ---- names ---- */

static bool is_text(const char *text, const char *bytes, size_t length)
{
    return strncmp(text, bytes, length) == 0 && text[length] == '\0';
}

rl_template rl_template_find(const char *name, size_t length, rl_template guess)
{
    if (guess < RL_TEMPLATE_COUNT && is_text(rl_template_names[guess], name, length))
        return guess;
    rl_template i = 0;
    while (i < RL_TEMPLATE_COUNT && !is_text(rl_template_names[i], name, length))
        i++;
    return i;
}

/* ---- values ---- */

static bool is_in(rl_range range, const char *value, size_t length)
{
    for (size_t i = range.first; i < (size_t)range.first + range.count; i++)
        if (is_text(rl_constant_texts[i], value, length))
            return true;
    return false;
}

static bool is_one_of(const value_rule *rule, const char *value, size_t length)
{
    return is_in(rule->allowed[0], value, length) || is_in(rule->allowed[1], value, length);
}

static bool are_of(const value_rule *rule, const char *value, size_t length)
{
    for (size_t start = 0;;) {
        const char *space = memchr(value + start, ' ', length - start);
        size_t end = space == NULL ? length : (size_t)(space - value);
        if (!is_one_of(rule, value + start, end - start))
            return false;
        if (space == NULL)
            return true;
        start = end + 1;
    }
}

static bool needs_folding(const char *value, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if ((value[i] >= 'A' && value[i] <= 'Z') || (value[i] & 0x80) != 0)
            return true;
    return false;
}

/* Other scripts fold to themselves. */
static relata_status check_folded(const char *value, size_t length, bool *ret_folded, relata_error *err)
{
    rl_buffer folded = {0};
    *ret_folded = true;
    if (!needs_folding(value, length))
        return RELATA_OK;
    bool ok = rl_fold_word(value, length, &folded);
    *ret_folded = ok && folded.length == length && memcmp(folded.bytes, value, length) == 0;
    rl_buffer_free(&folded);
    return ok ? RELATA_OK : rl_error_memory(err);
}

static relata_status check_value(rl_template template, size_t number, const char *value, size_t length,
                                 const char *path, size_t line, size_t column, relata_error *err)
{
    const char *name = rl_template_names[template];
    rl_value_kind kind = rl_template_values[template][number];
    value_rule rule = rule_of(kind);
    int shown = (int)(length > 80 ? 80 : length);
    bool folded = true;
    if (length == 0)
        return rl_error_set(err, RELATA_ERROR_FORMAT, path, line, column, "a value of \"%s\" is empty", name);
    if (rule.allowed[0].count > 0 && !(rule.spaced ? are_of : is_one_of)(&rule, value, length))
        return rl_error_set(err, RELATA_ERROR_FORMAT, path, line, column, "\"%.*s\" is no value of \"%s\"", shown,
                            value, name);
    if (rule.longest > 0 && length > rule.longest)
        return rl_error_set(err, RELATA_ERROR_FORMAT, path, line, column, "\"%s\" has %zu letters at most", name,
                            rule.longest);
    relata_status status = rule.folded ? check_folded(value, length, &folded, err) : RELATA_OK;
    if (status == RELATA_OK && !folded)
        return rl_error_set(err, RELATA_ERROR_FORMAT, path, line, column,
                            "\"%.*s\" is never observed: words have small letters without accents", shown, value);
    return status;
}

static size_t values_of(rl_template template)
{
    size_t count = 0;
    while (count < RL_TEMPLATE_VALUES && rl_template_values[template][count] != RL_VALUE_NOTHING)
        count++;
    return count;
}

static size_t count_values(const char *values, size_t length)
{
    size_t count = 1;
    for (size_t i = 0; i < length; i++)
        count += values[i] == '|';
    return count;
}

relata_status rl_template_check(rl_template template, const char *values, size_t length, const char *path, size_t line,
                                size_t column, relata_error *err)
{
    size_t wanted = values_of(template), given = count_values(values, length), start = 0;
    relata_status status = RELATA_OK;
    if (given != wanted)
        return rl_error_set(err, RELATA_ERROR_FORMAT, path, line, column, "\"%s\" has %zu value%s, not %zu",
                            rl_template_names[template], wanted, wanted == 1 ? "" : "s", given);
    for (size_t i = 0; status == RELATA_OK && i < wanted; i++) {
        const char *bar = memchr(values + start, '|', length - start);
        size_t end = bar == NULL ? length : (size_t)(bar - values);
        status = check_value(template, i, values + start, end - start, path, line, column + start, err);
        start = end + 1;
    }
    return status;
}

/* ---- hashes ---- */

void rl_vocabulary_fill(rl_vocabulary *vocabulary)
{
    for (size_t i = 0; i < RL_TEMPLATE_COUNT; i++)
        vocabulary->templates[i] = rl_value_of_text(rl_template_names[i]);
    for (size_t i = 0; i < RL_CONSTANT_COUNT; i++)
        vocabulary->constants[i] = rl_value_of_text(rl_constant_texts[i]);
    for (size_t i = 0; i < RL_CLASS_BYTES; i++)
        for (size_t byte = 0; byte < 256; byte++)
            vocabulary->class_of[i][byte] = (uint8_t)rl_class_constant((rl_classes)byte << (8 * i));
}
