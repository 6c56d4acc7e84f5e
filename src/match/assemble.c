/* From an expression's tree to a program.
 *
 * Programs are written from left to right; `follow` is what may stand behind the part being written, as far as that is
 * known. A choice whose ways cannot begin alike, or that nothing behind it could undo, leaves nothing to come back to. What
 * is possessive or atomic is forgotten as soon as it is done, so nothing is known to follow there: to fail later is not
 * to fail inside. */
#include "match/assemble.h"
#include "match/internal.h"

#include <stdlib.h>

/* ---- looks ---- */

static void write_look(rl_writer *w, const rl_node *node, unsigned slot)
{
    uint32_t peek = rl_peek_add(w, node);
    if (peek != RL_NONE) {
        (void)rl_op_add(w, (rl_op){.kind = RL_OP_PEEK, .set = peek});
        return;
    }
    w->unknown |= node->is_behind;
    rl_begin any = rl_begin_any();
    bool leaves = w->leaves, negative = node->is_negative;
    size_t look = rl_op_add(w, (rl_op){.kind = negative ? RL_OP_UNLESS : RL_OP_LOOK, .slot = (uint8_t)slot});
    rl_write_node(w, rl_child(w, node), &any, slot + 1);
    (void)rl_op_add(w, (rl_op){.kind = negative ? RL_OP_REFUSE : RL_OP_HELD, .slot = (uint8_t)slot});
    rl_op_point(w, look, rl_op_here(w));
    w->leaves = leaves;
}

static void write_if(rl_writer *w, const rl_node *node, const rl_begin *follow, unsigned slot)
{
    const rl_node *look = rl_child(w, node);
    uint32_t peek = rl_peek_add(w, look);
    w->unknown |= peek == RL_NONE;
    if (rl_writer_stopped(w))
        return;
    const rl_node *yes = &w->tree->nodes[look->next];
    size_t asked = rl_op_add(w, (rl_op){.kind = RL_OP_PEEK, .set = peek});
    rl_write_node(w, yes, follow, slot);
    if (yes->next != RL_NONE) {
        size_t done = rl_op_add(w, (rl_op){.kind = RL_OP_JUMP});
        rl_op_point(w, asked, rl_op_here(w));
        rl_write_node(w, &w->tree->nodes[yes->next], follow, slot);
        rl_op_point(w, done, rl_op_here(w));
    } else {
        rl_op_point(w, asked, rl_op_here(w));
    }
}

/* ---- choices ---- */

static void write_choice(rl_writer *w, const rl_node *node, const rl_begin *follow, unsigned slot)
{
    size_t ends = 0; /* the jumps to the end, each pointing at the one before */
    uint32_t c = node->child;
    for (; w->tree->nodes[c].next != RL_NONE && !rl_writer_stopped(w); c = w->tree->nodes[c].next) {
        const rl_node *way = &w->tree->nodes[c];
        rl_begin others = {0};
        for (uint32_t d = way->next; d != RL_NONE; d = w->tree->nodes[d].next)
            others = rl_begin_either(&others, &w->tree->nodes[d].begin);
        rl_begin_join(&others, follow);
        bool sure = rl_begin_disjoint(&way->begin, &others);
        size_t split = rl_op_add_choice(w, sure ? RL_OP_BRANCH : RL_OP_SPLIT, &way->begin);
        rl_write_node(w, way, follow, slot);
        ends = rl_op_add(w, (rl_op){.kind = RL_OP_JUMP, .to = (uint16_t)ends});
        rl_op_point(w, split, rl_op_here(w));
    }
    rl_write_node(w, &w->tree->nodes[c], follow, slot);
    while (ends != 0 && !rl_writer_stopped(w)) {
        size_t before = w->program->ops[ends].to;
        rl_op_point(w, ends, rl_op_here(w));
        ends = before;
    }
}

/* ---- nodes ---- */

static void write_atomic(rl_writer *w, const rl_node *node, unsigned slot)
{
    rl_begin any = rl_begin_any();
    bool leaves = w->leaves;
    size_t mark = rl_op_add(w, (rl_op){.kind = RL_OP_MARK, .slot = (uint8_t)slot});
    w->leaves = false;
    rl_write_node(w, rl_child(w, node), &any, slot + 1);
    rl_op_cut(w, mark, node->has_groups, leaves, slot);
}

static void write_set(rl_writer *w, const rl_node *node)
{
    const rl_char_set *set = &w->alphabet->sets[node->set];
    bool is_byte = set->source_length == 1 && set->source[0] != '.';
    (void)rl_op_add(w, (rl_op){.kind = is_byte ? RL_OP_BYTE : RL_OP_SET,
                               .set = is_byte ? (unsigned char)set->source[0] : rl_set_place(node->set)});
}

static void write_group(rl_writer *w, const rl_node *node, const rl_begin *follow, unsigned slot)
{
    (void)rl_op_add(w, (rl_op){.kind = RL_OP_OPEN, .slot = (uint8_t)(2 * node->number)});
    rl_write_node(w, rl_child(w, node), follow, slot);
    (void)rl_op_add(w, (rl_op){.kind = RL_OP_CLOSE, .slot = (uint8_t)(2 * node->number + 1)});
}

void rl_write_node(rl_writer *w, const rl_node *node, const rl_begin *follow, unsigned slot)
{
    if (rl_writer_stopped(w))
        return;
    switch ((rl_node_kind)node->kind) {
    case RL_NODE_SEQUENCE:
        rl_write_list(w, node->child, follow, slot);
        return;
    case RL_NODE_CHOICE:
        write_choice(w, node, follow, slot);
        return;
    case RL_NODE_SET:
        write_set(w, node);
        return;
    case RL_NODE_REPEAT:
        rl_write_repeat(w, node, follow, slot);
        return;
    case RL_NODE_ATOMIC:
        write_atomic(w, node, slot);
        return;
    case RL_NODE_GROUP:
        write_group(w, node, follow, slot);
        return;
    case RL_NODE_LOOK:
        write_look(w, node, slot);
        return;
    case RL_NODE_IF:
        write_if(w, node, follow, slot);
        return;
    case RL_NODE_START:
        (void)rl_op_add(w, (rl_op){.kind = RL_OP_START});
        return;
    case RL_NODE_END:
        (void)rl_op_add(w, (rl_op){.kind = RL_OP_END});
        return;
    case RL_NODE_EDGE:
        (void)rl_op_add(w, (rl_op){.kind = RL_OP_EDGE});
        return;
    }
}

static bool is_all(const rl_writer *w, const rl_node *node)
{
    return node->kind == RL_NODE_REPEAT && node->greed == RL_POSSESSIVE && node->min == 0 &&
           node->max == RL_NO_MAXIMUM && rl_child(w, node)->kind == RL_NODE_SET;
}

/* "[a-z]*+\p{L}*+" says no more than "\p{L}*+". */
static bool is_needless(const rl_writer *w, const rl_node *node)
{
    if (node->next == RL_NONE || !is_all(w, node) || !is_all(w, &w->tree->nodes[node->next]))
        return false;
    const uint8_t *a = w->alphabet->first[rl_child(w, node)->set];
    const uint8_t *b = w->alphabet->first[rl_child(w, &w->tree->nodes[node->next])->set];
    for (size_t i = 0; i < RL_AT_END; i++)
        if (a[i] > b[i] || a[i] == RL_LOOK)
            return false;
    return true;
}

void rl_write_list(rl_writer *w, uint32_t first, const rl_begin *follow, unsigned slot)
{
    for (uint32_t c = first; c != RL_NONE && !rl_writer_stopped(w); c = w->tree->nodes[c].next) {
        const rl_node *node = &w->tree->nodes[c];
        rl_begin next = {.is_empty = true};
        for (uint32_t d = node->next; d != RL_NONE && next.is_empty; d = w->tree->nodes[d].next)
            rl_begin_join(&next, &w->tree->nodes[d].begin);
        rl_begin_join(&next, follow);
        if (!is_needless(w, node))
            rl_write_node(w, node, &next, slot);
    }
}

/* ---- all of it ---- */

void rl_program_free(rl_program *program)
{
    if (program == NULL)
        return;
    free(program->ops);
    free(program->peeks);
    free(program);
}

static void take_over(const rl_tree *tree, rl_program *program)
{
    program->is_sure = tree->nodes[tree->root].size <= RL_MOST_SIZE;
    program->group_count = (size_t)tree->group_count + 1;
    for (size_t i = 1; i < program->group_count; i++)
        memcpy(program->names[i], tree->names[i].bytes, tree->names[i].length); /* the rest is nought */
}

relata_status rl_program_compile(rl_alphabet *alphabet, const char *expression, size_t length, rl_program **ret_program,
                                 relata_error *err)
{
    rl_tree tree;
    bool known = false;
    relata_status status = rl_tree_read(alphabet, expression, length, &tree, &known, err);
    if (status != RELATA_OK)
        return status;
    rl_writer w = {.tree = &tree, .alphabet = alphabet, .program = calloc(1, sizeof(rl_program)), .err = err};
    if (w.program == NULL)
        w.status = rl_error_memory(err);
    w.unknown = !known;
    rl_begin any = rl_begin_any();
    if (!rl_writer_stopped(&w)) {
        (void)rl_op_add(&w, (rl_op){.kind = RL_OP_MATCH}); /* so that 0 is no place to go to */
        rl_write_node(&w, &tree.nodes[tree.root], &any, 0);
        (void)rl_op_add(&w, (rl_op){.kind = RL_OP_MATCH});
    }
    if (!rl_writer_stopped(&w))
        take_over(&tree, w.program);
    rl_tree_free(&tree);
    if (!rl_writer_stopped(&w)) {
        *ret_program = w.program;
        return RELATA_OK;
    }
    rl_program_free(w.program);
    if (w.status == RELATA_OK)
        *ret_program = NULL;
    return w.status;
}
