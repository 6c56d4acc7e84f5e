/* Are two folded names spellings that one person could go by? */
#ifndef RL_RESOLVE_SIMILAR_H
#define RL_RESOLVE_SIMILAR_H

#include <stdbool.h>
#include <stddef.h>

enum { RL_SPELLING_WORDS = 5, RL_SPELLING_LETTERS = 32, RL_SPELLING_LEAST = 4 };

/* Where the words of a folded name begin and end. */
typedef struct rl_spelt_name {
    const char *words[RL_SPELLING_WORDS];
    size_t lengths[RL_SPELLING_WORDS]; /* in bytes */
    size_t count;
} rl_spelt_name;

typedef struct rl_likeness {
    unsigned distance; /* 0 if only the order of the words differs */
    size_t word;       /* the one that differs */
} rl_likeness;

/* False if the name has one word, or more than RL_SPELLING_WORDS. */
bool rl_name_split(const char *folded, rl_spelt_name *ret);

/* Two words that differ by a slip of the pen: 1 edit, or 2 in words of more than eight letters; first letters equal.
 * Returns the number of edits, 0 if the words are equal or too far apart, or stand for different people. */
unsigned rl_words_slip(const char *a, size_t a_length, const char *b, size_t b_length);

/* All words equal but one, which is a slip; or two words in the other order. */
bool rl_names_similar(const rl_spelt_name *a, const rl_spelt_name *b, rl_likeness *ret);

#endif
