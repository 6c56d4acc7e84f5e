/* First the copies, then the lines of what is left: a line in ten copies of one article stands in one document. Copies are
 * found even where they are kept, because lines of theirs are no more furniture for it. */
#include "pipeline/condense.h"

#include "repeat/copies.h"
#include "repeat/recurring.h"

#include <stdlib.h>

/* Takes copies off the list, or forgets that they are some. */
static void choose(bool keep_copies, size_t count, rl_record **records, rl_condensed *c)
{
    for (size_t r = 0; r < count; r++) {
        if (keep_copies)
            c->copy_of[r] = RL_NONE;
        if (c->copy_of[r] == RL_NONE)
            records[c->count++] = records[r];
    }
    c->copies = count - c->count;
}

relata_status rl_condense(rl_record *const *records, size_t count, bool keep_copies, bool keep_furniture,
                          rl_condensed *ret_condensed, relata_error *err)
{
    rl_condensed *c = ret_condensed;
    *c = (rl_condensed){.records = malloc((count + 1) * sizeof *c->records),
                        .copy_of = malloc((count + 1) * sizeof *c->copy_of)};
    if (c->records == NULL || c->copy_of == NULL)
        return rl_error_memory(err);
    for (size_t r = 0; r < count; r++)
        c->records[r] = records[r];
    relata_status status = rl_copies_find((const rl_record *const *)records, count, c->copy_of, err);
    if (status == RELATA_OK && keep_copies && !keep_furniture)
        status = rl_recurring_leave(c->records, count, c->copy_of, &c->lines, err);
    if (status != RELATA_OK)
        return status;
    choose(keep_copies, count, c->records, c);
    if (!keep_copies && !keep_furniture)
        status = rl_recurring_leave(c->records, c->count, NULL, &c->lines, err);
    return status;
}

void rl_condensed_free(rl_condensed *condensed)
{
    free(condensed->records);
    free(condensed->copy_of);
    *condensed = (rl_condensed){0};
}
