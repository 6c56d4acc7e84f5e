/* Words in small letters that a scan has met before, and the classes that the lexicon gives them. Internal to gazetteer/.
 *
 * Three of four words of a text are such words, and most of them the same few hundred. What the index says of them is
 * always the same, as long as no longer name begins with them. */
#ifndef RL_GAZETTEER_SMALL_H
#define RL_GAZETTEER_SMALL_H

#include "gazetteer/internal.h"

enum { RL_SMALL_WORDS = 4096, RL_SMALL_WORD_LONGEST = 15 };

typedef struct rl_small_word {
    uint64_t hash;
    rl_classes classes;
    char folded[RL_SMALL_WORD_LONGEST];
    uint8_t length; /* 0: empty */
    bool begins;    /* longer names begin with it */
    bool is_name;   /* it is a name by itself: the index must be asked each time */
} rl_small_word;

typedef struct rl_small_words {
    const rl_gazetteer *gazetteer; /* that they are of */
    rl_small_word items[RL_SMALL_WORDS];
} rl_small_words;

/* Where a word is remembered, or would be; NULL if it is none of these. */
rl_small_word *rl_small_word_at(rl_small_words *words, const rl_token *token);

/* Is it this one? */
bool rl_small_word_is(const rl_small_word *word, const rl_text *text, const rl_token *token);

/* Remembers a word. */
void rl_small_word_set(rl_small_word *word, const rl_text *text, const rl_token *token);

#endif
