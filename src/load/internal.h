/* What the files of load/ share. Functions that return bool have filled `status` and `err` before they return false. */
#ifndef RL_LOAD_INTERNAL_H
#define RL_LOAD_INTERNAL_H

#include "base/error.h"
#include "base/hash.h"
#include "base/memory.h"
#include "model/network.h"

#include <jansson.h>

/* Text of the file, from `start` to before `end`. */
typedef struct rl_load_piece {
    size_t start;
    size_t end;
    bool is_there;
} rl_load_piece;

/* What is read of the outermost object. */
typedef enum rl_load_part {
    RL_LOAD_DIRECTED = 0,
    RL_LOAD_ATTRIBUTES,
    RL_LOAD_COPIES,
    RL_LOAD_NODES,
    RL_LOAD_EDGES,
    RL_LOAD_PARTS
} rl_load_part;

/* Strings that are kept once. A zeroed one is empty; free the slots. */
typedef struct rl_load_shared {
    struct rl_load_slot *slots;
    size_t slot_count;
    size_t count;
} rl_load_shared;

typedef struct rl_loading {
    const char *source; /* the file, for messages */
    rl_buffer file;
    size_t at; /* how far it was read */
    rl_load_piece parts[RL_LOAD_PARTS];
    rl_network *network;     /* that is filled */
    rl_arena *arena;         /* for its strings */
    relata_summary *summary; /* the network's, or NULL */
    size_t node_capacity, edge_capacity, copy_capacity;
    size_t having[RL_MEASURE_COUNT]; /* nodes or edges that have it */
    rl_string_map ids;               /* of nodes, numbered like them */
    rl_load_shared shared;           /* strings that many edges have */
    rl_buffer clean;                 /* the string read last */
    relata_status status;
    relata_error *err;
} rl_loading;

/* An object of the file. */
typedef struct rl_load_element {
    const char *what; /* "node", for messages; NULL for the head */
    size_t number;    /* in its list, from 1 */
    size_t at;        /* where it stands */
    const json_t *object;
    const json_t *attributes; /* NULL if it has none */
} rl_load_element;

typedef bool (*rl_load_take)(rl_loading *l, const rl_load_element *element);

/* walk.c: the file without a tree of it. */
bool rl_load_parts(rl_loading *l); /* finds l->parts */
bool rl_load_each(rl_loading *l, rl_load_part part, const char *what, rl_load_take take);
bool rl_load_parse(rl_loading *l, rl_load_piece piece, json_t **ret_value); /* owned: json_decref */

/* values.c: checked values. A value may stand in its object or in the object's "attributes". */
typedef enum rl_load_type {
    RL_LOAD_TEXT = 0, /* const char *, one clean line */
    RL_LOAD_SHARED,   /* the same, kept once however often it comes */
    RL_LOAD_WHOLE,    /* uint64_t */
    RL_LOAD_SMALL,    /* uint32_t */
    RL_LOAD_REAL,     /* double */
    RL_LOAD_TRUTH,    /* bool */
    RL_LOAD_COLOUR    /* char[8] */
} rl_load_type;

enum { RL_LOAD_UNMEASURED = RL_MEASURE_COUNT };

typedef struct rl_load_field {
    const char *name;
    rl_load_type type;
    size_t offset;
    bool required;
    uint8_t measure; /* that it shows, or RL_LOAD_UNMEASURED */
} rl_load_field;

/* Fills the fields of a struct; what is not there or null stays as it is. */
bool rl_load_fields(rl_loading *l, const rl_load_element *element, const rl_load_field *fields, size_t count,
                    void *into);
/* The string of this name in l->clean, borrowed until the next one; *ret_text stays as it is if there is none. */
bool rl_load_line(rl_loading *l, const rl_load_element *element, const char *name, const char **ret_text);
bool rl_load_list(rl_loading *l, const rl_load_element *element, const char *name, const json_t **ret_list);
/* A part of an element: the item of one of its lists. */
bool rl_load_item(rl_loading *l, const rl_load_element *of, const char *what, const json_t *value,
                  rl_load_element *ret_item);
const char *rl_load_keep(rl_loading *l, const char *text, size_t length); /* NULL if there is no memory: told */

const char *rl_load_share(rl_loading *l, const char *text, size_t length); /* the same, kept once: shared.c */

/* nodes.c, edges.c and head.c */
bool rl_load_nodes(rl_loading *l);
bool rl_load_edges(rl_loading *l);
bool rl_load_head(rl_loading *l);
bool rl_load_copies(rl_loading *l);
void rl_load_measures(rl_loading *l); /* which are in the network: known when all is read */

/* Failures; they return false. */
bool rl_load_no_memory(rl_loading *l);
bool rl_load_refuse_at(rl_loading *l, size_t at, const char *format, ...) RL_PRINTF(3, 4);
/* The words follow "node 7". */
bool rl_load_refuse(rl_loading *l, const rl_load_element *element, const char *format, ...) RL_PRINTF(3, 4);

#endif
