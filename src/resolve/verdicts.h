/* What judgements come to: classes of things that are one, and the types and drops of these classes.
 *
 * The things ("atoms") are the names themselves when a file is checked by itself, and what the names mean in a corpus when
 * one is resolved. */
#ifndef RL_RESOLVE_VERDICTS_H
#define RL_RESOLVE_VERDICTS_H

#include "resolve/judgements.h"

/* A judgement about two atoms, seen from one of them. */
typedef struct rl_verdict_link {
    uint32_t other;
    uint32_t next; /* RL_NONE at the end */
    uint32_t judgement;
} rl_verdict_link;

/* What is judged of a class, by its root. */
typedef struct rl_verdict {
    uint32_t dropped; /* the judgement that says so, RL_NONE if none does */
    uint32_t united;
    uint32_t typed;
    uint32_t type; /* judged; else that of what it holds; RL_NONE if it holds nothing */
} rl_verdict;

typedef struct rl_verdicts {
    const rl_judgements *judgements;
    const uint32_t *atom_of; /* by name; borrowed */
    uint32_t count;
    uint32_t *parent;
    uint32_t *next;      /* the members of a class in a circle */
    uint32_t *same;      /* by atom: its first links */
    uint32_t *different;
    rl_verdict_link *links;
    uint32_t link_count;
    rl_verdict *of;
} rl_verdicts;

/* Freed by rl_verdicts_free, also after a failure. */
bool rl_verdicts_init(rl_verdicts *v, const rl_judgements *judgements, const uint32_t *atom_of, uint32_t count);
void rl_verdicts_free(rl_verdicts *v);
uint32_t rl_verdicts_root(const rl_verdicts *v, uint32_t atom);

/* Joins what is judged the same. Fails where that is judged different too. */
relata_status rl_verdicts_unite(rl_verdicts *v, relata_error *err);
/* Joins two classes unless they are judged different. */
bool rl_verdicts_join(rl_verdicts *v, uint32_t a, uint32_t b);
/* Fills `of`. `types` are those that atoms have by themselves, RL_NONE for none; may be NULL. Fails where there are two
 * types, or a drop and more. */
relata_status rl_verdicts_settle(rl_verdicts *v, const uint32_t *types, relata_error *err);

/* All of it, over the names of a file alone. Fills class_of and opposed. */
relata_status rl_verdicts_check(rl_judgements *judgements, relata_error *err);

#endif
