/* What an evaluation compares: spans of GOLD's documents, marked by people and found by a program. */
#ifndef RL_EVALUATE_SPANS_H
#define RL_EVALUATE_SPANS_H

#include "base/error.h"
#include "base/hash.h"
#include "base/memory.h"

#include <relata/evaluate.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct rl_span {
    uint32_t document; /* of GOLD */
    uint32_t start;    /* code points */
    uint32_t end;      /* exclusive */
    uint32_t type;     /* of those that are scored; RL_NONE for another */
    uint32_t entity;   /* of its side; RL_NONE for none */
} rl_span;

/* The spans of one side in the order in which they were read, and the names of their entities. Zeroed: empty. */
typedef struct rl_side {
    rl_span *spans;
    size_t count;
    size_t capacity;
    rl_string_map entities;
    size_t other; /* spans among them whose type is not scored */
} rl_side;

typedef struct rl_marked_text {
    const char *id;
    const char *date;  /* NULL for none */
    const char *group; /* NULL if none was asked for */
    const char *bytes; /* valid UTF-8 */
    size_t length;
    uint32_t characters;
    const uint32_t *steps; /* the bytes at which every so many characters begin */
} rl_marked_text;

/* Both sides. Zeroed: empty. */
typedef struct rl_comparison {
    rl_arena strings; /* of the texts */
    rl_marked_text *texts;
    size_t text_count;
    size_t text_capacity;
    rl_string_map ids;   /* numbers are those of the texts */
    rl_string_map types; /* scored */
    const char *group;   /* the field of GOLD's documents that groups them, borrowed; NULL: not asked for */
    rl_side gold;
    rl_side found;
    size_t missing;
    size_t extra;
} rl_comparison;

void rl_comparison_free(rl_comparison *comparison);

/* Adds a span; `entity` may be NULL or empty for none. False if there is no memory. */
bool rl_side_add(rl_side *side, rl_span span, const char *entity);
void rl_side_free(rl_side *side);

/* By document, start, end, type, entity. */
int rl_span_compare(const void *a, const void *b);

/* By document, start and end alone. */
int rl_place_compare(const rl_span *a, const rl_span *b);

/* The spans whose types are scored, sorted, each once, without entities. Owned: free. NULL if there is no memory. */
rl_span *rl_spans_scored(const rl_side *side, size_t *ret_count);

#endif
