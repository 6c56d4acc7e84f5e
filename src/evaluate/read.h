/* GOLD and FOUND: files of JSON lines. */
#ifndef RL_EVALUATE_READ_H
#define RL_EVALUATE_READ_H

#include "evaluate/spans.h"

/* Reads texts and mentions of GOLD into an empty comparison whose types, and perhaps group, are set. */
relata_status rl_gold_read(const char *path, relata_offsets unit, rl_comparison *comparison, relata_error *err);

/* Reads what was found in GOLD's texts. */
relata_status rl_found_read(const char *path, relata_offsets unit, rl_comparison *comparison, relata_error *err);

#endif
