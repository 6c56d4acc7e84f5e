/* What the files of the check share. Internal to gazetteer/. */
#ifndef RL_GAZETTEER_CHECK_INTERNAL_H
#define RL_GAZETTEER_CHECK_INTERNAL_H

#include "base/hash.h"
#include "base/memory.h"
#include "gazetteer/cells.h"
#include "gazetteer/findings.h"
#include "text/text.h"

/* An entity: the place of the first row with its id, and of the last. */
typedef struct rl_checked_entity {
    rl_place first;
    rl_place last;
    uint32_t type;
} rl_checked_entity;

/* A strong name: who had it first. */
typedef struct rl_checked_name {
    rl_place place;
    uint32_t entity;
    uint32_t spelling; /* a hash of its bytes: "U.S." and "US" have the same words */
} rl_checked_name;

typedef struct rl_check {
    rl_findings findings;
    const rl_text_rules *ordinary; /* NULL: unknown */
    rl_text_rules none;            /* for cutting names if no rules were given */
    size_t rows;
    rl_string_map types;
    rl_string_map ids;
    rl_checked_entity *entities; /* by id */
    size_t entity_capacity;
    rl_string_map names;     /* a type's number in four bytes, then the name's folded words */
    rl_checked_name *strong; /* by name */
    size_t strong_capacity;
    rl_text_worker worker;
    rl_buffer key;
} rl_check;

/* Where a name stands in its row. */
typedef enum rl_role {
    RL_ROLE_NAME = 0,
    RL_ROLE_ALIAS,
    RL_ROLE_WEAK,
    RL_ROLE_FORM, /* a family name or a demonym */
    RL_ROLE_WORD  /* of a lexicon row */
} rl_role;

/* Checks one name of a row. `entity` and `type` are RL_NONE for lexicon rows. check_names.c */
relata_status rl_check_name(rl_check *check, const rl_row *row, rl_cell name, rl_role role, uint32_t entity,
                            uint32_t type, relata_error *err);

/* How a cell is written, whatever it holds: spaces, brackets, scripts. check_names.c */
relata_status rl_check_spelling(rl_check *check, const rl_row *row, const rl_cell *cell, relata_error *err);

/* How much of a text is shown in a message: whole characters. check_names.c */
int rl_check_shown(const char *bytes, size_t length);

/* Checks one row. check_rows.c */
relata_status rl_check_row(rl_check *check, const rl_row *row, relata_error *err);

#endif
