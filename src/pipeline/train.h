/* Learning weights from annotated documents. */
#ifndef RL_PIPELINE_TRAIN_H
#define RL_PIPELINE_TRAIN_H

#include "pipeline/engine.h"

#include <relata/train.h>

/* As relata_train. */
relata_status rl_train(const rl_engine *engine, const char *const *paths, size_t count,
                       const relata_train_options *options, const char *output, relata_train_report *ret_report,
                       relata_error *err);

#endif
