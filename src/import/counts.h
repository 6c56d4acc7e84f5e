/* What an import left out, and why: one row of a table per reason. Internal to import/. */
#ifndef RL_IMPORT_COUNTS_H
#define RL_IMPORT_COUNTS_H

#include <relata/gazetteer.h>

typedef enum rl_reason {
    RL_REASON_NONE = 0,
    /* of names, and of rows whose only name it is */
    RL_REASON_BAD_UTF8,
    RL_REASON_BAR,
    RL_REASON_LONG,
    RL_REASON_WORDS,
    RL_REASON_NO_LETTER,
    /* of rows */
    RL_REASON_BROKEN,
    RL_REASON_NO_NAME,
    RL_REASON_NO_LABEL,
    RL_REASON_NO_TYPE,
    RL_REASON_BAD_TYPE,
    RL_REASON_BAD_KIND,
    RL_REASON_BAD_ID,
    RL_REASON_SAME,
    RL_REASON_SMALL,
    RL_REASON_NO_PREFERRED,
    /* of names beside the first */
    RL_REASON_SCRIPT,
    RL_REASON_CODE,
    RL_REASON_SMALL_LETTERS,
    RL_REASON_MANY,
    /* of other values */
    RL_REASON_TEXT,
    RL_REASON_NUMBER,
    RL_REASON_STRENGTH,
    RL_REASON_COUNTRY,
    RL_REASON_POSITION,
    RL_REASON_COUNT
} rl_reason;

typedef struct rl_counts {
    size_t read;
    size_t taken;
    size_t left[RL_REASON_COUNT][RELATA_IMPORT_UNITS];
} rl_counts;

void rl_counts_add(rl_counts *counts, rl_reason reason, relata_import_unit unit);
void rl_counts_sum_up(const rl_counts *counts, relata_import_summary *ret_summary);

#endif
