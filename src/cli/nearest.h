/* The nearest word to one that is misspelt. */
#ifndef RL_CLI_NEAREST_H
#define RL_CLI_NEAREST_H

#include <stddef.h>

/* A search: words are offered one by one, and the first of the nearest is kept. Begin with {.typed = word}. */
typedef struct cli_nearest {
    const char *typed;
    const char *word; /* the nearest so far, NULL if none is near; borrowed from the offer */
    size_t cost;
} cli_nearest;

void cli_nearest_offer(cli_nearest *nearest, const char *word);

#endif
