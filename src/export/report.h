/* Writing a report: for people as Markdown, which reads well as it is, or for programs as one JSON object. */
#ifndef RL_EXPORT_REPORT_H
#define RL_EXPORT_REPORT_H

#include "base/error.h"
#include "model/report.h"

/* Is there a format of this name: "markdown" or "json"? */
bool rl_report_has_format(const char *format);

/* RELATA_ERROR_ARGUMENT if there is no such format, RELATA_ERROR_IO at the first write that fails. */
relata_status rl_report_write(const rl_report *report, const char *format, relata_write_fn write, void *user,
                              relata_error *err);

#endif
