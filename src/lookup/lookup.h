/* The lookup stage: opens a network that was written as JSON and says who a name is, with whom, and where it says so.
 *
 * The answers are the structs of the public interface; their strings belong to the index. An index may be used by one
 * thread at a time. */
#ifndef RL_LOOKUP_LOOKUP_H
#define RL_LOOKUP_LOOKUP_H

#include <relata/lookup.h>

#include "base/error.h"
#include "model/network.h"

typedef struct rl_index rl_index;

/* Opens the file at `path`, or graph.json in the folder at `path`. RELATA_ERROR_IO if it cannot be read,
 * RELATA_ERROR_LIMIT if it has 2 GiB or more, RELATA_ERROR_FORMAT if it is no JSON (with line and column) or not a
 * network of ours (with the number of the node or edge). Cost: linear in the file's size; while it opens, six times the
 * file's size in memory. Owned: rl_index_free, which takes NULL. */
relata_status rl_index_open(const char *path, rl_index **ret_index, relata_error *err);
void rl_index_free(rl_index *index);

/* The same of a network in memory, which must outlive the index. Its answers have no neighbours. */
relata_status rl_index_of_network(const rl_network *network, rl_index **ret_index, relata_error *err);

/* Finds what `name` means: the entities that have it as label, alias or id; if there are none, people whose label
 * begins or ends with this one word; if there are none, nothing but suggestions, the labels of up to five entities with
 * names near to this one. Names are compared as rl_fold_name folds them. The answer is borrowed until the next call
 * with this index. After a failure the index is still good. */
relata_status rl_index_find(rl_index *index, const char *name, const relata_answer **ret_answer, relata_error *err);

/* Writes any answer as one line of JSON. */
relata_status rl_answer_write_json(const relata_answer *answer, relata_write_fn write, void *user, relata_error *err);

#endif
