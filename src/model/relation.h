/* A typed relation that a sentence states: who does or is what to whom, how sure the sentence is of it, and which words
 * say so. */
#ifndef RL_MODEL_RELATION_H
#define RL_MODEL_RELATION_H

#include <stdbool.h>
#include <stdint.h>

typedef enum rl_modality {
    RL_ASSERTED = 0, /* the text says that it is so */
    RL_REPORTED,     /* the text says that somebody says so */
    RL_PLANNED       /* it is said to be going to happen */
} rl_modality;

/* Subject or object. A country may stand there by its demonym alone ("Canadian police"): then it has an entry, and an
 * entity only if the document names it elsewhere. */
typedef struct rl_relation_end {
    uint32_t entity; /* the document's, or RL_NONE */
    uint32_t entry;  /* the gazetteer's, or RL_NONE */
    uint32_t first;  /* tokens of the text; of another sentence, if this one leaves it out */
    uint32_t last;   /* exclusive */
} rl_relation_end;

typedef struct rl_relation {
    uint32_t kind; /* index into the relations' names */
    rl_modality modality;
    bool past; /* it was so, and is no more: "former" */
    rl_relation_end subject;
    rl_relation_end object;
    uint32_t sentence;
    uint32_t first; /* tokens of the words that say it, both ends included where they stand in the sentence */
    uint32_t last;  /* exclusive */
} rl_relation;

#endif
