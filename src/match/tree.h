/* An expression as a tree, between reading it and making a program of it. Internal to match/. */
#ifndef RL_MATCH_TREE_H
#define RL_MATCH_TREE_H

#include "base/piece.h"
#include "match/program.h"

typedef enum rl_node_kind {
    RL_NODE_SEQUENCE = 0, /* its children one after the other; none: it is empty */
    RL_NODE_CHOICE,       /* one of its children */
    RL_NODE_SET,
    RL_NODE_REPEAT,
    RL_NODE_ATOMIC,
    RL_NODE_GROUP, /* it captures */
    RL_NODE_LOOK,
    RL_NODE_IF, /* children: a look, what then, and perhaps what else */
    RL_NODE_START,
    RL_NODE_END,
    RL_NODE_EDGE
} rl_node_kind;

/* What PCRE2's code of one expression may have at most, and of two parentheses has. */
enum { RL_MOST_SIZE = 65000, RL_PARENTHESES_SIZE = 7 };

typedef enum rl_greed { RL_GREEDY = 0, RL_LAZY, RL_POSSESSIVE } rl_greed;

typedef struct rl_node {
    uint8_t kind;
    uint8_t greed;
    bool is_behind;
    bool is_negative;
    bool has_groups; /* in it or being one */
    bool is_group;   /* of a repeat: what is repeated stood in parentheses */
    uint16_t set;
    uint16_t number; /* of a group */
    uint16_t min;
    uint16_t max;   /* RL_NO_MAXIMUM */
    uint32_t size;  /* what PCRE2's code of it has at most */
    uint32_t child; /* the first; RL_NONE */
    uint32_t next;  /* the next child of its parent; RL_NONE */
    rl_begin begin;
} rl_node;

typedef struct rl_tree {
    rl_node *nodes;
    size_t count;
    size_t capacity;
    uint32_t root;
    uint16_t group_count;
    rl_piece names[RL_MACHINE_GROUPS]; /* of groups, by number; borrowed from the expression */
} rl_tree;

/* grammar.c: *ret_known is false if the expression has parts that are left to PCRE2. */
relata_status rl_tree_read(rl_alphabet *alphabet, const char *expression, size_t length, rl_tree *ret_tree,
                           bool *ret_known, relata_error *err);
void rl_tree_free(rl_tree *tree);

/* begin.c */
void rl_node_begin(const rl_tree *tree, const rl_alphabet *alphabet, rl_node *node);
/* What may stand where `first` is tried and `then` follows it. */
void rl_begin_join(rl_begin *first, const rl_begin *then);
void rl_begin_add(rl_begin *to, const rl_begin *other);
rl_begin rl_begin_either(const rl_begin *a, const rl_begin *b);
rl_begin rl_begin_any(void);
bool rl_begin_disjoint(const rl_begin *a, const rl_begin *b);
/* size.c: once its children have theirs */
void rl_node_size(const rl_tree *tree, const rl_alphabet *alphabet, rl_node *node);
/* peek.c: false if the look is none that a peek can do. */
bool rl_peek_make(const rl_tree *tree, const rl_node *look, rl_peek *ret_peek);

#endif
