/* Who is who across documents: from the entities of each record to the entities of the corpus. */
#ifndef RL_RESOLVE_CORPUS_H
#define RL_RESOLVE_CORPUS_H

#include "base/error.h"
#include "base/memory.h"
#include "model/entry.h"
#include "model/record.h"
#include "model/types.h"
#include "resolve/judgements.h"

/* An entity of the corpus. Strings are owned by the corpus. */
typedef struct rl_corpus_entity {
    const char *id;
    const char *label;
    uint32_t type;
    uint32_t entry; /* RL_NONE if no list has it */
    const char **aliases; /* other forms found, most frequent first, then the list's own; none folds like another or the
                             label */
    size_t alias_count;
    uint64_t mentions;
    uint64_t documents;
    const char *first_seen; /* ISO date or NULL */
    const char *last_seen;
    bool dropped; /* judged to be left out */
} rl_corpus_entity;

/* A spelling that was taken for that of another entity, and why. `entity` is as resolved, before judgements. */
typedef struct rl_corpus_merge {
    const char *variant; /* folded */
    const char *name;    /* folded: whose misspelling it is */
    const char *company; /* who was seen with both, joined by ", " */
    uint32_t entity;
} rl_corpus_merge;

typedef struct rl_corpus {
    rl_arena strings;
    rl_corpus_merge *merges; /* in the order of their variants */
    size_t merge_count;
    rl_corpus_entity *entities;
    size_t count;
    uint32_t *entity_of; /* for each record's entities, one record after the other */
    size_t *first_of;    /* by record: where its entities begin in entity_of */
} rl_corpus;

/* What lists say of names that are no entities of the records. Spellings are compared only where it is given. */
typedef struct rl_name_lists {
    void *user;
    /* Is the folded word a given or a family name of some list? False: no memory. */
    bool (*is_name)(void *user, const char *word, size_t length, bool *ret);
    size_t entry_count; /* entries that are filled in: their people may be meant by a misspelt name */
} rl_name_lists;

/* `lists` may be NULL. `records` are in the order of their ids. The same records give the same corpus. Freed by rl_corpus_free. */
relata_status rl_corpus_resolve(const rl_record *const *records, size_t count, const rl_entry *entries,
                                const rl_types *types, const rl_name_lists *lists, rl_corpus *ret_corpus, relata_error *err);
/* Obeys judgements in a corpus of these records. Names that some document has are marked in `ret_seen` (by name; may be
 * NULL). On failure the corpus is as it was. */
relata_status rl_corpus_judge(rl_corpus *corpus, const rl_record *const *records, size_t count, const rl_entry *entries,
                              const rl_types *types, const rl_judgements *judgements, bool *ret_seen, relata_error *err);
void rl_corpus_free(rl_corpus *corpus);

#endif
