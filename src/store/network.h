/* The network of a store: tables that say what is true of all its documents together. */
#ifndef RL_STORE_NETWORK_H
#define RL_STORE_NETWORK_H

#include "model/incidence.h"
#include "model/network.h"
#include "store/store.h"

/* Makes the derived tables say what this network says, as it was assembled: nothing left out of it, its weight the count. All
 * documents of `incidence` and of the network's copies are in the store. */
relata_status rl_store_put_network(rl_store *store, const rl_network *network, const rl_incidence *incidence,
                                   relata_error *err);

/* Lets the next network be compared with all rows, whatever the store knows of them. */
relata_status rl_store_forget_parts(rl_store *store, relata_error *err);

#endif
