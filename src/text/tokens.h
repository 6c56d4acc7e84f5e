/* Splitting text into tokens. Internal to text/. */
#ifndef RL_TEXT_TOKENS_H
#define RL_TEXT_TOKENS_H

#include "text/text.h"

/* Appends the tokens of valid UTF-8 to the worker's tokens. `is_name`: a full stop right after a word belongs to it. */
bool rl_tokens_split(rl_text_worker *worker, const rl_text_rules *rules, const char *bytes, size_t length,
                     bool is_name);

#endif
