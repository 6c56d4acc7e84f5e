/* relata: walking through a network that was built, node by node and edge by edge, without writing it. The conventions
 * are those of <relata/relata.h>; what the numbers mean is said in docs/formats.md.
 *
 * Nodes are sorted by id and edges by their nodes, so indexes are the same whenever the same documents are built. All
 * strings are valid UTF-8, NULL where there is nothing to say, and borrowed until the network is freed. Everything here
 * takes the typed relations (relata_network_relations) as well. Cost: that of copying a struct. */
#ifndef RELATA_NETWORK_H
#define RELATA_NETWORK_H

#include <relata/relata.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What is said of the network as a whole. */
typedef struct relata_about {
    bool is_directed; /* typed relations: several edges may stand between two nodes */
    size_t nodes;
    size_t edges;
    size_t copies;              /* documents that were not counted because they repeat another one */
    const char *window;         /* "sentence", "paragraph", "document" or a number of tokens; NULL of relations */
    const char *weight;         /* "count", "npmi", …: what the edges' weight is; NULL of relations */
    size_t windows;             /* that hold any node */
    double modularity;          /* of the communities; NaN if it was not measured */
    size_t betweenness_sources; /* = nodes: betweenness is exact; fewer: an estimate; 0: there is none */
    const char *layout;         /* NULL: nodes have no positions */
    const char *backbone;       /* NULL: none */
    double alpha;               /* of the backbone */
} relata_about;

/* An entity. */
typedef struct relata_node {
    const char *id;
    const char *label;
    const char *type;
    const char *const *aliases; /* other forms, most frequent first */
    size_t alias_count;
    const char *const *reasons; /* why each of the first aliases is one */
    size_t reason_count;
    size_t mentions;
    size_t documents;
    const char *first_seen; /* ISO dates */
    const char *last_seen;
    const char *country;
    const char *role;
    double latitude; /* degrees; NaN if unknown */
    double longitude;
    double x; /* position and size, NaN without a layout */
    double y;
    double size;
    const char *color; /* "#rrggbb", NULL without a layout */
} relata_node;

/* Two entities that appear together, or what is stated of them. */
typedef struct relata_edge {
    size_t source; /* indexes of nodes; of relations from the subject to the object, else source < target */
    size_t target;
    double weight; /* above zero: the number that was asked for */
    size_t count;  /* windows that hold both; of relations the sentences that state it */
    size_t documents;
    double npmi; /* NaN of relations, as the next three */
    double log_likelihood;
    double jaccard;
    double cosine;
    const char *first_seen;
    const char *last_seen;
    const char *relations; /* names of the typed relations between the two, joined by "|"; NULL if there are none */
    bool is_bridge;        /* false if it was not measured */
    size_t evidence;       /* how much relata_network_evidence has, the best first */

    /* Of relations only. */
    const char *relation; /* "met_with"; NULL of any other edge */
    const char *modality; /* the surest of its statements: "asserted", "reported", "planned" */
    size_t asserted;      /* statements … */
    size_t reported;
    size_t planned;
    size_t past; /* … and of all these, those of what is over */
} relata_edge;

/* A place that shows an edge. */
typedef struct relata_place {
    const char *document; /* id */
    size_t sentence;      /* from 1 */
    const char *text;     /* white space collapsed, at most 1000 bytes */

    /* Of relations only: else NULL and zeros. Offsets into the document in code points, end exclusive. */
    const char *modality;
    size_t start; /* the words that say it */
    size_t end;
    size_t subject_start;
    size_t subject_end;
    size_t object_start;
    size_t object_end;
} relata_place;

/* A document that was not counted, and the one that it repeats: ids. */
typedef struct relata_copy {
    const char *document;
    const char *of;
} relata_copy;

/* Each fails only with RELATA_ERROR_ARGUMENT: something is missing, or there is no such index. `err` may be NULL. */
RELATA_API relata_status relata_network_about(const relata_network *network, relata_about *ret_about,
                                              relata_error *err);
RELATA_API relata_status relata_network_node(const relata_network *network, size_t node, relata_node *ret_node,
                                             relata_error *err);
RELATA_API relata_status relata_network_edge(const relata_network *network, size_t edge, relata_edge *ret_edge,
                                             relata_error *err);
RELATA_API relata_status relata_network_evidence(const relata_network *network, size_t edge, size_t place,
                                                 relata_place *ret_place, relata_error *err);
RELATA_API relata_status relata_network_copy(const relata_network *network, size_t copy, relata_copy *ret_copy,
                                             relata_error *err);

/* A measure of a node, by its name in relata_measure_name ("pagerank"): the number that the files give, true and false
 * as 1 and 0. NaN if it was not measured or means nothing here, as closeness without neighbours. RELATA_ERROR_ARGUMENT
 * too if no measure of nodes has this name. */
RELATA_API relata_status relata_network_measure(const relata_network *network, size_t node, const char *measure,
                                                double *ret_value, relata_error *err);

/* The node with this id: its index, or RELATA_END if there is none. Cost: a binary search. */
RELATA_API relata_status relata_network_find(const relata_network *network, const char *id, size_t *ret_node,
                                             relata_error *err);

#ifdef __cplusplus
}
#endif

#endif
