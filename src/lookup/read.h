/* Reading JSON: a file as jansson's tree, and checked values out of the tree's objects. Internal to lookup/. */
#ifndef RL_LOOKUP_READ_H
#define RL_LOOKUP_READ_H

#include "base/error.h"
#include "base/memory.h"

#include <jansson.h>

/* Functions that are given a reader and return bool set its status and error before they return false. */
typedef struct rl_reader {
    const char *source; /* the file, for messages */
    rl_arena *arena;    /* for the strings that are kept */
    rl_buffer clean;    /* the string read last */
    relata_status status;
    relata_error *err;
} rl_reader;

/* An object that stands in a list. */
typedef struct rl_element {
    const char *what; /* "node", for messages */
    size_t number;    /* the first is 1 */
    const json_t *object;
    const json_t *attributes; /* NULL if it has none */
} rl_element;

/* Reads and parses the file. Owned: json_decref. */
bool rl_read_file(rl_reader *reader, json_t **ret_root);
/* The array with this name in the outermost value. Borrowed from it. */
bool rl_read_list(rl_reader *reader, const json_t *root, const char *name, const json_t **ret_list);
bool rl_read_element(rl_reader *reader, const char *what, size_t number, const json_t *value, rl_element *ret_element);

/* Strings are valid UTF-8 without control characters, and not empty. */
bool rl_read_text(rl_reader *reader, const rl_element *element, const char *name, const char **ret_text);
bool rl_read_whole(rl_reader *reader, const rl_element *element, const char *name, size_t *ret_whole);
bool rl_read_weight(rl_reader *reader, const rl_element *element, const char *name, double *ret_weight); /* above 0 */
/* As rl_read_text, but it is borrowed until the next string is read. */
bool rl_read_borrowed(rl_reader *reader, const rl_element *element, const char *name, const char **ret_text);

/* These leave `ret` as it is where there is no such value, or null, or an empty string. */
bool rl_read_text_if_any(rl_reader *reader, const rl_element *element, const char *name, const char **ret_text);
bool rl_read_borrowed_if_any(rl_reader *reader, const rl_element *element, const char *name, const char **ret_text);
bool rl_read_array_if_any(rl_reader *reader, const rl_element *element, const char *name, const json_t **ret_array);

/* Failures; they return false. The words of rl_reader_refuse follow "node 7", or without an element "not a relata
 * network: ". */
bool rl_reader_refuse(rl_reader *reader, const rl_element *element, const char *format, ...) RL_PRINTF(3, 4);
bool rl_reader_no_memory(rl_reader *reader);

#endif
