/* What a user has judged: which names are one entity, which are two, which to leave out, and of which type they are. */
#ifndef RL_RESOLVE_JUDGEMENTS_H
#define RL_RESOLVE_JUDGEMENTS_H

#include "base/error.h"
#include "base/memory.h"
#include "model/types.h"

typedef enum rl_verb { RL_JUDGED_SAME = 0, RL_JUDGED_DIFFERENT, RL_JUDGED_DROP, RL_JUDGED_TYPE } rl_verb;

/* A name or id as judgements give it. Names that fold alike, under the same type, are one. */
typedef struct rl_judged_name {
    const char *text;   /* as written where it stands first */
    const char *folded; /* ids fold too; a text that folds to nothing stands for itself */
    uint32_t type;      /* RL_NONE: any */
    size_t line;        /* where it stands first */
    size_t column;
    uint32_t next; /* the next name that folds alike, RL_NONE at the end */
} rl_judged_name;

typedef struct rl_judgement {
    rl_verb verb;
    uint32_t a; /* names */
    uint32_t b; /* of same and different; else RL_NONE */
    uint32_t type; /* of RL_JUDGED_TYPE */
    size_t line;
    size_t column; /* of its last name */
} rl_judgement;

typedef struct rl_judgements {
    rl_arena strings;
    const char *path;
    const rl_types *types; /* borrowed */
    rl_judgement *items;
    size_t count;
    size_t capacity;
    rl_judged_name *names;
    size_t name_count;
    size_t name_capacity;
    rl_string_map keys;    /* type and text, as many as names */
    rl_string_map folded;  /* -> first */
    uint32_t *first;       /* by folded form: its first name */
    size_t first_capacity;
    uint32_t *class_of;    /* by name: its class, made of all that is judged the same */
    uint64_t *opposed;     /* sorted: two classes that are judged different, in both orders */
    size_t opposed_count;
    bool divides; /* something is judged different */
} rl_judgements;

/* Reads a file and checks that its lines do not contradict each other. `types` is borrowed until
 * rl_judgements_free. */
relata_status rl_judgements_read(const char *path, const rl_types *types, rl_judgements *ret, relata_error *err);
/* The same of lines in memory; `name` is what errors call them. */
relata_status rl_judgements_read_lines(const char *name, const char *bytes, size_t length, const rl_types *types,
                                       rl_judgements *ret, relata_error *err);
void rl_judgements_free(rl_judgements *judgements);

/* Appends a judgement as a line says it, without a line break: the same for all ways to write it. */
bool rl_judgement_write(const rl_judgements *judgements, const rl_judgement *judgement, rl_buffer *ret);

/* The first name that folds so, RL_NONE if none does. */
uint32_t rl_judgements_find(const rl_judgements *judgements, const char *folded, size_t length);

/* Are two names judged different, perhaps through a chain? */
bool rl_judgements_differ(const rl_judgements *judgements, uint32_t a, uint32_t b);

/* Calls `notice` for each name that nothing was found for, of those that stand first in the lines up to `last_line`. */
void rl_judgements_report(const rl_judgements *judgements, const bool *seen, size_t last_line, relata_notice_fn notice,
                          void *user);

#endif
