/* Comparing without regard to case, ASCII letters only: what the C library offers follows the locale. */
#ifndef RL_BASE_ASCII_H
#define RL_BASE_ASCII_H

#include <stdbool.h>
#include <stddef.h>

bool rl_ascii_same(const char *a, const char *b);
bool rl_ascii_same_bytes(const char *a, const char *b, size_t length);

/* The first place of `word` in `text`, or NULL. */
const char *rl_ascii_find(const char *text, const char *word);

#endif
