/* An evaluation for readers. */
#ifndef RL_CLI_EVALUATE_PRINT_H
#define RL_CLI_EVALUATE_PRINT_H

#include "cli/stream.h"

#include <relata/evaluate.h>

void cli_evaluation_print(const relata_evaluation *evaluation, cli_stream *stream);

/* The commonest mistakes of each kind, as many as the evaluation describes. */
void cli_mistakes_print(const relata_evaluation *evaluation, cli_stream *stream);

#endif
