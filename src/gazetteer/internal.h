/* What the files of the gazetteer stage share. Internal to gazetteer/. */
#ifndef RL_GAZETTEER_INTERNAL_H
#define RL_GAZETTEER_INTERNAL_H

#include "base/memory.h"
#include "gazetteer/gazetteer.h"
#include "gazetteer/ngrams.h"

/* A name that waits for the index. */
typedef struct rl_pending_name {
    const char *name;
    uint32_t length;
    uint32_t entry; /* RL_NONE for lexicon rows */
    rl_classes classes;
    uint8_t kind; /* rl_name_kind */
    const char *path;
    size_t line;
    size_t column;
} rl_pending_name;

struct rl_gazetteer {
    rl_arena strings;
    rl_entry *entries;
    uint32_t *entry_files; /* by entry: number of the file that gave it last */
    size_t entry_count;
    size_t entry_capacity;
    size_t file_capacity;
    rl_string_map ids; /* id -> entry */
    rl_pending_name *names;
    size_t name_count;
    size_t name_capacity;
    rl_ngrams index;
    uint32_t file_count;
};

#endif
