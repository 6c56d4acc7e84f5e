/* Adding operations to a program that is being written. */
#include "match/assemble.h"
#include "match/internal.h"

enum { MOST_OPS = 8192 };

size_t rl_op_add(rl_writer *w, rl_op op)
{
    rl_program *p = w->program;
    w->unknown |= p->count == MOST_OPS || op.slot >= RL_MACHINE_SLOTS;
    if (rl_writer_stopped(w))
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

void rl_op_point(rl_writer *w, size_t op, size_t to)
{
    if (!rl_writer_stopped(w))
        w->program->ops[op].to = (uint16_t)to;
}

void rl_op_remove(rl_writer *w, size_t at)
{
    rl_program *p = w->program;
    if (rl_writer_stopped(w))
        return;
    p->count--;
    for (size_t i = at; i < p->count; i++) {
        p->ops[i] = p->ops[i + 1];
        if (p->ops[i].to > at)
            p->ops[i].to--;
    }
}

uint32_t rl_op_first(rl_writer *w, const rl_begin *begin)
{
    uint32_t set = 0;
    if (!rl_writer_stopped(w))
        w->status = rl_alphabet_add_begin(w->alphabet, begin, &set, w->err);
    w->unknown |= set == RL_NONE;
    return rl_set_place(set);
}

size_t rl_op_add_choice(rl_writer *w, rl_op_kind kind, const rl_begin *begin)
{
    w->leaves |= kind != RL_OP_BRANCH;
    return rl_op_add(w, (rl_op){.kind = (uint8_t)kind, .set = kind == RL_OP_LAZY ? 0 : rl_op_first(w, begin)});
}

void rl_op_cut(rl_writer *w, size_t mark, bool has_groups, bool left_before, unsigned slot)
{
    if (w->leaves)
        (void)rl_op_add(w, (rl_op){.kind = RL_OP_CUT, .slot = (uint8_t)slot, .min = has_groups});
    else
        rl_op_remove(w, mark);
    w->leaves = left_before;
}

uint32_t rl_peek_add(rl_writer *w, const rl_node *look)
{
    rl_program *p = w->program;
    rl_peek peek;
    if (rl_writer_stopped(w) || look->kind != RL_NODE_LOOK || !rl_peek_make(w->tree, look, &peek) ||
        p->peek_count == UINT16_MAX)
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
