/* Text in other encodings to UTF-8, piece by piece. */
#ifndef RL_INPUT_CONVERT_H
#define RL_INPUT_CONVERT_H

#include "base/memory.h"

#include <stdbool.h>
#include <stddef.h>

/* A zeroed converter is a closed one. */
typedef struct rl_converter {
    void *handle;     /* iconv_t */
    size_t unit;      /* bytes to pass over where something makes no sense */
    char pending[16]; /* the beginning of a character whose end is in the next piece */
    size_t pending_length;
    size_t replaced; /* places where U+FFFD stands for bytes that make no sense */
    bool is_open;
} rl_converter;

/* Opens a converter from an encoding, by a name that iconv knows; `unit` is 1, 2 or 4. False if it is unknown. */
bool rl_converter_open(rl_converter *converter, const char *charset, size_t unit);

/* Appends the next piece as UTF-8. Bytes that make no sense become U+FFFD. False if there is no memory. */
bool rl_converter_put(rl_converter *converter, const char *bytes, size_t length, rl_buffer *ret);

/* Behind the last piece. False if there is no memory. */
bool rl_converter_end(rl_converter *converter, rl_buffer *ret);

void rl_converter_close(rl_converter *converter);

#endif
