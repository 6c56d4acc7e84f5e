/* Documents that repeat another one. */
#ifndef RL_REPEAT_COPIES_H
#define RL_REPEAT_COPIES_H

#include "base/error.h"
#include "model/record.h"

/* For each record the one that it repeats, or RL_NONE. `records` are in the order of their ids. What is repeated is no
 * copy itself: it is the document with the earliest date (none is later than any), then the smallest id, of those that
 * agree. The same records give the same answer. */
relata_status rl_copies_find(const rl_record *const *records, size_t count, uint32_t *ret_copy_of, relata_error *err);

#endif
