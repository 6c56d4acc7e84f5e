/* UTF-8 by hand: the decoder's table of allowed second bytes is the one of the Unicode standard (table 3-7), so that
 * overlong forms, surrogates and values past U+10FFFF fall out without a rule of their own. News is mostly ASCII, so
 * the loops pass over eight ASCII bytes at a time. */
#include "text/utf8.h"

#include "base/bytes.h"
#include "base/hash.h"

#include <string.h>

#define REPLACEMENT 0xFFFDu

static unsigned byte_at(const char *bytes, size_t i)
{
    return (unsigned char)bytes[i];
}

/* What may follow a first byte: how many bytes, and the bounds of the second one (later ones are always 80..BF). */
typedef struct lead {
    unsigned first;
    unsigned last;
    unsigned more;
    unsigned lowest;
    unsigned highest;
} lead;

static const lead LEADS[] = {
    {0xC2, 0xDF, 1, 0x80, 0xBF}, {0xE0, 0xE0, 2, 0xA0, 0xBF}, {0xE1, 0xEC, 2, 0x80, 0xBF}, {0xED, 0xED, 2, 0x80, 0x9F},
    {0xEE, 0xEF, 2, 0x80, 0xBF}, {0xF0, 0xF0, 3, 0x90, 0xBF}, {0xF1, 0xF3, 3, 0x80, 0xBF}, {0xF4, 0xF4, 3, 0x80, 0x8F},
};

static const lead *find_lead(unsigned byte)
{
    for (size_t i = 0; i < sizeof LEADS / sizeof LEADS[0]; i++)
        if (byte >= LEADS[i].first && byte <= LEADS[i].last)
            return &LEADS[i];
    return NULL;
}

static size_t refuse(size_t bad, size_t *ret_bad)
{
    if (ret_bad != NULL)
        *ret_bad = bad;
    return 0;
}

size_t rl_utf8_decode(const char *bytes, size_t length, uint32_t *ret, size_t *ret_bad)
{
    if (length == 0)
        return refuse(0, ret_bad);
    unsigned first = byte_at(bytes, 0);
    uint32_t value = first;
    size_t used = 1;
    if (first >= 0x80) {
        const lead *l = find_lead(first);
        if (l == NULL)
            return refuse(1, ret_bad);
        value = first & (0x3Fu >> l->more);
        for (; used <= l->more; used++) {
            unsigned lowest = used == 1 ? l->lowest : 0x80, highest = used == 1 ? l->highest : 0xBF;
            if (used == length || byte_at(bytes, used) < lowest || byte_at(bytes, used) > highest)
                return refuse(used, ret_bad);
            value = value << 6 | (byte_at(bytes, used) & 0x3F);
        }
    }
    if (ret != NULL)
        *ret = value;
    return used;
}

size_t rl_utf8_valid_prefix(const char *bytes, size_t length)
{
    size_t i = 0;
    while (i < length) {
        uint32_t code_point;
        if (byte_at(bytes, i) < 0x80) {
            i += rl_bytes_ascii(bytes + i, length - i);
            continue;
        }
        size_t used = rl_utf8_decode_short(bytes + i, length - i, &code_point);
        if (used == 0)
            used = rl_utf8_decode(bytes + i, length - i, NULL, NULL);
        if (used == 0)
            return i;
        i += used;
    }
    return length;
}

static bool is_scalar(uint32_t c)
{
    return c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF);
}

size_t rl_utf8_put(uint32_t code_point, char out[4])
{
    uint32_t c = is_scalar(code_point) ? code_point : REPLACEMENT;
    out[0] = (char)c;
    if (c < 0x80)
        return 1;
    size_t more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    out[0] = (char)(unsigned char)((0xFF00u >> (more + 1) & 0xFFu) | c >> (6 * more));
    for (size_t i = 1; i <= more; i++)
        out[i] = (char)(unsigned char)(0x80u | (c >> (6 * (more - i)) & 0x3Fu));
    return more + 1;
}

bool rl_utf8_encode(uint32_t code_point, rl_buffer *ret)
{
    char out[4];
    size_t length = rl_utf8_put(code_point, out);
    return rl_buffer_append(ret, out, length);
}

/* What an output string holds in place of a character; itself for nearly all. */
static uint32_t sanitised(uint32_t c, bool one_line)
{
    if (c == '\n' || c == '\t')
        return one_line ? ' ' : c;
    if (c < 0x20 || (c >= 0x7F && c <= 0x9F))
        return ' ';
    return c == 0xFFFE || c == 0xFFFF ? REPLACEMENT : c;
}

bool rl_utf8_sanitise(const char *bytes, size_t length, bool one_line, rl_buffer *ret)
{
    size_t kept = 0; /* start of the run that is copied as it is */
    for (size_t i = 0; i < length;) {
        uint32_t c = REPLACEMENT;
        size_t bad = 0;
        size_t used = rl_utf8_decode(bytes + i, length - i, &c, &bad);
        uint32_t clean = used == 0 ? REPLACEMENT : sanitised(c, one_line);
        if (used != 0 && clean == c) {
            i += used;
            continue;
        }
        if (!rl_buffer_append(ret, bytes + kept, i - kept) || !rl_utf8_encode(clean, ret))
            return false;
        i += used == 0 ? bad : used;
        kept = i;
    }
    return kept == length || rl_buffer_append(ret, bytes + kept, length - kept);
}

static size_t is_first_byte(unsigned byte)
{
    return (byte & 0xC0) != 0x80 ? 1 : 0;
}

static size_t takes_two_units(unsigned byte)
{
    return byte >= 0xF0 ? 1 : 0;
}

/* How many of the last `wanted` of eight bytes are none of the later bytes of a character. */
static size_t count_first_bytes(const char *bytes, size_t wanted)
{
    uint64_t word = rl_hash_word(bytes);
    uint64_t later = word >> 7 & ~word >> 6 & 0x0101010101010101u; /* bit 7 is set, bit 6 is not */
    return wanted - (size_t)((later >> (8 * (8 - wanted))) * 0x0101010101010101u >> 56);
}

enum { MANY = 64 }; /* bytes; fewer than a byte counts */

/* Written so that compilers make a few wide instructions of it. */
static size_t count_many(const char *bytes)
{
    uint8_t count = 0;
    for (size_t i = 0; i < MANY; i++)
        count = (uint8_t)(count + is_first_byte(byte_at(bytes, i)));
    return count;
}

static size_t count_many_utf16(const char *bytes)
{
    uint8_t count = 0;
    for (size_t i = 0; i < MANY; i++)
        count = (uint8_t)(count + is_first_byte(byte_at(bytes, i)) + takes_two_units(byte_at(bytes, i)));
    return count;
}

size_t rl_utf8_count(const char *bytes, size_t length)
{
    size_t count = 0, i = 0;
    for (; length - i >= MANY; i += MANY)
        count += count_many(bytes + i);
    for (; length - i >= 8; i += 8)
        count += count_first_bytes(bytes + i, 8);
    if (i < length && length >= 8) /* eight bytes of which some were counted already */
        return count + count_first_bytes(bytes + length - 8, length - i);
    for (; i < length; i++)
        count += is_first_byte(byte_at(bytes, i));
    return count;
}

size_t rl_utf8_count_utf16(const char *bytes, size_t length)
{
    size_t count = 0, i = 0;
    for (; length - i >= MANY; i += MANY)
        count += count_many_utf16(bytes + i);
    for (; i < length; i++)
        count += is_first_byte(byte_at(bytes, i)) + takes_two_units(byte_at(bytes, i));
    return count;
}
