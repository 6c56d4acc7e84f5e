/* Totals of an extraction. */
#ifndef RL_CLI_TALLY_H
#define RL_CLI_TALLY_H

#include "cli/id_set.h"
#include "cli/stream.h"

#include <relata/relata.h>

typedef struct cli_tally_type {
    char *name;
    size_t mentions;
} cli_tally_type;

/* A zeroed tally is an empty one. */
typedef struct cli_tally {
    size_t documents;
    size_t mentions;
    cli_id_set entities; /* those seen */
    cli_tally_type *types;
    size_t type_count;
} cli_tally;

bool cli_tally_add(cli_tally *tally, const relata_extraction *extraction); /* false: no memory */

/* One line of JSON: {"documents":…,"mentions":…,"entities":…,"types":{…}}, types in the order of their names. */
void cli_tally_write_json(cli_tally *tally, cli_stream *stream);

void cli_tally_free(cli_tally *tally);

#endif
