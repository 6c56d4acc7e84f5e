/* What stands where: the entities of a network in the documents that it was made from. All arrays go document by document;
 * each combination is there once. */
#ifndef RL_MODEL_INCIDENCE_H
#define RL_MODEL_INCIDENCE_H

#include <stddef.h>
#include <stdint.h>

typedef struct rl_incidence_mention {
    uint32_t node;
    uint32_t document; /* index into `documents` */
    uint32_t count;
} rl_incidence_mention;

typedef struct rl_incidence_appearance {
    uint32_t node;
    uint32_t document;
    uint32_t sentence; /* from 1 */
} rl_incidence_appearance;

typedef struct rl_incidence_meeting {
    uint32_t source; /* nodes, source < target */
    uint32_t target;
    uint32_t document;
    uint32_t count; /* windows that hold both */
} rl_incidence_meeting;

typedef struct rl_incidence {
    const char **documents; /* ids, borrowed, ascending: of those that count */
    size_t document_count;
    rl_incidence_mention *mentions;
    size_t mention_count;
    rl_incidence_appearance *appearances;
    size_t appearance_count;
    rl_incidence_meeting *meetings;
    size_t meeting_count;
} rl_incidence;

void rl_incidence_free(rl_incidence *incidence);

#endif
