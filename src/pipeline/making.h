/* From the records of all documents to the network that is written: the second half of building. */
#ifndef RL_PIPELINE_MAKING_H
#define RL_PIPELINE_MAKING_H

#include "graph/prune.h"
#include "pipeline/archive.h"
#include "pipeline/condense.h"

typedef struct rl_making {
    const rl_engine *engine;
    const relata_build_options *options;
    rl_judging *judging;
    rl_archive *archive; /* a store whose tables are to say what the network says; NULL for none */
    rl_record **records; /* in the order of their ids; changed */
    size_t count;
    bool only_store; /* the network is not measured, and not returned */
    /* what came of it */
    rl_condensed condensed; /* freed by rl_condensed_free, also after a failure */
    rl_left_out left_out;
} rl_making;

/* `*ret_network` is owned: rl_network_free. */
relata_status rl_network_make(rl_making *making, rl_network **ret_network, relata_error *err);

#endif
