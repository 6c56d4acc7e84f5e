/* What the writers of JSON share. Both return NULL if there is no memory. */
#ifndef RL_EXPORT_JSON_VALUES_H
#define RL_EXPORT_JSON_VALUES_H

#include <jansson.h>
#include <stdint.h>

/* The number that the other formats write: rounded to the same digits, and without a fraction if it has none. */
json_t *rl_json_number(double value);
/* A whole number; a string if it is too large for readers that keep numbers as doubles. */
json_t *rl_json_whole(uint64_t value);

#endif
