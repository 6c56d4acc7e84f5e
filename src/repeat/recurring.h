/* Lines that recur in many documents: furniture of the pages that these come from. */
#ifndef RL_REPEAT_RECURRING_H
#define RL_REPEAT_RECURRING_H

#include "base/error.h"
#include "model/record.h"

/* Takes the mentions and pairs of such lines out of the records. Documents with the same words, and copies (`copy_of` as
 * rl_copies_find has it, or NULL), count as one. How many lines that were is in *ret_lines. */
relata_status rl_recurring_leave(rl_record *const *records, size_t count, const uint32_t *copy_of, size_t *ret_lines,
                                 relata_error *err);

/* Takes the lines that are marked out of a record. Entities and forms that stand nowhere else go too. */
relata_status rl_record_leave_lines(rl_record *record, const bool *lines, relata_error *err);

#endif
