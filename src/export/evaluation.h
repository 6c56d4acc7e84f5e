/* An evaluation as JSON. */
#ifndef RL_EXPORT_EVALUATION_H
#define RL_EXPORT_EVALUATION_H

#include <relata/evaluate.h>

#include "base/error.h"

relata_status rl_evaluation_write_json(const relata_evaluation *evaluation, relata_write_fn write, void *user,
                                       relata_error *err);

#endif
