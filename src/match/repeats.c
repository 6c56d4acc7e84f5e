/* The repeats of an expression in its program: single characters by one operation, groups by loops.
 *
 * PCRE2 writes "(?:x){0,3}" as "(?:x(?:x(?:x)?)?)?", and so do programs; a loop that gives nothing back counts its rounds
 * instead. */
#include "match/assemble.h"
#include "match/internal.h"

enum {
    SHORT_SPAN = 16 /* PCRE2 may count each character as a step, the machine a span that gives nothing back as one */
};

/* PCRE2 10.42 takes "a?" in "a?(?:b)?+a" for possessive, so that it does not match "a". What PCRE2 makes of such expressions
 * is left to it. */
static void write_set_repeat(rl_writer *w, const rl_node *node, const rl_begin *follow)
{
    const rl_node *set = rl_child(w, node);
    bool short_and_sure = node->max <= SHORT_SPAN && rl_begin_disjoint(&set->begin, follow);
    bool keeps = node->greed == RL_POSSESSIVE || short_and_sure || node->min == node->max;
    w->leaves |= !keeps;
    w->unknown |= node->greed == RL_GREEDY && node->min != node->max && follow->is_atomic;
    rl_op_kind kind = keeps ? RL_OP_SPAN : RL_OP_GREEDY;
    if (keeps && node->max == RL_NO_MAXIMUM && node->min <= 1)
        kind = RL_OP_ALL;
    (void)rl_op_add(w,
                    (rl_op){.kind = (uint8_t)kind, .set = rl_set_place(set->set), .min = node->min, .max = node->max});
}

/* "(?:x)?": where x begins with a peek, the peek comes before the choice. */
static void write_optional(rl_writer *w, const rl_node *child, bool lazy, const rl_begin *inner, const rl_begin *follow,
                           unsigned slot)
{
    bool is_list = child->kind == RL_NODE_SEQUENCE && child->child != RL_NONE && !lazy;
    uint32_t peek = is_list ? rl_peek_add(w, rl_child(w, child)) : RL_NONE;
    rl_begin begin = child->begin;
    size_t asked = 0;
    if (peek != RL_NONE)
        asked = rl_op_add(w, (rl_op){.kind = RL_OP_PEEK, .set = peek});
    bool sure = rl_begin_disjoint(&begin, follow);
    size_t split = rl_op_add_choice(w, lazy ? RL_OP_LAZY : sure ? RL_OP_BRANCH : RL_OP_SPLIT, &begin);
    if (peek != RL_NONE)
        rl_write_list(w, rl_child(w, child)->next, inner, slot);
    else
        rl_write_node(w, child, inner, slot);
    rl_op_point(w, split, rl_op_here(w));
    if (peek != RL_NONE)
        rl_op_point(w, asked, rl_op_here(w));
}

/* A loop that gives nothing back, from no rounds on. What was done in a round is forgotten when it is over, since the way
 * out of the loop never fails. */
static void write_possessive_loop(rl_writer *w, const rl_node *node, uint16_t max, const rl_begin *follow,
                                  unsigned slot)
{
    const rl_node *child = rl_child(w, node);
    rl_begin any = rl_begin_any();
    bool leaves = w->leaves, sure = rl_begin_disjoint(&child->begin, follow);
    size_t entry = rl_op_add(w, (rl_op){.kind = RL_OP_BRANCH, .set = rl_op_first(w, &child->begin)});
    size_t mark = rl_op_add(w, (rl_op){.kind = RL_OP_MARK, .slot = (uint8_t)slot});
    size_t try = rl_op_add(
        w,
        (rl_op){
            .kind = RL_OP_TRY, .slot = (uint8_t)slot, .set = rl_op_first(w, &child->begin), .min = sure, .max = max});
    w->leaves = false;
    rl_write_node(w, child, &any, slot + 1);
    bool simple = sure && !w->leaves && max == RL_NO_MAXIMUM;
    (void)rl_op_add(w, (rl_op){.kind = simple ? RL_OP_JUMP : RL_OP_AGAIN,
                               .slot = (uint8_t)slot,
                               .to = (uint16_t)(simple ? entry : try),
                               .min = child->has_groups});
    rl_op_point(w, try, rl_op_here(w));
    w->leaves = leaves;
    if (simple) { /* the entry alone will do */
        rl_op_remove(w, try);
        rl_op_remove(w, mark);
    }
    rl_op_point(w, entry, rl_op_here(w));
}

static uint16_t rounds_left(const rl_node *node)
{
    return node->max == RL_NO_MAXIMUM ? RL_NO_MAXIMUM : (uint16_t)(node->max - node->min);
}

static void write_possessive(rl_writer *w, const rl_node *node, const rl_begin *follow, unsigned slot)
{
    const rl_node *child = rl_child(w, node);
    rl_begin any = rl_begin_any();
    if (node->min == 0 && node->max != 1) {
        write_possessive_loop(w, node, node->max, follow, slot);
        return;
    }
    bool leaves = w->leaves;
    size_t entry =
        node->min == 0 ? rl_op_add(w, (rl_op){.kind = RL_OP_BRANCH, .set = rl_op_first(w, &child->begin)}) : 0;
    size_t mark = rl_op_add(w, (rl_op){.kind = RL_OP_MARK, .slot = (uint8_t)slot});
    w->leaves = false;
    for (uint16_t i = 0; i < node->min && !rl_writer_stopped(w); i++)
        rl_write_node(w, child, &any, slot + 1);
    if (node->min == 0)
        write_optional(w, child, false, &any, follow, slot + 1);
    else if (node->max > node->min)
        write_possessive_loop(w, node, rounds_left(node), w->leaves ? &any : follow, slot + 1);
    rl_op_cut(w, mark, node->has_groups, leaves, slot);
    if (entry != 0)
        rl_op_point(w, entry, rl_op_here(w));
}

static void write_endless(rl_writer *w, const rl_node *child, bool lazy, const rl_begin *inner, const rl_begin *follow,
                          unsigned slot)
{
    bool sure = rl_begin_disjoint(&child->begin, follow);
    size_t split = rl_op_add_choice(w, lazy ? RL_OP_LAZY : sure ? RL_OP_BRANCH : RL_OP_SPLIT, &child->begin);
    rl_write_node(w, child, inner, slot);
    (void)rl_op_add(w, (rl_op){.kind = RL_OP_JUMP, .to = (uint16_t)split});
    rl_op_point(w, split, rl_op_here(w));
}

/* Rounds that may not be are written one in the other: (?:x(?:x)?)?, all with the same way out. */
static void write_rounds(rl_writer *w, const rl_node *node, bool lazy, const rl_begin *inner, const rl_begin *follow,
                         unsigned slot)
{
    const rl_node *child = rl_child(w, node);
    bool sure = rl_begin_disjoint(&child->begin, follow);
    size_t splits = 0;
    for (uint16_t i = node->min; i < node->max && !rl_writer_stopped(w); i++) {
        size_t split = rl_op_add_choice(w, lazy ? RL_OP_LAZY : sure ? RL_OP_BRANCH : RL_OP_SPLIT, &child->begin);
        rl_op_point(w, split, splits);
        splits = split;
        rl_write_node(w, child, inner, slot);
    }
    while (splits != 0 && !rl_writer_stopped(w)) {
        size_t before = w->program->ops[splits].to;
        rl_op_point(w, splits, rl_op_here(w));
        splits = before;
    }
}

void rl_write_repeat(rl_writer *w, const rl_node *node, const rl_begin *follow, unsigned slot)
{
    const rl_node *child = rl_child(w, node);
    bool lazy = node->greed == RL_LAZY;
    rl_begin inner = rl_begin_either(&child->begin, follow);
    if (child->kind == RL_NODE_SET && !lazy) {
        write_set_repeat(w, node, follow);
        return;
    }
    if (node->greed == RL_POSSESSIVE) {
        write_possessive(w, node, follow, slot);
        return;
    }
    for (uint16_t i = 0; i < node->min && !rl_writer_stopped(w); i++)
        rl_write_node(w, child, &inner, slot);
    if (node->max == RL_NO_MAXIMUM)
        write_endless(w, child, lazy, &inner, follow, slot);
    else if (node->min == 0 && node->max == 1)
        write_optional(w, child, lazy, follow, follow, slot);
    else
        write_rounds(w, node, lazy, &inner, follow, slot);
}
