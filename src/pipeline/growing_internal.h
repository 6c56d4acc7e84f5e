/* A store that is being changed. Shared by growing.c and merging.c. */
#ifndef RL_PIPELINE_GROWING_INTERNAL_H
#define RL_PIPELINE_GROWING_INTERNAL_H

#include "pipeline/growing.h"
#include "pipeline/making.h"
#include "pipeline/stocks.h"

typedef struct rl_growing {
    const rl_engine *engine;
    relata_build_options options; /* with the store's settings */
    rl_arena arena;               /* of these */
    rl_archive *archive;
    rl_judging judging;
    rl_judgements before; /* those that the store had, if some were forgotten */
    rl_stocks stocks;
    rl_collecting added;
    rl_collecting again;
    size_t next_again; /* in stocks */
    rl_buffer text;    /* of the document that is looked at again */
    rl_record **records; /* of all, afterwards */
    size_t record_count;
    rl_making making;
    relata_store_changes changes;
} rl_growing;

void rl_growing_free(rl_growing *g);

/* Looks again at the documents in which judgements may have changed something. */
relata_status rl_growing_look_again(rl_growing *g, const relata_store_change *change, relata_error *err);

/* Brings the tables up to date and ends the transaction, now, or when the network is saved if it is `returned`. */
relata_status rl_growing_finish(rl_growing *g, bool with_tables, bool returned, rl_network **network, relata_error *err);

/* `change` may be NULL. */
relata_status rl_growing_sum_up(const rl_growing *g, const relata_store_change *change, rl_network *network,
                                relata_summary *ret_summary, relata_error *err);

#endif
