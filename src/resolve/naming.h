/* What the files that name entities share. */
#ifndef RL_RESOLVE_NAMING_H
#define RL_RESOLVE_NAMING_H

#include "base/memory.h"
#include "base/table.h"
#include "resolve/corpus_internal.h"

/* A form of an entity somewhere in the corpus. */
typedef struct rl_found_form {
    uint32_t entity;
    uint16_t words;
    bool capitals;
    uint8_t reason;  /* inside the document … */
    uint32_t record; /* … that is this one */
    uint32_t merge;  /* of the corpus, or RL_NONE */
    uint64_t count;
    const char *text;
} rl_found_form;

typedef struct rl_namer {
    rl_corpus *corpus;
    const rl_record *const *records;
    size_t record_count;
    const rl_entry *entries;
    const rl_types *types;
    const uint32_t *first_record;
    rl_table found; /* forms by entity and text */
    rl_found_form *forms;
    size_t form_count;
    size_t form_capacity;
    rl_found_form **order; /* those of one entity side by side, the most frequent first */
    size_t *first_of;      /* by entity: where its forms begin in `order`; and one more */
    rl_buffer id;
    rl_string_map seen; /* while aliases are chosen: folded forms that are there already */
} rl_namer;

/* naming_forms.c: brings the forms of each entity together. False: no memory. */
bool rl_naming_collect(rl_namer *namer);

/* naming_ids.c: gives entities that have labels their ids. False: no memory. */
bool rl_naming_ids(rl_namer *namer);

#endif
