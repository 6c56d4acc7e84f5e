/* UTF-8: checking, repairing, stepping, and the one sanitiser that every output string passes. */
#ifndef RL_TEXT_UTF8_H
#define RL_TEXT_UTF8_H

#include "base/memory.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Length in bytes of the valid character at `bytes`, its code point through `ret`; or 0 if what stands there is not valid
 * UTF-8, and then *ret_bad is how many bytes one U+FFFD replaces (the maximal subpart, as Unicode and Python do). */
size_t rl_utf8_decode(const char *bytes, size_t length, uint32_t *ret, size_t *ret_bad);

/* The length of the character of two or three bytes at `bytes`, its code point through `ret`; 0 if none stands there, or one
 * that needs a closer look. In the header because in texts of other scripts nearly every character is one of these. */
static inline size_t rl_utf8_decode_short(const char *bytes, size_t length, uint32_t *ret)
{
    const unsigned char *b = (const unsigned char *)bytes;
    if (length >= 3 && b[0] >= 0xE0 && b[0] <= 0xEC && (b[1] & 0xC0) == 0x80 && (b[2] & 0xC0) == 0x80) {
        uint32_t code_point = (b[0] & 0x0Fu) << 12 | (b[1] & 0x3Fu) << 6 | (b[2] & 0x3Fu);
        if (code_point >= 0x800)
            *ret = code_point;
        return code_point >= 0x800 ? 3 : 0;
    }
    if (length >= 2 && b[0] >= 0xC2 && b[0] <= 0xDF && (b[1] & 0xC0) == 0x80) {
        *ret = (b[0] & 0x1Fu) << 6 | (b[1] & 0x3Fu);
        return 2;
    }
    return 0;
}

/* Bytes from the start that are valid UTF-8. */
size_t rl_utf8_valid_prefix(const char *bytes, size_t length);

/* Writes a code point, U+FFFD in place of what is none; its length. */
size_t rl_utf8_put(uint32_t code_point, char out[4]);

/* Appends a code point. */
bool rl_utf8_encode(uint32_t code_point, rl_buffer *ret);

/* Appends `bytes` as an output string may hold it: bad UTF-8, U+FFFE and U+FFFF become U+FFFD, control characters (C0, DEL,
 * C1) other than tab and newline a space. With `one_line`, tabs and newlines too. */
bool rl_utf8_sanitise(const char *bytes, size_t length, bool one_line, rl_buffer *ret);

/* Number of code points, or of UTF-16 units, in valid UTF-8. */
size_t rl_utf8_count(const char *bytes, size_t length);
size_t rl_utf8_count_utf16(const char *bytes, size_t length);

#endif
