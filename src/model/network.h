/* The network as plain data: what the graph stage measures, what exporters write. All strings are valid UTF-8, ended by
 * NUL and owned by the arena of the network. Nodes are sorted by id, edges by (source, target) with source < target as
 * node indexes: that order is the order of every file. */
#ifndef RL_MODEL_NETWORK_H
#define RL_MODEL_NETWORK_H

#include "base/memory.h"
#include "model/measures.h"
#include "model/relation.h"
#include "model/slices.h"
#include "model/summary.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { RL_EVIDENCE_LIMIT = 5, RL_REASON_LIMIT = 20 /* aliases whose reason is said */ };

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
    const char *const *reasons; /* why each of the first aliases is one */
    size_t reason_count;
    uint64_t mentions;
    uint64_t documents;
    uint64_t windows; /* that hold it */
    const char *first_seen; /* ISO date or NULL */
    const char *last_seen;
    const rl_period_count *periods; /* in their order, those in which it is seen; NULL: not counted */
    size_t period_count;
    const char *country; /* or NULL */
    const char *role;    /* or NULL */
    double latitude;     /* NAN if unknown */
    double longitude;
    /* statistics, by the graph stage; which of them hold is said by rl_network.measures */
    uint32_t degree;
    double weighted_degree; /* always filled: size goes by it */
    double pagerank;
    double betweenness; /* NAN if it was left out */
    double closeness;   /* NAN without neighbours */
    double harmonic;
    double eigenvector;
    double clustering;
    uint32_t coreness;
    uint32_t community;
    uint32_t component;
    bool articulation;
    /* looks, by the graph stage */
    double x;
    double y;
    double size;
    char color[8]; /* #rrggbb */
} rl_node;

typedef struct rl_edge {
    uint32_t source; /* node indexes */
    uint32_t target;
    double weight; /* finite, above zero: the one of these that was chosen */
    uint64_t count;
    double npmi;
    double log_likelihood;
    double jaccard;
    double cosine;
    uint64_t documents;
    const char *first_seen; /* ISO date or NULL */
    const char *last_seen;
    const rl_period_count *periods; /* as a node's */
    size_t period_count;
    rl_place_of_evidence evidence[RL_EVIDENCE_LIMIT]; /* best first */
    size_t evidence_count;
    bool bridge; /* by the graph stage */
    const char *relations; /* names of the relations between the two, joined by "|", or NULL */
    const rl_tie *tie;     /* of an edge of the network of relations; else NULL */
} rl_edge;

/* A document that was not counted, and the one that it repeats: ids. */
typedef struct rl_copy {
    const char *document;
    const char *of;
} rl_copy;

typedef struct rl_network {
    rl_arena arena;
    rl_node *nodes;
    size_t node_count;
    rl_edge *edges;
    size_t edge_count;
    size_t light_edges; /* that were found to be below a minimum and never made */
    rl_copy *copies; /* in the order of their ids */
    size_t copy_count;
    uint64_t windows;   /* that hold any node */
    uint64_t weightless; /* pairs that are no edges because their weight is not above zero */
    const char *weight;  /* "count", "npmi", …: what the edges' weight is */
    const char *window; /* "sentence", "paragraph", "document" or a number: for the file's own description */
    uint64_t seed;
    /* Nodes whose shortest paths were counted for betweenness: all = exact, fewer = an estimate, 0 = left out. */
    uint64_t betweenness_sources;
    /* Closeness and the harmonic measure: paths from so many nodes of each component, from all of it if it has no
     * more. All = exact, fewer = an estimate, 0 = left out. */
    uint64_t distance_sources;
    rl_measures measures; /* that nodes and edges hold */
    rl_measures left_out; /* asked for, but the network is too large for them or they had no result */
    double modularity;    /* NAN without edges */
    double resolution;    /* of communities and modularity; 0: not measured */
    const char *layout;   /* the layout's name, static; NULL if nodes have no looks */
    const char *backbone; /* what edges were left out by, static; NULL for none */
    double alpha;         /* of the backbone */
    const relata_summary *summary; /* of the build, where a count is in rl_summary_counts; NULL if it is not known */
    /* The typed relations of the same entities: directed, one edge for each (subject, relation, object), sorted by these;
     * owned. Its strings and nodes' fields live in the arena of this network. NULL in that network itself. */
    struct rl_network *relations;
    bool is_directed;
    /* Networks of periods, in the order of time, and changes between them, the surest first; owned. None in a slice. */
    rl_slice *slices;
    size_t slice_count;
    rl_trend *trends;
    size_t trend_count;
    const char *slicing; /* into what: "month"; static; NULL if it was not asked for */
    uint64_t unsliced;   /* documents that no slice holds */
    const char *period;  /* of a slice and of its relations; else NULL */
    /* A store that waits for its place: the pipeline's, with what frees it. NULL for none. */
    struct rl_archive *archive;
    void (*archive_free)(struct rl_archive *archive);
} rl_network;

/* The node with this id, or NULL. */
const rl_node *rl_network_find(const rl_network *network, const char *id);

/* Frees a network that was made by calloc, with all that it holds. NULL is fine. */
void rl_network_free(rl_network *network);

#endif
