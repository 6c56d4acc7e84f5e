/* Cutting JSON into the values that a list is made of: the elements of one array, or values one after the other, a line
 * each or not. Only depth and strings are followed, so that memory is needed for one value only. Internal to import/. */
#ifndef RL_IMPORT_ELEMENTS_H
#define RL_IMPORT_ELEMENTS_H

#include "base/source.h"

#include <jansson.h>

typedef enum rl_layout {
    RL_LAYOUT_UNKNOWN = 0, /* the first byte says whether it is an array, the first line whether values are lines */
    RL_LAYOUT_LINES,       /* a value a line, unless the first byte begins an array */
    RL_LAYOUT_ARRAY,
    RL_LAYOUT_LINE_ARRAY, /* an array with a line for each bracket and each element; if not so, any other layout */
    RL_LAYOUT_VALUES      /* one after the other, over any number of lines */
} rl_layout;

typedef struct rl_elements {
    rl_source *source;
    rl_layout layout;
    const char *chunk;
    size_t chunk_length;
    size_t at;
    bool has_begun;
    bool line_array; /* if there is an array, it may be one of lines */
    bool opened;     /* the array's bracket was the last byte */
    bool has_ended;  /* the array was closed */
    bool comma;      /* an element must follow */
    bool too_long;   /* the element is passed over */
    size_t line;     /* of the byte at `at` */
    size_t column;
    size_t depth;
    bool in_string;
    bool escaped;
    rl_buffer element;
    size_t first_line; /* of the element */
    size_t first_column;
} rl_elements;

void rl_elements_start(rl_elements *elements, rl_source *source, rl_layout layout);

/* The next element, which has no white space at its ends; borrowed until the next call. RELATA_END after the last.
 * RELATA_ERROR_LIMIT: it is too long and passed over, reading may go on. What cannot be cut is an error. Its place is in
 * first_line and first_column. */
relata_status rl_elements_next(rl_elements *elements, const char **ret_bytes, size_t *ret_length, relata_error *err);

void rl_elements_free(rl_elements *elements);

/* Parses an element. `err` has no source, and counts lines and columns from the element's first byte. */
relata_status rl_element_parse(const char *bytes, size_t length, json_t **ret_value, relata_error *err);

#endif
