/* Where sentences begin, for counting edges: by a rule so plain that everybody can count the same way. */
#ifndef RL_EVALUATE_SENTENCES_H
#define RL_EVALUATE_SENTENCES_H

#include "evaluate/spans.h"

/* The first characters of all sentences but the first, text after text. Zeroed: empty. */
typedef struct rl_cuts {
    uint32_t *at;
    size_t count;
    size_t capacity;
    size_t *first; /* by text, and one more: where its cuts begin in `at` */
} rl_cuts;

/* False if there is no memory. */
bool rl_cuts_find(const rl_marked_text *texts, size_t count, rl_cuts *ret_cuts);
void rl_cuts_free(rl_cuts *cuts);

/* The sentence of the text, from 0, that the character stands in. */
uint32_t rl_cuts_sentence(const rl_cuts *cuts, size_t text, uint32_t character);

#endif
