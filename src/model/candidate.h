/* Candidate names: what the gazetteer and pattern stages find, and what the recognise stage decides among. */
#ifndef RL_MODEL_CANDIDATE_H
#define RL_MODEL_CANDIDATE_H

#include "model/lexicon.h"

#include <stdbool.h>
#include <stdint.h>

/* How a name stands in its list entry. */
typedef enum rl_name_kind {
    RL_NAME_LABEL = 0, /* the entry's name */
    RL_NAME_ALIAS,     /* enough alone */
    RL_NAME_WEAK,      /* can mean it; needs other evidence */
    RL_NAME_FAMILY,    /* a person's family name alone */
    RL_NAME_DEMONYM,   /* Canadian: evidence, never a mention */
    RL_NAME_LEXICON    /* a phrase of the lexicon, such as "prime minister" */
} rl_name_kind;

/* One meaning of one stretch of tokens in the gazetteer. Hits are sorted by first token, then longest first. */
typedef struct rl_hit {
    uint32_t first; /* tokens */
    uint32_t last;  /* exclusive */
    uint32_t entry; /* index into the gazetteer's entries; RL_NONE for lexicon phrases */
    uint8_t kind;   /* rl_name_kind */
    rl_classes classes; /* of a lexicon phrase */
} rl_hit;

/* What a pattern found. */
typedef struct rl_pattern_hit {
    uint32_t first; /* tokens */
    uint32_t last;  /* exclusive */
    uint32_t type;  /* index into rl_types */
    uint32_t pattern; /* index into the pattern set */
    float weight;     /* how much the pattern speaks for the type */
    uint32_t partner; /* for acronym definitions: index of the other hit in the same array; else RL_NONE */
} rl_pattern_hit;

#endif
