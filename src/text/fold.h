/* Folding: the form in which names are compared. Accents, letter case, full stops of abbreviations and the shape of
 * apostrophes and soft hyphens do not matter ("Québec" = "quebec", "U.S." = "us"). Characters of other scripts are kept.
 * Decomposed and composed accents fold alike. */
#ifndef RL_TEXT_FOLD_H
#define RL_TEXT_FOLD_H

#include "base/memory.h"

#include <stdbool.h>
#include <stddef.h>

/* Appends the folded form of one word (no white space in it). `bytes` is valid UTF-8. */
bool rl_fold_word(const char *bytes, size_t length, rl_buffer *ret);

/* True of words that are what they fold to, but only of those in which that is easily seen. */
bool rl_folds_to_itself(const char *bytes, size_t length);

/* Appends the folded form of a whole name: words folded, everything that is not a letter or digit between them one `join`
 * character, none at the ends ("Asia-Pacific  Economic Cooperation" -> "asia pacific economic cooperation" with ' ').
 * This is the form of lookups (' ') and of ids ('-'). */
bool rl_fold_name(const char *bytes, size_t length, char join, rl_buffer *ret);

/* The same with ' ', for names that are looked for: one without letters and digits stands for itself. */
bool rl_fold_sought(const char *text, rl_buffer *ret);

#endif
