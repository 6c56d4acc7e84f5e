/* Words of command lines, in messages that say what to run. */
#ifndef RL_BASE_SHELL_H
#define RL_BASE_SHELL_H

#include "base/memory.h"

/* Appends a word so that a shell reads it as it is: in quotation marks where it needs them. */
bool rl_shell_word(const char *word, rl_buffer *ret);

#endif
