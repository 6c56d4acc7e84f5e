/* The network as plain data: what the graph stage measures, what exporters write. All strings are valid UTF-8, ended by
 * NUL and owned by the arena of the network. Nodes are sorted by id, edges by (source, target) with source < target as
 * node indexes: that order is the order of every file. */
#ifndef RL_MODEL_NETWORK_H
#define RL_MODEL_NETWORK_H

#include "base/memory.h"
#include "model/relation.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { RL_EVIDENCE_LIMIT = 5 };

typedef struct rl_place_of_evidence {
    const char *document; /* id */
    uint32_t sentence;    /* from 1 */
    const char *text;     /* the sentence, white space collapsed, at most RL_EVIDENCE_TEXT_LIMIT bytes */
    const rl_statement_place *place; /* of a relation's words; else NULL */
    const char *modality;            /* of a relation; else NULL */
} rl_place_of_evidence;

#define RL_EVIDENCE_TEXT_LIMIT 1000

typedef struct rl_node {
    const char *id;
    const char *label;
    const char *type;
    const char *const *aliases; /* other forms, most frequent first; not the label */
    size_t alias_count;
    uint64_t mentions;
    uint64_t documents;
    const char *first_seen; /* ISO date or NULL */
    const char *last_seen;
    const char *country; /* or NULL */
    const char *role;    /* or NULL */
    double latitude;     /* NAN if unknown */
    double longitude;
    /* statistics, by the graph stage */
    uint32_t degree;
    double weighted_degree;
    double pagerank;
    double betweenness; /* NAN if it was left out */
    uint32_t community;
    uint32_t component;
    /* looks, by the graph stage */
    double x;
    double y;
    double size;
    char color[8]; /* #rrggbb */
} rl_node;

typedef struct rl_edge {
    uint32_t source; /* node indexes */
    uint32_t target;
    double weight; /* finite, above zero */
    uint64_t count;
    uint64_t documents;
    const char *first_seen; /* ISO date or NULL */
    const char *last_seen;
    rl_place_of_evidence evidence[RL_EVIDENCE_LIMIT]; /* best first */
    size_t evidence_count;
    const char *relations; /* names of the relations between the two, joined by "|", or NULL */
    const rl_tie *tie;     /* of an edge of the network of relations; else NULL */
} rl_edge;

typedef struct rl_network {
    rl_arena arena;
    rl_node *nodes;
    size_t node_count;
    rl_edge *edges;
    size_t edge_count;
    const char *window; /* "sentence", "paragraph", "document" or a number: for the file's own description */
    uint64_t seed;
    /* Nodes whose shortest paths were counted for betweenness: all = exact, fewer = an estimate, 0 = left out. */
    uint64_t betweenness_sources;
    /* The typed relations of the same entities: directed, one edge for each (subject, relation, object), sorted by these;
     * owned. Its strings and nodes' fields live in the arena of this network. NULL in that network itself. */
    struct rl_network *relations;
    bool is_directed;
} rl_network;

#endif
