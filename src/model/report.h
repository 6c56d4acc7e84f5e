/* What a report says of a network, picked and ordered but not yet put into words. The report stage fills it, exporters
 * write it. Nodes and edges are numbers of the network's lists; what is more than what is listed is counted in `total`. All
 * arrays and strings belong to the report's arena or to the network, which must outlive it. */
#ifndef RL_MODEL_REPORT_H
#define RL_MODEL_REPORT_H

#include "model/network.h"

/* Numbers of nodes or edges, in the order in which they are worth a look. */
typedef struct rl_report_list {
    const uint32_t *items;
    size_t count;
    size_t total;
} rl_report_list;

typedef struct rl_report_type {
    const char *name;
    size_t entities;
    uint64_t mentions;
    size_t once; /* entities that one document names */
    rl_report_list central;
} rl_report_type;

/* A community of at least two. */
typedef struct rl_report_group {
    uint32_t community;
    size_t size;
    const size_t *type_sizes; /* of the report's first types, at most RL_REPORT_GROUP_TYPES */
    rl_report_list members;   /* those with the most ties inside first */
    size_t inside;            /* edges */
    size_t outside;
} rl_report_group;

/* A person with ties into other groups. */
typedef struct rl_report_joiner {
    uint32_t node;
    uint32_t group;        /* its own */
    rl_report_list groups; /* the others, by the weight of the ties there */
    double outside;        /* which part of the weight of its ties leads there */
} rl_report_joiner;

typedef struct rl_report_kind {
    const char *relation;
    size_t edges;
    uint64_t statements;
    uint64_t reported;
    uint64_t planned;
    uint64_t past;
    rl_report_list examples; /* edges of the network of relations */
} rl_report_kind;

/* A name of a node: its alias of this number. */
typedef struct rl_report_name {
    uint32_t node;
    uint32_t alias;
} rl_report_name;

/* Names that were joined to entities for one kind of reason. */
typedef struct rl_report_merge {
    const char *kind;
    const char *meaning; /* in a few words */
    size_t total;
    const rl_report_name *examples;
    size_t count;
    bool is_certain; /* nothing had to be guessed */
} rl_report_merge;

typedef enum rl_doubt {
    RL_DOUBT_TYPES = 0, /* one name with several types */
    RL_DOUBT_NAMESAKES,
    RL_DOUBT_NEAR,
    RL_DOUBT_SPELLING,
    RL_DOUBT_FAMILY, /* a family name that somebody else bears too, who is named more often */
    RL_DOUBT_ONE_WORD,
    RL_DOUBT_ONE_DOCUMENT,
    RL_DOUBTS
} rl_doubt;

/* Something to check by hand, and what settles it in a file of judgements. */
typedef struct rl_report_case {
    const uint32_t *nodes;
    size_t node_count;
    const char *alias;  /* of the first node, or NULL */
    const char *reason; /* of the alias */
    const char *const *lines;
    size_t line_count;
} rl_report_case;

typedef struct rl_report_doubt {
    size_t total;
    const rl_report_case *cases; /* what concerns most mentions first */
    size_t count;
} rl_report_doubt;

typedef struct rl_report {
    rl_arena arena;
    const rl_network *network;
    size_t top;
    /* the corpus */
    uint64_t documents; /* 0: not known */
    uint64_t mentions;
    const char *first_seen; /* or NULL */
    const char *last_seen;
    double density; /* which part of all pairs is joined */
    size_t components;
    size_t largest;        /* nodes of the largest component */
    size_t alone;          /* nodes without an edge */
    rl_report_type *types; /* most entities first */
    size_t type_count;
    /* the network */
    const double *strengths; /* of nodes: the sum of their edges' weights */
    const uint32_t *degrees;
    rl_report_list strongest;
    rl_report_list surprising;
    bool has_association;    /* edges have NPMI and log-likelihood */
    rl_report_group *groups; /* largest first */
    size_t group_count;
    size_t small_groups;    /* communities of one node */
    rl_report_list joining; /* edges between groups: three times `top`, since other lists have some of them */
    rl_report_joiner *joiners;
    size_t joiner_count;
    size_t joiner_total;
    rl_report_kind *kinds; /* most statements first */
    size_t kind_count;
    /* names */
    rl_report_merge *merges; /* weakest first */
    size_t merge_count;
    rl_report_doubt doubts[RL_DOUBTS];
} rl_report;

enum {
    RL_REPORT_EXAMPLES = 3,
    RL_REPORT_NAMES = 3,   /* members that a group is called by */
    RL_REPORT_MEMBERS = 9, /* … that are listed, however short the lists */
    RL_REPORT_GROUP_TYPES = 8,
    RL_REPORT_MOST = 1000, /* items that a list can be asked for */
    /* Pairs are surprising if they were seen so often … */
    RL_REPORT_LEAST_COUNT = 3,
    RL_REPORT_LEAST_DOCUMENTS = 2
};

/* … and chance would bring them together so often in less than one of 1,000 such networks. */
#define RL_REPORT_LEAST_LIKELIHOOD 10.83

#endif
