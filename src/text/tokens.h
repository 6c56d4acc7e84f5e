/* Splitting text into tokens. Internal to text/. */
#ifndef RL_TEXT_TOKENS_H
#define RL_TEXT_TOKENS_H

#include "text/text.h"

typedef enum rl_split {
    RL_SPLIT_TEXT,
    RL_SPLIT_NAME,    /* a full stop right after a word belongs to it */
    RL_SPLIT_NAME_CUT /* … and words that might be glued together are cut, whatever the rules say */
} rl_split;

/* Appends the tokens of valid UTF-8 to the worker's tokens. */
bool rl_tokens_split(rl_text_worker *worker, const rl_text_rules *rules, const char *bytes, size_t length,
                     rl_split split);

#endif
