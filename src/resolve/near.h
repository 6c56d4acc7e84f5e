/* Names that are spelt alike, found without comparing each with each. Internal to resolve/. */
#ifndef RL_RESOLVE_NEAR_H
#define RL_RESOLVE_NEAR_H

#include "resolve/corpus_internal.h"
#include "resolve/similar.h"

/* A full name of a person of the corpus, or of a listed one whom the corpus does not name. */
typedef struct rl_near_name {
    const char *folded;
    uint32_t group; /* a root */
    uint32_t entry;
    bool several; /* people bear it: it tells nobody */
} rl_near_name;

/* Two names that are spelt alike; `rare` may be a misspelling of `known`. */
typedef struct rl_near_pair {
    uint32_t rare; /* numbers of names */
    uint32_t known;
    rl_likeness likeness;
} rl_near_pair;

typedef struct rl_near {
    rl_grouping *g;
    const uint32_t *documents; /* by group; before they are paired up */
    rl_string_map numbers;     /* folded name -> its number */
    rl_near_name *names;
    size_t name_capacity;
    struct rl_near_key *keys;
    size_t key_count;
    size_t key_capacity;
    rl_near_pair *pairs;
    size_t pair_count;
    size_t pair_capacity;
    rl_buffer scratch;
} rl_near;

/* Collects the names of a zeroed one that has `g`. Listed people who may be meant get groups of their own, if no document
 * names them. False: no memory. */
bool rl_near_collect(rl_near *near);
/* Finds the pairs: the rare name is that of an unlisted person and in few documents, compared with the known one. */
bool rl_near_pair_up(rl_near *near);
void rl_near_free(rl_near *near);

#endif
