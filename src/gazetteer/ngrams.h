/* The index of names: from runs of tokens to what the gazetteers say they can mean. Internal to gazetteer/. */
#ifndef RL_GAZETTEER_NGRAMS_H
#define RL_GAZETTEER_NGRAMS_H

#include "base/memory.h"
#include "model/candidate.h"
#include "model/text.h"

enum {
    RL_NAME_LONGEST = 16,                 /* words in a name */
    RL_NAME_BYTES = 1000,                 /* so that folded names stay below 64 KiB */
    RL_MATCHES_MOST = 2 * RL_NAME_LONGEST /* at one place of a text */
};

/* One meaning of a name. */
typedef struct rl_meaning {
    uint32_t next;  /* of the same name, RL_NONE at the end */
    uint32_t entry; /* RL_NONE for lexicon rows */
    rl_classes classes;
    uint16_t capitals; /* bit k: word k has a capital in the list */
    uint16_t acronyms; /* bit k: word k is all capitals in the list */
    uint8_t kind;      /* rl_name_kind */
} rl_meaning;

/* A run of words that begins a name, or is one. */
typedef struct rl_slot {
    uint64_t key; /* 0: empty */
    rl_classes classes; /* of a single word that the lexicon lists in small letters; the rest is in `meaning` */
    uint32_t meaning; /* the first one, RL_NONE: no more */
    uint32_t words;   /* where the name's folded words stand in the index's text */
    uint16_t length;  /* of them in bytes, with a space between words; 0: no name ends here */
    bool longer;      /* longer names begin with these words */
} rl_slot;

typedef struct rl_slots {
    rl_slot *items;
    size_t count; /* a power of two */
    size_t used;
} rl_slots;

typedef struct rl_ngrams {
    rl_slots small;    /* of names whose first word has no capital */
    rl_slots capitals; /* of the others: only words with a capital are looked up there */
    rl_meaning *meanings;
    size_t meaning_count;
    size_t meaning_capacity;
    rl_buffer words;
    uint64_t symbols; /* a bit for each symbol that a name begins with, by its hash */
} rl_ngrams;

/* Makes room for about so many names without and with a capital at their beginning. False if there is no memory. */
bool rl_ngrams_reserve(rl_ngrams *index, size_t small, size_t capitals);

/* Adds a meaning of the name whose tokens are `text`. False if there is no memory. Names without a word, or of more
 * than RL_NAME_LONGEST words, must not be given. */
bool rl_ngrams_add(rl_ngrams *index, const rl_text *text, const rl_meaning *meaning);

/* The number of words and symbols of a name, hyphens aside: what is compared. 0 if it holds no word. */
size_t rl_ngrams_word_count(const rl_text *text);

typedef struct rl_match {
    rl_classes classes; /* of a single word, whatever its case */
    uint32_t last;      /* tokens, exclusive */
    uint32_t meaning;   /* the first one, or RL_NONE */
    uint16_t capitals;  /* bit k: word k of the text has a capital */
    uint16_t acronyms;
} rl_match;

/* All names that begin at token `first`, shortest first. Returns how many; `ret` has room for RL_MATCHES_MOST. Meanings
 * that have a capital where the text has none may be left out. */
size_t rl_ngrams_match(const rl_ngrams *index, const rl_text *text, size_t first, rl_match *ret);

/* Fetches from memory what a match at `token` will look at first. */
void rl_ngrams_prefetch(const rl_ngrams *index, const rl_token *token);

void rl_ngrams_free(rl_ngrams *index);

#endif
