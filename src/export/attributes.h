/* What is said of nodes and edges: one table for each, which every format writes from. A new attribute is one row. */
#ifndef RL_EXPORT_ATTRIBUTES_H
#define RL_EXPORT_ATTRIBUTES_H

#include "base/memory.h"
#include "model/network.h"

#include <stdbool.h>

/* Rows in a table, at most. */
enum { RL_ATTRIBUTE_LIMIT = 64 };

typedef enum rl_attribute_type {
    RL_ATTRIBUTE_TEXT = 0,
    RL_ATTRIBUTE_WHOLE,
    RL_ATTRIBUTE_REAL,
    RL_ATTRIBUTE_TRUTH,    /* the value's `whole` is 0 or 1 */
    RL_ATTRIBUTE_EVIDENCE, /* the places of an edge: text in flat formats, a list where the format has lists */
    RL_ATTRIBUTE_REASONS,  /* why a node has its aliases: the same */
    RL_ATTRIBUTE_PERIODS   /* when an element was seen: the same */
} rl_attribute_type;

/* The value of one attribute of one element. */
typedef struct rl_value {
    const char *text; /* sanitised, ended by NUL; borrowed until the scratch buffer changes */
    size_t text_length;
    uint64_t whole;
    double real;
} rl_value;

/* Reads the value; false if this element has none. Texts are made in `scratch`, whose `failed` says that memory ran
 * out. */
typedef bool (*rl_attribute_get)(const void *element, size_t offset, rl_value *ret_value, rl_buffer *scratch);

typedef struct rl_attribute {
    const char *name;
    rl_attribute_type type;
    rl_attribute_get get;
    size_t offset;     /* of the field in rl_node or rl_edge */
    rl_measures needs; /* what the network must have been measured for, or RL_NEEDS_LOOKS: on all elements or on none */
} rl_attribute;

/* Every node has a place, a size and a colour. */
#define RL_NEEDS_LOOKS RL_MEASURE_BIT(RL_MEASURE_COUNT)

extern const rl_attribute rl_node_attributes[];
extern const size_t rl_node_attribute_count;
extern const rl_attribute rl_edge_attributes[];
extern const size_t rl_edge_attribute_count;

bool rl_attribute_read(const rl_attribute *attribute, const void *element, rl_value *ret_value, rl_buffer *scratch);

/* When the node or edge was seen; both have this attribute. */
const rl_period_count *rl_attribute_periods(const rl_attribute *attribute, const void *element, size_t *ret_count);

/* One place of evidence. */
bool rl_evidence_is_present(const rl_place_of_evidence *place);

/* Puts a string through the sanitiser, into `scratch`, which is cleared. With `one_line`, line breaks and tabs become
 * spaces. Returns "" if memory ran out. */
const char *rl_clean_string(const char *string, bool one_line, rl_buffer *scratch);

#endif
