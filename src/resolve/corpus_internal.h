/* What the files of corpus resolution share. */
#ifndef RL_RESOLVE_CORPUS_INTERNAL_H
#define RL_RESOLVE_CORPUS_INTERNAL_H

#include "base/table.h"
#include "resolve/corpus.h"

/* What the entities of a group have in common. */
typedef enum rl_group_kind {
    RL_GROUP_ENTRY,      /* a list's entry */
    RL_GROUP_NAME,       /* a type and a whole name */
    RL_GROUP_PARTIAL,    /* a type and a word that nobody bears */
    RL_GROUP_OF_DOCUMENT /* a document and a word that several bear */
} rl_group_kind;

typedef struct rl_group_key {
    rl_group_kind kind;
    uint32_t number;  /* entry, type or record */
    const char *name; /* of a record; "" of an entry */
    size_t length;
} rl_group_key;

/* A group of record entities that are one entity of the corpus. */
typedef struct rl_group {
    rl_group_key key;
    uint32_t parent; /* another group that it joined, or itself */
    uint32_t type;
    uint32_t entry;
    uint32_t first_record; /* the smallest; RL_NONE of a listed person whom no record names */
    uint32_t next;  /* another group that is one with it: all of them stand in a ring */
    uint32_t merge; /* that brought it to others, or RL_NONE */
    bool partial;
} rl_group;

enum { RL_LISTED_WORTH = 3 }; /* being on a list counts as so many documents */

typedef struct rl_grouping {
    const rl_record *const *records;
    size_t record_count;
    const rl_entry *entries;
    const rl_name_lists *lists; /* NULL: names are not compared */
    rl_arena *strings;          /* of the corpus */
    rl_corpus_merge *merges;
    size_t merge_count;
    size_t merge_capacity;
    rl_table keys; /* of groups */
    rl_group *groups;
    size_t count;
    size_t capacity;
    uint32_t *group_of; /* as rl_corpus.entity_of */
    uint32_t *merge_of; /* … and merge_of: what a group's own merge does not say */
    size_t *first_of;
} rl_grouping;

/* grouping.c: fills groups, group_of and first_of. */
bool rl_grouping_make(rl_grouping *g);
uint32_t rl_group_root(rl_grouping *g, uint32_t group);
void rl_group_join(rl_grouping *g, uint32_t a, uint32_t b);
/* The group of a listed person, made if there is none. RL_NONE: no memory, or the list cannot be read. */
uint32_t rl_group_of_person(rl_grouping *g, uint32_t entry);
/* Notes why a group and those in its ring will be joined to another one. Strings are copied. False: no memory. */
bool rl_group_explain(rl_grouping *g, uint32_t group, const rl_corpus_merge *why);
void rl_grouping_free(rl_grouping *g); /* not group_of, merge_of, first_of and merges */

/* across.c: joins full names that differ as those of one person may. False: no memory. */
bool rl_people_join(rl_grouping *g);

/* respelt.c: joins organisations and places whose names differ by how a word is spelt. False: no memory. */
bool rl_respelt_join(rl_grouping *g);

/* spelling.c: joins misspelt names to those that they stand for. False: no memory. */
bool rl_spelling_join(rl_grouping *g);

/* naming.c: labels, ids and aliases of corpus entities. `entity_of` and `first_of` are filled already. */
bool rl_corpus_name(rl_corpus *corpus, const rl_record *const *records, size_t count, const rl_entry *entries,
                    const rl_types *types, const uint32_t *first_record);

#endif
