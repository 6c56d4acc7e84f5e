/* What the writers of reports share. */
#ifndef RL_EXPORT_REPORT_INTERNAL_H
#define RL_EXPORT_REPORT_INTERNAL_H

#include "export/sink.h"
#include "model/report.h"

/* A part that a report would have, if the network had more. */
typedef struct rl_report_missing {
    const char *part;  /* for programs */
    const char *words; /* what it would be */
    const char *ask;   /* what to ask `relata build` for */
} rl_report_missing;

/* The parts that are missing; returns how many. */
enum { RL_REPORT_MISSING = 5 };
size_t rl_report_list_missing(const rl_report *report, const rl_report_missing *ret_missing[static RL_REPORT_MISSING]);

/* The names of doubts for programs. */
extern const char *const rl_doubt_names[RL_DOUBTS];

relata_status rl_report_write_markdown(const rl_report *report, relata_write_fn write, void *user, relata_error *err);
relata_status rl_report_write_json(const rl_report *report, relata_write_fn write, void *user, relata_error *err);

#endif
