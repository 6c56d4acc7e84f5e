/* Classes by union and find. Each atom keeps the judgements about it as links, so that a join looks only at what is
 * judged of the smaller side, and a contradiction through a chain can name the lines of the chain. */
#include "resolve/verdicts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A message names at most so many lines. */
enum { LINES_NAMED = 6 };

static uint32_t *new_numbers(uint32_t count)
{
    uint32_t *numbers = malloc(((size_t)count + 1) * sizeof *numbers);
    if (numbers != NULL)
        memset(numbers, 0xFF, ((size_t)count + 1) * sizeof *numbers);
    return numbers;
}

static void add_link(rl_verdicts *v, uint32_t *first, uint32_t from, uint32_t to, uint32_t judgement)
{
    v->links[v->link_count] = (rl_verdict_link){to, first[from], judgement};
    first[from] = v->link_count++;
}

static void link_all(rl_verdicts *v)
{
    for (uint32_t i = 0; i < v->judgements->count; i++) {
        const rl_judgement *j = &v->judgements->items[i];
        if (j->b == RL_NONE)
            continue;
        uint32_t *first = j->verb == RL_JUDGED_SAME ? v->same : v->different;
        add_link(v, first, v->atom_of[j->a], v->atom_of[j->b], i);
        add_link(v, first, v->atom_of[j->b], v->atom_of[j->a], i);
    }
}

bool rl_verdicts_init(rl_verdicts *v, const rl_judgements *judgements, const uint32_t *atom_of, uint32_t count)
{
    *v = (rl_verdicts){.judgements = judgements, .atom_of = atom_of, .count = count};
    v->parent = new_numbers(count);
    v->next = new_numbers(count);
    v->same = new_numbers(count);
    v->different = new_numbers(count);
    v->links = malloc((2 * judgements->count + 1) * sizeof *v->links);
    v->of = malloc(((size_t)count + 1) * sizeof *v->of);
    if (v->parent == NULL || v->next == NULL || v->same == NULL || v->different == NULL || v->links == NULL ||
        v->of == NULL)
        return false;
    for (uint32_t i = 0; i < count; i++)
        v->parent[i] = v->next[i] = i;
    link_all(v);
    return true;
}

void rl_verdicts_free(rl_verdicts *v)
{
    free(v->parent);
    free(v->next);
    free(v->same);
    free(v->different);
    free(v->links);
    free(v->of);
    *v = (rl_verdicts){0};
}

uint32_t rl_verdicts_root(const rl_verdicts *v, uint32_t atom)
{
    while (v->parent[atom] != atom) {
        v->parent[atom] = v->parent[v->parent[atom]];
        atom = v->parent[atom];
    }
    return atom;
}

/* The smaller number stays, whatever the order of the calls. */
static void merge(rl_verdicts *v, uint32_t a, uint32_t b)
{
    uint32_t x = rl_verdicts_root(v, a), y = rl_verdicts_root(v, b);
    if (x == y)
        return;
    v->parent[x > y ? x : y] = x > y ? y : x;
    uint32_t next = v->next[x];
    v->next[x] = v->next[y];
    v->next[y] = next;
}

bool rl_verdicts_join(rl_verdicts *v, uint32_t a, uint32_t b)
{
    uint32_t x = rl_verdicts_root(v, a), y = rl_verdicts_root(v, b), member = x;
    do {
        for (uint32_t l = v->different[member]; l != RL_NONE; l = v->links[l].next)
            if (rl_verdicts_root(v, v->links[l].other) == y)
                return false;
        member = v->next[member];
    } while (member != x);
    merge(v, x, y);
    return true;
}

/* ---- contradictions ---- */

static const char *text_of(const rl_verdicts *v, uint32_t name)
{
    return v->judgements->names[name].text;
}

static int compare_lines(const void *x, const void *y)
{
    size_t a = *(const size_t *)x, b = *(const size_t *)y;
    return a < b ? -1 : a > b;
}

/* "line 3", "lines 1 and 2", "lines 1, 2, 3 and 9 more" */
static void describe_lines(size_t *lines, size_t count, char *ret, size_t size)
{
    size_t shown = count > LINES_NAMED ? LINES_NAMED : count, length = 0;
    qsort(lines, count, sizeof *lines, compare_lines);
    length += (size_t)snprintf(ret, size, count == 1 ? "line" : "lines");
    for (size_t i = 0; i < shown && length < size; i++) {
        const char *before = i == 0 ? "" : i + 1 == count ? " and" : ",";
        length += (size_t)snprintf(ret + length, size - length, "%s %zu", before, lines[i]);
    }
    if (shown < count && length < size)
        (void)snprintf(ret + length, size - length, " and %zu more", count - shown);
}

/* Walks breadth first from one atom to the other over what is judged the same; `by` is the link that led to an atom. */
static void walk(const rl_verdicts *v, uint32_t from, uint32_t to, uint32_t *queue, uint32_t *by)
{
    uint32_t head = 0, tail = 0;
    queue[tail++] = from;
    while (head < tail && by[to] == RL_NONE) {
        uint32_t atom = queue[head++];
        for (uint32_t l = v->same[atom]; l != RL_NONE; l = v->links[l].next) {
            uint32_t other = v->links[l].other;
            if (other == from || by[other] != RL_NONE)
                continue;
            by[other] = l;
            queue[tail++] = other;
        }
    }
}

/* Two links were made of each judgement, one after the other: the one back is the neighbour. */
static uint32_t origin_of(const rl_verdicts *v, uint32_t link)
{
    return v->links[link ^ 1u].other;
}

/* The lines of a chain. Nobody sees those of a store. */
static bool describe_chain(const rl_verdicts *v, uint32_t from, uint32_t to, char *ret, size_t size)
{
    uint32_t *queue = new_numbers(v->count), *by = new_numbers(v->count);
    size_t *lines = malloc(((size_t)v->count + 1) * sizeof *lines), count = 0, stored = 0;
    bool ok = queue != NULL && by != NULL && lines != NULL;
    if (ok) {
        walk(v, from, to, queue, by);
        for (uint32_t atom = to; atom != from; atom = origin_of(v, by[atom])) {
            size_t line = v->judgements->items[v->links[by[atom]].judgement].line;
            stored += line > v->judgements->given;
            if (line <= v->judgements->given)
                lines[count++] = line;
        }
        ret[0] = '\0';
        if (count > 0)
            describe_lines(lines, count, ret, size);
        size_t length = strlen(ret);
        if (stored > 0 && length < size)
            (void)snprintf(ret + length, size - length, "%swhat the store keeps", count > 0 ? " and " : "");
    }
    free(queue);
    free(by);
    free(lines);
    return ok;
}

static relata_status refuse_difference(const rl_verdicts *v, const rl_judgement *j, relata_error *err)
{
    char lines[160];
    uint32_t a = v->atom_of[j->a], b = v->atom_of[j->b];
    if (a == b)
        return rl_judgement_refuse(v->judgements, j, j->column, err,
                                   "\"%.120s\" and \"%.120s\" are the same name, so they cannot be different: judgements tell "
                                   "names apart, not several bearers of one name",
                                   text_of(v, j->a), text_of(v, j->b));
    if (!describe_chain(v, a, b, lines, sizeof lines))
        return rl_error_memory(err);
    return rl_judgement_refuse(v->judgements, j, j->column, err,
                               "\"%.120s\" and \"%.120s\" are judged different here, but the same by %s",
                               text_of(v, j->a), text_of(v, j->b), lines);
}

relata_status rl_verdicts_unite(rl_verdicts *v, relata_error *err)
{
    for (size_t i = 0; i < v->judgements->count; i++) {
        const rl_judgement *j = &v->judgements->items[i];
        if (j->verb == RL_JUDGED_SAME)
            merge(v, v->atom_of[j->a], v->atom_of[j->b]);
    }
    for (size_t i = 0; i < v->judgements->count; i++) {
        const rl_judgement *j = &v->judgements->items[i];
        if (j->verb == RL_JUDGED_DIFFERENT &&
            rl_verdicts_root(v, v->atom_of[j->a]) == rl_verdicts_root(v, v->atom_of[j->b]))
            return refuse_difference(v, j, err);
    }
    return RELATA_OK;
}

/* ---- types and drops ---- */

static const char *type_name(const rl_verdicts *v, uint32_t type)
{
    return rl_string_map_key(v->judgements->types, type, NULL);
}

static relata_status refuse_type(const rl_verdicts *v, const rl_judgement *j, const rl_verdict *of, relata_error *err)
{
    rl_buffer before = {0};
    bool ok = rl_judgement_describe(v->judgements, &v->judgements->items[of->typed], &before);
    const char *words = ok ? rl_buffer_string(&before) : NULL;
    relata_status status =
        words == NULL ? rl_error_memory(err)
                      : rl_judgement_refuse(v->judgements, j, j->column, err,
                                            "\"%.120s\" is judged to be of type %.60s here, but %.60s by %.160s",
                                            text_of(v, j->a), type_name(v, j->type), type_name(v, of->type), words);
    rl_buffer_free(&before);
    return status;
}

/* Notes what each line says of its class. A second type is an error at the later of its lines. */
static relata_status note_judgements(rl_verdicts *v, relata_error *err)
{
    for (uint32_t i = 0; i < v->judgements->count; i++) {
        const rl_judgement *j = &v->judgements->items[i];
        rl_verdict *of = &v->of[rl_verdicts_root(v, v->atom_of[j->a])];
        if (j->verb == RL_JUDGED_DROP)
            of->dropped = i;
        if (j->verb == RL_JUDGED_SAME && v->atom_of[j->a] != v->atom_of[j->b])
            of->united = i;
        if (j->verb != RL_JUDGED_TYPE)
            continue;
        if (of->typed != RL_NONE && of->type != j->type)
            return refuse_type(v, j, of, err);
        of->typed = i;
        of->type = j->type;
    }
    return RELATA_OK;
}

static relata_status refuse_drop(const rl_verdicts *v, const rl_judgement *j, const rl_verdict *of, relata_error *err)
{
    rl_buffer other = {0};
    bool typed = of->typed != RL_NONE;
    bool ok = rl_judgement_describe(v->judgements, &v->judgements->items[typed ? of->typed : of->united], &other);
    const char *words = ok ? rl_buffer_string(&other) : NULL;
    relata_status status =
        words == NULL
            ? rl_error_memory(err)
            : rl_judgement_refuse(v->judgements, j, j->column, err, "\"%.120s\" is left out here, but %.160s says %s",
                                  text_of(v, j->a), words, typed ? "of which type it is" : "what it is the same as");
    rl_buffer_free(&other);
    return status;
}

static relata_status check_drops(const rl_verdicts *v, relata_error *err)
{
    for (uint32_t i = 0; i < v->judgements->count; i++) {
        const rl_judgement *j = &v->judgements->items[i];
        const rl_verdict *of = &v->of[rl_verdicts_root(v, v->atom_of[j->a])];
        if (j->verb == RL_JUDGED_DROP && (of->typed != RL_NONE || of->united != RL_NONE))
            return refuse_drop(v, j, of, err);
    }
    return RELATA_OK;
}

/* Where no line gives a type, all that is judged the same must have one already. */
static relata_status agree_on_types(rl_verdicts *v, const uint32_t *types, relata_error *err)
{
    for (size_t i = 0; i < 2 * v->judgements->count; i++) {
        const rl_judgement *j = &v->judgements->items[i / 2];
        uint32_t name = i % 2 == 0 ? j->a : j->b;
        if (j->verb != RL_JUDGED_SAME)
            continue;
        rl_verdict *of = &v->of[rl_verdicts_root(v, v->atom_of[name])];
        uint32_t type = types[v->atom_of[name]];
        if (of->typed != RL_NONE || type == RL_NONE)
            continue;
        if (of->type == RL_NONE)
            of->type = type;
        if (of->type != type)
            return rl_judgement_refuse(v->judgements, j, j->column, err,
                                       "\"%.100s\" is of type %.60s, but what it is judged the same as is of type "
                                       "%.60s; a line such as \"type %.100s = %.60s\" decides it",
                                       text_of(v, name), type_name(v, type), type_name(v, of->type), text_of(v, name),
                                       type_name(v, type));
    }
    for (uint32_t i = 0; i < v->count; i++) {
        rl_verdict *of = &v->of[rl_verdicts_root(v, i)];
        if (of->type == RL_NONE)
            of->type = types[i];
    }
    return RELATA_OK;
}

relata_status rl_verdicts_settle(rl_verdicts *v, const uint32_t *types, relata_error *err)
{
    for (uint32_t i = 0; i < v->count; i++)
        v->of[i] = (rl_verdict){RL_NONE, RL_NONE, RL_NONE, RL_NONE};
    relata_status status = note_judgements(v, err);
    if (status == RELATA_OK)
        status = check_drops(v, err);
    if (status == RELATA_OK && types != NULL)
        status = agree_on_types(v, types, err);
    return status;
}

/* ---- a file alone ---- */

static int compare_opposed(const void *x, const void *y)
{
    uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
    return a < b ? -1 : a > b;
}

static uint64_t opposition(uint32_t a, uint32_t b)
{
    return (uint64_t)a << 32 | b;
}

static bool keep_classes(const rl_verdicts *v, rl_judgements *j)
{
    j->class_of = new_numbers(v->count);
    j->opposed = malloc((2 * j->count + 1) * sizeof *j->opposed);
    if (j->class_of == NULL || j->opposed == NULL)
        return false;
    for (uint32_t i = 0; i < v->count; i++)
        j->class_of[i] = rl_verdicts_root(v, i);
    for (size_t i = 0; i < j->count; i++) {
        if (j->items[i].verb != RL_JUDGED_DIFFERENT)
            continue;
        uint32_t a = j->class_of[j->items[i].a], b = j->class_of[j->items[i].b];
        j->opposed[j->opposed_count++] = opposition(a, b);
        j->opposed[j->opposed_count++] = opposition(b, a);
    }
    qsort(j->opposed, j->opposed_count, sizeof *j->opposed, compare_opposed);
    return true;
}

bool rl_judgements_differ(const rl_judgements *judgements, uint32_t a, uint32_t b)
{
    uint64_t key = opposition(judgements->class_of[a], judgements->class_of[b]);
    return bsearch(&key, judgements->opposed, judgements->opposed_count, sizeof key, compare_opposed) != NULL;
}

relata_status rl_verdicts_check(rl_judgements *judgements, relata_error *err)
{
    rl_verdicts v = {0};
    uint32_t count = (uint32_t)judgements->name_count, *atom_of = new_numbers(count);
    for (uint32_t i = 0; atom_of != NULL && i < count; i++)
        atom_of[i] = i;
    relata_status status =
        atom_of != NULL && rl_verdicts_init(&v, judgements, atom_of, count) ? RELATA_OK : rl_error_memory(err);
    if (status == RELATA_OK)
        status = rl_verdicts_unite(&v, err);
    if (status == RELATA_OK)
        status = rl_verdicts_settle(&v, NULL, err);
    if (status == RELATA_OK && !keep_classes(&v, judgements))
        status = rl_error_memory(err);
    rl_verdicts_free(&v);
    free(atom_of);
    return status;
}
