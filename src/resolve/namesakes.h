/* People whose full names differ as those of one person may, found without comparing each with each. Internal to resolve/. */
#ifndef RL_RESOLVE_NAMESAKES_H
#define RL_RESOLVE_NAMESAKES_H

#include "resolve/corpus_internal.h"
#include "resolve/full_name.h"

/* A full name that a group goes by in some document or list. */
typedef struct rl_bearer_name {
    const char *text;
    const char *folded;
    uint32_t group; /* the root, when the names were collected */
} rl_bearer_name;

/* Two names of different groups, of which at most one is listed. */
typedef struct rl_namesakes_pair {
    uint32_t group; /* of `less` */
    uint32_t less;  /* names: the one that says less; else the one in fewer documents */
    uint32_t more;
    rl_difference difference;
} rl_namesakes_pair;

typedef struct rl_namesakes {
    rl_grouping *g;
    const rl_variants *variants;
    rl_bearer_name *names; /* by group, then folded form, each once */
    size_t count;
    size_t capacity;
    const uint32_t *documents; /* by group; before they are paired up */
    struct rl_name_key *keys;
    size_t key_count;
    size_t key_capacity;
    rl_namesakes_pair *pairs; /* by group of `less`, then difference, then names */
    size_t pair_count;
    size_t pair_capacity;
    rl_buffer scratch;
} rl_namesakes;

/* Collects the names of a zeroed one that has `g` and `variants`. Listed people who may be meant get groups of their own, if
 * no document names them. False: no memory. */
bool rl_namesakes_collect(rl_namesakes *namesakes);
/* Finds the pairs. False: no memory. */
bool rl_namesakes_pair_up(rl_namesakes *namesakes);
void rl_namesakes_free(rl_namesakes *namesakes);

/* The names of a group: names[*ret_first] and the ones behind it. Returns how many. */
size_t rl_namesakes_of(const rl_namesakes *namesakes, uint32_t group, size_t *ret_first);

#endif
