/* The table of templates, and the check of values against it. Values of most kinds are a handful of constants; words and
 * letters are open, but always folded. A unit test holds what is observed of texts against this table. */
#include "recognise/templates.h"

#include "text/fold.h"

#include <string.h>

typedef enum value_kind {
    NOTHING = 0,
    LENGTH,
    SHAPE,
    SHAPES,
    SHAPE_OR_MANY,
    NAME,
    NAMES,
    NAME_OR_MANY,
    CLASS,
    EDGE,
    LISTED_AT,
    TYPE,
    LISTED_AS,
    LIST_SET,
    PRIOR,
    LONGER,
    BEGINS,
    ENDS,
    LINE,
    LINE_SIZE,
    TIMES,
    YES_NO,
    START,
    OPEN, /* kinds of list rows, which users have of their own */
    WORD,
    LETTERS_2,
    LETTERS_3,
    LETTERS_4,
    KINDS
} value_kind;

#define SHAPE_NAMES "?", "a", "Aa", "AA", "AAA", "A", "A.A.", "A.", "aA", "9", "'s", "-", ".", ",", "(", ")", ":", "\""
#define NAME_NAMES "-", "g", "f", "gf", "-o", "go", "fo", "gfo"

static const char *const LENGTHS[] = {"1", "2", "3", "5", "more", NULL};
static const char *const SHAPES_OF_TOKENS[] = {SHAPE_NAMES, "^", "$", "many", NULL};
static const char *const SHAPES_INSIDE[] = {SHAPE_NAMES, "of", "and", NULL};
static const char *const NAMES_OF_TOKENS[] = {NAME_NAMES, "edge", "many", NULL};
static const char *const NAMES_INSIDE[] = {NAME_NAMES, "i", "p", "j", NULL};
static const char *const EDGES[] = {"edge", "capital", "known capital", "particle", SHAPE_NAMES, NULL};
static const char *const CLASSES[] = {
    "none",     "common",   "function", "edge",      "place preposition", "speech", "action", "office",
    "role",     "rank",     "demonym",  "date",      "place head",        "thing",  "event",  "place beginning",
    "org head", "language", "particle", "honorific", "org ending",        NULL};
static const char *const LISTED[] = {"-", "name", "place", NULL};
static const char *const TYPES[] = {"person", "place", "organisation", NULL};
static const char *const LISTINGS[] = {"name", "alias", "weak", "family", "demonym", NULL};
static const char *const SETS[] = {"-", "p", "l", "pl", "o", "po", "lo", "plo", NULL};
static const char *const PRIORS[] = {"0", "1", "2", "3", "4", NULL};
static const char *const LONGER_NAMES[] = {"covers", "goes on", "begins inside", NULL};
static const char *const BEGINNINGS[] = {"-", "begins", NULL};
static const char *const ENDINGS[] = {"-", "ends", NULL};
static const char *const LINES[] = {"sentence", "headline", "capitals", "no stop", NULL};
static const char *const LINE_SIZES[] = {"3", "8", "15", "more", NULL};
static const char *const COUNTS[] = {"1", "2", "4", NULL};
static const char *const ANSWERS[] = {"yes", "no", NULL};
static const char *const STARTS[] = {"-", "start", NULL};

typedef struct value_rule {
    const char *const *allowed; /* NULL: anything */
    bool spaced;                /* one of them for each word */
    bool folded;
    size_t longest; /* bytes; 0: any */
} value_rule;

static const value_rule RULES[KINDS] = {
    [LENGTH] = {.allowed = LENGTHS},
    [SHAPE] = {.allowed = SHAPES_OF_TOKENS},
    [SHAPES] = {.allowed = SHAPES_INSIDE, .spaced = true},
    [SHAPE_OR_MANY] = {.allowed = SHAPES_OF_TOKENS},
    [NAME] = {.allowed = NAMES_OF_TOKENS},
    [NAMES] = {.allowed = NAMES_INSIDE, .spaced = true},
    [NAME_OR_MANY] = {.allowed = NAMES_OF_TOKENS},
    [CLASS] = {.allowed = CLASSES},
    [EDGE] = {.allowed = EDGES},
    [LISTED_AT] = {.allowed = LISTED},
    [TYPE] = {.allowed = TYPES},
    [LISTED_AS] = {.allowed = LISTINGS},
    [LIST_SET] = {.allowed = SETS},
    [PRIOR] = {.allowed = PRIORS},
    [LONGER] = {.allowed = LONGER_NAMES},
    [BEGINS] = {.allowed = BEGINNINGS},
    [ENDS] = {.allowed = ENDINGS},
    [LINE] = {.allowed = LINES},
    [LINE_SIZE] = {.allowed = LINE_SIZES},
    [TIMES] = {.allowed = COUNTS},
    [YES_NO] = {.allowed = ANSWERS},
    [START] = {.allowed = STARTS},
    [OPEN] = {.allowed = NULL},
    [WORD] = {.folded = true},
    [LETTERS_2] = {.folded = true, .longest = 2},
    [LETTERS_3] = {.folded = true, .longest = 3},
    [LETTERS_4] = {.folded = true, .longest = 4},
};

static const rl_template_row TEMPLATES[] = {
    {"before", {WORD, EDGE, CLASS}},
    {"beyond", {WORD, EDGE, CLASS}},
    {"class before of", {CLASS}},
    {"edges", {EDGE, EDGE}},
    {"first 3 letters", {LETTERS_3, LENGTH}},
    {"first and last name", {NAME, NAME, LENGTH}},
    {"first class", {CLASS, LENGTH}},
    {"first shape", {SHAPE, LENGTH}},
    {"first word", {WORD}},
    {"inner class", {CLASS}},
    {"inner word", {WORD}},
    {"last 2 letters", {LETTERS_2, LENGTH}},
    {"last 3 letters", {LETTERS_3, LENGTH}},
    {"last 4 letters", {LETTERS_4, LENGTH}},
    {"last class", {CLASS, LENGTH}},
    {"last shape", {SHAPE, LENGTH}},
    {"last word", {WORD}},
    {"last word's first 3 letters", {LETTERS_3}},
    {"left 3 letters", {LETTERS_3}},
    {"left and right shape", {SHAPE, SHAPE}},
    {"left and right word", {WORD, WORD}},
    {"left class", {CLASS, LENGTH}},
    {"left edge", {EDGE, LENGTH}},
    {"left edge classes", {CLASS, CLASS}},
    {"left edge names", {NAME, NAME, LENGTH}},
    {"left word", {WORD, LENGTH}},
    {"left words", {WORD, WORD}},
    {"length", {LENGTH}},
    {"line", {LINE, LINE_SIZE, LENGTH}},
    {"line with numbers", {LINE, LINE_SIZE, LENGTH}},
    {"listed", {TYPE, LISTED_AS}},
    {"listed and shape", {TYPE, SHAPE_OR_MANY, LISTED_AS}},
    {"listed and word", {TYPE, NAME_OR_MANY, PRIOR}},
    {"listed beyond", {WORD, LISTED_AT, LENGTH}},
    {"listed kind", {OPEN, LENGTH}},
    {"lists", {LIST_SET, LIST_SET, NAME_OR_MANY}},
    {"longer name", {LONGER}},
    {"name and class", {NAME, CLASS}},
    {"names", {NAMES}},
    {"only word", {WORD}},
    {"right class", {CLASS, LENGTH}},
    {"right edge", {EDGE, LENGTH}},
    {"right edge classes", {CLASS, CLASS}},
    {"right edge names", {NAME, NAME, LENGTH}},
    {"right word", {WORD, LENGTH}},
    {"right words", {WORD, WORD}},
    {"second left class", {CLASS, SHAPE}},
    {"second left word", {WORD}},
    {"second right class", {CLASS, SHAPE}},
    {"second right word", {WORD}},
    {"seen", {TIMES, TIMES, LENGTH}},
    {"sentence start", {NAME, CLASS, LENGTH}},
    {"shape", {SHAPES}},
    {"shorter name", {BEGINS, ENDS}},
    {"small elsewhere", {YES_NO, START, LENGTH}},
    {"title before", {CLASS, LENGTH}},
    {"touches left", {SHAPE}},
    {"touches right", {SHAPE}},
    {"whole line", {LINE, LENGTH}},
    {"word before of", {WORD}},
};

static bool is_named(const rl_template_row *template, const char *name, size_t length)
{
    return strncmp(template->name, name, length) == 0 && template->name[length] == '\0';
}

const rl_template_row *rl_template_find(const char *name, size_t length, const rl_template_row *guess)
{
    if (guess != NULL && is_named(guess, name, length))
        return guess;
    for (size_t i = 0; i < sizeof TEMPLATES / sizeof TEMPLATES[0]; i++)
        if (is_named(&TEMPLATES[i], name, length))
            return &TEMPLATES[i];
    return NULL;
}

/* ---- values ---- */

static bool is_one_of(const char *const *allowed, const char *value, size_t length)
{
    while (*allowed != NULL && (strncmp(*allowed, value, length) != 0 || (*allowed)[length] != '\0'))
        allowed++;
    return *allowed != NULL;
}

static bool are_of(const char *const *allowed, const char *value, size_t length)
{
    for (size_t start = 0;;) {
        const char *space = memchr(value + start, ' ', length - start);
        size_t end = space == NULL ? length : (size_t)(space - value);
        if (!is_one_of(allowed, value + start, end - start))
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

static relata_status check_value(const rl_template_row *about, size_t number, const char *value, size_t length,
                                 const char *path, size_t line, size_t column, relata_error *err)
{
    const value_rule *rule = &RULES[about->values[number]];
    int shown = (int)(length > 80 ? 80 : length);
    bool folded = true;
    if (length == 0)
        return rl_error_set(err, RELATA_ERROR_FORMAT, path, line, column, "a value of \"%s\" is empty", about->name);
    if (rule->allowed != NULL && !(rule->spaced ? are_of : is_one_of)(rule->allowed, value, length))
        return rl_error_set(err, RELATA_ERROR_FORMAT, path, line, column, "\"%.*s\" is no value of \"%s\"", shown,
                            value, about->name);
    if (rule->longest > 0 && length > rule->longest)
        return rl_error_set(err, RELATA_ERROR_FORMAT, path, line, column, "\"%s\" has %zu letters at most", about->name,
                            rule->longest);
    relata_status status = rule->folded ? check_folded(value, length, &folded, err) : RELATA_OK;
    if (status == RELATA_OK && !folded)
        return rl_error_set(err, RELATA_ERROR_FORMAT, path, line, column,
                            "\"%.*s\" is never observed: words have small letters without accents", shown, value);
    return status;
}

static size_t values_of(const rl_template_row *about)
{
    size_t count = 0;
    while (count < RL_TEMPLATE_VALUES && about->values[count] != NOTHING)
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

relata_status rl_template_check(const rl_template_row *about, const char *values, size_t length, const char *path,
                                size_t line, size_t column, relata_error *err)
{
    size_t wanted = values_of(about), given = count_values(values, length), start = 0;
    relata_status status = RELATA_OK;
    if (given != wanted)
        return rl_error_set(err, RELATA_ERROR_FORMAT, path, line, column, "\"%s\" has %zu value%s, not %zu",
                            about->name, wanted, wanted == 1 ? "" : "s", given);
    for (size_t i = 0; status == RELATA_OK && i < wanted; i++) {
        const char *bar = memchr(values + start, '|', length - start);
        size_t end = bar == NULL ? length : (size_t)(bar - values);
        status = check_value(about, i, values + start, end - start, path, line, column + start, err);
        start = end + 1;
    }
    return status;
}
