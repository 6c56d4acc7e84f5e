/* What the text stage must know of the language: which words end in a full stop that ends no sentence, which words
 * begin sentences, which are everyday words, and which phrases are a web page's furniture. Filled from the data files
 * before the first document, then read-only. */
#ifndef RL_TEXT_RULES_H
#define RL_TEXT_RULES_H

#include "base/error.h"
#include "base/hash.h"

/* A furniture phrase: hashes of its folded tokens; 0 stands for any number, or none. */
typedef struct rl_phrase {
    uint64_t *hashes;
    size_t count;
    bool capitalised; /* it begins with a capital, so the text must too */
} rl_phrase;

enum { RL_PHRASE_SMALL = 1u << 0, RL_PHRASE_CAPITAL = 1u << 1 }; /* begins with a word in small letters, with another */

typedef struct rl_text_rules {
    rl_string_map abbreviations; /* folded, without the full stop */
    rl_string_map starters;      /* folded words that follow a full stop: the, he, in, … */
    rl_string_map words;         /* folded everyday words, where glued words are cut */
    rl_phrase *phrases;          /* sorted by first hash */
    size_t phrase_count;
    size_t phrase_capacity;
    uint8_t first_words[4096]; /* by the first word's hash, RL_PHRASE_ flags: most words of a text begin no phrase */
} rl_text_rules;

bool rl_text_rules_add_abbreviation(rl_text_rules *rules, const char *folded, size_t length);
bool rl_text_rules_add_starter(rl_text_rules *rules, const char *folded, size_t length);
bool rl_text_rules_add_word(rl_text_rules *rules, const char *folded, size_t length);

/* Reads the phrases of a .furniture file: one a line, `#` alone stands for a number that may be missing, lines that
 * begin with "# " are comments. Call after the words are known, rl_text_rules_seal after the last. */
relata_status rl_text_rules_read_furniture(rl_text_rules *rules, const char *path, relata_error *err);
void rl_text_rules_seal(rl_text_rules *rules);
void rl_text_rules_free(rl_text_rules *rules);

/* False if no furniture phrase begins with the word of this hash, which is all in small letters or is not; true if one
 * may. */
static inline bool rl_text_rules_may_begin(const rl_text_rules *rules, uint64_t hash, bool is_small)
{
    return (rules->first_words[hash >> 52] & (is_small ? RL_PHRASE_SMALL : RL_PHRASE_CAPITAL)) != 0;
}

#endif
