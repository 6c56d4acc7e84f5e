/* How many slips of the pen lie between two strings. */
#ifndef RL_TEXT_DISTANCE_H
#define RL_TEXT_DISTANCE_H

#include <stddef.h>
#include <stdint.h>

/* Longer strings are not compared. */
enum { RL_DISTANCE_LENGTH = 128 };

/* The least number of characters to add, drop, change or swap with their neighbour that make one string the other, or
 * limit + 1 if it is more than `limit`. Both have at most RL_DISTANCE_LENGTH characters. */
size_t rl_distance(const uint32_t *a, size_t a_length, const uint32_t *b, size_t b_length, size_t limit);

#endif
