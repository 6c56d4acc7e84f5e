/* Showing the answer to a lookup. */
#ifndef RL_CLI_ANSWER_H
#define RL_CLI_ANSWER_H

#include "cli/stream.h"

#include <relata/lookup.h>
#include <relata/relata.h>

/* What of an answer is shown. */
typedef struct cli_answer_shape {
    size_t top;   /* neighbours of each entity */
    bool explain; /* reasons of aliases */
} cli_answer_shape;

/* Prints every entity of the answer for a reader, with at most `top` neighbours each, and an empty line before
 * each but the `first` of the run. */
void cli_answer_print(const relata_answer *answer, const cli_answer_shape *shape, bool first, cli_stream *stream);

/* Writes the answer as a line of JSON, with at most `top` neighbours per entity. CLI_DONE, or CLI_FAILED after a
 * message; a failure of the stream is left for when it is finished. */
cli_exit cli_answer_write_json(const relata_answer *answer, const cli_answer_shape *shape, cli_stream *stream);

/* Says on standard error that the name is unknown, and which names come near. */
void cli_answer_report_nothing(const relata_answer *answer);

#endif
