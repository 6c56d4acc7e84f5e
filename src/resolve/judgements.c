/* Reading judgements: one a line, "same A = B", "different A = B", "drop A", "type A = place".
 *
 * A name stands bare, or in double quotation marks if it holds what would end it; a type in square brackets before it
 * says which of several entities of that name is meant. A "#" at the beginning or behind white space begins a comment. */
#include "resolve/judgements.h"

#include "base/source.h"
#include "resolve/verdicts.h"
#include "text/fold.h"
#include "text/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct reading {
    rl_judgements *judgements;
    const char *line;
    size_t length;
    size_t at;
    size_t number;
    rl_buffer scratch;
    rl_buffer key;
    relata_error *err;
} reading;

/* A name on the line, before it is known whether it was there already. */
typedef struct operand {
    size_t start; /* of the type, if it has one */
    uint32_t type;
} operand;

/* Nobody sees the lines of a store, so those are quoted. */
static relata_status fail(const reading *r, size_t at, const char *message)
{
    const rl_judgements *j = r->judgements;
    if (r->number <= j->given)
        return rl_error_set(r->err, RELATA_ERROR_FORMAT, j->path, r->number, at + 1, "%s", message);
    return rl_error_set(r->err, RELATA_ERROR_FORMAT, j->store, 0, 0, "the stored judgement %.*s: %s",
                        (int)(r->length < 200 ? r->length : 200), r->line, message);
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

static void skip_space(reading *r)
{
    while (r->at < r->length && is_space(r->line[r->at]))
        r->at++;
}

/* At the end of the line or before a comment? */
static bool is_over(const reading *r)
{
    return r->at == r->length || (r->line[r->at] == '#' && (r->at == 0 || is_space(r->line[r->at - 1])));
}

/* ---- names ---- */

static relata_status read_quoted(reading *r)
{
    size_t start = r->at++;
    for (; r->at < r->length && r->line[r->at] != '"'; r->at++) {
        if (r->line[r->at] == '\\' && r->at + 1 < r->length)
            r->at++;
        if (!rl_buffer_append_char(&r->scratch, r->line[r->at]))
            return rl_error_memory(r->err);
    }
    if (r->at == r->length)
        return fail(r, start, "the second quotation mark is missing");
    r->at++;
    return RELATA_OK;
}

static relata_status read_bare(reading *r)
{
    size_t start = r->at;
    while (!is_over(r) && r->line[r->at] != '=')
        r->at++;
    size_t end = r->at;
    while (end > start && is_space(r->line[end - 1]))
        end--;
    return rl_buffer_append(&r->scratch, r->line + start, end - start) ? RELATA_OK : rl_error_memory(r->err);
}

/* The type with this name, or an error that lists those that there are. */
static relata_status find_type(reading *r, const char *name, size_t length, size_t at, uint32_t *ret)
{
    const rl_types *types = r->judgements->types;
    *ret = rl_string_map_find(types, name, length);
    if (*ret != RL_NONE)
        return RELATA_OK;
    char message[256];
    bool given = r->number <= r->judgements->given;
    (void)snprintf(message, sizeof message, "unknown type \"%.*s\"; %s", (int)(length < 100 ? length : 100), name,
                   given ? "known are person, place, organisation and the types of the gazetteers"
                         : "\"relata judge --renew --forget\" takes it back");
    return fail(r, at, message);
}

static relata_status read_bracket(reading *r, uint32_t *ret_type)
{
    size_t start = r->at;
    const char *end = memchr(r->line + start, ']', r->length - start);
    if (end == NULL)
        return fail(r, start, "the second bracket is missing");
    r->at = (size_t)(end - r->line) + 1;
    relata_status status = find_type(r, r->line + start + 1, r->at - start - 2, start + 1, ret_type);
    skip_space(r);
    return status;
}

static bool link_name(rl_judgements *j, uint32_t number)
{
    rl_judged_name *name = &j->names[number];
    size_t before = j->folded.count;
    uint32_t *first = rl_array_grow(j->first, &j->first_capacity, before + 1, sizeof *first);
    if (first == NULL)
        return false;
    j->first = first;
    uint32_t at = rl_string_map_add(&j->folded, name->folded, strlen(name->folded));
    if (at == RL_NONE)
        return false;
    name->next = at == before ? RL_NONE : first[at];
    first[at] = number;
    return true;
}

/* Adds the name in `scratch`. A text with a colon can be an id, and those are told apart byte by byte. */
static bool add_name(reading *r, const operand *o, uint32_t *ret)
{
    rl_judgements *j = r->judgements;
    char head[24];
    const char *text = rl_arena_copy(&j->strings, r->scratch.bytes, r->scratch.length);
    rl_buffer_clear(&r->key);
    if (text == NULL || !rl_fold_sought(text, &r->key))
        return false;
    const char *folded = rl_arena_copy(&j->strings, r->key.bytes, r->key.length);
    const char *key = strchr(text, ':') != NULL ? text : folded;
    rl_buffer_clear(&r->key);
    if (folded == NULL || !rl_buffer_append(&r->key, head, (size_t)snprintf(head, sizeof head, "%u ", o->type)) ||
        !rl_buffer_append_string(&r->key, key))
        return false;
    rl_judged_name *names = rl_array_grow(j->names, &j->name_capacity, j->name_count + 1, sizeof *names);
    if (names == NULL)
        return false;
    j->names = names;
    *ret = rl_string_map_add(&j->keys, r->key.bytes, r->key.length);
    if (*ret == RL_NONE || *ret < j->name_count)
        return *ret != RL_NONE;
    names[j->name_count++] = (rl_judged_name){text, folded, o->type, r->number, o->start + 1, RL_NONE};
    return link_name(j, *ret);
}

static relata_status read_name(reading *r, uint32_t *ret, size_t *ret_column)
{
    relata_status status = RELATA_OK;
    skip_space(r);
    operand o = {.start = r->at, .type = RL_NONE};
    if (!is_over(r) && r->line[r->at] == '[')
        status = read_bracket(r, &o.type);
    rl_buffer_clear(&r->scratch);
    if (status == RELATA_OK)
        status = !is_over(r) && r->line[r->at] == '"' ? read_quoted(r) : read_bare(r);
    if (status != RELATA_OK)
        return status;
    if (r->scratch.length == 0)
        return fail(r, r->at, "a name or an id is missing");
    *ret_column = o.start + 1;
    return add_name(r, &o, ret) ? RELATA_OK : rl_error_memory(r->err);
}

/* ---- lines ---- */

static relata_status read_equals(reading *r)
{
    skip_space(r);
    if (is_over(r) || r->line[r->at] != '=')
        return fail(r, r->at,
                    "\" = \" is missing: lines are as \"same A = B\", \"different A = B\", \"type A = place\"");
    r->at++;
    return RELATA_OK;
}

static relata_status read_pair(reading *r, rl_judgement *j)
{
    relata_status status = read_name(r, &j->a, &j->column);
    if (status == RELATA_OK)
        status = read_equals(r);
    return status == RELATA_OK ? read_name(r, &j->b, &j->column) : status;
}

static relata_status read_drop(reading *r, rl_judgement *j)
{
    return read_name(r, &j->a, &j->column);
}

static relata_status read_type(reading *r, rl_judgement *j)
{
    relata_status status = read_name(r, &j->a, &j->column);
    if (status == RELATA_OK)
        status = read_equals(r);
    if (status != RELATA_OK)
        return status;
    skip_space(r);
    size_t start = r->at;
    rl_buffer_clear(&r->scratch);
    status = read_bare(r);
    if (status == RELATA_OK && r->scratch.length == 0)
        return fail(r, start, "a type is missing");
    return status == RELATA_OK ? find_type(r, r->scratch.bytes, r->scratch.length, start, &j->type) : status;
}

static const struct {
    const char *name;
    rl_verb verb;
    relata_status (*read)(reading *r, rl_judgement *judgement);
} verbs[] = {{"same", RL_JUDGED_SAME, read_pair},
             {"different", RL_JUDGED_DIFFERENT, read_pair},
             {"drop", RL_JUDGED_DROP, read_drop},
             {"type", RL_JUDGED_TYPE, read_type}};

static relata_status add_judgement(reading *r, const rl_judgement *judgement)
{
    rl_judgements *j = r->judgements;
    rl_judgement *items = rl_array_grow(j->items, &j->capacity, j->count + 1, sizeof *items);
    if (items == NULL)
        return rl_error_memory(r->err);
    j->items = items;
    items[j->count++] = *judgement;
    j->divides |= judgement->verb == RL_JUDGED_DIFFERENT;
    return RELATA_OK;
}

static relata_status read_line(reading *r)
{
    skip_space(r);
    if (is_over(r))
        return RELATA_OK;
    size_t start = r->at;
    while (r->at < r->length && !is_space(r->line[r->at]))
        r->at++;
    for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++) {
        if (strlen(verbs[i].name) != r->at - start || memcmp(verbs[i].name, r->line + start, r->at - start) != 0)
            continue;
        rl_judgement judgement = {.verb = verbs[i].verb, .b = RL_NONE, .type = RL_NONE, .line = r->number};
        relata_status status = verbs[i].read(r, &judgement);
        skip_space(r);
        if (status == RELATA_OK && !is_over(r))
            status = fail(r, r->at, "the line goes on: a name that holds = or \" stands in double quotation marks");
        return status == RELATA_OK ? add_judgement(r, &judgement) : status;
    }
    return fail(r, start, "a judgement begins with same, different, drop or type");
}

static relata_status check_bytes(const reading *r)
{
    size_t valid = rl_utf8_valid_prefix(r->line, r->length);
    if (valid < r->length)
        return fail(r, valid, "not valid UTF-8");
    const char *nul = memchr(r->line, '\0', r->length);
    return nul == NULL ? RELATA_OK : fail(r, (size_t)(nul - r->line), "a NUL character");
}

static relata_status read_lines(reading *r, rl_source *source)
{
    relata_status status;
    while ((status = rl_source_line(source, RL_JUDGEMENT_LIMIT, &r->line, &r->length, r->err)) == RELATA_OK) {
        r->at = 0;
        r->number = source->line;
        status = check_bytes(r);
        if (status == RELATA_OK)
            status = read_line(r);
        if (status != RELATA_OK)
            return status;
    }
    return status == RELATA_END ? RELATA_OK : status;
}

/* Reads what is open in `source`, and closes it. */
static relata_status read_source(rl_source *source, relata_status opened, const rl_judgement_lines *lines,
                                 const rl_types *types, rl_judgements *ret, relata_error *err)
{
    rl_judgements j = {.types = types, .given = lines->given, .store = lines->store};
    reading r = {.judgements = &j, .err = err};
    relata_status status = opened;
    if (status == RELATA_OK && (j.path = rl_arena_copy(&j.strings, lines->name, strlen(lines->name))) == NULL)
        status = rl_error_memory(err);
    if (status == RELATA_OK)
        status = read_lines(&r, source);
    rl_source_close(source);
    rl_buffer_free(&r.scratch);
    rl_buffer_free(&r.key);
    if (status == RELATA_OK && !lines->unchecked)
        status = rl_verdicts_check(&j, err);
    if (status != RELATA_OK) {
        rl_judgements_free(&j);
        return status;
    }
    *ret = j;
    return RELATA_OK;
}

relata_status rl_judgements_read(const char *path, const rl_types *types, rl_judgements *ret, relata_error *err)
{
    rl_source source = {0};
    const rl_judgement_lines lines = {.name = path, .given = SIZE_MAX};
    return read_source(&source, rl_source_open(&source, path, err), &lines, types, ret, err);
}

relata_status rl_judgements_read_lines(const rl_judgement_lines *lines, const rl_types *types, rl_judgements *ret,
                                       relata_error *err)
{
    rl_source source = {0};
    bool opened = rl_source_open_memory(&source, lines->name, lines->bytes, lines->length);
    return read_source(&source, opened ? RELATA_OK : rl_error_memory(err), lines, types, ret, err);
}

void rl_judgements_free(rl_judgements *judgements)
{
    free(judgements->items);
    free(judgements->names);
    free(judgements->first);
    free(judgements->class_of);
    free(judgements->opposed);
    rl_string_map_free(&judgements->keys);
    rl_string_map_free(&judgements->folded);
    rl_arena_free(&judgements->strings);
    *judgements = (rl_judgements){0};
}

uint32_t rl_judgements_find(const rl_judgements *judgements, const char *folded, size_t length)
{
    uint32_t at = rl_string_map_find(&judgements->folded, folded, length);
    return at == RL_NONE ? RL_NONE : judgements->first[at];
}

void rl_judgements_report(const rl_judgements *judgements, const bool *seen, relata_notice_fn notice, void *user)
{
    for (size_t i = 0; notice != NULL && i < judgements->name_count; i++) {
        const rl_judged_name *name = &judgements->names[i];
        relata_error what = {0};
        if (seen[i] || name->line > judgements->given)
            continue;
        (void)rl_error_set(&what, RELATA_ERROR_FORMAT, judgements->path, name->line, name->column,
                           "a judgement names \"%.200s\", which no document has", name->text);
        notice(user, &what, false);
    }
}
