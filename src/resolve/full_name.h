/* A person's full name in parts, and how two of them differ. Internal to resolve/. */
#ifndef RL_RESOLVE_FULL_NAME_H
#define RL_RESOLVE_FULL_NAME_H

#include "resolve/variants.h"

enum { RL_FULL_WORDS = 6, RL_FULL_BYTES = 120 };

typedef struct rl_full_word {
    uint8_t start;
    uint8_t length;
    bool initial; /* one letter that stands for a name */
    bool joined;  /* by a hyphen to another one: both are one name ("Jean-Pierre", but not "al-Zahar") */
} rl_full_word;

/* "Kennedy, John F., Jr.": john, f, kennedy; jr. */
typedef struct rl_full_name {
    char bytes[RL_FULL_BYTES]; /* folded */
    rl_full_word words[RL_FULL_WORDS];
    size_t count;
    rl_full_word suffix; /* of length 0 if there is none */
} rl_full_name;

/* How two names that one person may go by differ: the greatest of their differences. */
typedef enum rl_difference {
    RL_DIFFER_NOT = 0,
    RL_DIFFER_SUFFIX,          /* one has "Jr." */
    RL_DIFFER_ORDER,           /* of the words */
    RL_DIFFER_TRANSLITERATION, /* some word is written in another way */
    RL_DIFFER_MIDDLE_INITIAL,  /* "John F. Kennedy", "John Fitzgerald Kennedy" */
    RL_DIFFER_MIDDLE,          /* one lacks a name in the middle */
    RL_DIFFER_INITIAL,         /* "J. Kennedy" */
    RL_DIFFER_NICKNAME,
    RL_DIFFER_UNLIKE,  /* nothing says that they are one person, nothing that they are two */
    RL_DIFFER_CONFLICT /* one family name, but two people */
} rl_difference;

/* `text` is as written. False if it has one word, or too many or too long ones. */
bool rl_full_name_read(const rl_variants *variants, const char *text, rl_buffer *scratch, rl_full_name *ret);

/* *ret_less: 0 if neither name says less than the other, else which of them (1 or 2) does. */
rl_difference rl_full_names_differ(const rl_variants *variants, const rl_full_name *a, const rl_full_name *b,
                                   unsigned *ret_less);

static inline const char *rl_full_word_at(const rl_full_name *name, const rl_full_word *word)
{
    return name->bytes + word->start;
}

#endif
