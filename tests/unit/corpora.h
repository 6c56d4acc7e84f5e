/* The fixture of tests of corpora: hand-written records, and what became of them. */
#ifndef CORPORA_H
#define CORPORA_H

#include "recording.h"
#include "resolve/corpus.h"

typedef struct fixture {
    records rs;
    rl_types types;
    rl_corpus corpus;
    rl_judgements judgements;
    bool seen[MOST_ITEMS];
    relata_error err;
} fixture;

static inline int set_up(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    if (f == NULL)
        return 1;
    add_types(&f->types);
    *state = f;
    return 0;
}

static inline void forget(fixture *f)
{
    rl_corpus_free(&f->corpus);
    free_records(&f->rs);
}

static inline int tear_down(void **state)
{
    fixture *f = *state;
    forget(f);
    rl_judgements_free(&f->judgements);
    rl_string_map_free(&f->types);
    free(f);
    return 0;
}

/* The corpus's entity of an entity of the document with this id. */
static inline const rl_corpus_entity *of(const fixture *f, const char *document, uint32_t number)
{
    for (size_t r = 0; r < f->rs.count; r++)
        if (strcmp(f->rs.order[r]->strings + f->rs.order[r]->id, document) == 0)
            return &f->corpus.entities[f->corpus.entity_of[f->corpus.first_of[r] + number]];
    fail_msg("no document %s", document);
    return NULL;
}

/* What brought an entity of a document to that of the corpus. */
static inline uint32_t merge_of(const fixture *f, const char *document, uint32_t number)
{
    for (size_t r = 0; r < f->rs.count; r++)
        if (strcmp(f->rs.order[r]->strings + f->rs.order[r]->id, document) == 0)
            return f->corpus.merge_of[f->corpus.first_of[r] + number];
    fail_msg("no document %s", document);
    return RL_NONE;
}

#endif
