/* What the two halves of writing a program share. Internal to match/. */
#ifndef RL_MATCH_ASSEMBLE_H
#define RL_MATCH_ASSEMBLE_H

#include "match/tree.h"

typedef struct rl_writer {
    const rl_tree *tree;
    rl_alphabet *alphabet;
    rl_program *program;
    bool leaves; /* what was written may leave something to come back to */
    bool unknown;
    relata_status status;
    relata_error *err;
} rl_writer;

static inline bool rl_writer_stopped(const rl_writer *w)
{
    return w->unknown || w->status != RELATA_OK;
}

static inline const rl_node *rl_child(const rl_writer *w, const rl_node *node)
{
    return &w->tree->nodes[node->child];
}

/* Where the next operation will stand. */
static inline size_t rl_op_here(const rl_writer *w)
{
    return w->program->count;
}

/* The place of the new operation; 0 if there is none: what stands there is never run. */
size_t rl_op_add(rl_writer *w, rl_op op);
/* A SPLIT, BRANCH or LAZY; the first goes on where a text may begin so. */
size_t rl_op_add_choice(rl_writer *w, rl_op_kind kind, const rl_begin *begin);
/* The set of a part's first bytes. A part that may be empty can begin with anything. */
uint32_t rl_op_first(rl_writer *w, const rl_begin *begin);
void rl_op_point(rl_writer *w, size_t op, size_t to);
/* Ends what began with the mark: what was left since is forgotten, or the mark taken out again if there was nothing. */
void rl_op_cut(rl_writer *w, size_t mark, bool has_groups, bool left_before, unsigned slot);
void rl_op_remove(rl_writer *w, size_t at);
/* RL_NONE if the look is too much for a peek. */
uint32_t rl_peek_add(rl_writer *w, const rl_node *look);

/* `slot` is the first mark that is free. */
void rl_write_node(rl_writer *w, const rl_node *node, const rl_begin *follow, unsigned slot);
/* A node and those next to it. */
void rl_write_list(rl_writer *w, uint32_t first, const rl_begin *follow, unsigned slot);
/* ---- repeats.c ---- */
void rl_write_repeat(rl_writer *w, const rl_node *node, const rl_begin *follow, unsigned slot);

#endif
