/* The load stage: a network that was written as JSON, back as the struct that it was written from. */
#ifndef RL_LOAD_LOAD_H
#define RL_LOAD_LOAD_H

#include "base/error.h"
#include "model/network.h"

/* Opens graph.json and, if it is there, relations.json in the folder at `path`; or the file at `path`, with the
 * relations.json beside it if its name is graph.json. RELATA_ERROR_IO if a file cannot be read, RELATA_ERROR_LIMIT if it has
 * 16 GiB or more, RELATA_ERROR_FORMAT with line and column if it is no JSON or not a network of ours. Attributes that are
 * not known are passed over. Nodes and edges are in their order, whatever that of the file. Cost: linear in the file's size;
 * beside the network the text of one file is in memory. Owned: rl_network_free. */
relata_status rl_network_load(const char *path, rl_network **ret_network, relata_error *err);

#endif
