/* Saying why a name is that of an entity. Internal to resolve/. */
#ifndef RL_RESOLVE_REASONS_H
#define RL_RESOLVE_REASONS_H

#include "resolve/corpus_internal.h"

/* What is known of one alias. */
typedef struct rl_alias_source {
    rl_reason reason;             /* inside a document */
    const rl_record *record;      /* that document */
    const rl_corpus_merge *merge; /* over the corpus, or NULL */
} rl_alias_source;

/* Appends a short sentence for an alias of an entity with this label. `listed`: a list gives the alias. `of_label`: what
 * brought the name that became the label to the others, or NULL. False: no memory. */
bool rl_reason_append(const rl_alias_source *source, const char *label, bool listed, const rl_corpus_merge *of_label,
                      rl_buffer *ret);

#endif
