/* Sorting rows of 32-bit numbers without comparing them. */
#ifndef RL_BASE_SORT_H
#define RL_BASE_SORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Sorts `count` rows of `width` numbers by the first `keys` of them; rows that are alike in these stay in their order. False if there
 * is no memory: then they are as they were. */
bool rl_sort_rows(uint32_t *rows, size_t count, size_t width, size_t keys);

#endif
