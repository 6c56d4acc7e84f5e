/* Ids that were seen. */
#ifndef RL_CLI_ID_SET_H
#define RL_CLI_ID_SET_H

#include <stdbool.h>
#include <stddef.h>

/* A zeroed set is an empty one. */
typedef struct cli_id_set {
    char **ids;   /* owned; NULL where a slot is empty */
    size_t slots; /* a power of two, or 0 */
    size_t count;
} cli_id_set;

bool cli_id_set_add(cli_id_set *set, const char *id); /* false: no memory */
void cli_id_set_free(cli_id_set *set);

#endif
