/* What kind of character a tokeniser sees. Internal to text/. */
#ifndef RL_TEXT_KINDS_H
#define RL_TEXT_KINDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum rl_kind {
    RL_KIND_WIDE = 0, /* of bytes only: part of a longer character */
    RL_KIND_SPACE,    /* control characters too */
    RL_KIND_LOWER,
    RL_KIND_UPPER,
    RL_KIND_CASELESS, /* letters of scripts that have no capitals */
    RL_KIND_DIGIT,
    RL_KIND_MARK,
    RL_KIND_IGNORED, /* never seen: soft hyphens and the like */
    RL_KIND_APOSTROPHE,
    RL_KIND_DASH, /* hyphens only */
    RL_KIND_STOP,
    RL_KIND_SYMBOL
} rl_kind;

extern const uint8_t rl_byte_kinds[256];

static inline rl_kind rl_byte_kind(char byte)
{
    return (rl_kind)rl_byte_kinds[(unsigned char)byte];
}

/* The kind of the character at `bytes` and its length in bytes, at least 1. `length` is not 0. */
rl_kind rl_kind_at(const char *bytes, size_t length, size_t *ret_length);

/* Bullets, arrows, emoji and other symbols; neither quotes, brackets, dashes nor stops. `length` is not 0. */
bool rl_is_ornament(const char *bytes, size_t length);
/* Soft hyphens, zero-width and direction marks, variation selectors: never seen, and left in the text by editors. */
bool rl_is_invisible(uint32_t code_point);

/* Is the character of `length` bytes a line break: LF, CR, NEL, or one of Unicode's separators? */
bool rl_is_wide_line_break(const char *bytes, size_t length);
static inline bool rl_is_line_break(const char *bytes, size_t length)
{
    return length == 1 ? bytes[0] == '\n' || bytes[0] == '\r' : rl_is_wide_line_break(bytes, length);
}

#endif
