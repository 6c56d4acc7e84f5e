/* A typed relation that a sentence states: who does or is what to whom, how sure the sentence is of it, and which words
 * say so. */
#ifndef RL_MODEL_RELATION_H
#define RL_MODEL_RELATION_H

#include <stdbool.h>
#include <stddef.h>
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

/* Where a statement stands in its document: offsets in code points. */
typedef struct rl_statement_place {
    uint32_t start; /* the words that say it */
    uint32_t end;
    uint32_t subject_start;
    uint32_t subject_end;
    uint32_t object_start;
    uint32_t object_end;
} rl_statement_place;

/* A relation once the text is gone. An end without an entity has an entry. */
typedef struct rl_record_relation {
    uint32_t kind;
    uint32_t subject; /* entities of the record, or RL_NONE */
    uint32_t object;
    uint32_t subject_entry;
    uint32_t object_entry;
    rl_modality modality;
    bool past;
    uint32_t sentence; /* from 1 */
    uint32_t line;     /* of the record, if it may recur; else RL_NONE */
    uint32_t text;     /* offset in `strings` */
    rl_statement_place place;
} rl_record_relation;

typedef struct rl_record_relations {
    rl_record_relation *items;
    size_t count;
    char *strings; /* sentences, each ended by a NUL */
} rl_record_relations;

/* What an edge of the network of relations says, beyond what all edges say. */
typedef struct rl_tie {
    const char *relation;
    const char *modality; /* the surest of its statements */
    uint64_t asserted;    /* statements */
    uint64_t reported;
    uint64_t planned;
    uint64_t past; /* of all these, those of what is over */
} rl_tie;

#endif
