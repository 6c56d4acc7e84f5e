/* The findings of a check, counted and bounded. Internal to gazetteer/. */
#ifndef RL_GAZETTEER_FINDINGS_H
#define RL_GAZETTEER_FINDINGS_H

#include <relata/gazetteer.h>

#include "base/error.h"
#include "base/memory.h"

typedef enum rl_finding_kind {
    /* errors */
    RL_FINDING_FILE = 0,
    RL_FINDING_COLUMN,
    RL_FINDING_ENCODING,
    RL_FINDING_CONTROL_CHARACTER,
    RL_FINDING_MISSING,
    RL_FINDING_TYPE,
    RL_FINDING_KIND,
    RL_FINDING_NUMBER,
    RL_FINDING_NAME,
    RL_FINDING_DUPLICATE_ID,
    /* warnings */
    RL_FINDING_SHARED_NAME,
    RL_FINDING_REPEATED_NAME,
    RL_FINDING_ORDINARY_WORD,
    RL_FINDING_ONE_LETTER,
    RL_FINDING_MIXED_SCRIPTS,
    RL_FINDING_UNBALANCED,
    RL_FINDING_SPACES,
    RL_FINDING_ID_TYPE,
    RL_FINDING_COUNT
} rl_finding_kind;

/* A place in one of the files; line 0 is none. */
typedef struct rl_place {
    uint32_t file;
    uint32_t line;
    uint32_t column;
} rl_place;

typedef struct rl_findings {
    relata_finding_fn receive;
    void *user;
    size_t most;                     /* of one kind in one file */
    size_t counts[RL_FINDING_COUNT]; /* of the file */
    size_t errors;                   /* of all files */
    size_t warnings;
    const char *const *files; /* paths by number, borrowed */
    uint32_t file;            /* the one that is read */
    rl_buffer message;
} rl_findings;

/* Hands a finding over, unless there were enough of its kind. `other` may be NULL. RELATA_OK goes on. */
relata_status rl_finding_add(rl_findings *findings, rl_finding_kind kind, size_t line, size_t column,
                             const rl_place *other, relata_error *err, const char *format, ...) RL_PRINTF(7, 8);

/* At the end of a file: says how many were left out. */
relata_status rl_findings_end_file(rl_findings *findings, relata_error *err);

void rl_findings_free(rl_findings *findings);

#endif
