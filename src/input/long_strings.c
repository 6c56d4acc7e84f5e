/* jansson steps through strings byte by byte through several functions: 140 instructions a byte, a seventh of what a
 * document costs. Nearly all of a line is one string, its text. So long strings are decoded here, sixteen bytes at a time,
 * and jansson sees a mark of two characters in the place of each. It still judges all the rest; a string that is not
 * plainly right stays where it is, so that it is jansson that refuses it. */
#include "input/long_strings.h"

#include "base/bytes.h"
#include "text/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* A mark begins with this character, which no string that stays may hold. */
static const char MARK[] = "\"\\u0001";
enum { MARK_CHARACTER = 1, MARK_LENGTH = 2, FIRST_NUMBER = '0' };

/* ---- escapes ---- */

static bool read_hex(const char *at, const char *end, uint32_t *ret)
{
    uint32_t value = 0;
    if (end - at < 4)
        return false;
    for (int i = 0; i < 4; i++) {
        char c = at[i];
        bool is_digit = c >= '0' && c <= '9', is_upper = c >= 'A' && c <= 'F', is_lower = c >= 'a' && c <= 'f';
        if (!is_digit && !is_upper && !is_lower)
            return false;
        value = value << 4 | (uint32_t)(is_digit ? c - '0' : (is_upper ? c - 'A' : c - 'a') + 10);
    }
    *ret = value;
    return true;
}

/* A code point by its number, in one escape or, as surrogates, in two. `at` is behind the first backslash and u. */
static const char *read_number(const char *at, const char *end, uint32_t *ret)
{
    uint32_t low = 0;
    if (!read_hex(at, end, ret) || *ret == 0)
        return NULL;
    at += 4;
    if (*ret < 0xD800 || *ret > 0xDFFF)
        return at;
    bool is_pair = *ret <= 0xDBFF && end - at >= 6 && at[0] == '\\' && at[1] == 'u' && read_hex(at + 2, end, &low);
    if (!is_pair || low < 0xDC00 || low > 0xDFFF)
        return NULL;
    *ret = 0x10000 + ((*ret - 0xD800) << 10) + (low - 0xDC00);
    return at + 6;
}

/* The escape at `at`, a backslash; where it ends, or NULL if it is none. */
static const char *read_escape(const char *at, const char *end, uint32_t *ret)
{
    static const char NAMES[] = "\"\\/bfnrt", MEANINGS[] = "\"\\/\b\f\n\r\t";
    if (end - at < 2)
        return NULL;
    if (at[1] == 'u')
        return read_number(at + 2, end, ret);
    const char *name = memchr(NAMES, at[1], sizeof NAMES - 1);
    if (name == NULL)
        return NULL;
    *ret = (unsigned char)MEANINGS[name - NAMES];
    return at + 2;
}

/* ---- strings ---- */

/* Where the string ends whose first byte is at `from`: at its quote, or at the end of the line. Never decides whether
 * it is right. */
static size_t find_end(const char *line, size_t length, size_t from)
{
    while ((from += rl_bytes_unescaped(line + from, length - from)) < length && line[from] != '"')
        from += line[from] == '\\' && length - from > 1 ? 2 : 1;
    return from;
}

/* Writes what the string says whose first byte is at `at` to `out`, which has room for all of it: nothing becomes longer by
 * being decoded. Where its quote stands, or NULL if there is none or the string is not plainly right. */
static const char *decode(const char *at, const char *end, char *out, size_t *ret_length)
{
    char *start = out;
    for (;;) {
        uint32_t c = 0;
        size_t plain = rl_bytes_unescaped(at, (size_t)(end - at));
        memcpy(out, at, plain);
        out += plain;
        at += plain;
        if (at == end || *at == '"')
            break;
        at = *at == '\\' ? read_escape(at, end, &c) : NULL;
        if (at == NULL)
            return NULL;
        out += rl_utf8_put(c, out);
    }
    *ret_length = (size_t)(out - start);
    return at == end ? NULL : at;
}

/* Notes the string that was just decoded and writes its mark. */
static void note(rl_long_strings *s, size_t length, size_t *used)
{
    char *out = s->line + s->line_length;
    memcpy(out, MARK, sizeof MARK - 1);
    out[sizeof MARK - 1] = (char)(FIRST_NUMBER + (int)s->count);
    out[sizeof MARK] = '"';
    s->line_length += sizeof MARK + 1;
    s->starts[s->count] = *used;
    s->lengths[s->count++] = length;
    s->bytes[*used + length] = '\0';
    *used += length + 1;
}

/* Writes the string between `from` and `to` in the line, and the quotes around. */
static void leave(rl_long_strings *s, const char *line, size_t from, size_t to)
{
    if (to > from && memmem(line + from, to - from, MARK + 1, sizeof MARK - 2) != NULL)
        s->has_marks = true;
    memcpy(s->line + s->line_length, line + from - 1, to - from + 2);
    s->line_length += to - from + 2;
}

/* Writes the string whose first byte is at `from`, or its mark; where its quote stands, or the line's length if it does not
 * end. */
static size_t take(rl_long_strings *s, const char *line, size_t length, size_t from, size_t *used)
{
    size_t decoded = 0;
    const char *quote = decode(line + from, line + length, s->bytes + *used, &decoded);
    size_t to = quote == NULL ? find_end(line, length, from) : (size_t)(quote - line);
    bool is_long = quote != NULL && to - from >= RL_LONG_STRING && s->count < RL_LONG_STRINGS;
    if (is_long && rl_utf8_valid_prefix(line + from, to - from) == to - from)
        note(s, decoded, used);
    else if (to < length)
        leave(s, line, from, to);
    return to;
}

static void copy(rl_long_strings *s, const char *bytes, size_t length)
{
    memcpy(s->line + s->line_length, bytes, length);
    s->line_length += length;
}

rl_long_strings *rl_long_strings_take(const char *line, size_t length)
{
    rl_long_strings *s = calloc(1, sizeof *s);
    if (s == NULL)
        return NULL;
    s->bytes = malloc(length + 1);
    s->line = malloc(length + 1);
    if (s->bytes == NULL || s->line == NULL) {
        rl_long_strings_free(s);
        return NULL;
    }
    size_t at = 0, used = 0;
    while (at < length) {
        const char *quote = memchr(line + at, '"', length - at);
        size_t from = quote == NULL ? length : (size_t)(quote - line);
        copy(s, line + at, from - at);
        if (quote == NULL)
            break;
        at = take(s, line, length, from + 1, &used) + 1;
        if (at > length) /* a string that does not end */
            copy(s, line + from, length - from);
    }
    return s;
}

void rl_long_strings_free(rl_long_strings *strings)
{
    if (strings == NULL)
        return;
    free(strings->bytes);
    free(strings->line);
    free(strings);
}

const char *rl_long_string_of(const rl_long_strings *strings, const char *bytes, size_t *length)
{
    if (strings == NULL || *length != MARK_LENGTH || bytes[0] != MARK_CHARACTER)
        return bytes;
    size_t number = (size_t)(bytes[1] - FIRST_NUMBER);
    *length = strings->lengths[number];
    return strings->bytes + strings->starts[number];
}
