/* The records of a store in memory, and what happens to them. Internal to what changes stores. */
#ifndef RL_PIPELINE_STOCKS_H
#define RL_PIPELINE_STOCKS_H

#include "pipeline/archive.h"

/* A document of the store. */
typedef struct rl_stock {
    rl_record *record;
    char *title;  /* "" if it has none */
    char *source; /* the same */
    bool gone;  /* removed, or replaced by a newer text */
    bool again; /* to be looked at again */
} rl_stock;

typedef struct rl_stocks {
    rl_stock *items; /* in the order of their ids */
    size_t count;
    size_t capacity;
    rl_known known; /* their ids, and all else that tells whether a text is new */
    const char **titles;
    rl_arena arena; /* of records, titles and sources */
} rl_stocks;

/* All documents of the store. Freed by rl_stocks_free, also after a failure. */
relata_status rl_stocks_load(rl_stocks *stocks, rl_archive *archive, relata_error *err);
void rl_stocks_free(rl_stocks *stocks);

/* Adds a document. Its record lives in the arena. */
relata_status rl_stocks_add(rl_stocks *stocks, rl_record *record, const rl_stored_document *document, relata_error *err);

/* Makes stocks->known. False if there is no memory. */
bool rl_stocks_know(rl_stocks *stocks);

/* The document with this id, or NULL. After rl_stocks_know. */
rl_stock *rl_stocks_find(const rl_stocks *stocks, const char *id);

/* Marks the documents whose entities may be others with these judgements. False if there is no memory. */
bool rl_stocks_doubt(rl_stocks *stocks, const rl_judgements *judgements, size_t *ret_count);

#endif
