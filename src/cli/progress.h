/* What the user sees of a run on standard error: how far it is, what was left out, what came of it. */
#ifndef RL_CLI_PROGRESS_H
#define RL_CLI_PROGRESS_H

#include <relata/relata.h>

#include <time.h>

typedef struct cli_progress {
    bool wanted;  /* a terminal is there and nobody asked for quiet */
    bool visible; /* a progress line stands on the screen */
    struct timespec started;
    struct timespec drawn;
} cli_progress;

/* Starts the clock. `quiet` shows no progress. */
cli_progress cli_progress_start(bool quiet);

/* Shows the number of documents or rows read, now and then. `progress` is a cli_progress: these three are callbacks. */
void cli_progress_documents(void *progress, size_t documents);
void cli_progress_rows(void *progress, size_t rows);
/* Reports an input that was left out or mended (a relata_notice_fn). */
void cli_progress_notice(void *progress, const relata_error *what, bool skipped);

/* Since the start. */
double cli_progress_seconds(const cli_progress *progress);

/* Takes the progress line off the screen: before any other message. */
void cli_progress_clear(cli_progress *progress);

/* What was not counted. */
typedef struct cli_left_out {
    size_t copies;
    size_t repeats;   /* passages */
    size_t furniture; /* phrases and lines */
} cli_left_out;

/* The line that says how many inputs were HTML, in other encodings or compressed, and what was left out of them, if any
 * were and anything was. */
void cli_progress_reading(relata_reading reading, cli_left_out left_out);

/* The line that sums a run up. */
void cli_progress_sum_up(const cli_progress *progress, const relata_summary *summary);

#endif
