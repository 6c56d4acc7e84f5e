/* Numbers as JSON. Internal to export/. */
#ifndef RL_EXPORT_JSON_VALUES_H
#define RL_EXPORT_JSON_VALUES_H

#include <jansson.h>
#include <stdint.h>

/* New; NULL if there is no memory. In json.c. */
json_t *rl_json_number(double value);
json_t *rl_json_whole(uint64_t value); /* a string where other programs would lose digits */

#endif
