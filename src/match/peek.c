/* Looks that need no machine: a few rows of single characters, ahead or behind.
 *
 * Most looks are such: "not after of", "a full stop comes next but one". They hold or they do not, and leave nothing to
 * come back to, so the machine compares them in one step. */
#include "match/internal.h"
#include "match/tree.h"

typedef struct maker {
    const rl_tree *tree;
    const rl_node *look;
    rl_peek_way *way;
    bool is_closed; /* nothing may follow */
} maker;

static const rl_node *child_of(const maker *m, const rl_node *node)
{
    return &m->tree->nodes[node->child];
}

static bool add_set(maker *m, uint16_t set)
{
    if (m->way->count == RL_PEEK_CHARS)
        return false;
    m->way->sets[m->way->count++] = rl_set_place(set);
    return true;
}

/* At the end of a look ahead "[,.]++" says no more than "[,.]". */
static bool add_repeat(maker *m, const rl_node *node)
{
    if (m->look->is_behind || node->min != 1 || child_of(m, node)->kind != RL_NODE_SET)
        return false;
    m->is_closed = true;
    return add_set(m, child_of(m, node)->set);
}

/* "(?!x)" at the end of a look ahead. */
static bool add_refusal(maker *m, const rl_node *node)
{
    if (m->look->is_behind || node->is_behind || !node->is_negative || child_of(m, node)->kind != RL_NODE_SET)
        return false;
    m->is_closed = true;
    m->way->not_set = rl_set_place(child_of(m, node)->set);
    return true;
}

static bool add_part(maker *m, const rl_node *node)
{
    if (m->is_closed)
        return false;
    switch ((rl_node_kind)node->kind) {
    case RL_NODE_SET:
        return add_set(m, node->set);
    case RL_NODE_REPEAT:
        return add_repeat(m, node);
    case RL_NODE_LOOK:
        return add_refusal(m, node);
    case RL_NODE_EDGE:
        if (m->way->count > 0 || m->way->at_edge)
            return false;
        m->way->at_edge = true;
        return true;
    default:
        return false;
    }
}

static bool add_way(const rl_tree *tree, const rl_node *look, const rl_node *node, rl_peek *peek)
{
    if (peek->count == RL_PEEK_WAYS)
        return false;
    maker m = {.tree = tree, .look = look, .way = &peek->ways[peek->count++]};
    *m.way = (rl_peek_way){.not_set = RL_NONE};
    if (node->kind != RL_NODE_SEQUENCE)
        return add_part(&m, node) && m.way->count > 0;
    for (uint32_t c = node->child; c != RL_NONE; c = tree->nodes[c].next)
        if (!add_part(&m, &tree->nodes[c]))
            return false;
    return m.way->count > 0;
}

bool rl_peek_make(const rl_tree *tree, const rl_node *look, rl_peek *ret_peek)
{
    rl_peek peek = {.is_behind = look->is_behind, .is_negative = look->is_negative};
    const rl_node *body = &tree->nodes[look->child];
    bool made = true;
    if (body->kind != RL_NODE_CHOICE)
        made = add_way(tree, look, body, &peek);
    else
        for (uint32_t c = body->child; c != RL_NONE && made; c = tree->nodes[c].next)
            made = add_way(tree, look, &tree->nodes[c], &peek);
    if (made)
        *ret_peek = peek;
    return made;
}
