/* How many mentions are right. */
#ifndef RL_EVALUATE_MENTIONS_H
#define RL_EVALUATE_MENTIONS_H

#include "evaluate/spans.h"

typedef struct rl_tally {
    size_t gold;
    size_t found;
    size_t right;       /* of gold */
    size_t found_right; /* of found */
} rl_tally;

/* Scored spans of both sides, as rl_spans_scored gives them. */
typedef struct rl_mention_spans {
    const rl_span *gold;
    size_t gold_count;
    const rl_span *found;
    size_t found_count;
} rl_mention_spans;

/* Exact span and type; `ret_types` has room for `type_count` tallies. */
void rl_mentions_by_type(const rl_mention_spans *spans, rl_tally *ret_types, size_t type_count);

/* Exact span, whatever type; gold and found count a span once for each of its types. */
rl_tally rl_mentions_by_span(const rl_mention_spans *spans);

/* A span of the same type that shares a character. False if there is no memory. */
bool rl_mentions_by_overlap(const rl_mention_spans *spans, rl_tally *ret_tally);

/* The figures of a tally. */
relata_score rl_score_of(const char *name, rl_tally tally);

#endif
