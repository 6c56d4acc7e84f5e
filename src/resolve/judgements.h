/* What a user has judged: which names are one entity, which are two, which to leave out, and of which type they are. */
#ifndef RL_RESOLVE_JUDGEMENTS_H
#define RL_RESOLVE_JUDGEMENTS_H

#include "base/error.h"
#include "base/memory.h"
#include "model/types.h"

/* The longest line, in bytes. */
enum { RL_JUDGEMENT_LIMIT = 16384 };

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
    size_t given; /* the last line that was given now: what stands behind it was kept by a store */
    const char *store;       /* its path, borrowed; NULL for none */
    const char *command;     /* the command line that changes its judgements, borrowed; NULL for none */
    relata_notice_fn notice; /* is told what a name of several entities may mean; NULL for nobody */
    void *notice_user;
} rl_judgements;

/* Lines in memory. */
typedef struct rl_judgement_lines {
    const char *name; /* what errors call them; copied */
    const char *bytes;
    size_t length;
    size_t given;      /* as above */
    const char *store; /* as above */
    bool unchecked;    /* they may contradict each other */
} rl_judgement_lines;

/* Reads a file and checks that its lines do not contradict each other. `types` is borrowed until
 * rl_judgements_free. */
relata_status rl_judgements_read(const char *path, const rl_types *types, rl_judgements *ret, relata_error *err);
/* The same of lines in memory. */
relata_status rl_judgements_read_lines(const rl_judgement_lines *lines, const rl_types *types, rl_judgements *ret,
                                       relata_error *err);
void rl_judgements_free(rl_judgements *judgements);

/* ---- judgements.c, judgements_write.c ---- */

/* Appends a judgement as a line says it, without a line break: the same for all ways to write it. */
bool rl_judgement_write(const rl_judgements *judgements, const rl_judgement *judgement, rl_buffer *ret);

/* For each judgement the first that says the same, which may be itself. Owned: free. NULL if there is no memory. */
uint32_t *rl_judgements_firsts(const rl_judgements *judgements);

/* Appends "line 3", or a judgement itself where nobody sees its line. */
bool rl_judgement_describe(const rl_judgements *judgements, const rl_judgement *judgement, rl_buffer *ret);

/* Fails because of a judgement: at its line, or with its words where nobody sees that. `column` is that of the line. */
relata_status rl_judgement_refuse(const rl_judgements *judgements, const rl_judgement *judgement, size_t column,
                                  relata_error *err, const char *format, ...) RL_PRINTF(5, 6);

/* The first name that folds so, RL_NONE if none does. */
uint32_t rl_judgements_find(const rl_judgements *judgements, const char *folded, size_t length);

/* Are two names judged different, perhaps through a chain? */
bool rl_judgements_differ(const rl_judgements *judgements, uint32_t a, uint32_t b);

/* Calls `notice` for each name that nothing was found for, of those that stand first in the lines that were given. */
void rl_judgements_report(const rl_judgements *judgements, const bool *seen, relata_notice_fn notice, void *user);

#endif
