/* The report stage: what of a network is worth telling, and in which order. It picks and counts; exporters find the words. */
#ifndef RL_REPORT_REPORT_H
#define RL_REPORT_REPORT_H

#include "base/error.h"
#include "model/report.h"

/* Lists of a report have `top` items at most, at least 1. The only failure is want of memory. The network must outlive the
 * report. Cost: that of sorting the edges. */
relata_status rl_report_make(const rl_network *network, size_t top, rl_report *ret_report, relata_error *err);
void rl_report_free(rl_report *report);

#endif
