/* What the files that obey judgements in a corpus share. */
#ifndef RL_RESOLVE_JUDGE_H
#define RL_RESOLVE_JUDGE_H

#include "resolve/corpus.h"
#include "resolve/judgements.h"

/* What the names of judgements mean in a corpus, as atoms: first the entities of the corpus, then their aliases that are
 * judged, in the order of entity and form, then the names that no document has. */
typedef struct rl_judged_alias {
    uint32_t entity;
    const char *folded;
} rl_judged_alias;

typedef struct rl_meanings {
    uint32_t *atom_of;  /* by name */
    uint32_t entities;
    rl_judged_alias *aliases;
    uint32_t alias_count;
    uint32_t count; /* atoms */
} rl_meanings;

/* Fails where a name means several entities. `ret_seen`, by name, may be NULL. Freed by rl_meanings_free, also after a
 * failure. */
relata_status rl_meanings_find(rl_meanings *m, const rl_corpus *corpus, const rl_record *const *records, size_t count,
                               const rl_judgements *judgements, bool *ret_seen, relata_error *err);
void rl_meanings_free(rl_meanings *m);

#endif
