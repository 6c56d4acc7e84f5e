/* The judgements of a run, and which of the names in them some document had. */
#ifndef RL_PIPELINE_JUDGING_H
#define RL_PIPELINE_JUDGING_H

#include "pipeline/analyse.h"
#include "resolve/corpus.h"
#include "store/store.h"

typedef struct rl_judging {
    rl_judgements judgements;
    bool *seen;    /* by name */
    bool is_given; /* is there a file at all? */
    rl_buffer command; /* that judgements->command is */
} rl_judging;

/* `path` may be NULL. Freed by rl_judging_free, also after a failure. */
relata_status rl_judging_open(rl_judging *judging, const char *path, const rl_engine *engine, relata_error *err);
/* The same with the judgements that a store keeps, and further lines (NULL: none), which errors call `name`. `command` (may be
 * NULL) is the program's command that changes the judgements of the store. */
relata_status rl_judging_load(rl_judging *judging, rl_store *store, const char *name, const char *lines,
                              const char *command, const rl_engine *engine, relata_error *err);
void rl_judging_free(rl_judging *judging);

/* Writes what is new of them into a store: what says the same as another one is left out. */
relata_status rl_judging_store(const rl_judging *judging, rl_store *store, relata_error *err);

/* Takes judgements out of a store, however their lines are written; RELATA_ERROR_ARGUMENT if it lacks one. `ret_before`
 * (rl_judgements_free) has the names of all that it had, and may contradict itself. With `literally`, lines that are
 * written as in the store need not be understood, and their names are not in `ret_before`. */
relata_status rl_judging_forget(rl_store *store, const char *name, const char *lines, bool literally,
                                const rl_engine *engine, rl_judgements *ret_before, size_t *ret_count,
                                relata_error *err);

/* Tells `notice` what names may mean that several entities have. */
void rl_judging_tell(rl_judging *judging, relata_notice_fn notice, void *user);

/* Divides the entities of the analysed document, so that its record can be made. */
relata_status rl_judging_divide(const rl_judging *judging, rl_analyst *analyst, relata_error *err);

/* Obeys them, if there are any, in the corpus of these records. `ret_seen` as rl_corpus_judge has it. */
relata_status rl_judging_apply(const rl_judging *judging, const rl_engine *engine, const rl_record *const *records,
                               size_t count, rl_corpus *corpus, bool *ret_seen, relata_error *err);

/* Tells of the names that no document had. */
void rl_judging_report(const rl_judging *judging, relata_notice_fn notice, void *user);

#endif
