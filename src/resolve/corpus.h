/* Who is who across documents: from the entities of each record to the entities of the corpus. */
#ifndef RL_RESOLVE_CORPUS_H
#define RL_RESOLVE_CORPUS_H

#include "base/error.h"
#include "base/memory.h"
#include "model/entry.h"
#include "model/lexicon.h"
#include "model/reason.h"
#include "model/record.h"
#include "model/types.h"
#include "resolve/judgements.h"
#include "resolve/variants.h"

/* An entity of the corpus. Strings are owned by the corpus, or are those of its entry. */
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
    const char **reasons; /* by alias, up to RL_REASON_LIMIT: why it is one */
    bool dropped; /* judged to be left out */
} rl_corpus_entity;

/* Why the entities of some documents were taken for one that has another name. Strings may be NULL where a reason needs
 * none. */
typedef struct rl_corpus_merge {
    rl_reason reason;
    const char *variant; /* a name of what was joined */
    const char *name;    /* of what it was joined to; of RL_REASON_ELSEWHERE the document that says it */
    const char *company; /* who was seen with both, joined by ", " */
} rl_corpus_merge;

typedef struct rl_corpus {
    rl_arena strings;
    rl_corpus_merge *merges;
    size_t merge_count;
    rl_corpus_entity *entities;
    size_t count;
    uint32_t *entity_of; /* for each record's entities, one record after the other */
    uint32_t *merge_of;  /* as entity_of: the merge that brought it there, or RL_NONE */
    size_t *first_of;    /* by record: where its entities begin in entity_of */
    bool without_aliases; /* nobody asks for them */
} rl_corpus;

/* A person of a list. */
typedef struct rl_listed_person {
    uint32_t entry;
    const char *name;
    const char *aliases; /* joined by "|" */
} rl_listed_person;

/* False ends the listing. */
typedef bool (*rl_listed_person_fn)(void *user, const rl_listed_person *person);

/* What lists say of names that are no entities of the records. Names are compared only where it is given. All return false
 * if something failed. */
typedef struct rl_name_lists {
    void *user;
    /* As what lists know a folded word: RL_CLASS_GIVEN, RL_CLASS_FAMILY. */
    bool (*classes)(void *user, const char *word, size_t length, rl_classes *ret);
    /* Hands out every listed person; NULL if there are too many. Strings are borrowed until `receive` returns. */
    bool (*each_person)(void *user, rl_listed_person_fn receive, void *receiver);
    /* Fills in an entry. NULL: all are filled in. */
    bool (*read_entry)(void *user, uint32_t entry);
    const rl_variants *variants; /* how names are written; NULL if nothing is known of it */
} rl_name_lists;

/* `lists` may be NULL. `records` are in the order of their ids. The same records give the same corpus. Freed by rl_corpus_free. */
relata_status rl_corpus_resolve(const rl_record *const *records, size_t count, const rl_entry *entries,
                                const rl_types *types, const rl_name_lists *lists, rl_corpus *ret_corpus, relata_error *err);
/* One document by itself, without aliases: for those who print mentions. */
relata_status rl_corpus_resolve_one(const rl_record *record, const rl_entry *entries, const rl_types *types,
                                    rl_corpus *ret_corpus, relata_error *err);
/* Obeys judgements in a corpus of these records. Names that some document has are marked in `ret_seen` (by name; may be
 * NULL). On failure the corpus is as it was. */
relata_status rl_corpus_judge(rl_corpus *corpus, const rl_record *const *records, size_t count, const rl_entry *entries,
                              const rl_types *types, const rl_judgements *judgements, bool *ret_seen, relata_error *err);
/* Adds to the mentions, documents and dates of the entities what these records say of them: first_of is by these
 * records. Dates are copied into the corpus. False: no memory. */
bool rl_corpus_count(rl_corpus *corpus, const rl_record *const *records, size_t count);
void rl_corpus_free(rl_corpus *corpus);

#endif
