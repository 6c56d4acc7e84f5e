/* What the files of report/ share. Functions that return bool fail for want of memory only. */
#ifndef RL_REPORT_INTERNAL_H
#define RL_REPORT_INTERNAL_H

#include "base/hash.h"
#include "model/report.h"
#include "report/report.h"

/* A label or an alias, as names are compared. */
typedef struct rl_named {
    uint64_t hash;
    uint32_t node;
} rl_named;

typedef struct rl_reporting {
    const rl_network *network;
    rl_report *report;
    rl_arena *arena; /* of the report */
    size_t *starts;  /* node n is in the edges links[starts[n]] … links[starts[n + 1] - 1] */
    uint32_t *links;
    double *strengths;   /* the report's */
    uint32_t *group_of;  /* by node, or RL_NONE; NULL without communities */
    const char **folded; /* labels, as names are compared */
    rl_named *names;
    size_t name_count;
} rl_reporting;

/* ---- order.c ---- */

/* Below 0 if `a` is worth more than `b`. Equal ones stay in the order of their numbers. */
typedef int (*rl_report_order)(const rl_reporting *r, uint32_t a, uint32_t b);

/* Orders `items` in place and keeps the first `most` of them. */
bool rl_report_pick(rl_reporting *r, uint32_t *items, size_t count, rl_report_order order, size_t most,
                    rl_report_list *ret_list);
int rl_report_by_number(double a, double b);                              /* the larger first */
int rl_report_by_mentions(const rl_reporting *r, uint32_t a, uint32_t b); /* nodes */
int rl_report_by_strength(const rl_reporting *r, uint32_t a, uint32_t b); /* nodes */
int rl_report_by_count(const rl_reporting *r, uint32_t a, uint32_t b);    /* edges */
bool rl_report_are_joined(const rl_reporting *r, uint32_t a, uint32_t b);

/* ---- named.c ---- */

bool rl_report_list_names(rl_reporting *r);
/* Do several entities go by this name? */
bool rl_report_is_shared(const rl_reporting *r, const char *name, bool *ret_shared);

/* ---- the parts, in the order in which they are made ---- */

bool rl_report_corpus(rl_reporting *r);  /* corpus.c */
bool rl_report_central(rl_reporting *r); /* central.c */
bool rl_report_pairs(rl_reporting *r);   /* pairs.c */
bool rl_report_groups(rl_reporting *r);  /* groups.c */
bool rl_report_joiners(rl_reporting *r); /* joiners.c */
bool rl_report_kinds(rl_reporting *r);   /* kinds.c */
bool rl_report_merges(rl_reporting *r);  /* merges.c */
bool rl_report_doubts(rl_reporting *r);  /* doubts.c */

/* ---- doubts ---- */

/* Cases of one kind while they are found. */
typedef struct rl_cases {
    struct rl_found_case {
        uint32_t nodes[4];
        size_t node_count;
        uint32_t alias; /* of the first node, or RL_NONE */
        uint64_t worth; /* mentions that it concerns */
    } * items;
    size_t count;
    size_t capacity;
} rl_cases;

enum { RL_CASE_NODES = 4 };

bool rl_cases_add(rl_cases *cases, const struct rl_found_case *found);
bool rl_doubts_of_names(rl_reporting *r, rl_cases *ret_types, rl_cases *ret_namesakes);   /* doubts_same.c */
bool rl_doubts_of_near_names(rl_reporting *r, rl_cases *ret_cases);                       /* doubts_near.c */
bool rl_doubts_of_bearers(rl_reporting *r, rl_cases *ret_one_word, rl_cases *ret_family); /* doubts_bearers.c */
bool rl_doubts_of_spelling(rl_reporting *r, rl_cases *ret_cases);                         /* doubts_single.c */
bool rl_doubts_of_one_document(rl_reporting *r, rl_cases *ret_cases);

/* judge.c: lines for a file of judgements. */
bool rl_report_lines(rl_reporting *r, rl_doubt doubt, const struct rl_found_case *found, rl_report_case *ret_case);

/* The kind of a reason of an alias: "other" if it is not known. Static. */
const char *rl_report_kind_of_reason(const char *reason);
/* Is this reason of an alias one of how names are spelt? */
bool rl_report_is_spelling(const char *reason);
/* Does a list say more of it than its name? */
bool rl_report_is_listed(const rl_node *node);

#endif
