/* Documents over threads: read in order, worked on in any order, delivered in order.
 *
 * The calling thread reads and delivers; workers do the rest. A bounded ring of slots lies between them, so that memory
 * does not grow with the input and a slow document holds up nobody for long. With one job everything runs in the
 * calling thread. */
#ifndef RL_PIPELINE_JOBS_H
#define RL_PIPELINE_JOBS_H

#include "input/reader.h"
#include "pipeline/analyse.h"

/* A document on its way. `result` is what work left there for deliver. */
typedef struct rl_job {
    char *id;
    char *title; /* "" if there is none */
    char *date;  /* ISO, "" if there is none */
    char *source; /* the input that it is of, "" if none is known */
    char *text;
    size_t text_length;
    size_t repairs;      /* bad UTF-8 sequences that were replaced … */
    size_t first_repair; /* … and where the first stands in the input */
    void *result;
    relata_status status;
    relata_error error;
} rl_job;

typedef struct rl_jobs {
    /* The next document, as rl_reader_next does it, for texts that are in memory. NULL: the reader's. */
    relata_status (*next)(void *next_user, relata_document *ret_document, relata_error *err);
    void *next_user;
    /* Called by any thread, with its own analyst. Leaves status and result in the job. */
    void (*work)(void *user, rl_analyst *analyst, rl_job *job);
    /* Called by the calling thread, in the order of the documents. Anything but RELATA_OK stops the run. */
    relata_status (*deliver)(void *user, rl_job *job, relata_error *err);
    /* Frees a result that was not delivered. */
    void (*discard)(void *user, rl_job *job);
    void *user;
    rl_keeping keeping;
    void (*progress)(void *user, size_t documents); /* may be NULL */
    void *progress_user;
    relata_notice_fn notice; /* may be NULL */
    void *notice_user;
} rl_jobs;

/* Analyses the job's text and notes what had to be repaired in it. For work. */
relata_status rl_job_analyse(rl_job *job, rl_analyst *analyst);

/* `reader` may be NULL if `what` has the documents. */
relata_status rl_jobs_run(const rl_engine *engine, rl_reader *reader, unsigned jobs, const rl_jobs *what,
                          relata_error *err);

#endif
