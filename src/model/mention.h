/* A decided mention, and a document's entities after the mentions of one entity were brought together. */
#ifndef RL_MODEL_MENTION_H
#define RL_MODEL_MENTION_H

#include "base/hash.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct rl_mention {
    uint32_t first; /* tokens */
    uint32_t last;  /* exclusive */
    uint32_t type;  /* index into rl_types */
    uint32_t entry; /* the gazetteer entry it means, or RL_NONE */
    uint32_t entity; /* index into the document's entities, filled by the resolve stage */
    const char *source; /* the gazetteer file or pattern that found it; borrowed from the engine */
    float score;
    bool family_only; /* its listed meaning rests on a family name alone */
    bool repeated;    /* said again: it does not count */
    uint8_t reason;   /* rl_reason, filled by the resolve stage: why it names its entity */
    bool shared;      /* several entries have the name, none as its own: what it means here may not hold elsewhere */
} rl_mention;

#endif
