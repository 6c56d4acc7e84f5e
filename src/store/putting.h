/* A network on its way into the tables of a store. Internal to store/. */
#ifndef RL_STORE_PUTTING_H
#define RL_STORE_PUTTING_H

#include "store/names.h"
#include "store/network.h"
#include "store/numbers.h"
#include "store/sync.h"

typedef struct rl_putting {
    rl_store *store;
    const rl_network *network;
    const rl_network *ties; /* its nodes are those of the network, and countries that are named by demonyms only */
    const rl_incidence *incidence;
    rl_numbering entities;  /* by id */
    rl_numbering documents; /* by id */
    int64_t *document_of;   /* by document of the incidence */
    int64_t *number_of;     /* by node of the network */
    uint32_t *by_number;    /* nodes of `ties`, sorted by their numbers */
    int64_t *tie_number_of; /* by node of `ties` */
    rl_store_names names;   /* while that table is put */
    rl_parts parts; /* of the table that is put */
    rl_sync *sync;  /* NULL while its rows are added up */
    relata_error *err;
} rl_putting;

/* Hands all rows of a table to rl_put_row. Called twice: first they are added up, in any order; then, if something differs, they
 * come in the order of their key. */
typedef relata_status (*rows_fn)(rl_putting *p);
relata_status rl_put_row(rl_putting *p, const rl_value *values);

/* The number of a document that is in the store, 0 if it is not. */
int64_t rl_put_document_number(const rl_putting *p, const char *id);

/* The rows of these tables. */
relata_status rl_put_edge_rows(rl_putting *p);
relata_status rl_put_evidence_rows(rl_putting *p);
relata_status rl_put_relation_rows(rl_putting *p);
relata_status rl_put_statement_rows(rl_putting *p);

#endif
