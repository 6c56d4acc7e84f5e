/* From documents to records: the first half of building a network, and of adding to one. */
#ifndef RL_PIPELINE_COLLECT_H
#define RL_PIPELINE_COLLECT_H

#include "base/hash.h"
#include "input/reader.h"
#include "pipeline/judging.h"
#include "pipeline/period.h"

/* A document, once it was looked at. */
typedef struct rl_collected {
    rl_record *record;
    char *title;
    char *source;
    rl_buffer text; /* compressed; empty unless texts are kept */
    size_t length;  /* of the text */
    bool known;     /* the record is one of those that were known, and borrowed; no text is kept */
} rl_collected;

/* Documents that need not be looked at again if they are as they were. */
typedef struct rl_known {
    rl_string_map ids;
    rl_record **records; /* by id */
    const char *const *titles; /* by id; "" if it has none */
} rl_known;

typedef struct rl_collecting {
    const rl_engine *engine;
    const relata_build_options *options;
    const rl_judging *judging;
    const rl_known *known; /* or NULL */
    bool keep_texts;
    /* Where documents come from, if not from a reader. */
    relata_status (*next)(void *next_user, relata_document *ret_document, relata_error *err);
    void *next_user;
    /* Called for each document, in their order, from the calling thread. It may take the text. NULL: nothing. */
    relata_status (*receive)(void *user, rl_collected *collected, relata_error *err);
    void *user;
    /* what came of it */
    rl_collected **items;
    size_t count;
    size_t capacity;
    size_t twins;   /* documents that were dropped because another text has their id */
    size_t outside; /* documents that were not looked at because of their date … */
    size_t undated; /* … or because it is not known */
    /* its own */
    rl_window window;
    rl_period period;
} rl_collecting;

/* Looks at all documents of `reader` (NULL if there is `next`), with everything above the last fields filled in. Afterwards
 * the items are in the order of their ids, each id once: of several texts the one with the smallest SHA-256 stays.
 * Freed by rl_collecting_free, also after a failure. */
relata_status rl_collect(rl_collecting *collecting, rl_reader *reader, relata_error *err);
void rl_collecting_free(rl_collecting *collecting);

/* Says that one of two texts under an id was dropped. */
void rl_collect_report_twin(const relata_build_options *options, const char *id);

/* The order of ids, then of texts, then of dates. */
int rl_record_compare(const rl_record *a, const rl_record *b);

#endif
