/* Reading .patterns files line by line: comments, `define`, `joiners`, `type`, `pattern`, and the keys of a pattern.
 * The format is described at the head of gazetteers/en/names.patterns. */
#include "match/internal.h"

#include "base/file.h"
#include "text/fold.h"
#include "text/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LARGEST_FILE = 1 << 24 };

relata_status rl_pattern_error(const rl_pattern_reader *reader, size_t column, const char *format, ...)
{
    relata_error detail = {0};
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(detail.message, sizeof detail.message, format, arguments);
    va_end(arguments);
    return rl_error_set(reader->err, RELATA_ERROR_FORMAT, reader->place.path, reader->place.line, column, "%s",
                        detail.message);
}

static char *copy_string(rl_piece piece)
{
    char *copy = malloc(piece.length + 1);
    if (copy == NULL)
        return NULL;
    memcpy(copy, piece.bytes, piece.length);
    copy[piece.length] = '\0';
    return copy;
}

static bool is_identifier(rl_piece piece)
{
    for (size_t i = 0; i < piece.length; i++) {
        char c = piece.bytes[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!letter && (i == 0 || !((c >= '0' && c <= '9') || c == '-' || c == '_')))
            return false;
    }
    return piece.length > 0;
}

/* ---- finishing a pattern ---- */

static relata_status close_pattern(rl_pattern_reader *reader)
{
    rl_pattern_draft *draft = &reader->draft;
    rl_pattern_set *set = reader->set;
    if (draft->pattern.name == NULL)
        return RELATA_OK;
    relata_status status = rl_pattern_complete(reader);
    if (status != RELATA_OK)
        return status;
    rl_pattern *patterns = rl_array_grow(set->patterns, &set->capacity, set->count + 1, sizeof *patterns);
    if (patterns == NULL)
        return rl_error_memory(reader->err);
    set->patterns = patterns;
    rl_trial *classed = rl_array_grow(set->classed, &set->classed_capacity, set->classed_count + 1, sizeof *classed);
    if (classed == NULL)
        return rl_error_memory(reader->err);
    set->classed = classed;
    if (draft->pattern.classes != 0)
        classed[set->classed_count++] = (rl_trial){
            .of.classes = draft->pattern.classes, .pattern = (uint32_t)set->count, .guards = draft->pattern.guards};
    uint32_t last_group = draft->pattern.groups[draft->pattern.group_count - 1].number;
    if (last_group > set->group_count)
        set->group_count = last_group;
    patterns[set->count++] = draft->pattern;
    *draft = (rl_pattern_draft){0};
    return RELATA_OK;
}

/* ---- statements ---- */

static relata_status open_pattern(rl_pattern_reader *reader, rl_piece name)
{
    relata_status status = close_pattern(reader);
    if (status != RELATA_OK)
        return status;
    if (!is_identifier(name))
        return rl_pattern_error(reader, name.column, "a pattern's name is letters, digits, - and _");
    for (size_t i = 0; i < reader->set->count; i++)
        if (rl_piece_is(name, reader->set->patterns[i].name))
            return rl_pattern_error(reader, name.column, "there is already a pattern \"%s\"",
                                    reader->set->patterns[i].name);
    reader->draft = (rl_pattern_draft){.line = reader->place.line};
    reader->draft.pattern.name = copy_string(name);
    return reader->draft.pattern.name != NULL ? RELATA_OK : rl_error_memory(reader->err);
}

static relata_status check_expression(const rl_pattern_reader *reader, const rl_expansion *expansion)
{
    rl_program *program = NULL;
    pcre2_code *code = NULL;
    relata_status status =
        rl_program_compile(reader->set->alphabet, expansion->text.bytes, expansion->text.length, &program, reader->err);
    if (status == RELATA_OK && (program == NULL || !program->is_sure))
        status = rl_expression_compile(expansion, reader->place, &code, reader->err);
    rl_program_free(program);
    pcre2_code_free(code);
    return status;
}

static relata_status add_define(rl_pattern_reader *reader, rl_piece name, rl_piece value)
{
    rl_pattern_set *set = reader->set;
    for (size_t i = reader->first_define; i < set->define_count; i++)
        if (rl_piece_is(name, set->defines[i].name))
            return rl_pattern_error(reader, name.column, "\"%s\" is defined already in this file",
                                    set->defines[i].name);
    rl_define *defines = rl_array_grow(set->defines, &set->define_capacity, set->define_count + 1, sizeof *defines);
    if (defines == NULL)
        return rl_error_memory(reader->err);
    set->defines = defines;
    rl_define define = {0};
    relata_status status = rl_expand(set, value, name, reader->place, &define.expansion, reader->err);
    if (status == RELATA_OK)
        status = check_expression(reader, &define.expansion);
    if (status == RELATA_OK && (define.name = copy_string(name)) == NULL)
        status = rl_error_memory(reader->err);
    if (status == RELATA_OK)
        defines[set->define_count++] = define;
    else
        rl_expansion_free(&define.expansion);
    return status;
}

static relata_status read_define(rl_pattern_reader *reader, rl_piece rest)
{
    size_t column = rest.column;
    bool assigned = memchr(rest.bytes, '=', rest.length) != NULL;
    rl_piece name = rl_piece_next(&rest, "="), value = rl_piece_trim(rest);
    if (!assigned)
        return rl_pattern_error(reader, column, "a define is written NAME = expression");
    if (!is_identifier(name))
        return rl_pattern_error(reader, name.column, "a define's name is letters, digits, - and _");
    if (value.length == 0)
        return rl_pattern_error(reader, name.column, "the define has no expression");
    return add_define(reader, name, value);
}

static relata_status read_joiners(rl_pattern_reader *reader, rl_piece rest)
{
    rl_buffer folded = {0};
    bool done = true;
    while (rest.length > 0 && done) {
        rl_piece word = rl_piece_next(&rest, " \t");
        if (word.length == 0)
            continue;
        rl_buffer_clear(&folded);
        done = rl_fold_word(word.bytes, word.length, &folded) &&
               rl_string_map_add(&reader->set->joiners, folded.bytes, folded.length) != RL_NONE;
    }
    rl_buffer_free(&folded);
    return done ? RELATA_OK : rl_error_memory(reader->err);
}

static bool is_lexicon_type(rl_piece name)
{
    for (size_t i = 0; i < rl_word_class_count; i++)
        if (rl_piece_is(name, rl_word_class_table[i].type))
            return true;
    return rl_piece_is(name, "acronym");
}

static relata_status read_type(rl_pattern_reader *reader, rl_piece name)
{
    if (!is_identifier(name) || memchr(name.bytes, '-', name.length) != NULL)
        return rl_pattern_error(reader, name.column, "a type's name is letters, digits and _");
    if (is_lexicon_type(name))
        return rl_pattern_error(reader, name.column, "\"%.*s\" is not a type that names can have", (int)name.length,
                                name.bytes);
    uint32_t type = rl_string_map_add(reader->types, name.bytes, name.length);
    return type != RL_NONE ? RELATA_OK : rl_error_memory(reader->err);
}

typedef relata_status (*statement_fn)(rl_pattern_reader *reader, rl_piece rest);

typedef struct statement {
    const char *word;
    statement_fn read;
} statement;

static const statement STATEMENTS[] = {
    {"define", read_define}, {"joiners", read_joiners}, {"type", read_type}, {"pattern", open_pattern}};

static const statement *find_statement(rl_piece word)
{
    for (size_t i = 0; i < sizeof STATEMENTS / sizeof STATEMENTS[0]; i++)
        if (rl_piece_is(word, STATEMENTS[i].word))
            return &STATEMENTS[i];
    return NULL;
}

/* ---- lines ---- */

static relata_status read_key_line(rl_pattern_reader *reader, rl_piece line)
{
    rl_piece rest = line, key = rl_piece_next(&rest, "=");
    if (key.length == line.length)
        return rl_pattern_error(reader, line.column, "a line is define, joiners, type, pattern, or key = value");
    if (reader->draft.pattern.name == NULL)
        return rl_pattern_error(reader, key.column, "\"%.*s\" belongs to no pattern", (int)key.length, key.bytes);
    return rl_pattern_read_key(reader, key, rl_piece_trim(rest));
}

static relata_status read_line(rl_pattern_reader *reader, const char *bytes, size_t length)
{
    size_t valid = rl_utf8_valid_prefix(bytes, length);
    if (valid < length)
        return rl_pattern_error(reader, valid + 1, "the file is not valid UTF-8");
    rl_piece line = rl_piece_trim((rl_piece){bytes, length, 1});
    if (line.length == 0 || line.bytes[0] == '#')
        return RELATA_OK;
    rl_piece rest = line, word = rl_piece_next(&rest, " \t");
    const statement *found = find_statement(word);
    return found != NULL ? found->read(reader, rl_piece_trim(rest)) : read_key_line(reader, line);
}

static size_t line_length(const rl_buffer *file, size_t at)
{
    const char *end = memchr(file->bytes + at, '\n', file->length - at);
    return end == NULL ? file->length - at : (size_t)(end - file->bytes) - at;
}

static relata_status read_lines(rl_pattern_reader *reader, const rl_buffer *file)
{
    relata_status status = RELATA_OK;
    size_t mark = file->length >= 3 && memcmp(file->bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    for (size_t at = mark; status == RELATA_OK && at < file->length;) {
        size_t length = line_length(file, at);
        size_t kept = length > 0 && file->bytes[at + length - 1] == '\r' ? length - 1 : length;
        reader->place.line++;
        status = read_line(reader, file->bytes + at, kept);
        at += length + 1;
    }
    return status == RELATA_OK ? close_pattern(reader) : status;
}

relata_status rl_pattern_set_read(rl_pattern_set *set, const char *path, rl_types *types, relata_error *err)
{
    if (set->sealed)
        return rl_error_set(err, RELATA_ERROR_ARGUMENT, path, 0, 0, "patterns cannot be added to a sealed set");
    rl_pattern_reader reader = {
        .set = set, .types = types, .place = {path, 0}, .first_define = set->define_count, .err = err};
    rl_buffer file = {0};
    if (set->alphabet == NULL && (set->alphabet = calloc(1, sizeof *set->alphabet)) == NULL)
        return rl_error_memory(err);
    relata_status status = rl_file_read(path, LARGEST_FILE, &file, err);
    if (status == RELATA_OK)
        status = read_lines(&reader, &file);
    rl_pattern_release(&reader.draft.pattern);
    rl_buffer_free(&file);
    return status;
}
