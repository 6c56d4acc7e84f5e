/* What a part of an expression can begin with, by first bytes of characters.
 *
 * Most choices of a match are decided by this: a part that cannot begin with what comes next need not be tried, and one
 * that nothing else could replace there need not be remembered. */
#include "match/internal.h"
#include "match/tree.h"

rl_begin rl_begin_any(void)
{
    return (rl_begin){.bytes = {UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX}, .at_end = true, .is_empty = true};
}

static void add_bytes(rl_begin *to, const rl_begin *other)
{
    for (size_t i = 0; i < 4; i++)
        to->bytes[i] |= other->bytes[i];
    to->at_end |= other->at_end;
    to->is_atomic |= other->is_atomic;
}

void rl_begin_add(rl_begin *to, const rl_begin *other)
{
    add_bytes(to, other);
    to->is_empty |= other->is_empty;
}

void rl_begin_join(rl_begin *first, const rl_begin *then)
{
    if (!first->is_empty)
        return;
    add_bytes(first, then);
    first->is_empty = then->is_empty;
}

rl_begin rl_begin_either(const rl_begin *a, const rl_begin *b)
{
    rl_begin all = *a;
    rl_begin_add(&all, b);
    return all;
}

bool rl_begin_disjoint(const rl_begin *a, const rl_begin *b)
{
    for (size_t i = 0; i < 4; i++)
        if ((a->bytes[i] & b->bytes[i]) != 0)
            return false;
    return !(a->at_end && b->at_end) && !a->is_empty && !b->is_empty;
}

static rl_begin begin_of_sequence(const rl_tree *tree, uint32_t child)
{
    rl_begin begin = {.is_empty = true};
    for (; child != RL_NONE; child = tree->nodes[child].next)
        rl_begin_join(&begin, &tree->nodes[child].begin);
    return begin;
}

static rl_begin begin_of_choice(const rl_tree *tree, uint32_t child)
{
    rl_begin begin = {0};
    for (; child != RL_NONE; child = tree->nodes[child].next)
        rl_begin_add(&begin, &tree->nodes[child].begin);
    return begin;
}

/* The look itself is passed over; where nothing is said of "else", that is nothing. */
static rl_begin begin_of_if(const rl_tree *tree, uint32_t look)
{
    uint32_t yes = tree->nodes[look].next;
    rl_begin begin = begin_of_choice(tree, yes);
    begin.is_empty |= tree->nodes[yes].next == RL_NONE;
    return begin;
}

void rl_node_begin(const rl_tree *tree, const rl_alphabet *alphabet, rl_node *node)
{
    switch ((rl_node_kind)node->kind) {
    case RL_NODE_SET:
        node->begin = alphabet->sets[node->set].begin;
        return;
    case RL_NODE_SEQUENCE:
        node->begin = begin_of_sequence(tree, node->child);
        return;
    case RL_NODE_CHOICE:
        node->begin = begin_of_choice(tree, node->child);
        return;
    case RL_NODE_IF:
        node->begin = begin_of_if(tree, node->child);
        return;
    case RL_NODE_END:
        node->begin.at_end = true;
        return;
    case RL_NODE_REPEAT:
    case RL_NODE_ATOMIC:
    case RL_NODE_GROUP:
        node->begin = tree->nodes[node->child].begin;
        node->begin.is_atomic |= node->kind == RL_NODE_ATOMIC || (node->greed == RL_POSSESSIVE && node->is_group);
        node->begin.is_empty |= node->kind == RL_NODE_REPEAT && node->min == 0;
        return;
    case RL_NODE_LOOK:
    case RL_NODE_START:
    case RL_NODE_EDGE:
        break;
    }
    node->begin.is_empty = true;
}
