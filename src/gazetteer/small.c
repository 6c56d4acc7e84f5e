/* The words are compared byte by byte, so that two of one hash are not taken for each other: what is found must not
 * depend on which was read first. */
#include "gazetteer/small.h"

#include <string.h>

rl_small_word *rl_small_word_at(rl_small_words *words, const rl_token *token)
{
    bool small = token->shape == RL_SHAPE_LOWER && token->fold_length > 0 && token->fold_length <= RL_SMALL_WORD_LONGEST;
    return small ? &words->items[token->hash % RL_SMALL_WORDS] : NULL;
}

bool rl_small_word_is(const rl_small_word *word, const rl_text *text, const rl_token *token)
{
    return word->hash == token->hash && word->length == token->fold_length &&
           memcmp(word->folded, text->folded + token->fold, token->fold_length) == 0;
}

void rl_small_word_set(rl_small_word *word, const rl_text *text, const rl_token *token)
{
    *word = (rl_small_word){.hash = token->hash, .length = (uint8_t)token->fold_length};
    memcpy(word->folded, text->folded + token->fold, token->fold_length);
}
