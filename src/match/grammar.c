/* Reading an expression into a tree, as far as its parts are common ones.
 *
 * Every part must be one whose meaning is known, and that PCRE2 takes where it stands; one that is not, and everything is
 * left to PCRE2, which also has the words for what is wrong. So an expression with a tree is one that PCRE2 would compile,
 * and a test holds both together. What a single character may be is PCRE2's to say (alphabet.c): only where a class ends
 * must be known here. */
#include "match/internal.h"
#include "match/tree.h"

#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 24, MOST_NODES = 4096, MOST_TIMES = 200 };

typedef struct reader {
    rl_alphabet *alphabet;
    rl_tree *tree;
    const char *bytes;
    size_t length;
    size_t at;
    unsigned depth;
    bool in_look; /* groups in looks are left to PCRE2 */
    bool unknown;
    relata_status status;
    relata_error *err;
} reader;

static uint32_t read_choice(reader *r);
static uint32_t read_sequence(reader *r);

static bool stop(reader *r)
{
    return r->unknown || r->status != RELATA_OK;
}

static uint32_t give_up(reader *r)
{
    r->unknown = true;
    return RL_NONE;
}

static int byte_at(const reader *r, size_t ahead)
{
    return r->at + ahead < r->length ? (unsigned char)r->bytes[r->at + ahead] : -1;
}

static bool eat(reader *r, const char *text)
{
    size_t length = strlen(text);
    if (length > r->length - r->at || memcmp(r->bytes + r->at, text, length) != 0)
        return false;
    r->at += length;
    return true;
}

static uint32_t add_node(reader *r, rl_node_kind kind)
{
    if (stop(r) || r->tree->count == MOST_NODES)
        return give_up(r);
    rl_node *nodes = rl_array_grow(r->tree->nodes, &r->tree->capacity, r->tree->count + 1, sizeof *nodes);
    if (nodes == NULL) {
        r->status = rl_error_memory(r->err);
        return RL_NONE;
    }
    r->tree->nodes = nodes;
    nodes[r->tree->count] = (rl_node){.kind = (uint8_t)kind, .child = RL_NONE, .next = RL_NONE};
    return (uint32_t)r->tree->count++;
}

static rl_node *node_of(const reader *r, uint32_t index)
{
    return &r->tree->nodes[index];
}

/* All that is known once the node's children are there. */
static uint32_t finish(reader *r, uint32_t index)
{
    if (stop(r))
        return RL_NONE;
    rl_node *node = node_of(r, index);
    for (uint32_t c = node->child; c != RL_NONE; c = node_of(r, c)->next)
        node->has_groups |= node_of(r, c)->has_groups;
    rl_node_size(r->tree, r->alphabet, node);
    rl_node_begin(r->tree, r->alphabet, node);
    return index;
}

static uint32_t wrap(reader *r, rl_node_kind kind, uint32_t child)
{
    uint32_t index = add_node(r, kind);
    if (index != RL_NONE)
        node_of(r, index)->child = child;
    return index;
}

/* ---- single characters ---- */

static uint32_t add_set(reader *r, const char *source, size_t length)
{
    uint32_t set = RL_NONE, index = add_node(r, RL_NODE_SET);
    if (stop(r))
        return RL_NONE;
    r->status = rl_alphabet_add(r->alphabet, source, length, &set, r->err);
    if (r->status == RELATA_OK && set == RL_NONE)
        return give_up(r);
    node_of(r, index)->set = (uint16_t)set;
    return finish(r, index);
}

/* The end of the class at r->at, which begins with [; 0 if something in it is not known. */
static size_t class_end(const reader *r)
{
    size_t i = r->at + 1;
    i += i < r->length && r->bytes[i] == '^';
    for (size_t first = i; i < r->length; i++) {
        if (r->bytes[i] == ']' && i > first)
            return i + 1;
        bool escape = r->bytes[i] == '\\';
        if (r->bytes[i] == '[' || (escape && (i + 1 == r->length || memchr("QE", r->bytes[i + 1], 2) != NULL)))
            return 0;
        i += escape;
    }
    return 0;
}

static uint32_t read_class(reader *r)
{
    size_t from = r->at, end = class_end(r);
    if (end == 0)
        return give_up(r);
    r->at = end;
    return add_set(r, r->bytes + from, end - from);
}

static bool is_punctuation(int c)
{
    return c > ' ' && c < 127 && !((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'));
}

/* \p{L}, \x{2010} */
static uint32_t read_braced(reader *r)
{
    size_t from = r->at;
    const char *close = byte_at(r, 2) == '{' ? memchr(r->bytes + from, '}', r->length - from) : NULL;
    if (close == NULL)
        return give_up(r);
    r->at = (size_t)(close - r->bytes) + 1;
    return add_set(r, r->bytes + from, r->at - from);
}

static uint32_t read_escape(reader *r)
{
    int c = byte_at(r, 1);
    size_t from = r->at;
    if (c == 'p' || c == 'P' || c == 'x')
        return read_braced(r);
    r->at += 2;
    if (c == 'z' || c == 'b')
        return finish(r, add_node(r, c == 'z' ? RL_NODE_END : RL_NODE_EDGE));
    if (c == '.')
        return add_set(r, "[.]", 3);
    if (is_punctuation(c))
        return add_set(r, r->bytes + from + 1, 1);
    return c > 0 && strchr("hvsdwHVSDW", c) != NULL ? add_set(r, r->bytes + from, 2) : give_up(r);
}

static uint32_t read_literal(reader *r)
{
    size_t from = r->at++;
    while (r->at < r->length && ((unsigned char)r->bytes[r->at] & 0xC0) == 0x80)
        r->at++;
    return add_set(r, r->bytes + from, r->at - from);
}

/* ---- groups ---- */

static uint32_t close_group(reader *r, uint32_t index)
{
    if (!eat(r, ")"))
        return give_up(r);
    return finish(r, index);
}

static uint32_t read_look(reader *r, bool is_behind, bool is_negative)
{
    bool outer = r->in_look;
    r->in_look = true;
    uint32_t index = wrap(r, RL_NODE_LOOK, read_choice(r));
    r->in_look = outer;
    if (stop(r))
        return RL_NONE;
    node_of(r, index)->is_behind = is_behind;
    node_of(r, index)->is_negative = is_negative;
    return close_group(r, index);
}

static bool is_group_name(const char *name, size_t length)
{
    bool is_name = length > 0 && length <= RL_GROUP_NAME && (name[0] < '0' || name[0] > '9');
    for (size_t i = 0; is_name && i < length; i++)
        is_name = name[i] == '_' || (name[i] > ' ' && name[i] < 127 && !is_punctuation(name[i]));
    return is_name;
}

static uint32_t read_capture(reader *r)
{
    const char *name = r->bytes + r->at, *close = memchr(name, '>', r->length - r->at);
    if (close == NULL || r->in_look || r->tree->group_count == RL_MACHINE_GROUPS - 1 ||
        !is_group_name(name, (size_t)(close - name)))
        return give_up(r);
    r->at = (size_t)(close - r->bytes) + 1;
    uint16_t number = ++r->tree->group_count;
    r->tree->names[number] = (rl_piece){name, (size_t)(close - name), 0};
    uint32_t index = wrap(r, RL_NODE_GROUP, read_choice(r));
    if (stop(r))
        return RL_NONE;
    node_of(r, index)->number = number;
    node_of(r, index)->has_groups = true;
    return close_group(r, index);
}

typedef struct look_kind {
    const char *opening;
    bool is_behind;
    bool is_negative;
} look_kind;

static const look_kind LOOKS[] = {
    {"(?=", false, false}, {"(?!", false, true}, {"(?<=", true, false}, {"(?<!", true, true}};

static const look_kind *find_look(reader *r)
{
    for (size_t i = 0; i < sizeof LOOKS / sizeof LOOKS[0]; i++)
        if (eat(r, LOOKS[i].opening))
            return &LOOKS[i];
    return NULL;
}

/* "(?(?=x)yes|no)" */
static uint32_t read_if(reader *r)
{
    const look_kind *look = find_look(r);
    if (look == NULL)
        return give_up(r);
    uint32_t asked = read_look(r, look->is_behind, look->is_negative), yes = read_sequence(r), no = RL_NONE;
    if (!stop(r) && eat(r, "|"))
        no = read_sequence(r);
    uint32_t index = wrap(r, RL_NODE_IF, asked);
    if (stop(r))
        return RL_NONE;
    node_of(r, asked)->next = yes;
    node_of(r, yes)->next = no;
    return close_group(r, index);
}

static uint32_t read_group(reader *r)
{
    const look_kind *look = find_look(r);
    if (look != NULL)
        return read_look(r, look->is_behind, look->is_negative);
    if (eat(r, "(?<"))
        return read_capture(r);
    if (eat(r, "(?>"))
        return close_group(r, wrap(r, RL_NODE_ATOMIC, read_choice(r)));
    if (byte_at(r, 1) == '?' && byte_at(r, 2) == '(') {
        r->at += 2;
        return read_if(r);
    }
    bool is_plain = eat(r, "(?:") || (byte_at(r, 1) != '?' && byte_at(r, 1) != '*' && eat(r, "("));
    if (!is_plain)
        return give_up(r);
    uint32_t index = read_choice(r);
    if (stop(r) || !eat(r, ")"))
        return give_up(r);
    node_of(r, index)->size += RL_PARENTHESES_SIZE;
    return index;
}

/* ---- pieces ---- */

static bool read_number(reader *r, uint16_t *ret)
{
    unsigned value = 0;
    size_t from = r->at;
    for (int c = byte_at(r, 0); c >= '0' && c <= '9' && value <= MOST_TIMES; c = byte_at(r, 0)) {
        value = 10 * value + (unsigned)(c - '0');
        r->at++;
    }
    *ret = (uint16_t)value;
    return r->at > from && value <= MOST_TIMES;
}

/* False if there is none; r->unknown is set if there is one that is not known. */
static bool read_times(reader *r, uint16_t *ret_min, uint16_t *ret_max)
{
    *ret_min = 0;
    *ret_max = RL_NO_MAXIMUM;
    if (eat(r, "*"))
        return true;
    if (eat(r, "+"))
        return *ret_min = 1, true;
    if (eat(r, "?"))
        return *ret_max = 1, true;
    if (!eat(r, "{"))
        return false;
    bool known = read_number(r, ret_min);
    if (known && eat(r, ",")) {
        if (byte_at(r, 0) != '}')
            known = read_number(r, ret_max);
    } else {
        *ret_max = *ret_min;
    }
    r->unknown |= !known || !eat(r, "}") || *ret_max == 0 || *ret_max < *ret_min;
    return !r->unknown;
}

static bool may_repeat(const reader *r, uint32_t index, uint16_t max)
{
    const rl_node *node = node_of(r, index);
    bool is_mark = node->kind == RL_NODE_LOOK || node->kind == RL_NODE_START || node->kind == RL_NODE_END ||
                   node->kind == RL_NODE_EDGE;
    return !is_mark && (max == 1 || (!node->begin.is_empty && !node->begin.at_end));
}

static uint32_t read_repeat(reader *r, uint32_t child, bool is_group)
{
    uint16_t min, max;
    if (stop(r) || !read_times(r, &min, &max))
        return child;
    rl_greed greed = RL_GREEDY;
    if (eat(r, "+"))
        greed = RL_POSSESSIVE;
    else if (eat(r, "?"))
        greed = RL_LAZY;
    if (!may_repeat(r, child, max))
        return give_up(r);
    uint32_t index = wrap(r, RL_NODE_REPEAT, child);
    if (stop(r))
        return RL_NONE;
    rl_node *node = node_of(r, index);
    node->min = min;
    node->max = max;
    node->greed = (uint8_t)greed;
    node->is_group = is_group;
    return finish(r, index);
}

static uint32_t read_atom(reader *r)
{
    int c = byte_at(r, 0);
    switch (c) {
    case '(':
        return read_group(r);
    case '[':
        return read_class(r);
    case '\\':
        return read_escape(r);
    case '^':
        r->at++;
        return finish(r, add_node(r, RL_NODE_START));
    case '*':
    case '+':
    case '?':
    case '{':
    case '$':
        return give_up(r);
    default:
        return read_literal(r);
    }
}

static uint32_t read_sequence(reader *r)
{
    uint32_t index = add_node(r, RL_NODE_SEQUENCE), last = RL_NONE;
    while (!stop(r) && r->at < r->length && byte_at(r, 0) != '|' && byte_at(r, 0) != ')') {
        bool is_group = byte_at(r, 0) == '(';
        uint32_t piece = read_repeat(r, read_atom(r), is_group);
        if (stop(r))
            return RL_NONE;
        *(last == RL_NONE ? &node_of(r, index)->child : &node_of(r, last)->next) = piece;
        last = piece;
    }
    if (!stop(r) && last != RL_NONE && last == node_of(r, index)->child)
        return last; /* one part alone */
    return finish(r, index);
}

static uint32_t read_choice(reader *r)
{
    if (r->depth == DEEPEST)
        return give_up(r);
    r->depth++;
    uint32_t first = read_sequence(r), index = first, last = first;
    if (!stop(r) && byte_at(r, 0) == '|')
        index = wrap(r, RL_NODE_CHOICE, first);
    while (!stop(r) && eat(r, "|")) {
        uint32_t other = read_sequence(r);
        if (stop(r))
            return RL_NONE;
        node_of(r, last)->next = other;
        last = other;
    }
    r->depth--;
    return index == first ? index : finish(r, index);
}

relata_status rl_tree_read(rl_alphabet *alphabet, const char *expression, size_t length, rl_tree *ret_tree,
                           bool *ret_known, relata_error *err)
{
    rl_tree tree = {0};
    reader r = {.alphabet = alphabet, .tree = &tree, .bytes = expression, .length = length, .err = err};
    r.unknown = rl_utf8_valid_prefix(expression, length) < length;
    tree.root = read_choice(&r);
    if (r.status != RELATA_OK) {
        rl_tree_free(&tree);
        return r.status;
    }
    *ret_known = !r.unknown && r.at == length;
    *ret_tree = tree;
    return RELATA_OK;
}

void rl_tree_free(rl_tree *tree)
{
    free(tree->nodes);
    *tree = (rl_tree){0};
}
