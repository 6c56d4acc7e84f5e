/* Reading .variants files: rows of a kind and one or two spellings, with tabs between them. */
#include "resolve/variants.h"

#include "base/file.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { FILE_MOST = 1 << 24 };

typedef struct cell {
    const char *bytes;
    size_t length;
    size_t column;
} cell;

typedef struct reading {
    rl_variants *variants;
    const char *path;
    size_t line;
    relata_error *err;
} reading;

typedef relata_status (*add_fn)(reading *r, const cell *from, const cell *to);

typedef struct kind {
    const char *name;
    size_t cells; /* without its own */
    add_fn add;
} kind;

static relata_status refuse(const reading *r, size_t column, const char *message)
{
    return rl_error_set(r->err, RELATA_ERROR_FORMAT, r->path, r->line, column, "%s", message);
}

/* ---- adding ---- */

static relata_status add_word(reading *r, char mark, const cell *from, const cell *to)
{
    rl_variants *v = r->variants;
    char key[1 + RL_VARIANT_BYTES];
    size_t before = v->words.count;
    key[0] = mark;
    memcpy(key + 1, from->bytes, from->length);
    const char **meant = rl_array_grow(v->meant, &v->meant_capacity, before + 1, sizeof *meant);
    if (meant == NULL)
        return rl_error_memory(r->err);
    v->meant = meant;
    const char *copy = rl_arena_copy(&v->strings, to->bytes, to->length);
    uint32_t number = copy == NULL ? RL_NONE : rl_string_map_add(&v->words, key, from->length + 1);
    if (number == RL_NONE)
        return rl_error_memory(r->err);
    meant[number] = copy; /* a later row replaces an earlier one */
    return RELATA_OK;
}

static relata_status add_name_word(reading *r, const cell *from, const cell *to)
{
    return add_word(r, 'w', from, to);
}

static relata_status add_suffix(reading *r, const cell *from, const cell *to)
{
    (void)to;
    return add_word(r, 's', from, from);
}

static relata_status add_common(reading *r, const cell *from, const cell *to)
{
    (void)to;
    return add_word(r, 'c', from, from);
}

static relata_status add_respelling(reading *r, const cell *from, const cell *to)
{
    uint64_t *lengths = r->variants->respelt;
    relata_status status = add_word(r, 'r', from, to);
    if (status == RELATA_OK && from->length > 0)
        lengths[(unsigned char)from->bytes[0]] |= (uint64_t)1 << (from->length & 63);
    return status;
}

static bool is_there(const rl_variants *v, char mark, const cell *from)
{
    char key[1 + RL_VARIANT_BYTES];
    key[0] = mark;
    memcpy(key + 1, from->bytes, from->length);
    return rl_string_map_find(&v->words, key, from->length + 1) != RL_NONE;
}

static relata_status add_nickname(reading *r, const cell *from, const cell *to)
{
    char mark = '1';
    while (mark < '1' + RL_NICKNAMES && is_there(r->variants, mark, from))
        mark++;
    if (mark == '1' + RL_NICKNAMES)
        return refuse(r, from->column, "a nickname is short for four names at most");
    relata_status status = add_word(r, mark, from, to);
    return status == RELATA_OK ? add_word(r, 'f', to, to) : status;
}

/* Keeps the longest first; of equal length the earlier row. */
static relata_status add_rewriting(reading *r, rl_rewritings *rows, const cell *from, const cell *to)
{
    if (to->length > from->length)
        return refuse(r, to->column, "letters are rewritten by as many or fewer");
    rl_rewriting *items = rl_array_grow(rows->items, &rows->capacity, rows->count + 1, sizeof *items);
    if (items == NULL)
        return rl_error_memory(r->err);
    rows->items = items;
    rl_rewriting row = {rl_arena_copy(&r->variants->strings, from->bytes, from->length),
                        rl_arena_copy(&r->variants->strings, to->bytes, to->length), from->length, to->length};
    if (row.from == NULL || row.to == NULL)
        return rl_error_memory(r->err);
    size_t at = rows->count++;
    for (; at > 0 && items[at - 1].from_length < from->length; at--)
        items[at] = items[at - 1];
    items[at] = row;
    unsigned char first = (unsigned char)row.from[0];
    rows->first[first >> 6] |= (uint64_t)1 << (first & 63);
    return RELATA_OK;
}

static relata_status add_beginning(reading *r, const cell *from, const cell *to)
{
    return add_rewriting(r, &r->variants->beginnings, from, to);
}

static relata_status add_ending(reading *r, const cell *from, const cell *to)
{
    return add_rewriting(r, &r->variants->endings, from, to);
}

static relata_status add_letters(reading *r, const cell *from, const cell *to)
{
    return add_rewriting(r, &r->variants->letters, from, to);
}

static const kind kinds[] = {
    {"word", 2, add_name_word},  {"beginning", 2, add_beginning},   {"ending", 2, add_ending},
    {"letters", 2, add_letters}, {"nickname", 2, add_nickname},     {"suffix", 1, add_suffix},
    {"common", 1, add_common},   {"respelling", 2, add_respelling},
};

/* ---- rows ---- */

static const kind *find_kind(const cell *name)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (strlen(kinds[i].name) == name->length && memcmp(kinds[i].name, name->bytes, name->length) == 0)
            return &kinds[i];
    return NULL;
}

/* Folded words have no white space and no capitals; more than that a row's spelling need not be. */
static bool is_spelling(const cell *c)
{
    bool good = c->length > 0 && c->length <= RL_VARIANT_BYTES;
    for (size_t i = 0; i < c->length && good; i++)
        good = c->bytes[i] > ' ' ? c->bytes[i] < 'A' || c->bytes[i] > 'Z' : (unsigned char)c->bytes[i] >= 0x80;
    return good;
}

static relata_status read_row(reading *r, const char *line, size_t length)
{
    cell cells[3];
    size_t count = 0, at = 0;
    for (; at <= length && count < 3; count++) {
        const char *tab = memchr(line + at, '\t', length - at);
        size_t end = tab == NULL ? length : (size_t)(tab - line);
        cells[count] = (cell){line + at, end - at, at + 1};
        at = end + 1;
    }
    const kind *k = find_kind(&cells[0]);
    if (k == NULL)
        return refuse(r, 1,
                      "unknown kind of row: word, beginning, ending, letters, nickname, suffix, common or respelling");
    if (count != k->cells + 1 || at <= length)
        return refuse(r, 1, k->cells == 1 ? "the row has one spelling" : "the row has two spellings");
    for (size_t i = 1; i < count; i++)
        if (!is_spelling(&cells[i]))
            return refuse(r, cells[i].column, "a spelling is one word in small letters, of 64 bytes at most");
    return k->add(r, &cells[1], count > 2 ? &cells[2] : NULL);
}

static relata_status read_line(reading *r, const char *line, size_t length)
{
    size_t kept = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    size_t valid = rl_utf8_valid_prefix(line, kept);
    if (kept == 0 || line[0] == '#')
        return RELATA_OK;
    if (valid < kept)
        return refuse(r, valid + 1, "not valid UTF-8");
    return read_row(r, line, kept);
}

relata_status rl_variants_read(rl_variants *variants, const char *path, relata_error *err)
{
    rl_buffer file = {0};
    reading r = {.variants = variants, .path = path, .err = err};
    relata_status status = rl_file_read(path, FILE_MOST, &file, err);
    for (size_t at = 0; status == RELATA_OK && at < file.length;) {
        const char *end = memchr(file.bytes + at, '\n', file.length - at);
        size_t length = end == NULL ? file.length - at : (size_t)(end - file.bytes) - at;
        r.line++;
        status = read_line(&r, file.bytes + at, length);
        at += length + 1;
    }
    rl_buffer_free(&file);
    return status;
}

void rl_variants_free(rl_variants *variants)
{
    rl_arena_free(&variants->strings);
    rl_string_map_free(&variants->words);
    free(variants->meant);
    free(variants->beginnings.items);
    free(variants->endings.items);
    free(variants->letters.items);
    *variants = (rl_variants){0};
}
