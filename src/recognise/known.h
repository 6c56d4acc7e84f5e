/* Words that were seen before, with all that is known of them. Internal to recognise/. */
#ifndef RL_RECOGNISE_KNOWN_H
#define RL_RECOGNISE_KNOWN_H

#include "recognise/internal.h"

enum { RL_KNOWN_BEGIN = 0, RL_KNOWN_END = 1 }; /* what stands beyond the sentence */

/* Before the words of a document. False if there is no memory. */
bool rl_known_begin(rl_recogniser *r);

/* The number of a token's word in r->rows.words; RL_NONE if there is no memory. */
uint32_t rl_known_number(rl_recogniser *r, const rl_token *token);

/* Looks up the rows of a word in a span, or beside one. `token` is one of that word. */
void rl_known_fill_inside(const rl_recogniser *r, const rl_token *token, rl_known_word *word);
void rl_known_fill_beside(const rl_recogniser *r, const rl_token *token, rl_known_word *word);

#endif
