/* The options of "build" that say what is left of the network and what is measured in it. */
#ifndef RL_CLI_SHAPING_H
#define RL_CLI_SHAPING_H

#include "cli/command.h"

#include <relata/relata.h>

typedef struct cli_shaping_values {
    cli_list measures;
    double alpha; /* less than 0: not given */
    size_t depth; /* SIZE_MAX: not given */
} cli_shaping_values;

extern const cli_kind cli_kind_layout;     /* relata_layout */
extern const cli_kind cli_kind_backbone;   /* relata_backbone */
extern const cli_kind cli_kind_alpha;      /* double */
extern const cli_kind cli_kind_resolution; /* double */

cli_shaping_values cli_shaping_start(void);

/* Checks what was given and puts it into the options; which borrow from the values. Refuses an unknown measure with the
 * nearest name, and what means nothing without another option. */
cli_exit cli_shaping_apply(const cli_command *command, const cli_shaping_values *values, relata_build_options *options);

/* The line that says what was left out, if anything was. */
void cli_shaping_sum_up(const relata_summary *summary);

/* The line that counts slices, if they were asked for. */
void cli_slices_sum_up(const relata_summary *summary, relata_slicing unit);

void cli_shaping_free(cli_shaping_values *values);

#endif
