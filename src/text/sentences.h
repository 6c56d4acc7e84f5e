/* Cutting tokens into sentences and paragraphs. Internal to text/. */
#ifndef RL_TEXT_SENTENCES_H
#define RL_TEXT_SENTENCES_H

#include "text/text.h"

/* Fills the worker's sentences and the text's view of them, the tokens' sentence numbers and
 * RL_TOKEN_SENTENCE_START. */
bool rl_sentences_split(rl_text_worker *worker, const rl_text_rules *rules, rl_text *text);

#endif
