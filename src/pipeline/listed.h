/* What the lists say of names that texts do not have: for rl_corpus_resolve. */
#ifndef RL_PIPELINE_LISTED_H
#define RL_PIPELINE_LISTED_H

#include "model/record.h"
#include "pipeline/engine.h"
#include "resolve/corpus.h"
#include "text/text.h"

typedef struct rl_listed {
    const rl_engine *engine;
    rl_text_worker worker;
    rl_hits hits;
    rl_buffer word;
    rl_name_lists lists; /* borrows this struct */
} rl_listed;

/* Reads the entries of lists if a record names people whom no list has: one of them may be a listed person, misspelt.
 * Freed by rl_listed_free in any case. */
relata_status rl_listed_prepare(rl_listed *listed, const rl_engine *engine, const rl_record *const *records, size_t count,
                                relata_error *err);
void rl_listed_free(rl_listed *listed);

#endif
