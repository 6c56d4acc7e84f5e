/* Text for terminals: no control characters, and how wide it is.
 *
 * The C library's wcwidth depends on the locale, and relata never asks for one; so the few ranges that matter
 * stand here. An odd character that is counted wrong makes a line a column too long, nothing worse. */
#include "cli/text.h"

#include <stdint.h>
#include <string.h>

void cli_text_clean(char *text)
{
    for (unsigned char *at = (unsigned char *)text; *at != '\0'; at++) {
        if (*at < 0x20 || *at == 0x7F) {
            *at = '?';
        } else if (*at == 0xC2 && at[1] >= 0x80 && at[1] < 0xA0) { /* U+0080 to U+009F */
            at[0] = '?';
            at[1] = '?';
        }
    }
}

static const struct range {
    uint32_t first;
    uint32_t last;
    size_t width;
} RANGES[] = {
    {0x0300, 0x036F, 0},   /* combining accents */
    {0x1100, 0x115F, 2},   /* Hangul */
    {0x200B, 0x200F, 0},   /* zero-width spaces and marks */
    {0x20D0, 0x20FF, 0},   /* more combining marks */
    {0x2E80, 0xA4CF, 2},   /* Chinese, Japanese, Yi */
    {0xAC00, 0xD7A3, 2},   /* Hangul syllables */
    {0xF900, 0xFAFF, 2},   /* Chinese, compatibility */
    {0xFE00, 0xFE0F, 0},   /* variation selectors */
    {0xFE30, 0xFE6F, 2},   /* vertical and small forms */
    {0xFF00, 0xFF60, 2},   /* full-width forms */
    {0xFFE0, 0xFFE6, 2},
    {0x1F300, 0x1FAFF, 2}, /* pictures */
    {0x20000, 0x3FFFD, 2}, /* Chinese, supplements */
};

static size_t character_width(uint32_t character)
{
    for (size_t i = 0; i < sizeof RANGES / sizeof RANGES[0]; i++)
        if (character >= RANGES[i].first && character <= RANGES[i].last)
            return RANGES[i].width;
    return 1;
}

/* The character at `text` and its length in bytes; a byte that begins none counts as itself. */
static size_t decode(const unsigned char *text, size_t length, uint32_t *ret_character)
{
    size_t size = text[0] >= 0xF0 ? 4 : text[0] >= 0xE0 ? 3 : text[0] >= 0xC0 ? 2 : 1;
    static const unsigned char MASKS[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    uint32_t character = text[0] & MASKS[size];
    for (size_t i = 1; i < size; i++) {
        if (i >= length || (text[i] & 0xC0) != 0x80) {
            *ret_character = text[0];
            return 1;
        }
        character = (character << 6) | (text[i] & 0x3Fu);
    }
    *ret_character = character;
    return size;
}

size_t cli_text_width(const char *text, size_t length)
{
    size_t width = 0;
    for (size_t at = 0; at < length;) {
        uint32_t character = 0;
        at += decode((const unsigned char *)text + at, length - at, &character);
        width += character_width(character);
    }
    return width;
}

const char *cli_text_plural(size_t count)
{
    return count == 1 ? "" : "s";
}
