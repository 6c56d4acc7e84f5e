/* Evaluation: GOLD against FOUND, or against what the engine finds in GOLD's texts. */
#ifndef RL_PIPELINE_EVALUATE_H
#define RL_PIPELINE_EVALUATE_H

#include "pipeline/engine.h"

#include <relata/evaluate.h>

relata_status rl_evaluate(const rl_engine *engine, const char *gold, const char *found,
                          const relata_evaluate_options *options, relata_evaluation **ret_evaluation,
                          relata_error *err);

#endif
