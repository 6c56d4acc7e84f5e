/* The machine that runs programs: PCRE2's backtracking, with an array of choices to come back to.
 *
 * Where a program fails, the choice made last is undone: another way is taken from where the machine then was, or a group
 * gets back the place that it had. When there are none left, there is no match. The machine says that it does not know if
 * it has no more room for choices, or has taken many more steps than a match near a trigger takes. PCRE2 counts its
 * steps otherwise, but what stays below this number is far below PCRE2's limit, so that what reaches that limit always is
 * PCRE2's to find out.
 *
 * Each step is a function of its own, all of them inlined into one loop, so that what they share stays in registers. A
 * step gives the next operation, or NULL if it fails or is the last. */
#include "match/internal.h"
#include "match/program.h"

enum { MOST_STEPS = 4000 };

/* Kinds of choices. */
enum { ANOTHER_WAY = 0, ONE_LESS, OFFSET };

typedef struct mark {
    rl_choice *top;          /* how far the choices went … */
    const unsigned char *at; /* … and the text … */
    uint32_t rounds;         /* … and how often a loop has gone round since */
} mark;

typedef struct runner {
    rl_machine *machine;
    const rl_alphabet *alphabet;
    const rl_program *program;
    const uint8_t *first; /* of all sets, one after the other */
    const rl_op *ops;
    const unsigned char *text;
    const unsigned char *end;
    const unsigned char *at;
    rl_choice *top;     /* behind the last choice */
    rl_outcome outcome; /* once a step gives NULL: whether another way may be taken */
    bool is_begin;
    struct mark *marks; /* by slot */
} runner;

static inline const rl_op *give_up(runner *r)
{
    r->outcome = RL_DONT_KNOW;
    return NULL;
}

/* ---- characters ---- */

/* The length of the character at `at` if it is in the set; 0 if not, RL_UNKNOWN_LENGTH if that is not known. */
static inline size_t character_in(const runner *r, uint32_t set, const unsigned char *at)
{
    uint8_t in = at < r->end ? r->first[set + *at] : RL_OUT;
    return in != RL_LOOK ? in : rl_char_ask(&r->machine->answers, &r->alphabet->sets[set / RL_FIRST_SIZE], at);
}

static inline bool may_begin(const runner *r, uint32_t set)
{
    return r->first[set + (r->at < r->end ? *r->at : RL_AT_END)] != RL_OUT;
}

static inline const rl_op *one_byte(runner *r, const rl_op *op)
{
    if (r->at == r->end || *r->at != op->set)
        return NULL;
    r->at++;
    return op + 1;
}

static inline const rl_op *one_character(runner *r, const rl_op *op)
{
    size_t length = character_in(r, op->set, r->at);
    if (length == RL_UNKNOWN_LENGTH)
        return give_up(r);
    r->at += length;
    return length > 0 ? op + 1 : NULL;
}

static inline const rl_op *all_characters(runner *r, const rl_op *op)
{
    const unsigned char *from = r->at, *at = from;
    size_t length = 0;
    do {
        at += length;
        while (at < r->end && r->first[op->set + *at] == RL_IN)
            at++;
        length = character_in(r, op->set, at);
    } while (length > 0 && length != RL_UNKNOWN_LENGTH);
    if (length == RL_UNKNOWN_LENGTH)
        return give_up(r);
    r->at = at;
    return at > from || op->min == 0 ? op + 1 : NULL;
}

/* At most op->max characters; RL_NONE if that is not known. */
static uint32_t count_characters(runner *r, const rl_op *op)
{
    uint32_t count = 0;
    for (; count < op->max; count++) {
        size_t length = character_in(r, op->set, r->at);
        if (length == RL_UNKNOWN_LENGTH)
            return RL_NONE;
        if (length == 0)
            break;
        r->at += length;
    }
    return count;
}

static inline const rl_op *some_characters(runner *r, const rl_op *op)
{
    uint32_t count = count_characters(r, op);
    if (count == RL_NONE)
        return give_up(r);
    return count >= op->min ? op + 1 : NULL;
}

/* ---- choices ---- */

static inline bool has_room(const runner *r)
{
    return r->top < r->machine->stack + RL_MACHINE_STACK;
}

static inline const rl_op *choose(runner *r, const rl_op *now, size_t later)
{
    if (!has_room(r))
        return give_up(r);
    *r->top++ = (rl_choice){.at = (uint32_t)(r->at - r->text), .op = (uint16_t)later, .kind = ANOTHER_WAY};
    return now;
}

static const unsigned char *behind_characters(const unsigned char *at, uint32_t count)
{
    for (; count > 0; count--) {
        at++;
        while ((*at & 0xC0) == 0x80)
            at++;
    }
    return at;
}

/* The characters behind the first op->min may be given back. */
static const rl_op *greedy_characters(runner *r, const rl_op *op)
{
    const unsigned char *from = r->at;
    uint32_t count = count_characters(r, op);
    if (count == RL_NONE || !has_room(r))
        return give_up(r);
    if (count > op->min)
        *r->top++ = (rl_choice){.at = (uint32_t)(r->at - r->text),
                                .floor = (uint32_t)(behind_characters(from, op->min) - r->text),
                                .op = (uint16_t)(op - r->ops + 1),
                                .kind = ONE_LESS};
    return count >= op->min ? op + 1 : NULL;
}

static inline const rl_op *group_end(runner *r, const rl_op *op)
{
    size_t *offset = &r->machine->offsets[op->slot];
    if (!has_room(r))
        return give_up(r);
    if (r->top > r->machine->stack)
        *r->top++ = (rl_choice){.at = (uint32_t)*offset, .kind = OFFSET, .slot = op->slot};
    *offset = (size_t)(r->at - r->text);
    return op + 1;
}

/* Forgets the choices made since the mark; what groups were before must stay known. */
static inline void cut(runner *r, const rl_op *op)
{
    rl_choice *kept = r->marks[op->slot].top;
    if (op->min != 0)
        for (rl_choice *c = kept; c < r->top; c++)
            if (c->kind == OFFSET)
                *kept++ = *c;
    r->top = kept;
}

/* Undoes the choice made last. NULL if there is none; else where to go on. */
static inline const rl_op *come_back(runner *r)
{
    while (r->top > r->machine->stack) {
        rl_choice *choice = r->top - 1;
        if (choice->kind == OFFSET) {
            r->machine->offsets[choice->slot] = choice->at == UINT32_MAX ? PCRE2_UNSET : choice->at;
            r->top--;
            continue;
        }
        r->at = r->text + choice->at;
        if (choice->kind == ONE_LESS) {
            do
                r->at--;
            while ((*r->at & 0xC0) == 0x80);
            choice->at = (uint32_t)(r->at - r->text);
        }
        if (choice->kind == ANOTHER_WAY || choice->at == choice->floor)
            r->top--;
        return r->ops + choice->op;
    }
    return NULL;
}

/* ---- marks and loops ---- */

static inline const rl_op *set_mark(runner *r, const rl_op *op)
{
    r->marks[op->slot] = (mark){.top = r->top, .at = r->at};
    return op + 1;
}

static inline const rl_op *one_round(runner *r, const rl_op *op)
{
    if (r->marks[op->slot].rounds == op->max || !may_begin(r, op->set))
        return r->ops + op->to;
    r->marks[op->slot].rounds += op->max != RL_NO_MAXIMUM;
    return op->min != 0 ? op + 1 : choose(r, op + 1, op->to);
}

static inline const rl_op *held(runner *r, const rl_op *op)
{
    cut(r, op);
    r->at = r->marks[op->slot].at;
    return op + 1;
}

/* ---- looks ---- */

static bool is_word(unsigned char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}

static bool is_edge(const runner *r, const unsigned char *at)
{
    return (at > r->text && is_word(at[-1])) != (at < r->end && is_word(*at));
}

/* `count` characters back; NULL if there are not so many. */
static inline const unsigned char *go_back(const runner *r, const unsigned char *at, size_t count)
{
    for (; count > 0; count--) {
        if (at == r->text)
            return NULL;
        at--;
        while ((*at & 0xC0) == 0x80)
            at--;
    }
    return at;
}

static inline rl_outcome holds_way(const runner *r, const rl_peek_way *way, bool is_behind)
{
    const unsigned char *at = is_behind ? go_back(r, r->at, way->count) : r->at;
    if (at == NULL || (way->at_edge && !is_edge(r, at)))
        return RL_NO_MATCH;
    for (size_t i = 0; i < way->count; i++) {
        size_t length = character_in(r, way->sets[i], at);
        if (length == 0 || length == RL_UNKNOWN_LENGTH)
            return length == 0 ? RL_NO_MATCH : RL_DONT_KNOW;
        at += length;
    }
    size_t refused = way->not_set == RL_NONE ? 0 : character_in(r, way->not_set, at);
    if (refused == RL_UNKNOWN_LENGTH)
        return RL_DONT_KNOW;
    return refused == 0 ? RL_MATCHED : RL_NO_MATCH;
}

static inline const rl_op *look_about(runner *r, const rl_op *op)
{
    const rl_peek *peek = &r->program->peeks[op->set];
    rl_outcome outcome = RL_NO_MATCH;
    for (size_t i = 0; i < peek->count && outcome == RL_NO_MATCH; i++)
        outcome = holds_way(r, &peek->ways[i], peek->is_behind);
    if (outcome == RL_DONT_KNOW)
        return give_up(r);
    if ((outcome == RL_MATCHED) != peek->is_negative)
        return op + 1;
    return op->to != 0 ? r->ops + op->to : NULL;
}

/* ---- the loop ---- */

static inline const rl_op *match(runner *r)
{
    r->outcome = RL_MATCHED;
    return NULL;
}

static inline const rl_op *step(runner *r, const rl_op *op)
{
    switch ((rl_op_kind)op->kind) {
    case RL_OP_MATCH:
        return match(r);
    case RL_OP_BYTE:
        return one_byte(r, op);
    case RL_OP_SET:
        return one_character(r, op);
    case RL_OP_ALL:
        return all_characters(r, op);
    case RL_OP_SPAN:
        return some_characters(r, op);
    case RL_OP_GREEDY:
        return greedy_characters(r, op);
    case RL_OP_JUMP:
        return r->ops + op->to;
    case RL_OP_SPLIT:
        return may_begin(r, op->set) ? choose(r, op + 1, op->to) : r->ops + op->to;
    case RL_OP_BRANCH:
        return may_begin(r, op->set) ? op + 1 : r->ops + op->to;
    case RL_OP_LAZY:
        return choose(r, r->ops + op->to, (size_t)(op - r->ops + 1));
    case RL_OP_MARK:
    case RL_OP_LOOK:
        return set_mark(r, op);
    case RL_OP_UNLESS:
        return choose(r, set_mark(r, op), op->to);
    case RL_OP_CUT:
        cut(r, op);
        return op + 1;
    case RL_OP_TRY:
        return one_round(r, op);
    case RL_OP_AGAIN:
        cut(r, op);
        return r->ops + op->to;
    case RL_OP_OPEN:
    case RL_OP_CLOSE:
        return group_end(r, op);
    case RL_OP_PEEK:
        return look_about(r, op);
    case RL_OP_HELD:
        return held(r, op);
    case RL_OP_REFUSE:
        cut(r, op);
        return NULL;
    case RL_OP_START:
        return r->at == r->text && r->is_begin ? op + 1 : NULL;
    case RL_OP_END:
        return r->at == r->end ? op + 1 : NULL;
    case RL_OP_EDGE:
        return is_edge(r, r->at) ? op + 1 : NULL;
    }
    return NULL;
}

static inline rl_outcome run(runner *r)
{
    const rl_op *op = r->ops + 1;
    for (uint32_t steps = 0; steps < MOST_STEPS; steps++) {
        op = step(r, op);
        if (op != NULL)
            continue;
        if (r->outcome != RL_NO_MATCH)
            return r->outcome;
        op = come_back(r);
        if (op == NULL)
            return RL_NO_MATCH;
    }
    return RL_DONT_KNOW;
}

rl_outcome rl_machine_run(rl_machine *machine, const rl_program *program, const rl_alphabet *alphabet, const char *text,
                          size_t length, size_t start, bool is_begin)
{
    mark marks[RL_MACHINE_SLOTS];
    const unsigned char *bytes = (const unsigned char *)text;
    runner r = {.machine = machine,
                .alphabet = alphabet,
                .program = program,
                .first = (const uint8_t *)alphabet->first,
                .ops = program->ops,
                .text = bytes,
                .end = bytes + length,
                .at = bytes + start,
                .top = machine->stack,
                .outcome = RL_NO_MATCH,
                .is_begin = is_begin,
                .marks = marks};
    for (size_t i = 0; i < 2 * program->group_count; i++)
        machine->offsets[i] = PCRE2_UNSET;
    rl_outcome outcome = run(&r);
    machine->offsets[0] = start;
    machine->offsets[1] = (size_t)(r.at - bytes);
    return outcome;
}
