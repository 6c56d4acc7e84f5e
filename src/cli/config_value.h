/* One value of relata.toml. */
#ifndef RL_CLI_CONFIG_VALUE_H
#define RL_CLI_CONFIG_VALUE_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct cli_config_fault {
    size_t at;           /* bytes from the beginning of the value */
    const char *message; /* static */
} cli_config_fault;

/* Reads a value, behind which there may be a comment. A new reference, or NULL with a fault; a NULL whose message is NULL
 * too is for want of memory. `ret_length` is that of the value itself. */
json_t *cli_config_value_read(const char *text, size_t *ret_length, cli_config_fault *ret_fault);

#endif
