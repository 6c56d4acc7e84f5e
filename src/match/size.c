/* How large PCRE2's code of an expression can be.
 *
 * It refuses what has more than 65,535 bytes. To know that an expression is none of these without compiling it, each of its
 * parts is given the most bytes that PCRE2 10 needs for such a one; a test holds the sums against what PCRE2 says. */
#include "match/internal.h"
#include "match/tree.h"

#include <string.h>

enum {
    BYTE_SIZE = 2,
    CHARACTER_SIZE = 5,
    CLASS_SIZE = 38,  /* a bit for each of the first 256 characters; others are listed */
    SPACES_SIZE = 40, /* of \h and \v in a class: many ranges */
};

/* Without its children. */
static const uint32_t OWN_SIZE[] = {
    [RL_NODE_SEQUENCE] = 3, [RL_NODE_REPEAT] = 6, [RL_NODE_ATOMIC] = 7, [RL_NODE_GROUP] = 9, [RL_NODE_LOOK] = 10,
    [RL_NODE_IF] = 10,      [RL_NODE_START] = 1,  [RL_NODE_END] = 1,    [RL_NODE_EDGE] = 1,
};

static uint32_t size_of_set(const rl_char_set *set)
{
    const char *source = set->source;
    if (source[0] != '[')
        return set->source_length == 1 ? BYTE_SIZE : CHARACTER_SIZE;
    uint32_t size = CLASS_SIZE;
    for (size_t i = 0; i + 1 < set->source_length; i++) {
        if (source[i] == '\\')
            size += strchr("hHvV", source[i + 1]) != NULL ? SPACES_SIZE : CHARACTER_SIZE;
        else if ((source[i] & 0x80) != 0)
            size += BYTE_SIZE;
    }
    return size;
}

/* A group that is repeated is copied as often; a character stands there twice at most. */
static uint32_t copies_of(const rl_node *node)
{
    uint32_t times = node->max != RL_NO_MAXIMUM ? node->max : node->min;
    if (node->kind != RL_NODE_REPEAT || times <= 1)
        return 1;
    return node->is_group ? times : 2;
}

void rl_node_size(const rl_tree *tree, const rl_alphabet *alphabet, rl_node *node)
{
    uint32_t around = node->is_group ? RL_PARENTHESES_SIZE : 0;
    node->size = node->kind == RL_NODE_SET ? size_of_set(&alphabet->sets[node->set]) : OWN_SIZE[node->kind];
    for (uint32_t c = node->child; c != RL_NONE; c = tree->nodes[c].next) {
        node->size += (tree->nodes[c].size + around) * copies_of(node);
        if (node->size > RL_MOST_SIZE)
            node->size = RL_MOST_SIZE + 1;
    }
}
