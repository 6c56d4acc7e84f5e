/* A stretch of days that documents are taken from. */
#ifndef RL_PIPELINE_PERIOD_H
#define RL_PIPELINE_PERIOD_H

#include "base/error.h"

#include <stdbool.h>

/* ISO dates, perhaps without day or month, both included; NULL: no bound. */
typedef struct rl_period {
    const char *since;
    const char *until;
} rl_period;

/* Fails if a bound is no such date, or if nothing can lie between the two. */
relata_status rl_period_check(const rl_period *period, relata_error *err);

/* Is there a bound? */
bool rl_period_is_given(const rl_period *period);

/* `date` is as rl_job has it, not "". */
bool rl_period_holds(const rl_period *period, const char *date);

#endif
