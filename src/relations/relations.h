/* The relations stage: from decided mentions to typed relations, by rules from data files. The files' format is
 * described at the head of gazetteers/en/news.relations.
 *
 * A set is filled, sealed, then read-only and shared by threads; a finder belongs to one thread. Zeroed ones are empty. */
#ifndef RL_RELATIONS_RELATIONS_H
#define RL_RELATIONS_RELATIONS_H

#include "base/error.h"
#include "model/candidate.h"
#include "model/entry.h"
#include "model/mention.h"
#include "model/relation.h"
#include "model/text.h"
#include "model/types.h"

typedef struct rl_relation_set rl_relation_set;

rl_relation_set *rl_relation_set_new(void); /* NULL if there is no memory */
void rl_relation_set_free(rl_relation_set *set);

/* Adds the rules of a file. After a failure the set is good for rl_relation_set_free only. */
relata_status rl_relation_set_read(rl_relation_set *set, const char *path, relata_error *err);

/* Looks up the types that rules name, makes the forms of verbs, and indexes the rules by their words. */
relata_status rl_relation_set_seal(rl_relation_set *set, const rl_types *types, relata_error *err);

size_t rl_relation_set_count(const rl_relation_set *set);
/* Borrowed until the set is freed. */
const char *rl_relation_name(const rl_relation_set *set, uint32_t kind);
bool rl_relation_is_symmetric(const rl_relation_set *set, uint32_t kind);

/* What is known of a document. Everything is borrowed. */
typedef struct rl_relation_input {
    const rl_text *text;
    const rl_hit *hits; /* the gazetteer's: demonyms and titles are read from them */
    size_t hit_count;
    const rl_mention *mentions; /* in text order, with their entities */
    size_t mention_count;
    const rl_entry *entries;
} rl_relation_input;

typedef struct rl_relation_finder rl_relation_finder; /* a thread's own memory */

rl_relation_finder *rl_relation_finder_new(void); /* NULL if there is no memory */
void rl_relation_finder_free(rl_relation_finder *finder);

/* Finds the relations of a document, in text order, each once a sentence. They are borrowed until the next call. */
relata_status rl_relations_find(rl_relation_finder *finder, const rl_relation_set *set, const rl_relation_input *input,
                                const rl_relation **ret_relations, size_t *ret_count, relata_error *err);

#endif
