/* The marks that begin and end sentences and quotations, by their bytes: tables, since every mark of a text is looked
 * up. */
#include "text/marks.h"

#include "text/utf8.h"

#include <stdint.h>

enum { CLOSER = RL_MARK_CLOSER, OPENER = RL_MARK_OPENER, BULLET = RL_MARK_BULLET, TERMINATOR = RL_MARK_TERMINATOR };

static const uint8_t ASCII_MARKS[128] = {
    ['"'] = CLOSER | OPENER, ['\''] = CLOSER | OPENER, ['('] = OPENER,          [')'] = CLOSER,
    ['['] = OPENER,          [']'] = CLOSER,           ['*'] = OPENER | BULLET, ['-'] = OPENER | BULLET,
    ['.'] = TERMINATOR,      ['!'] = TERMINATOR,       ['?'] = TERMINATOR,
};

typedef struct wide_mark {
    uint32_t code_point;
    unsigned roles;
} wide_mark;

static const wide_mark WIDE_MARKS[] = {
    {0x2019, CLOSER},          /* ’ */
    {0x201C, OPENER},          /* “ */
    {0x201D, CLOSER},          /* ” */
    {0x2014, OPENER},          /* — */
    {0x2013, OPENER | BULLET}, /* – */
    {0x2018, OPENER},          /* ‘ */
    {0x2026, TERMINATOR},      /* … */
    {0x2022, OPENER | BULLET}, /* • */
    {0x00AB, OPENER},          /* « */
    {0x00BB, CLOSER},          /* » */
    {0x201E, OPENER},          /* „ */
    {0x00B7, OPENER | BULLET}, /* · */
    {0x25AA, OPENER | BULLET}, /* ▪ */
    {0x25A0, OPENER | BULLET}, /* ■ */
    {0x2023, BULLET},          /* ‣ */
    {0x25E6, BULLET},          /* ◦ */
    {0x3002, TERMINATOR},      /* 。 */
    {0xFF01, TERMINATOR},      /* ！ */
    {0xFF1F, TERMINATOR},      /* ？ */
};

unsigned rl_mark_roles(const char *bytes, size_t length)
{
    if ((unsigned char)bytes[0] < 0x80)
        return length == 1 ? ASCII_MARKS[(unsigned char)bytes[0]] : 0;
    uint32_t code_point = 0;
    if (length > 3 || rl_utf8_decode(bytes, length, &code_point, NULL) != length)
        return 0;
    for (size_t i = 0; i < sizeof WIDE_MARKS / sizeof WIDE_MARKS[0]; i++)
        if (WIDE_MARKS[i].code_point == code_point)
            return WIDE_MARKS[i].roles;
    return 0;
}
