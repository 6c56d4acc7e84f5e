/* Who is who inside one document: brings the mentions of one entity together. */
#ifndef RL_RESOLVE_DOCUMENT_H
#define RL_RESOLVE_DOCUMENT_H

#include "base/error.h"
#include "model/candidate.h"
#include "model/entry.h"
#include "model/mention.h"
#include "model/text.h"
#include "model/types.h"

/* What the stages before found; everything is borrowed. The mentions are in text order; their `entity` is filled, and
 * their `entry` set to that of their entity. */
typedef struct rl_resolve_input {
    const rl_text *text;
    const rl_hit *hits;
    size_t hit_count;
    const rl_pattern_hit *patterns;
    size_t pattern_count;
    const rl_entry *entries;
    rl_mention *mentions;
    size_t mention_count;
} rl_resolve_input;

/* An entity of the document. */
typedef struct rl_local_entity {
    uint32_t type;
    uint32_t entry;   /* RL_NONE if no list has it */
    uint32_t mention; /* its first full mention (or its first one, if none is full): the name it goes by */
    bool partial;     /* a person known by one word only */
} rl_local_entity;

typedef struct rl_resolver rl_resolver; /* a thread's own memory */

rl_resolver *rl_resolver_new(void);
void rl_resolver_free(rl_resolver *resolver);

/* The entities are borrowed until the next call. */
relata_status rl_resolve_document(rl_resolver *resolver, const rl_resolve_input *input,
                                  const rl_local_entity **ret_entities, size_t *ret_count, relata_error *err);

#endif
