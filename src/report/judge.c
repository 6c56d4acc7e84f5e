/* The lines of a file of judgements that settle a doubt. They name entities by their ids, which mean one only. */
#include "report/internal.h"

#include <string.h>

/* As the reader of judgements wants it: quoted where a mark of the syntax stands in it. */
static bool append_name(const char *name, rl_buffer *ret)
{
    if (name[0] != '[' && strpbrk(name, "=#\"\\") == NULL)
        return rl_buffer_append_string(ret, name);
    (void)rl_buffer_append_char(ret, '"');
    for (const char *c = name; *c != '\0'; c++) {
        if (*c == '"' || *c == '\\')
            (void)rl_buffer_append_char(ret, '\\');
        (void)rl_buffer_append_char(ret, *c);
    }
    return rl_buffer_append_char(ret, '"');
}

/* "VERB A = B", or "VERB A" without B. */
static const char *make_line(rl_reporting *r, const char *verb, const char *a, const char *b)
{
    rl_buffer line = {0};
    const char *kept = NULL;
    (void)rl_buffer_append_string(&line, verb);
    (void)rl_buffer_append_char(&line, ' ');
    (void)append_name(a, &line);
    if (b != NULL) {
        (void)rl_buffer_append_string(&line, " = ");
        (void)append_name(b, &line);
    }
    if (rl_buffer_string(&line) != NULL)
        kept = rl_arena_copy(r->arena, line.bytes, line.length);
    rl_buffer_free(&line);
    return kept;
}

static bool add_line(rl_reporting *r, const char **lines, rl_report_case *to, const char *verb, const char *a,
                     const char *b)
{
    lines[to->line_count] = make_line(r, verb, a, b);
    return lines[to->line_count++] != NULL;
}

/* All nodes of the case are one. */
static bool add_same(rl_reporting *r, const char **lines, rl_report_case *to)
{
    const rl_node *nodes = r->network->nodes;
    for (size_t i = 1; i < to->node_count; i++)
        if (!add_line(r, lines, to, "same", nodes[to->nodes[0]].id, nodes[to->nodes[i]].id))
            return false;
    return true;
}

/* A name that others have too means nobody for certain, and judgements refuse it. */
static bool add_different(rl_reporting *r, const char **lines, rl_report_case *to)
{
    bool shared = false;
    if (!rl_report_is_shared(r, to->alias, &shared))
        return false;
    return shared || add_line(r, lines, to, "different", r->network->nodes[to->nodes[0]].id, to->alias);
}

bool rl_report_lines(rl_reporting *r, rl_doubt doubt, const struct rl_found_case *found, rl_report_case *ret_case)
{
    const rl_node *first = &r->network->nodes[found->nodes[0]];
    const char **lines = rl_arena_alloc(r->arena, (RL_CASE_NODES + 1) * sizeof *lines);
    if (lines == NULL)
        return false;
    ret_case->lines = lines;
    switch (doubt) {
    case RL_DOUBT_TYPES: /* what is judged the same needs one type */
        return add_same(r, lines, ret_case) && add_line(r, lines, ret_case, "type", first->id, first->type);
    case RL_DOUBT_NAMESAKES:
    case RL_DOUBT_NEAR:
        return add_same(r, lines, ret_case);
    case RL_DOUBT_SPELLING:
    case RL_DOUBT_FAMILY:
        return add_different(r, lines, ret_case);
    case RL_DOUBT_ONE_WORD:
        if (found->node_count > 1)
            return add_line(r, lines, ret_case, "same", first->id, r->network->nodes[found->nodes[1]].id);
        return add_line(r, lines, ret_case, "drop", first->id, NULL);
    case RL_DOUBT_ONE_DOCUMENT:
        return add_line(r, lines, ret_case, "drop", first->id, NULL);
    case RL_DOUBTS:
        break;
    }
    return true;
}
