/* Marking the furniture of scraped pages. Internal to text/. */
#ifndef RL_TEXT_FURNITURE_H
#define RL_TEXT_FURNITURE_H

#include "text/text.h"

/* Sets RL_TOKEN_FURNITURE on every token of every furniture phrase in the worker's text, and notes their edges. */
bool rl_furniture_mark(rl_text_worker *worker, const rl_text_rules *rules, rl_text *text);

#endif
