/* Finding the encoding. What is valid UTF-8 is UTF-8: text in another encoding hardly ever looks so by chance. Bytes that
 * are not are given to uchardet, the detector of Firefox. It needs some text in the language to go by: a few accented
 * letters or quotes among English mislead it, so less than that is Windows-1252, which is also what web browsers take
 * for Latin-1. */
#include "input/charset.h"

#include "base/ascii.h"
#include "input/convert.h"
#include "text/utf8.h"

#include <stdio.h>
#include <string.h>
#include <uchardet.h>

enum { GUESSED_FROM = 1 << 18, FEWEST_LETTERS = 6, FEWEST_PERCENT = 3 };

static const char USUAL[] = "Windows-1252";

static rl_charset named(const char *name, size_t unit, size_t mark)
{
    rl_charset charset = {.unit = unit, .mark = mark};
    (void)snprintf(charset.name, sizeof charset.name, "%s", name);
    return charset;
}

/* ---- UTF-16, UTF-32 ---- */

static const struct {
    const char *name;
    size_t unit;
    const char *mark;
    size_t mark_length;
} MARKS[] = {
    {"UTF-32LE", 4, "\xFF\xFE\0\0", 4},
    {"UTF-32BE", 4, "\0\0\xFE\xFF", 4},
    {"UTF-16LE", 2, "\xFF\xFE", 2},
    {"UTF-16BE", 2, "\xFE\xFF", 2},
};

static bool is_plain(unsigned char c)
{
    return (c >= 0x20 && c < 0x7F) || c == '\n' || c == '\r' || c == '\t';
}

/* Units of two bytes of which most are printable ASCII beside a zero, and none is zero. */
static bool is_utf16(const char *bytes, size_t length, size_t high)
{
    size_t plain = 0, units = length / 2;
    for (size_t i = 0; i < units; i++) {
        unsigned char first = (unsigned char)bytes[2 * i + high], second = (unsigned char)bytes[2 * i + 1 - high];
        if (first == 0 && !is_plain(second) && second < 0xA0)
            return false;
        plain += first == 0;
    }
    return units >= 2 && plain > units / 2;
}

rl_charset rl_charset_of_start(const char *bytes, size_t length)
{
    for (size_t i = 0; i < sizeof MARKS / sizeof MARKS[0]; i++)
        if (length >= MARKS[i].mark_length && memcmp(bytes, MARKS[i].mark, MARKS[i].mark_length) == 0)
            return named(MARKS[i].name, MARKS[i].unit, MARKS[i].mark_length);
    size_t looked_at = length < RL_CHARSET_LOOKED_AT ? length : RL_CHARSET_LOOKED_AT;
    if (looked_at == 0 || memchr(bytes, '\0', looked_at) == NULL)
        return (rl_charset){0};
    if (is_utf16(bytes, looked_at, 1))
        return named("UTF-16LE", 2, 0);
    return is_utf16(bytes, looked_at, 0) ? named("UTF-16BE", 2, 0) : (rl_charset){0};
}

/* ---- UTF-8 or not ---- */

/* Good and bad sequences of more than one byte. */
typedef struct sequences {
    size_t good;
    size_t bad;
    bool ends_cut; /* the last bad one is likely the beginning of a character at the very end, not "é" of Latin-1 */
} sequences;

static sequences count_sequences(const char *bytes, size_t length)
{
    sequences count = {0};
    for (size_t i = 0; i < length;) {
        if ((unsigned char)bytes[i] < 0x80) {
            i++;
            continue;
        }
        size_t bad = 0, good = rl_utf8_decode(bytes + i, length - i, NULL, &bad);
        unsigned char first = (unsigned char)bytes[i];
        count.good += good > 0;
        count.bad += good == 0;
        i += good + bad;
        count.ends_cut = good == 0 && i == length && (bad > 1 || first == 0xC2 || first == 0xC3 || first == 0xE2);
    }
    return count;
}

/* UTF-8 with some damage stays UTF-8. */
static bool is_mostly_utf8(const char *bytes, size_t length)
{
    sequences count = count_sequences(bytes, length);
    return count.good >= count.bad ? count.good > 0 || count.bad == 0 : count.bad == 1 && count.ends_cut;
}

/* ---- guessing ---- */

static bool is_known(const char *name, size_t unit)
{
    rl_converter converter = {0};
    bool known = rl_converter_open(&converter, name, unit);
    rl_converter_close(&converter);
    return known;
}

/* What stands for Windows-1252 by the rules of the web, and what never is what a byte-oriented text is in. */
static const char *const LATIN[] = {"ISO-8859-1", "ISO8859-1", "LATIN1", "ISO_8859-1", "L1",
                                    "ASCII",      "US-ASCII",  "CP1252", "X-CP1252",   "WINDOWS-1252"};

/* The encoding of this name, or Windows-1252, or nothing if it is unknown or no encoding of single bytes. */
static rl_charset charset_of_name(const char *name)
{
    for (size_t i = 0; i < sizeof LATIN / sizeof LATIN[0]; i++)
        if (rl_ascii_same(name, LATIN[i]))
            return named(USUAL, 1, 0);
    if (rl_ascii_same_bytes(name, "UTF", 3) || rl_ascii_same_bytes(name, "UCS", 3) || strlen(name) >= RL_CHARSET_NAME ||
        strpbrk(name, "/,") != NULL || !is_known(name, 1))
        return (rl_charset){0};
    rl_charset charset = named(name, 1, 0);
    if (strncmp(name, "WINDOWS-", 8) == 0)
        memcpy(charset.name, USUAL, 8);
    return charset;
}

/* Is there enough beyond ASCII to tell a language by? Quotes and dashes of Windows-1252 tell none. */
static bool is_telling(const char *bytes, size_t length)
{
    size_t ascii = 0, beyond = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)bytes[i], lower = c | 0x20;
        ascii += lower >= 'a' && lower <= 'z';
        beyond += c >= 0xA1 || (c >= 0x81 && c <= 0x90 && c != 0x85);
    }
    return beyond >= FEWEST_LETTERS && beyond * 100 >= (ascii + beyond) * FEWEST_PERCENT;
}

static rl_charset guess(const char *bytes, size_t length)
{
    rl_charset charset = {0};
    uchardet_t detector = is_telling(bytes, length) ? uchardet_new() : NULL;
    if (detector != NULL) {
        if (uchardet_handle_data(detector, bytes, length) == 0) {
            uchardet_data_end(detector);
            charset = charset_of_name(uchardet_get_charset(detector));
        }
        uchardet_delete(detector);
    }
    return charset.unit != 0 ? charset : named(USUAL, 1, 0);
}

/* Text before the first bad byte says nothing; of a long text the part behind it is enough. */
static rl_charset guess_from(const char *bytes, size_t length, size_t good)
{
    size_t start = good > GUESSED_FROM / 4 ? good - GUESSED_FROM / 4 : 0;
    size_t looked_at = length - start < GUESSED_FROM ? length - start : GUESSED_FROM;
    return guess(bytes + start, looked_at);
}

rl_charset rl_charset_of_text(const char *bytes, size_t length, const char *declared)
{
    size_t good = rl_utf8_valid_prefix(bytes, length);
    if (good == length || is_mostly_utf8(bytes, length))
        return (rl_charset){0};
    rl_charset charset = {0};
    if (declared != NULL && declared[0] != '\0')
        charset = charset_of_name(declared);
    if (charset.unit == 0)
        charset = guess_from(bytes, length, good);
    return is_known(charset.name, charset.unit) ? charset : (rl_charset){0};
}

/* ---- converting ---- */

bool rl_charset_convert(const rl_charset *charset, const char *bytes, size_t length, rl_buffer *ret,
                        size_t *ret_replaced)
{
    rl_converter converter = {0};
    if (!rl_converter_open(&converter, charset->name, charset->unit))
        return false;
    bool ok = rl_converter_put(&converter, bytes + charset->mark, length - charset->mark, ret) &&
              rl_converter_end(&converter, ret);
    *ret_replaced = converter.replaced;
    rl_converter_close(&converter);
    return ok;
}
