/* The company that groups keep: who stands with them in windows of the text. Internal to resolve/. */
#ifndef RL_RESOLVE_COMPANY_H
#define RL_RESOLVE_COMPANY_H

#include "resolve/corpus_internal.h"

typedef struct rl_companion {
    uint32_t group;
    uint32_t other;
    const char *text; /* a form of the other */
} rl_companion;

typedef struct rl_company {
    rl_companion *items; /* by group, then other, each once */
    size_t count;
    uint32_t *documents; /* by group: that name it; only roots */
} rl_company;

/* Before this the groups of whole names are made. */
bool rl_company_count(rl_grouping *g, rl_company *ret);
/* Lists the company of the groups that are `wanted`. */
bool rl_company_list(rl_grouping *g, const bool *wanted, rl_company *company);
void rl_company_free(rl_company *company);

/* Do two groups share more company than chance gives: a person or an organisation that few documents name, or two others
 * that are neither countries nor named everywhere? Appends their names to `ret` and adds to *ret_shared. False: no. */
bool rl_company_shared(rl_grouping *g, const rl_company *company, uint32_t a, uint32_t b, rl_buffer *ret,
                       size_t *ret_shared);

/* Does the role of a listed person name somebody or something in the group's company, its country aside? */
bool rl_company_has_role(rl_grouping *g, const rl_company *company, uint32_t group, const rl_entry *entry,
                         rl_buffer *ret);

#endif
