/* Doubts about how a name is written. They find what copying, scanning and spreadsheets do to names: each of them makes a
 * name that looks right and is never found. */
#include "gazetteer/doubts.h"

#include "text/utf8.h"

#include <string.h>

/* ---- scripts ---- */

typedef enum script { NO_LETTER = 0, LATIN, GREEK, CYRILLIC, OTHER_LETTER, SCRIPTS } script;

static const char *const SCRIPT_NAMES[SCRIPTS] = {
    [LATIN] = "Latin", [GREEK] = "Greek", [CYRILLIC] = "Cyrillic"};

static const struct {
    uint32_t first;
    uint32_t last;
    script script;
} RANGES[] = {
    {'A', 'Z', LATIN},          {'a', 'z', LATIN},          {0xAA, 0xAA, OTHER_LETTER}, {0xB5, 0xB5, OTHER_LETTER},
    {0xBA, 0xBA, OTHER_LETTER}, {0xC0, 0xD6, LATIN},        {0xD8, 0xF6, LATIN},        {0xF8, 0x24F, LATIN},
    {0x250, 0x2FF, OTHER_LETTER}, {0x300, 0x36F, OTHER_LETTER}, {0x370, 0x3FF, GREEK},  {0x400, 0x52F, CYRILLIC},
    {0x1E00, 0x1EFF, LATIN},    {0x1F00, 0x1FFF, GREEK},    {'0', '9', OTHER_LETTER},
};

/* Letters that look like a Latin one in nearly every typeface. */
static const struct {
    uint32_t character;
    char like;
} ALIKE[] = {
    {0x391, 'A'}, {0x392, 'B'}, {0x395, 'E'}, {0x396, 'Z'}, {0x397, 'H'}, {0x399, 'I'}, {0x39A, 'K'}, {0x39C, 'M'},
    {0x39D, 'N'}, {0x39F, 'O'}, {0x3A1, 'P'}, {0x3A4, 'T'}, {0x3A5, 'Y'}, {0x3A7, 'X'}, {0x3BD, 'v'}, {0x3BF, 'o'},
    {0x3F2, 'c'}, {0x3F9, 'C'}, {0x405, 'S'}, {0x406, 'I'}, {0x408, 'J'}, {0x410, 'A'}, {0x412, 'B'}, {0x415, 'E'},
    {0x417, '3'}, {0x41A, 'K'}, {0x41C, 'M'}, {0x41D, 'H'}, {0x41E, 'O'}, {0x420, 'P'}, {0x421, 'C'}, {0x422, 'T'},
    {0x423, 'Y'}, {0x425, 'X'}, {0x430, 'a'}, {0x435, 'e'}, {0x43E, 'o'}, {0x440, 'p'}, {0x441, 'c'}, {0x443, 'y'},
    {0x445, 'x'}, {0x455, 's'}, {0x456, 'i'}, {0x458, 'j'}, {0x4AE, 'Y'}, {0x4BB, 'h'}, {0x4C0, 'I'}, {0x501, 'd'},
    {0x51A, 'Q'}, {0x51B, 'q'}, {0x51C, 'W'}, {0x51D, 'w'},
};

static script script_of(uint32_t character)
{
    for (size_t i = 0; i < sizeof RANGES / sizeof RANGES[0]; i++)
        if (character >= RANGES[i].first && character <= RANGES[i].last)
            return RANGES[i].script;
    return NO_LETTER;
}

static char looks_like(uint32_t character)
{
    for (size_t i = 0; i < sizeof ALIKE / sizeof ALIKE[0]; i++)
        if (ALIKE[i].character == character)
            return ALIKE[i].like;
    return '\0';
}

/* What was seen of a word: letters of each script and the first of them; of Greek only those that look Latin. */
typedef struct word {
    size_t counts[SCRIPTS];
    rl_doubt firsts[SCRIPTS];
} word;

static void add_letter(word *w, script letter, rl_doubt seen)
{
    seen.like = letter == LATIN ? '\0' : looks_like(seen.character);
    seen.script = SCRIPT_NAMES[letter];
    if (letter == GREEK && seen.like == '\0')
        return;
    if (w->counts[letter]++ == 0)
        w->firsts[letter] = seen;
}

/* The odd one out is a letter of the script that has fewer letters in the word. */
static bool judge_word(const word *w, rl_doubt *ret)
{
    static const script OTHERS[] = {CYRILLIC, GREEK};
    for (size_t i = 0; i < sizeof OTHERS / sizeof OTHERS[0]; i++) {
        script other = OTHERS[i];
        if (w->counts[LATIN] == 0 || w->counts[other] == 0)
            continue;
        bool latin_is_odd = w->counts[LATIN] < w->counts[other];
        *ret = w->firsts[latin_is_odd ? LATIN : other];
        ret->others = SCRIPT_NAMES[latin_is_odd ? other : LATIN];
        return true;
    }
    return false;
}

/* The character at `at`; a byte that begins none stands for itself. */
static rl_doubt character_at(const char *bytes, size_t length, size_t at)
{
    size_t bad;
    rl_doubt seen = {.at = at};
    seen.length = rl_utf8_decode(bytes + at, length - at, &seen.character, &bad);
    if (seen.length == 0)
        seen = (rl_doubt){.at = at, .length = 1, .character = 0xFFFD};
    return seen;
}

static bool is_ascii(const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)bytes[i] >= 0x80)
            return false;
    return true;
}

bool rl_doubt_scripts(const char *bytes, size_t length, rl_doubt *ret)
{
    word w = {0};
    if (is_ascii(bytes, length))
        return false;
    for (size_t at = 0; at < length;) {
        rl_doubt seen = character_at(bytes, length, at);
        script letter = script_of(seen.character);
        if (letter == NO_LETTER) {
            if (judge_word(&w, ret))
                return true;
            w = (word){0};
        } else {
            add_letter(&w, letter, seen);
        }
        at += seen.length;
    }
    return judge_word(&w, ret);
}

/* ---- brackets and quotation marks ---- */

enum { DEEPEST = 16, BRACKETS = 3 };

/* Brackets must close in their order. Of quotation marks only the number is looked at: languages differ in which of them
 * opens. Apostrophes and single quotation marks cannot be told apart. */
static const char OPENING[BRACKETS] = {'(', '[', '{'};
static const char CLOSING[BRACKETS] = {')', ']', '}'};

enum { QUOTES = 3 };

static size_t quote_of(uint32_t character)
{
    if (character == '"')
        return 0;
    if (character >= 0x201C && character <= 0x201F)
        return 1;
    return character == 0xAB || character == 0xBB ? 2 : QUOTES;
}

static size_t bracket_of(const char *brackets, uint32_t character)
{
    for (size_t i = 0; i < BRACKETS; i++)
        if (character == (unsigned char)brackets[i])
            return i;
    return BRACKETS;
}

typedef struct balance {
    struct {
        size_t bracket;
        rl_doubt seen;
    } open[DEEPEST];
    size_t depth;
    size_t counts[QUOTES];
    rl_doubt quotes[QUOTES]; /* the last of each */
} balance;

/* False if the character closes what was not opened, or opens too much. */
static bool weigh(balance *b, rl_doubt seen)
{
    size_t opened = bracket_of(OPENING, seen.character), closed = bracket_of(CLOSING, seen.character);
    size_t quote = quote_of(seen.character);
    if (quote < QUOTES) {
        b->counts[quote]++;
        b->quotes[quote] = seen;
    }
    if (opened < BRACKETS) {
        if (b->depth == DEEPEST)
            return false;
        b->open[b->depth].bracket = opened;
        b->open[b->depth++].seen = seen;
    }
    return closed == BRACKETS || (b->depth > 0 && b->open[--b->depth].bracket == closed);
}

/* Most names hold none of these, nor a byte that quotation marks beyond ASCII begin with. */
static bool may_hold_pairs(const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (c >= 0x80 || c == '"' || bracket_of(OPENING, c) < BRACKETS || bracket_of(CLOSING, c) < BRACKETS)
            return true;
    }
    return false;
}

bool rl_doubt_balance(const char *bytes, size_t length, rl_doubt *ret)
{
    if (!may_hold_pairs(bytes, length))
        return false;
    balance b = {0};
    for (size_t at = 0; at < length;) {
        rl_doubt seen = character_at(bytes, length, at);
        if (!weigh(&b, seen)) {
            *ret = seen;
            return true;
        }
        at += seen.length;
    }
    if (b.depth > 0) {
        *ret = b.open[b.depth - 1].seen;
        return true;
    }
    for (size_t i = 0; i < QUOTES; i++) {
        if (b.counts[i] % 2 == 0)
            continue;
        *ret = b.quotes[i];
        return true;
    }
    return false;
}

bool rl_doubt_quoted(const char *bytes, size_t length)
{
    if (length < 2)
        return false;
    rl_doubt first = character_at(bytes, length, 0);
    size_t quote = quote_of(first.character), last = length - 1;
    while (last > 0 && ((unsigned char)bytes[last] & 0xC0) == 0x80)
        last--;
    if (quote == QUOTES || last < first.length)
        return false;
    /* “Now” or “Never” is not one quotation */
    bool inner = false;
    for (size_t at = first.length; at < last; at += character_at(bytes, length, at).length)
        inner |= quote_of(character_at(bytes, length, at).character) < QUOTES;
    return !inner && quote_of(character_at(bytes, length, last).character) == quote;
}

/* ---- spaces ---- */

bool rl_doubt_spaces(const char *bytes, size_t length, rl_doubt *ret)
{
    for (size_t i = 0; i < length; i++) {
        bool at_end = i == 0 || i == length - 1;
        if (bytes[i] != ' ' || (!at_end && bytes[i + 1] != ' '))
            continue;
        *ret = (rl_doubt){.at = i, .length = 1, .character = ' '};
        return true;
    }
    return false;
}
