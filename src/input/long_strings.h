/* The long strings of a line of JSON, taken out of it before jansson reads the rest. */
#ifndef RL_INPUT_LONG_STRINGS_H
#define RL_INPUT_LONG_STRINGS_H

#include <stdbool.h>
#include <stddef.h>

enum { RL_LONG_STRINGS = 40, RL_LONG_STRING = 32 };

typedef struct rl_long_strings {
    char *bytes; /* owned: what the strings say, each with a NUL behind it */
    char *line;  /* owned: the line with a mark in the place of each string */
    size_t line_length;
    size_t starts[RL_LONG_STRINGS]; /* by number: where it begins in `bytes` */
    size_t lengths[RL_LONG_STRINGS];
    size_t count;
    bool has_marks; /* a string that stayed could be taken for a mark: the line must be read as it is */
} rl_long_strings;

/* Takes strings of at least RL_LONG_STRING bytes between their quotes out of the line; those that are no JSON strings in
 * valid UTF-8, and those with a NUL, stay. So what is left is JSON if and only if the line is. NULL if there is no
 * memory. */
rl_long_strings *rl_long_strings_take(const char *line, size_t length);
void rl_long_strings_free(rl_long_strings *strings);

/* What a string that jansson read stands for: itself, or the one that was taken out. `strings` may be NULL. */
const char *rl_long_string_of(const rl_long_strings *strings, const char *bytes, size_t *length);

#endif
