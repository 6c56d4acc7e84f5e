/* Which encoding bytes are in. UTF-8 is what is expected; others are found by a mark, by their zero bytes, or guessed from
 * bytes that are no UTF-8. */
#ifndef RL_INPUT_CHARSET_H
#define RL_INPUT_CHARSET_H

#include "base/memory.h"

#include <stdbool.h>
#include <stddef.h>

enum { RL_CHARSET_NAME = 40, RL_CHARSET_LOOKED_AT = 1024 };

/* An encoding other than UTF-8. `name` is "" if there is none: the bytes are UTF-8, perhaps with some bad ones. */
typedef struct rl_charset {
    char name[RL_CHARSET_NAME]; /* for people and for iconv */
    size_t unit;                /* bytes */
    size_t mark;                /* bytes of the byte order mark */
} rl_charset;

/* UTF-16 and UTF-32, from the first bytes of a text: by their marks, UTF-16 also by the zero bytes of its ASCII. */
rl_charset rl_charset_of_start(const char *bytes, size_t length);

/* Any encoding, from a whole text that does not begin like UTF-16 or UTF-32. `declared` (NULL for none) is what the text
 * itself says and is believed if the bytes are not valid UTF-8. */
rl_charset rl_charset_of_text(const char *bytes, size_t length, const char *declared);

/* Appends `bytes` as UTF-8, without the mark. *ret_replaced counts the places where bytes made no sense. False if there is
 * no memory. */
bool rl_charset_convert(const rl_charset *charset, const char *bytes, size_t length, rl_buffer *ret,
                        size_t *ret_replaced);

#endif
