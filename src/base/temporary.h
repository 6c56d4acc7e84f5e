/* Files on their way to their place, that outlive no run for long: a run that is killed cannot remove its own, so the next one
 * that writes to the place does.
 *
 * Beside the file lies a claim, an empty file that the run keeps locked. Locks end with those who hold them, however they
 * end; so whoever gets the lock of a claim knows that nobody needs its files any more. */
#ifndef RL_BASE_TEMPORARY_H
#define RL_BASE_TEMPORARY_H

#include "base/error.h"

#include <stdbool.h>

typedef struct rl_temporary {
    char *path;     /* of the file, which is not made; NULL if there is none */
    char *claim;    /* its path */
    int descriptor; /* of the claim; -1 if locks are not known here */
} rl_temporary;

/* A new name beside `place`, after what dead runs left there was removed. Owned: rl_temporary_free. */
relata_status rl_temporary_new(const char *place, rl_temporary *ret, relata_error *err);

/* Renames the file to `place`, unless there is something: *ret_placed is false then. */
relata_status rl_temporary_put(rl_temporary *temporary, const char *place, bool *ret_placed, relata_error *err);

/* Removes the file, if it is still there, with what SQLite put beside it. A zeroed one is fine. */
void rl_temporary_free(rl_temporary *temporary);

#endif
