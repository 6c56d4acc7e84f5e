/* From an expression's tree to a program.
 *
 * Programs are written from left to right; `follow` is what may stand behind the part being written, as far as that is
 * known. A choice whose ways cannot begin alike, or that nothing behind it could undo, leaves nothing to come back to. What
 * is possessive or atomic is forgotten as soon as it is done, so nothing is known to follow there: to fail later is not
 * to fail inside. */
#include "match/internal.h"
#include "match/tree.h"

#include <stdlib.h>

enum {
    MOST_OPS = 8192,
    SHORT_SPAN = 16 /* PCRE2 may count each character of a span as a step, the machine counts one that gives nothing back once */
};

typedef struct writer {
    const rl_tree *tree;
    rl_alphabet *alphabet;
    rl_program *program;
    bool leaves; /* what was written may leave something to come back to */
    bool unknown;
    relata_status status;
    relata_error *err;
} writer;

static void write_node(writer *w, const rl_node *node, const rl_begin *follow, unsigned slot);
static void write_list(writer *w, uint32_t first, const rl_begin *follow, unsigned slot);

static bool stop(const writer *w)
{
    return w->unknown || w->status != RELATA_OK;
}

static const rl_node *child_of(const writer *w, const rl_node *node)
{
    return &w->tree->nodes[node->child];
}

static size_t here(const writer *w)
{
    return w->program->count;
}

/* The place of the new operation; 0 if there is none: what stands there is never run. */
static size_t add_op(writer *w, rl_op op)
{
    rl_program *p = w->program;
    w->unknown |= p->count == MOST_OPS || op.slot >= RL_MACHINE_SLOTS;
    if (stop(w))
        return 0;
    rl_op *ops = rl_array_grow(p->ops, &p->capacity, p->count + 1, sizeof *ops);
    if (ops == NULL) {
        w->status = rl_error_memory(w->err);
        return 0;
    }
    p->ops = ops;
    ops[p->count] = op;
    return p->count++;
}

static void point(writer *w, size_t op, size_t to)
{
    if (!stop(w))
        w->program->ops[op].to = (uint16_t)to;
}

/* A mark that has nothing to forget is taken out again. */
static void remove_op(writer *w, size_t at)
{
    rl_program *p = w->program;
    if (stop(w))
        return;
    p->count--;
    for (size_t i = at; i < p->count; i++) {
        p->ops[i] = p->ops[i + 1];
        if (p->ops[i].to > at)
            p->ops[i].to--;
    }
}

static uint32_t first_of(writer *w, const rl_begin *begin)
{
    uint32_t set = 0;
    if (!stop(w))
        w->status = rl_alphabet_add_begin(w->alphabet, begin, &set, w->err);
    w->unknown |= set == RL_NONE;
    return rl_set_place(set);
}

static size_t add_choice(writer *w, rl_op_kind kind, const rl_begin *begin)
{
    w->leaves |= kind != RL_OP_BRANCH;
    return add_op(w, (rl_op){.kind = (uint8_t)kind, .set = kind == RL_OP_LAZY ? 0 : first_of(w, begin)});
}

static rl_begin either(const rl_begin *a, const rl_begin *b)
{
    rl_begin all = *a;
    rl_begin_add(&all, b);
    return all;
}

/* ---- looks ---- */

/* RL_NONE if the look is too much for a peek. */
static uint32_t add_peek(writer *w, const rl_node *look)
{
    rl_program *p = w->program;
    rl_peek peek;
    if (stop(w) || look->kind != RL_NODE_LOOK || !rl_peek_make(w->tree, look, &peek) || p->peek_count == UINT16_MAX)
        return RL_NONE;
    rl_peek *peeks = rl_array_grow(p->peeks, &p->peek_capacity, p->peek_count + 1, sizeof *peeks);
    if (peeks == NULL) {
        w->status = rl_error_memory(w->err);
        return RL_NONE;
    }
    p->peeks = peeks;
    peeks[p->peek_count] = peek;
    return (uint32_t)p->peek_count++;
}

static void write_look(writer *w, const rl_node *node, unsigned slot)
{
    uint32_t peek = add_peek(w, node);
    if (peek != RL_NONE) {
        (void)add_op(w, (rl_op){.kind = RL_OP_PEEK, .set = peek});
        return;
    }
    w->unknown |= node->is_behind;
    rl_begin any = rl_begin_any();
    bool leaves = w->leaves, negative = node->is_negative;
    size_t look = add_op(w, (rl_op){.kind = negative ? RL_OP_UNLESS : RL_OP_LOOK, .slot = (uint8_t)slot});
    write_node(w, child_of(w, node), &any, slot + 1);
    (void)add_op(w, (rl_op){.kind = negative ? RL_OP_REFUSE : RL_OP_HELD, .slot = (uint8_t)slot});
    point(w, look, here(w));
    w->leaves = leaves;
}

static void write_if(writer *w, const rl_node *node, const rl_begin *follow, unsigned slot)
{
    const rl_node *look = child_of(w, node);
    uint32_t peek = add_peek(w, look);
    w->unknown |= peek == RL_NONE;
    if (stop(w))
        return;
    const rl_node *yes = &w->tree->nodes[look->next];
    size_t asked = add_op(w, (rl_op){.kind = RL_OP_PEEK, .set = peek});
    write_node(w, yes, follow, slot);
    if (yes->next != RL_NONE) {
        size_t done = add_op(w, (rl_op){.kind = RL_OP_JUMP});
        point(w, asked, here(w));
        write_node(w, &w->tree->nodes[yes->next], follow, slot);
        point(w, done, here(w));
    } else {
        point(w, asked, here(w));
    }
}

/* ---- choices ---- */

static void write_choice(writer *w, const rl_node *node, const rl_begin *follow, unsigned slot)
{
    size_t ends = 0; /* the jumps to the end, each pointing at the one before */
    uint32_t c = node->child;
    for (; w->tree->nodes[c].next != RL_NONE && !stop(w); c = w->tree->nodes[c].next) {
        const rl_node *way = &w->tree->nodes[c];
        rl_begin others = {0};
        for (uint32_t d = way->next; d != RL_NONE; d = w->tree->nodes[d].next)
            others = either(&others, &w->tree->nodes[d].begin);
        rl_begin_join(&others, follow);
        bool sure = rl_begin_disjoint(&way->begin, &others);
        size_t split = add_choice(w, sure ? RL_OP_BRANCH : RL_OP_SPLIT, &way->begin);
        write_node(w, way, follow, slot);
        ends = add_op(w, (rl_op){.kind = RL_OP_JUMP, .to = (uint16_t)ends});
        point(w, split, here(w));
    }
    write_node(w, &w->tree->nodes[c], follow, slot);
    while (ends != 0 && !stop(w)) {
        size_t before = w->program->ops[ends].to;
        point(w, ends, here(w));
        ends = before;
    }
}

/* ---- repeats ---- */

static void write_set_repeat(writer *w, const rl_node *node, const rl_begin *follow)
{
    const rl_node *set = child_of(w, node);
    bool short_and_sure = node->max <= SHORT_SPAN && rl_begin_disjoint(&set->begin, follow);
    bool keeps = node->greed == RL_POSSESSIVE || short_and_sure || node->min == node->max;
    w->leaves |= !keeps;
    rl_op_kind kind = keeps ? RL_OP_SPAN : RL_OP_GREEDY;
    if (keeps && node->max == RL_NO_MAXIMUM && node->min <= 1)
        kind = RL_OP_ALL;
    (void)add_op(w, (rl_op){.kind = (uint8_t)kind, .set = rl_set_place(set->set), .min = node->min, .max = node->max});
}

/* "(?:x)?": where x begins with a peek, the peek comes before the choice. */
static void write_optional(writer *w, const rl_node *child, bool lazy, const rl_begin *inner, const rl_begin *follow,
                           unsigned slot)
{
    bool is_list = child->kind == RL_NODE_SEQUENCE && child->child != RL_NONE && !lazy;
    uint32_t peek = is_list ? add_peek(w, child_of(w, child)) : RL_NONE;
    rl_begin begin = child->begin;
    size_t asked = 0;
    if (peek != RL_NONE)
        asked = add_op(w, (rl_op){.kind = RL_OP_PEEK, .set = peek});
    bool sure = rl_begin_disjoint(&begin, follow);
    size_t split = add_choice(w, lazy ? RL_OP_LAZY : sure ? RL_OP_BRANCH : RL_OP_SPLIT, &begin);
    if (peek != RL_NONE)
        write_list(w, child_of(w, child)->next, inner, slot);
    else
        write_node(w, child, inner, slot);
    point(w, split, here(w));
    if (peek != RL_NONE)
        point(w, asked, here(w));
}

/* A loop that gives nothing back, from no rounds on. What was done in a round is forgotten when it is over, since the way
 * out of the loop never fails. */
static void write_possessive_loop(writer *w, const rl_node *node, uint16_t max, const rl_begin *follow, unsigned slot)
{
    const rl_node *child = child_of(w, node);
    rl_begin any = rl_begin_any();
    bool leaves = w->leaves, sure = rl_begin_disjoint(&child->begin, follow);
    size_t entry = add_op(w, (rl_op){.kind = RL_OP_BRANCH, .set = first_of(w, &child->begin)});
    size_t mark = add_op(w, (rl_op){.kind = RL_OP_MARK, .slot = (uint8_t)slot});
    size_t try = add_op(w, (rl_op){.kind = RL_OP_TRY,
                                   .slot = (uint8_t)slot,
                                   .set = first_of(w, &child->begin),
                                   .min = sure,
                                   .max = max});
    w->leaves = false;
    write_node(w, child, &any, slot + 1);
    bool simple = sure && !w->leaves && max == RL_NO_MAXIMUM;
    (void)add_op(w, (rl_op){.kind = simple ? RL_OP_JUMP : RL_OP_AGAIN,
                            .slot = (uint8_t)slot,
                            .to = (uint16_t)(simple ? entry : try),
                            .min = child->has_groups});
    point(w, try, here(w));
    w->leaves = leaves;
    if (simple) { /* the entry alone will do */
        remove_op(w, try);
        remove_op(w, mark);
    }
    point(w, entry, here(w));
}

static void cut(writer *w, size_t mark, bool has_groups, bool left_before, unsigned slot)
{
    if (w->leaves)
        (void)add_op(w, (rl_op){.kind = RL_OP_CUT, .slot = (uint8_t)slot, .min = has_groups});
    else
        remove_op(w, mark);
    w->leaves = left_before;
}

static uint16_t rounds_left(const rl_node *node)
{
    return node->max == RL_NO_MAXIMUM ? RL_NO_MAXIMUM : (uint16_t)(node->max - node->min);
}

static void write_possessive(writer *w, const rl_node *node, const rl_begin *follow, unsigned slot)
{
    const rl_node *child = child_of(w, node);
    rl_begin any = rl_begin_any();
    if (node->min == 0 && node->max != 1) {
        write_possessive_loop(w, node, node->max, follow, slot);
        return;
    }
    bool leaves = w->leaves;
    size_t entry = node->min == 0 ? add_op(w, (rl_op){.kind = RL_OP_BRANCH, .set = first_of(w, &child->begin)}) : 0;
    size_t mark = add_op(w, (rl_op){.kind = RL_OP_MARK, .slot = (uint8_t)slot});
    w->leaves = false;
    for (uint16_t i = 0; i < node->min && !stop(w); i++)
        write_node(w, child, &any, slot + 1);
    if (node->min == 0)
        write_optional(w, child, false, &any, follow, slot + 1);
    else if (node->max > node->min)
        write_possessive_loop(w, node, rounds_left(node), w->leaves ? &any : follow, slot + 1);
    cut(w, mark, node->has_groups, leaves, slot);
    if (entry != 0)
        point(w, entry, here(w));
}

static void write_endless(writer *w, const rl_node *child, bool lazy, const rl_begin *inner, const rl_begin *follow,
                          unsigned slot)
{
    bool sure = rl_begin_disjoint(&child->begin, follow);
    size_t split = add_choice(w, lazy ? RL_OP_LAZY : sure ? RL_OP_BRANCH : RL_OP_SPLIT, &child->begin);
    write_node(w, child, inner, slot);
    (void)add_op(w, (rl_op){.kind = RL_OP_JUMP, .to = (uint16_t)split});
    point(w, split, here(w));
}

/* Rounds that may not be are written one in the other: (?:x(?:x)?)?, all with the same way out. */
static void write_rounds(writer *w, const rl_node *node, bool lazy, const rl_begin *inner, const rl_begin *follow,
                         unsigned slot)
{
    const rl_node *child = child_of(w, node);
    bool sure = rl_begin_disjoint(&child->begin, follow);
    size_t splits = 0;
    for (uint16_t i = node->min; i < node->max && !stop(w); i++) {
        size_t split = add_choice(w, lazy ? RL_OP_LAZY : sure ? RL_OP_BRANCH : RL_OP_SPLIT, &child->begin);
        point(w, split, splits);
        splits = split;
        write_node(w, child, inner, slot);
    }
    while (splits != 0 && !stop(w)) {
        size_t before = w->program->ops[splits].to;
        point(w, splits, here(w));
        splits = before;
    }
}

static void write_repeat(writer *w, const rl_node *node, const rl_begin *follow, unsigned slot)
{
    const rl_node *child = child_of(w, node);
    bool lazy = node->greed == RL_LAZY;
    rl_begin inner = either(&child->begin, follow);
    if (child->kind == RL_NODE_SET && !lazy) {
        write_set_repeat(w, node, follow);
        return;
    }
    if (node->greed == RL_POSSESSIVE) {
        write_possessive(w, node, follow, slot);
        return;
    }
    for (uint16_t i = 0; i < node->min && !stop(w); i++)
        write_node(w, child, &inner, slot);
    if (node->max == RL_NO_MAXIMUM)
        write_endless(w, child, lazy, &inner, follow, slot);
    else if (node->min == 0 && node->max == 1)
        write_optional(w, child, lazy, follow, follow, slot);
    else
        write_rounds(w, node, lazy, &inner, follow, slot);
}

/* ---- nodes ---- */

static void write_atomic(writer *w, const rl_node *node, unsigned slot)
{
    rl_begin any = rl_begin_any();
    bool leaves = w->leaves;
    size_t mark = add_op(w, (rl_op){.kind = RL_OP_MARK, .slot = (uint8_t)slot});
    w->leaves = false;
    write_node(w, child_of(w, node), &any, slot + 1);
    cut(w, mark, node->has_groups, leaves, slot);
}

static void write_set(writer *w, const rl_node *node)
{
    const rl_char_set *set = &w->alphabet->sets[node->set];
    bool is_byte = set->source_length == 1 && set->source[0] != '.';
    (void)add_op(w, (rl_op){.kind = is_byte ? RL_OP_BYTE : RL_OP_SET,
                            .set = is_byte ? (unsigned char)set->source[0] : rl_set_place(node->set)});
}

static void write_group(writer *w, const rl_node *node, const rl_begin *follow, unsigned slot)
{
    (void)add_op(w, (rl_op){.kind = RL_OP_OPEN, .slot = (uint8_t)(2 * node->number)});
    write_node(w, child_of(w, node), follow, slot);
    (void)add_op(w, (rl_op){.kind = RL_OP_CLOSE, .slot = (uint8_t)(2 * node->number + 1)});
}

static void write_node(writer *w, const rl_node *node, const rl_begin *follow, unsigned slot)
{
    if (stop(w))
        return;
    switch ((rl_node_kind)node->kind) {
    case RL_NODE_SEQUENCE: write_list(w, node->child, follow, slot); return;
    case RL_NODE_CHOICE: write_choice(w, node, follow, slot); return;
    case RL_NODE_SET: write_set(w, node); return;
    case RL_NODE_REPEAT: write_repeat(w, node, follow, slot); return;
    case RL_NODE_ATOMIC: write_atomic(w, node, slot); return;
    case RL_NODE_GROUP: write_group(w, node, follow, slot); return;
    case RL_NODE_LOOK: write_look(w, node, slot); return;
    case RL_NODE_IF: write_if(w, node, follow, slot); return;
    case RL_NODE_START: (void)add_op(w, (rl_op){.kind = RL_OP_START}); return;
    case RL_NODE_END: (void)add_op(w, (rl_op){.kind = RL_OP_END}); return;
    case RL_NODE_EDGE: (void)add_op(w, (rl_op){.kind = RL_OP_EDGE}); return;
    }
}

static bool is_all(const writer *w, const rl_node *node)
{
    return node->kind == RL_NODE_REPEAT && node->greed == RL_POSSESSIVE && node->min == 0 &&
           node->max == RL_NO_MAXIMUM && child_of(w, node)->kind == RL_NODE_SET;
}

/* "[a-z]*+\p{L}*+" says no more than "\p{L}*+". */
static bool is_needless(const writer *w, const rl_node *node)
{
    if (node->next == RL_NONE || !is_all(w, node) || !is_all(w, &w->tree->nodes[node->next]))
        return false;
    const uint8_t *a = w->alphabet->first[child_of(w, node)->set];
    const uint8_t *b = w->alphabet->first[child_of(w, &w->tree->nodes[node->next])->set];
    for (size_t i = 0; i < RL_AT_END; i++)
        if (a[i] > b[i] || a[i] == RL_LOOK)
            return false;
    return true;
}

static void write_list(writer *w, uint32_t first, const rl_begin *follow, unsigned slot)
{
    for (uint32_t c = first; c != RL_NONE && !stop(w); c = w->tree->nodes[c].next) {
        const rl_node *node = &w->tree->nodes[c];
        rl_begin next = {.is_empty = true};
        for (uint32_t d = node->next; d != RL_NONE && next.is_empty; d = w->tree->nodes[d].next)
            rl_begin_join(&next, &w->tree->nodes[d].begin);
        rl_begin_join(&next, follow);
        if (!is_needless(w, node))
            write_node(w, node, &next, slot);
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

relata_status rl_program_compile(rl_alphabet *alphabet, const char *expression, size_t length, rl_program **ret_program,
                                 relata_error *err)
{
    rl_tree tree;
    bool known = false;
    relata_status status = rl_tree_read(alphabet, expression, length, &tree, &known, err);
    if (status != RELATA_OK)
        return status;
    writer w = {.tree = &tree, .alphabet = alphabet, .program = calloc(1, sizeof(rl_program)), .err = err};
    if (w.program == NULL)
        w.status = rl_error_memory(err);
    w.unknown = !known;
    rl_begin any = rl_begin_any();
    if (!stop(&w)) {
        (void)add_op(&w, (rl_op){.kind = RL_OP_MATCH}); /* so that 0 is no place to go to */
        write_node(&w, &tree.nodes[tree.root], &any, 0);
        (void)add_op(&w, (rl_op){.kind = RL_OP_MATCH});
    }
    size_t group_count = (size_t)tree.group_count + 1;
    rl_tree_free(&tree);
    if (!stop(&w)) {
        w.program->group_count = group_count;
        *ret_program = w.program;
        return RELATA_OK;
    }
    rl_program_free(w.program);
    if (w.status == RELATA_OK)
        *ret_program = NULL;
    return w.status;
}
