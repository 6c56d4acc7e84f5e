/* The concepts of a SKOS vocabulary and their labels. Internal to import/. */
#ifndef RL_IMPORT_SKOS_H
#define RL_IMPORT_SKOS_H

#include "import/import.h"

typedef enum rl_label_kind { RL_LABEL_PREFERRED = 0, RL_LABEL_OTHER, RL_LABEL_HIDDEN } rl_label_kind;

typedef struct rl_label {
    const char *text;
    size_t length;
    uint32_t next; /* of the same concept, RL_NONE for the last */
    uint32_t rank; /* of its language: smaller is better */
    rl_label_kind kind;
} rl_label;

typedef struct rl_concept {
    uint32_t first;
    uint32_t last;
    bool is_other; /* a scheme or a collection: no concept */
} rl_concept;

/* Statements come in any order, so all labels of the chosen languages are kept until the end. A zeroed collection is an
 * empty one. */
typedef struct rl_concepts {
    rl_string_map subjects;
    rl_concept *items;
    size_t capacity;
    rl_label *labels;
    size_t label_count;
    size_t label_capacity;
    rl_arena strings;
} rl_concepts;

/* The concept of this subject, made if it is new; NULL if there is no memory. Borrowed until the next call. */
rl_concept *rl_concepts_get(rl_concepts *concepts, const char *subject, size_t length);
bool rl_concepts_add_label(rl_concepts *concepts, rl_concept *concept, rl_label_kind kind, uint32_t rank,
                           const char *text, size_t length);

/* A row for each concept. */
relata_status rl_concepts_give(const rl_concepts *concepts, rl_rows *rows, relata_error *err);
void rl_concepts_free(rl_concepts *concepts);

/* The name of the parser that raptor has for text that begins so. Static. */
const char *rl_skos_syntax(const char *bytes, size_t length);

#endif
