/* Replacing {NAME} in expressions by what was defined.
 *
 * A define is put in as a group of its own, so that an alternation in it stays inside. Braces that belong to the
 * regular expression are told apart by what stands in them: a name begins with a letter and does not follow an escape
 * such as \p or \x. A define may use only those above it, so nothing can refer to itself. Each byte of the result
 * remembers its column, so that errors found later point into the file. */
#include "match/internal.h"

#include <stdlib.h>
#include <string.h>

/* Defines that use defines can double at every line. */
enum { LONGEST_EXPRESSION = 1 << 15 };

typedef struct expander {
    const rl_pattern_set *set;
    rl_piece source;
    rl_piece self;
    rl_place place;
    rl_expansion *out;
    relata_error *err;
} expander;

void rl_expansion_free(rl_expansion *expansion)
{
    rl_buffer_free(&expansion->text);
    free(expansion->columns);
    *expansion = (rl_expansion){0};
}

static relata_status append(expander *e, const char *bytes, size_t length, size_t at, bool stepping)
{
    size_t before = e->out->text.length, column = e->source.column + at;
    if (length > LONGEST_EXPRESSION - before)
        return rl_error_set(e->err, RELATA_ERROR_FORMAT, e->place.path, e->place.line, column,
                            "the expression is longer than %d bytes", LONGEST_EXPRESSION);
    uint32_t *columns =
        rl_array_grow(e->out->columns, &e->out->column_capacity, before + length + 1, sizeof *columns);
    if (columns == NULL)
        return rl_error_memory(e->err);
    e->out->columns = columns;
    if (!rl_buffer_append(&e->out->text, bytes, length))
        return rl_error_memory(e->err);
    for (size_t i = 0; i < length; i++)
        columns[before + i] = (uint32_t)(column + (stepping ? i : 0));
    return RELATA_OK;
}

static relata_status append_source(expander *e, size_t from, size_t to)
{
    return append(e, e->source.bytes + from, to - from, from, true);
}

static bool is_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool is_name_byte(char c)
{
    return is_letter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

static bool same(const char *name, size_t length, const char *other, size_t other_length)
{
    return length == other_length && memcmp(name, other, length) == 0;
}

/* The newest define of that name. */
static const rl_define *find(const rl_pattern_set *set, const char *name, size_t length)
{
    for (size_t i = set->define_count; i > 0; i--)
        if (same(name, length, set->defines[i - 1].name, strlen(set->defines[i - 1].name)))
            return &set->defines[i - 1];
    return NULL;
}

/* "[...]" needs no group around it, and is much faster to repeat without one. */
static bool is_class(const rl_buffer *text)
{
    size_t i = 1;
    if (text->length < 3 || text->bytes[0] != '[')
        return false;
    while (i < text->length && text->bytes[i] != ']')
        i += text->bytes[i] == '\\' ? 2 : 1;
    return i + 1 == text->length;
}

static relata_status insert(expander *e, size_t brace, size_t name, size_t length)
{
    const char *bytes = e->source.bytes + name;
    if (same(bytes, length, e->self.bytes, e->self.length))
        return rl_error_set(e->err, RELATA_ERROR_FORMAT, e->place.path, e->place.line, e->source.column + brace,
                            "define \"%.*s\" refers to itself", (int)length, bytes);
    const rl_define *define = find(e->set, bytes, length);
    if (define == NULL)
        return rl_error_set(e->err, RELATA_ERROR_FORMAT, e->place.path, e->place.line, e->source.column + brace,
                            "nothing is defined as {%.*s}", (int)length, bytes);
    bool bare = is_class(&define->expansion.text);
    relata_status status = append(e, "(?:", bare ? 0 : 3, brace, false);
    if (status == RELATA_OK)
        status = append(e, define->expansion.text.bytes, define->expansion.text.length, brace, false);
    return status == RELATA_OK ? append(e, ")", bare ? 0 : 1, brace, false) : status;
}

/* The end of the escape at `at`: two bytes, and the braces of those escapes that take some. */
static size_t escape_end(rl_piece source, size_t at)
{
    size_t end = at + 2 < source.length ? at + 2 : source.length;
    if (end < source.length && source.bytes[end] == '{' && strchr("pPxoNgk", source.bytes[end - 1]) != NULL) {
        const char *close = memchr(source.bytes + end, '}', source.length - end);
        return close == NULL ? source.length : (size_t)(close - source.bytes) + 1;
    }
    return end;
}

/* The end of the name after the brace at `at`, if there is a whole one; else `at`. */
static size_t reference_end(rl_piece source, size_t at)
{
    size_t i = at + 1;
    if (i >= source.length || !is_letter(source.bytes[i]))
        return at;
    while (i < source.length && is_name_byte(source.bytes[i]))
        i++;
    return i < source.length && source.bytes[i] == '}' ? i : at;
}

static relata_status step(expander *e, size_t *at)
{
    char c = e->source.bytes[*at];
    size_t from = *at, end = from + 1;
    if (c == '\\')
        end = escape_end(e->source, from);
    size_t close = c == '{' ? reference_end(e->source, from) : from;
    if (close > from) {
        *at = close + 1;
        return insert(e, from, from + 1, close - from - 1);
    }
    *at = end;
    return append_source(e, from, end);
}

relata_status rl_expand(const rl_pattern_set *set, rl_piece source, rl_piece self, rl_place place,
                        rl_expansion *ret_expansion, relata_error *err)
{
    rl_expansion out = {0};
    expander e = {.set = set, .source = source, .self = self, .place = place, .out = &out, .err = err};
    relata_status status = RELATA_OK;
    for (size_t at = 0; status == RELATA_OK && at < source.length;)
        status = step(&e, &at);
    if (status != RELATA_OK)
        rl_expansion_free(&out);
    else
        *ret_expansion = out;
    return status;
}
