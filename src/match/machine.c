/* The machine that runs programs: PCRE2's backtracking, with an array of choices to come back to.
 *
 * Where a program fails, the choice made last is undone: another way is taken from where the machine then was, or a group
 * gets back the place that it had. When there are none left, there is no match. The machine says that it does not know if
 * it has no more room for choices, or has taken many more steps than a match near a trigger takes. PCRE2 counts its steps otherwise, but what stays below this number is far below PCRE2's limit, so that
 * what reaches that limit always is PCRE2's to find out. */
#include "match/internal.h"
#include "match/program.h"

enum { MOST_STEPS = 4000, NO_SET = UINT16_MAX };

/* Kinds of choices. */
enum { ANOTHER_WAY = 0, ONE_LESS, OFFSET };

typedef struct runner {
    rl_machine *machine;
    const rl_program *program;
    const rl_char_set *sets;
    const unsigned char *text;
    const unsigned char *end;
    bool is_begin;
    size_t top; /* choices on the stack */
    uint32_t marks[RL_MACHINE_SLOTS];
    uint32_t rounds[RL_MACHINE_SLOTS];
    uint32_t places[RL_MACHINE_SLOTS];
} runner;

/* The length of the character at `at` if it is in the set; 0 if not, RL_UNKNOWN_LENGTH if that is not known. */
static inline size_t character_in(const runner *r, uint16_t set, const unsigned char *at)
{
    const rl_char_set *s = &r->sets[set];
    uint8_t in = at < r->end ? s->first[*at] : RL_OUT;
    return in <= RL_IN ? in : rl_char_ask(&r->machine->answers, s, at);
}

static inline bool may_begin(const runner *r, uint16_t set, const unsigned char *at)
{
    return r->sets[set].first[at < r->end ? *at : RL_AT_END] != RL_OUT;
}

static bool push(runner *r, const unsigned char *at, uint16_t op)
{
    if (r->top == RL_MACHINE_STACK)
        return false;
    r->machine->stack[r->top++] = (rl_choice){.at = (uint32_t)(at - r->text), .op = op, .kind = ANOTHER_WAY};
    return true;
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
static const unsigned char *go_back(const runner *r, const unsigned char *at, size_t count)
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

static rl_outcome holds_way(const runner *r, const rl_peek_way *way, bool is_behind, const unsigned char *at)
{
    if (is_behind && (at = go_back(r, at, way->count)) == NULL)
        return RL_NO_MATCH;
    if (way->at_edge && !is_edge(r, at))
        return RL_NO_MATCH;
    for (size_t i = 0; i < way->count; i++) {
        size_t length = character_in(r, way->sets[i], at);
        if (length == 0 || length == RL_UNKNOWN_LENGTH)
            return length == 0 ? RL_NO_MATCH : RL_DONT_KNOW;
        at += length;
    }
    size_t refused = way->not_set == NO_SET ? 0 : character_in(r, way->not_set, at);
    if (refused == RL_UNKNOWN_LENGTH)
        return RL_DONT_KNOW;
    return refused == 0 ? RL_MATCHED : RL_NO_MATCH;
}

static rl_outcome holds(const runner *r, const rl_peek *peek, const unsigned char *at)
{
    rl_outcome outcome = RL_NO_MATCH;
    for (size_t i = 0; i < peek->count && outcome == RL_NO_MATCH; i++)
        outcome = holds_way(r, &peek->ways[i], peek->is_behind, at);
    if (outcome == RL_DONT_KNOW || !peek->is_negative)
        return outcome;
    return outcome == RL_MATCHED ? RL_NO_MATCH : RL_MATCHED;
}

/* ---- single steps ---- */

/* The end of at most op->max characters of the set; NULL if that is not known. */
static const unsigned char *span(const runner *r, const rl_op *op, const unsigned char *at, uint32_t *ret_count)
{
    const uint8_t *first = r->sets[op->set].first;
    uint32_t count = 0;
    while (count < op->max && at < r->end) {
        uint8_t in = first[*at];
        if (in == RL_IN) {
            at++;
        } else if (in == RL_OUT) {
            break;
        } else {
            size_t length = rl_char_ask(&r->machine->answers, &r->sets[op->set], at);
            if (length == RL_UNKNOWN_LENGTH)
                return NULL;
            if (length == 0)
                break;
            at += length;
        }
        count++;
    }
    *ret_count = count;
    return at;
}

/* Remembers that the characters behind the first op->min may be given back. */
static bool push_span(runner *r, const rl_op *op, const unsigned char *from, const unsigned char *at, uint32_t count)
{
    if (count <= op->min)
        return true;
    for (uint16_t i = 0; i < op->min; i++) {
        from++;
        while ((*from & 0xC0) == 0x80)
            from++;
    }
    if (!push(r, at, (uint16_t)(op - r->program->ops + 1)))
        return false;
    rl_choice *choice = &r->machine->stack[r->top - 1];
    choice->kind = ONE_LESS;
    choice->floor = (uint32_t)(from - r->text);
    return true;
}

static bool set_offset(runner *r, size_t number, size_t value)
{
    size_t *offset = &r->machine->offsets[number];
    if (r->top == RL_MACHINE_STACK)
        return false;
    if (r->top > 0)
        r->machine->stack[r->top++] = (rl_choice){.at = (uint32_t)*offset, .kind = OFFSET, .slot = (uint8_t)number};
    *offset = value;
    return true;
}

/* Forgets the choices made since the mark; what groups were before must stay known. */
static void cut(runner *r, const rl_op *op)
{
    size_t from = r->marks[op->slot], kept = from;
    rl_choice *stack = r->machine->stack;
    if (op->min != 0)
        for (size_t i = from; i < r->top; i++)
            if (stack[i].kind == OFFSET)
                stack[kept++] = stack[i];
    r->top = kept;
}

/* Undoes the choice made last. False if there is none; else where to go on. */
static bool come_back(runner *r, uint16_t *ret_op, const unsigned char **ret_at)
{
    while (r->top > 0) {
        rl_choice *choice = &r->machine->stack[r->top - 1];
        if (choice->kind == OFFSET) {
            r->machine->offsets[choice->slot] = choice->at == UINT32_MAX ? PCRE2_UNSET : choice->at;
            r->top--;
            continue;
        }
        const unsigned char *at = r->text + choice->at;
        if (choice->kind == ONE_LESS) {
            at = go_back(r, at, 1);
            choice->at = (uint32_t)(at - r->text);
        }
        if (choice->kind == ANOTHER_WAY || choice->at == choice->floor)
            r->top--;
        *ret_op = choice->op;
        *ret_at = at;
        return true;
    }
    return false;
}

/* ---- the machine ---- */

static rl_outcome run(runner *r, const unsigned char *at)
{
    const rl_op *ops = r->program->ops, *op = ops + 1;
    for (uint32_t steps = 0; steps < MOST_STEPS; steps++) {
        bool goes_on = true;
        switch ((rl_op_kind)op->kind) {
        case RL_OP_MATCH: r->machine->offsets[1] = (size_t)(at - r->text); return RL_MATCHED;
        case RL_OP_BYTE:
            goes_on = at < r->end && *at == op->set;
            at++;
            op++;
            break;
        case RL_OP_SET: {
            size_t length = character_in(r, op->set, at);
            if (length == RL_UNKNOWN_LENGTH)
                return RL_DONT_KNOW;
            goes_on = length > 0;
            at += length;
            op++;
            break;
        }
        case RL_OP_SPAN:
        case RL_OP_GREEDY: {
            uint32_t count = 0;
            const unsigned char *end = span(r, op, at, &count);
            if (end == NULL || (op->kind == RL_OP_GREEDY && !push_span(r, op, at, end, count)))
                return RL_DONT_KNOW;
            goes_on = count >= op->min;
            at = end;
            op++;
            break;
        }
        case RL_OP_JUMP: op = ops + op->to; break;
        case RL_OP_SPLIT:
            if (!may_begin(r, op->set, at)) {
                op = ops + op->to;
                break;
            }
            if (!push(r, at, op->to))
                return RL_DONT_KNOW;
            op++;
            break;
        case RL_OP_BRANCH: op = may_begin(r, op->set, at) ? op + 1 : ops + op->to; break;
        case RL_OP_LAZY:
            if (!push(r, at, (uint16_t)(op - ops + 1)))
                return RL_DONT_KNOW;
            op = ops + op->to;
            break;
        case RL_OP_MARK:
            r->marks[op->slot] = (uint32_t)r->top;
            r->rounds[op->slot] = 0;
            op++;
            break;
        case RL_OP_CUT:
            cut(r, op);
            op++;
            break;
        case RL_OP_TRY:
            if (r->rounds[op->slot] == op->max || !may_begin(r, op->set, at)) {
                op = ops + op->to;
                break;
            }
            if (op->min == 0 && !push(r, at, op->to))
                return RL_DONT_KNOW;
            r->rounds[op->slot] += op->max != RL_NO_MAXIMUM;
            op++;
            break;
        case RL_OP_AGAIN:
            cut(r, op);
            op = ops + op->to;
            break;
        case RL_OP_OPEN:
        case RL_OP_CLOSE:
            if (!set_offset(r, 2 * (size_t)op->slot + (op->kind == RL_OP_CLOSE), (size_t)(at - r->text)))
                return RL_DONT_KNOW;
            op++;
            break;
        case RL_OP_PEEK: {
            rl_outcome outcome = holds(r, &r->program->peeks[op->set], at);
            if (outcome == RL_DONT_KNOW)
                return outcome;
            goes_on = outcome == RL_MATCHED || op->to != 0;
            op = outcome == RL_MATCHED ? op + 1 : ops + op->to;
            break;
        }
        case RL_OP_LOOK:
        case RL_OP_UNLESS:
            r->marks[op->slot] = (uint32_t)r->top;
            r->places[op->slot] = (uint32_t)(at - r->text);
            if (op->kind == RL_OP_UNLESS && !push(r, at, op->to))
                return RL_DONT_KNOW;
            op++;
            break;
        case RL_OP_HELD:
            cut(r, op);
            at = r->text + r->places[op->slot];
            op++;
            break;
        case RL_OP_REFUSE:
            cut(r, op);
            goes_on = false;
            break;
        case RL_OP_START:
            goes_on = at == r->text && r->is_begin;
            op++;
            break;
        case RL_OP_END:
            goes_on = at == r->end;
            op++;
            break;
        case RL_OP_EDGE:
            goes_on = is_edge(r, at);
            op++;
            break;
        }
        uint16_t next = 0;
        if (!goes_on) {
            if (!come_back(r, &next, &at))
                return RL_NO_MATCH;
            op = ops + next;
        }
    }
    return RL_DONT_KNOW;
}

rl_outcome rl_machine_run(rl_machine *machine, const rl_program *program, const rl_alphabet *alphabet, const char *text,
                          size_t length, size_t start, bool is_begin)
{
    runner r = {.machine = machine,
                .program = program,
                .sets = alphabet->sets,
                .text = (const unsigned char *)text,
                .end = (const unsigned char *)text + length,
                .is_begin = is_begin};
    for (size_t i = 0; i < 2 * RL_MACHINE_GROUPS; i++)
        machine->offsets[i] = PCRE2_UNSET;
    machine->offsets[0] = start;
    return run(&r, r.text + start);
}
