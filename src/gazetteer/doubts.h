/* What makes a name doubtful whatever it names: how it is written. Internal to gazetteer/. */
#ifndef RL_GAZETTEER_DOUBTS_H
#define RL_GAZETTEER_DOUBTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Where and what, inside a name. */
typedef struct rl_doubt {
    size_t at;     /* byte */
    size_t length; /* of the character there */
    uint32_t character;
    const char *script; /* of a letter: "Latin", "Greek" or "Cyrillic" */
    const char *others; /* … that of the letters around it */
    char like;          /* the Latin letter that it looks like, '\0' if there is none */
} rl_doubt;

/* All take valid UTF-8 and return true if there is something to doubt. */

/* A letter of another script than the letters around it: Latin and Cyrillic in one word, or a Greek letter among Latin
 * ones that cannot be told from a Latin one (other Greek letters have their place in names, as in "TGFβ"). */
bool rl_doubt_scripts(const char *bytes, size_t length, rl_doubt *ret);

/* A bracket or quotation mark without its partner. */
bool rl_doubt_balance(const char *bytes, size_t length, rl_doubt *ret);

/* The whole name stands in quotation marks. */
bool rl_doubt_quoted(const char *bytes, size_t length);

/* Spaces at the ends, or two in a row. */
bool rl_doubt_spaces(const char *bytes, size_t length, rl_doubt *ret);

#endif
