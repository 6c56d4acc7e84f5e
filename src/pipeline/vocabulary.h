/* Types, entries and kinds of relations: the numbers of this run and the terms of a store. */
#ifndef RL_PIPELINE_VOCABULARY_H
#define RL_PIPELINE_VOCABULARY_H

#include "pipeline/engine.h"
#include "store/terms.h"

typedef struct rl_vocabulary {
    const rl_engine *engine;
    rl_term_table table;
    uint32_t *numbers; /* by term: the number in this run */
    size_t known;      /* of these so many are looked up */
    rl_string_map relations; /* names of kinds, numbered as in the engine */
    rl_string_map terms;     /* kind and number of the run … */
    uint32_t *term_of;       /* … and the term that they are */
    size_t term_capacity;
} rl_vocabulary;

/* Of an empty table. Freed by rl_vocabulary_free, also after a failure. */
relata_status rl_vocabulary_init(rl_vocabulary *vocabulary, const rl_engine *engine, relata_error *err);
void rl_vocabulary_free(rl_vocabulary *vocabulary);

/* Once the table was loaded: finds what its terms are in this run. Terms that the engine does not know stay unknown: records
 * that need them cannot be read. */
relata_status rl_vocabulary_look_up(rl_vocabulary *vocabulary, relata_error *err);

/* Borrowed from the vocabulary, and for one thread. */
rl_terms rl_vocabulary_to_store(rl_vocabulary *vocabulary);
rl_terms rl_vocabulary_from_store(rl_vocabulary *vocabulary);

#endif
