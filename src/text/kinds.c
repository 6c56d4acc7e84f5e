/* A table for ASCII, utf8proc's categories for the rest. */
#include "text/kinds.h"

#include "text/utf8.h"

#include <string.h>
#include <utf8proc.h>

enum {
    SPACE = RL_KIND_SPACE,
    LOWER = RL_KIND_LOWER,
    UPPER = RL_KIND_UPPER,
    DIGIT = RL_KIND_DIGIT,
    APOSTROPHE = RL_KIND_APOSTROPHE,
    DASH = RL_KIND_DASH,
    STOP = RL_KIND_STOP,
    SYMBOL = RL_KIND_SYMBOL
};

const uint8_t rl_byte_kinds[256] = {
    SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE,
    SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE, SPACE,
    SPACE, SYMBOL, SYMBOL, SYMBOL, SYMBOL, SYMBOL, SYMBOL, APOSTROPHE, SYMBOL, SYMBOL, SYMBOL, SYMBOL, SYMBOL, DASH,
    STOP, SYMBOL, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, SYMBOL, SYMBOL, SYMBOL,
    SYMBOL, SYMBOL, SYMBOL, SYMBOL, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER,
    UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, UPPER, SYMBOL,
    SYMBOL, SYMBOL, SYMBOL, SYMBOL, SYMBOL, LOWER, LOWER, LOWER, LOWER, LOWER, LOWER, LOWER, LOWER, LOWER, LOWER,
    LOWER, LOWER, LOWER, LOWER, LOWER, LOWER, LOWER, LOWER, LOWER, LOWER, LOWER, LOWER, LOWER, LOWER, LOWER, LOWER,
    SYMBOL, SYMBOL, SYMBOL, SYMBOL, SPACE,
};

bool rl_is_invisible(uint32_t c)
{
    return c == 0x00AD || c == 0x034F || c == 0x061C || c == 0x180E || c == 0xFEFF || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2064) || (c >= 0x2066 && c <= 0x2069) ||
           (c >= 0xFE00 && c <= 0xFE0F);
}

static rl_kind special_kind(uint32_t c)
{
    switch (c) {
    case 0x00A0: case 0x0085: case 0x2028: case 0x2029: return RL_KIND_SPACE;
    case 0x2018: case 0x2019: case 0x02BC: return RL_KIND_APOSTROPHE;
    case 0x2010: case 0x2011: return RL_KIND_DASH;
    default: return rl_is_invisible(c) ? RL_KIND_IGNORED : RL_KIND_SYMBOL;
    }
}

/* Beyond Arabic's first letters few characters are special. */
static bool may_be_special(uint32_t c)
{
    return c < 0x0620 || (c >= 0x2000 && c < 0x2070) || c >= 0xFE00 || c == 0x180E;
}

static const uint8_t CATEGORY_KINDS[] = {
    [UTF8PROC_CATEGORY_LU] = RL_KIND_UPPER,    [UTF8PROC_CATEGORY_LT] = RL_KIND_UPPER,
    [UTF8PROC_CATEGORY_LL] = RL_KIND_LOWER,    [UTF8PROC_CATEGORY_LM] = RL_KIND_CASELESS,
    [UTF8PROC_CATEGORY_LO] = RL_KIND_CASELESS, [UTF8PROC_CATEGORY_MN] = RL_KIND_MARK,
    [UTF8PROC_CATEGORY_MC] = RL_KIND_MARK,     [UTF8PROC_CATEGORY_ME] = RL_KIND_MARK,
    [UTF8PROC_CATEGORY_ND] = RL_KIND_DIGIT,    [UTF8PROC_CATEGORY_ZS] = RL_KIND_SPACE,
};

static rl_kind wide_kind(uint32_t c)
{
    rl_kind special = may_be_special(c) ? special_kind(c) : RL_KIND_SYMBOL;
    if (special != RL_KIND_SYMBOL)
        return special;
    size_t category = (size_t)utf8proc_category((utf8proc_int32_t)c);
    bool listed = category < sizeof CATEGORY_KINDS / sizeof CATEGORY_KINDS[0] && CATEGORY_KINDS[category] != 0;
    return listed ? (rl_kind)CATEGORY_KINDS[category] : RL_KIND_SYMBOL;
}

rl_kind rl_kind_at(const char *bytes, size_t length, size_t *ret_length)
{
    rl_kind kind = rl_byte_kind(bytes[0]);
    *ret_length = 1;
    if (kind != RL_KIND_WIDE)
        return kind;
    uint32_t code = 0;
    size_t bad = 1, used = rl_utf8_decode_short(bytes, length, &code);
    if (used == 0)
        used = rl_utf8_decode(bytes, length, &code, &bad);
    *ret_length = used == 0 ? bad : used;
    return used == 0 ? RL_KIND_SYMBOL : wide_kind(code);
}

bool rl_is_ornament(const char *bytes, size_t length)
{
    static const char plain[] = "*#@~|<>=+/\\^_`";
    uint32_t code = 0;
    size_t bad = 0;
    if ((unsigned char)bytes[0] < 0x80)
        return bytes[0] != '\0' && strchr(plain, bytes[0]) != NULL;
    if (rl_utf8_decode(bytes, length, &code, &bad) == 0)
        return false;
    if (code == 0x00B7 || (code >= 0x2020 && code <= 0x2023))
        return true;
    switch (utf8proc_category((utf8proc_int32_t)code)) {
    case UTF8PROC_CATEGORY_SO:
    case UTF8PROC_CATEGORY_SM:
    case UTF8PROC_CATEGORY_SK:
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_CO: return true;
    default: return false;
    }
}

bool rl_is_wide_line_break(const char *bytes, size_t length)
{
    if (length == 2)
        return memcmp(bytes, "\xC2\x85", 2) == 0;
    return length == 3 && (memcmp(bytes, "\xE2\x80\xA8", 3) == 0 || memcmp(bytes, "\xE2\x80\xA9", 3) == 0);
}
