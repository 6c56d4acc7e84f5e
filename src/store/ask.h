/* Questions to a store, in pieces: what a name means, the edges of an entity, the sentences of two. Who asks them in which order is
 * the business of pipeline/. */
#ifndef RL_STORE_ASK_H
#define RL_STORE_ASK_H

#include <relata/queries.h>

#include "store/store.h"

#include <stdint.h>

typedef struct rl_asker rl_asker;

/* Opens the store at `path` to read. Owned: rl_asker_free, which takes NULL. */
relata_status rl_asker_open(const char *path, rl_asker **ret_asker, relata_error *err);
void rl_asker_free(rl_asker *asker);

/* What replies are made in; cleared by whoever begins a new one. */
rl_arena *rl_asker_arena(rl_asker *asker);

/* What the name means, and the entity's number in the store; 0 if nothing has it. Not between begin and end. */
relata_status rl_ask_name(rl_asker *asker, const char *name, const char *type, relata_meaning *ret_meaning,
                          int64_t *ret_number, relata_error *err);

/* Between the two, everything is read from the store as it was at one moment. */
relata_status rl_ask_begin(rl_asker *asker, relata_error *err);
relata_status rl_ask_end(rl_asker *asker, relata_error *err);

/* Days that documents are taken from, and what else neighbours must be; NULL for no bound. */
typedef struct rl_ask_bounds {
    const char *since;
    const char *until;
    const char *type;
    size_t most; /* 0: all */
} rl_ask_bounds;

/* ---- pairs: ask_pairs.c ---- */

/* Neighbours of an entity, heaviest first, with their best sentences and relations. */
relata_status rl_ask_neighbours(rl_asker *asker, int64_t number, const rl_ask_bounds *bounds, relata_reply *reply,
                                relata_error *err);

/* An edge between entities as nodes, which are numbered from 0 in the order of their ids. */
typedef struct rl_ask_edge {
    uint32_t a;
    uint32_t b;
    double weight;
} rl_ask_edge;

typedef struct rl_ask_graph {
    int64_t *numbers; /* of the entities, by node */
    size_t node_count;
    rl_ask_edge *edges;
    size_t edge_count;
} rl_ask_graph;

/* All edges whose weight, the column of this name, is above zero. The order of nodes and edges does not depend on the store's
 * numbers. Freed by rl_ask_graph_free, also after a failure. */
relata_status rl_ask_edges(rl_asker *asker, const char *weight, rl_ask_graph *ret, relata_error *err);
void rl_ask_graph_free(rl_ask_graph *graph);

/* Fills the step from one entity to its neighbour, but for the weight. */
relata_status rl_ask_step(rl_asker *asker, int64_t from, int64_t to, relata_step *ret_step, relata_error *err);

/* The relations between two entities, with so many quotes each. */
relata_status rl_ask_links(rl_asker *asker, int64_t one, int64_t other, const rl_ask_bounds *bounds, size_t quotes,
                           const relata_link **ret_links, size_t *ret_count, relata_error *err);

/* ---- texts: ask_texts.c ---- */

/* Sentences that name both. */
relata_status rl_ask_quotes(rl_asker *asker, int64_t one, int64_t other, const rl_ask_bounds *bounds,
                            relata_reply *reply, relata_error *err);

relata_status rl_ask_documents(rl_asker *asker, int64_t number, const rl_ask_bounds *bounds, relata_reply *reply,
                               relata_error *err);

/* Mentions and documents of each date: `period` is the date as documents have it, NULL for none, which comes first. In the order of
 * dates. */
relata_status rl_ask_days(rl_asker *asker, int64_t number, const relata_count **ret_days, size_t *ret_count,
                          relata_error *err);

#endif
