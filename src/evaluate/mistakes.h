/* What is wrong, the commonest first. Internal to evaluate/. */
#ifndef RL_EVALUATE_MISTAKES_H
#define RL_EVALUATE_MISTAKES_H

#include "evaluate/edges.h"
#include "evaluate/mentions.h"
#include "evaluate/nodes.h"
#include "evaluate/texts.h"

typedef enum rl_mistake_kind {
    RL_MISSED = 0,
    RL_INVENTED,
    RL_WRONG_TYPE,
    RL_WRONG_SPAN,
    RL_SPLIT_NODE,
    RL_MERGED_NODE,
    RL_MISSED_EDGE,
    RL_INVENTED_EDGE
} rl_mistake_kind;

/* All that mistakes are looked for in, and where they are put. */
typedef struct rl_mistaking {
    const rl_comparison *comparison;
    rl_mention_spans spans;
    rl_occurrences gold;
    rl_occurrences found;
    rl_pairing pairing;
    rl_ties gold_ties;
    rl_ties found_ties;
    const char *const *types; /* their names; live as long as the arena */
    size_t most;              /* of each kind are described */
    rl_arena *arena;
    relata_mistakes *mistakes; /* by kind */
} rl_mistaking;

enum { RL_EXAMPLES = 2 };

typedef struct rl_mistake_place {
    uint32_t document;
    uint32_t start;
    uint32_t end;
} rl_mistake_place;

/* One mistake before it is described. */
typedef struct rl_draft {
    size_t count;
    const char *first; /* what decides the order of mistakes made equally often; borrowed */
    const char *second;
    uint32_t gold_type; /* RL_NONE: none */
    uint32_t found_type;
    size_t at; /* each kind's own */
    rl_mistake_place places[RL_EXAMPLES];
    size_t place_count;
} rl_draft;

typedef struct rl_drafts {
    rl_draft *items;
    size_t count;
    size_t capacity;
} rl_drafts;

bool rl_drafts_add(rl_drafts *drafts, const rl_draft *draft);
void rl_drafts_free(rl_drafts *drafts);

/* Sorts, counts all for the kind, and drops those that are not to be described. */
void rl_drafts_cut(rl_drafts *drafts, const rl_mistaking *m, rl_mistake_kind kind);

/* Keeps the first places in the order of the texts. */
void rl_draft_add_place(rl_draft *draft, rl_mistake_place place);

/* Describes the drafts but for what GOLD says and what was found, which is left for the caller to fill in. NULL if there is
 * no memory, or nothing to describe: `ret_ok` says which. */
relata_mistake *rl_drafts_describe(const rl_drafts *drafts, const rl_mistaking *m, rl_mistake_kind kind, bool *ret_ok);

/* The kinds: false if there is no memory. */
bool rl_mistakes_in_mentions(const rl_mistaking *m);
bool rl_mistakes_in_nodes(const rl_mistaking *m);
bool rl_mistakes_in_edges(const rl_mistaking *m);

#endif
