/* Which groups documents name together: two names that one document gives to different people are two people. Internal to
 * resolve/. */
#ifndef RL_RESOLVE_TOGETHER_H
#define RL_RESOLVE_TOGETHER_H

#include "resolve/corpus_internal.h"

typedef struct rl_together {
    rl_grouping *g;
    struct rl_place *places; /* by group, then record */
    size_t count;
    size_t capacity;
} rl_together;

/* Finds where the groups are named whose roots are `wanted`. A zeroed one but for `g` is filled. False: no memory. */
bool rl_together_find(rl_together *together, const bool *wanted);
void rl_together_free(rl_together *together);

/* Does a document name both? Groups that joined one of them since count. `*ret_record` (may be NULL): the first that does.
 */
bool rl_together_named(rl_together *together, uint32_t a, uint32_t b, uint32_t *ret_record);

#endif
