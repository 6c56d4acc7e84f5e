/* Cleaning and judging names. The limits are those of the reader of our lists, which refuses a whole file for one name
 * that breaks them; so words are counted by the same tokens. */
#include "import/names.h"

#include "text/utf8.h"

#include <string.h>

typedef struct range {
    uint32_t first;
    uint32_t last;
} range;

static bool is_in(uint32_t c, const range *ranges, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (c >= ranges[i].first && c <= ranges[i].last)
            return true;
    return false;
}

#define IS_IN(c, ranges) is_in(c, ranges, sizeof(ranges) / sizeof(ranges)[0])

/* ---- cleaning ---- */

/* White space, control characters, and code points that are no characters. */
static const range SPACES[] = {{0x00, 0x20},     {0x7F, 0xA0},     {0x1680, 0x1680}, {0x2000, 0x200A},
                               {0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000},
                               {0xFDD0, 0xFDEF}, {0xFFFE, 0xFFFF}};
/* Zero-width space and marks of direction; joiners stay, since some scripts are written with them. */
static const range INVISIBLE[] = {{0xAD, 0xAD},     {0x200B, 0x200B}, {0x200E, 0x200F}, {0x202A, 0x202E},
                                  {0x2060, 0x2060}, {0x2066, 0x2069}, {0xFEFF, 0xFEFF}};

rl_reason rl_text_clean(const char *bytes, size_t length, rl_buffer *ret)
{
    size_t start = ret->length;
    bool space = false;
    for (size_t i = 0; i < length;) {
        uint32_t c = 0;
        size_t bad = 0, used = rl_utf8_decode(bytes + i, length - i, &c, &bad);
        if (used == 0 || c == 0xFFFD)
            return RL_REASON_BAD_UTF8;
        bool is_space = IS_IN(c, SPACES), is_kept = !is_space && !IS_IN(c, INVISIBLE);
        space |= is_space;
        if (is_kept && space && ret->length > start)
            (void)rl_buffer_append_char(ret, ' ');
        if (is_kept) {
            (void)rl_buffer_append(ret, bytes + i, used);
            space = false;
        }
        if (ret->length - start > RL_VALUE_BYTES)
            return RL_REASON_LONG;
        i += used;
    }
    return RL_REASON_NONE;
}

/* ---- capitals ---- */

/* Letters with accents count as capitals too, since a table of both cases is not worth its length here: in U+00C0 to
 * U+00DE all are; beyond, the even ones are, but for a few. */
static bool may_be_capital(uint32_t c)
{
    if (c < 0x80)
        return c >= 'A' && c <= 'Z';
    if (c < 0x100)
        return c >= 0xC0 && c <= 0xDE && c != 0xD7;
    bool odd = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
    return (c < 0x250 || (c >= 0x1E00 && c <= 0x1EFF)) && c % 2 == (odd ? 1 : 0);
}

/* The reader of our lists may cut a word at a capital inside it, which depends on the words that its other lists know.
 * So each of them counts as a cut, and so does every letter of whose case nothing is known here. */
static size_t count_cuts(const rl_text *text, const rl_token *token)
{
    size_t cuts = 0;
    for (size_t i = token->start; token->shape == RL_SHAPE_MIXED && i < token->end;) {
        uint32_t c = 0;
        size_t bad = 0, used = rl_utf8_decode(text->bytes + i, token->end - i, &c, &bad);
        cuts += i > token->start && (c >= 0x250 || may_be_capital(c));
        i += used > 0 ? used : bad;
    }
    return cuts;
}

/* ---- checking ---- */

rl_reason rl_name_check(const char *name, size_t length, rl_text_worker *worker)
{
    static const rl_text_rules NO_RULES = {0};
    rl_text text;
    if (memchr(name, '|', length) != NULL)
        return RL_REASON_BAR;
    if (rl_text_read_name(worker, &NO_RULES, name, length, &text, NULL) != RELATA_OK)
        return RL_REASON_LONG;
    size_t words = 0;
    bool word = false;
    for (size_t i = 0; i < text.token_count; i++) {
        words += text.tokens[i].shape != RL_SHAPE_HYPHEN ? 1 + count_cuts(&text, &text.tokens[i]) : 0;
        word |= rl_token_is_word(&text.tokens[i]) && text.tokens[i].fold_length > 0;
    }
    if (!word)
        return RL_REASON_NO_LETTER;
    return words > RL_NAME_WORDS ? RL_REASON_WORDS : RL_REASON_NONE;
}

/* ---- what names of many languages look like ---- */

/* Latin letters with their accents, and punctuation of all scripts that write with them. */
static const range LATIN[] = {{0x20, 0x36F},    {0x1D00, 0x1DBF}, {0x1E00, 0x1EFF}, {0x2010, 0x2027},
                              {0x2030, 0x205E}, {0x20A0, 0x20CF}, {0x2100, 0x214F}, {0x2C60, 0x2C7F},
                              {0xA720, 0xA7FF}, {0xAB30, 0xAB6F}, {0xFB00, 0xFB06}};

bool rl_name_is_latin(const char *name, size_t length)
{
    for (size_t i = 0; i < length;) {
        uint32_t c = 0;
        size_t bad = 0, used = rl_utf8_decode(name + i, length - i, &c, &bad);
        if (used == 0 || !IS_IN(c, LATIN))
            return false;
        i += used;
    }
    return true;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool contains(const char *name, size_t length, const char *part)
{
    return memmem(name, length, part, strlen(part)) != NULL;
}

enum { LONGEST_CODE = 5 };

bool rl_name_is_code(const char *name, size_t length)
{
    size_t capitals = 0, digits = 0;
    for (size_t i = 0; i < length; i++) {
        capitals += is_capital(name[i]);
        digits += is_digit(name[i]);
    }
    if (rl_utf8_count(name, length) < 2 || digits > 0 || (capitals == length && length <= LONGEST_CODE))
        return true;
    return contains(name, length, "://") || contains(name, length, "www.") || memchr(name, '@', length) != NULL;
}

bool rl_name_is_small(const char *name, size_t length)
{
    for (size_t i = 0; i < length;) {
        uint32_t c = 0;
        size_t bad = 0, used = rl_utf8_decode(name + i, length - i, &c, &bad);
        if (used == 0 || may_be_capital(c))
            return false;
        i += used;
    }
    return true;
}
