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
    const rl_record *const *records;
    size_t record_count;
    rl_listed_person *people; /* those who may be meant, once they were asked for */
    size_t people_count;
    size_t people_capacity;
    bool has_people;
    uint64_t *words; /* bits by the keys of words in names that no list has */
    rl_name_lists lists; /* borrows this struct */
    relata_error error;  /* what failed while they were asked */
} rl_listed;

/* Freed by rl_listed_free. */
void rl_listed_init(rl_listed *listed, const rl_engine *engine, const rl_record *const *records, size_t count);
void rl_listed_free(rl_listed *listed);

#endif
