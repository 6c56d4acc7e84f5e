/* Reading .relations files line by line: comments, words, verbs, forms, relations with their keys, role patterns. The
 * format is described at the head of gazetteers/en/news.relations. */
#include "relations/internal.h"

#include "base/file.h"
#include "text/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LARGEST_FILE = 1 << 24, MOST_KINDS = 4096 };

relata_status rl_rule_error(const rl_rule_reader *reader, size_t column, const char *format, ...)
{
    relata_error detail = {0};
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(detail.message, sizeof detail.message, format, arguments);
    va_end(arguments);
    return rl_error_set(reader->err, RELATA_ERROR_FORMAT, reader->path, reader->line, column, "%s", detail.message);
}

/* ---- words ---- */

relata_status rl_lemma_read(rl_rule_reader *reader, rl_piece word, bool is_verb, uint32_t classes, uint32_t *ret_lemma)
{
    for (size_t i = 0; i < word.length; i++)
        if ((word.bytes[i] >= 'A' && word.bytes[i] <= 'Z') || strchr("<>*+?|/()", word.bytes[i]) != NULL)
            return rl_rule_error(reader, word.column, "\"%.*s\" is not a word in small letters", (int)word.length,
                                 word.bytes);
    if (word.length == 0)
        return rl_rule_error(reader, word.column, "a word is missing");
    uint32_t lemma = rl_lemma_add(reader->set, word.bytes, word.length);
    if (lemma == RL_NONE)
        return rl_error_memory(reader->err);
    reader->set->lemmas[lemma].is_verb |= is_verb;
    reader->set->lemmas[lemma].classes |= classes;
    *ret_lemma = lemma;
    return RELATA_OK;
}

static relata_status read_group(rl_rule_reader *reader, rl_piece rest, bool is_verb)
{
    rl_piece name = rl_piece_next(&rest, " \t");
    uint32_t group = rl_word_group_named(name);
    if (group == 0)
        return rl_rule_error(reader, name.column, "there is no group of words \"%.*s\"", (int)name.length, name.bytes);
    relata_status status = RELATA_OK;
    while (status == RELATA_OK && rest.length > 0) {
        rl_piece word = rl_piece_next(&rest, " \t");
        uint32_t lemma;
        if (word.length > 0)
            status = rl_lemma_read(reader, word, is_verb, group, &lemma);
    }
    return status;
}

static relata_status read_words(rl_rule_reader *reader, rl_piece rest)
{
    return read_group(reader, rest, false);
}

static relata_status read_verbs(rl_rule_reader *reader, rl_piece rest)
{
    return read_group(reader, rest, true);
}

/* The order in a line is base, past, participle, -ing, third person; in the array that of RL_FORM_*. */
static relata_status read_forms(rl_rule_reader *reader, rl_piece rest)
{
    static const size_t PLACES[] = {2, 3, 4, 1};
    rl_relation_set *set = reader->set;
    rl_piece base = rl_piece_next(&rest, " \t");
    uint32_t lemma = RL_NONE;
    relata_status status = rl_lemma_read(reader, base, true, 0, &lemma);
    if (status != RELATA_OK)
        return status;
    rl_irregular *irregulars =
        rl_array_grow(set->irregulars, &set->irregular_capacity, set->irregular_count + 1, sizeof *irregulars);
    if (irregulars == NULL)
        return rl_error_memory(reader->err);
    set->irregulars = irregulars;
    rl_irregular *one = &irregulars[set->irregular_count++];
    *one = (rl_irregular){.lemma = lemma};
    for (size_t i = 0; rest.length > 0;) {
        rl_piece form = rl_piece_next(&rest, " \t");
        if (form.length == 0)
            continue;
        if (i == sizeof PLACES / sizeof PLACES[0])
            return rl_rule_error(reader, form.column, "forms are base, past, participle, -ing and third person");
        if (!rl_piece_is(form, "-") && (one->forms[PLACES[i]] = rl_piece_copy(form)) == NULL)
            return rl_error_memory(reader->err);
        i++;
    }
    return RELATA_OK;
}

/* ---- relations ---- */

static bool is_identifier(rl_piece piece)
{
    for (size_t i = 0; i < piece.length; i++) {
        char c = piece.bytes[i];
        bool letter = c >= 'a' && c <= 'z';
        if (!letter && (i == 0 || !((c >= '0' && c <= '9') || c == '_')))
            return false;
    }
    return piece.length > 0;
}

relata_status rl_kind_named(rl_rule_reader *reader, rl_piece name, uint32_t *ret_kind)
{
    rl_relation_set *set = reader->set;
    if (!is_identifier(name))
        return rl_rule_error(reader, name.column, "a relation's name is small letters, digits and _");
    size_t before = set->names.count;
    if (before == MOST_KINDS)
        return rl_rule_error(reader, name.column, "there are more than %d relations", MOST_KINDS);
    rl_kind *kinds = rl_array_grow(set->kinds, &set->kind_capacity, before + 1, sizeof *kinds);
    if (kinds == NULL)
        return rl_error_memory(reader->err);
    set->kinds = kinds;
    uint32_t kind = rl_string_map_add(&set->names, name.bytes, name.length);
    if (kind == RL_NONE)
        return rl_error_memory(reader->err);
    if (kind == before)
        kinds[kind] = (rl_kind){.past = RL_NONE, .file = reader->file, .line = reader->line};
    *ret_kind = kind;
    return RELATA_OK;
}

static relata_status read_relation(rl_rule_reader *reader, rl_piece name)
{
    return rl_kind_named(reader, name, &reader->kind);
}

typedef struct statement {
    const char *word;
    relata_status (*read)(rl_rule_reader *reader, rl_piece rest);
} statement;

static const statement STATEMENTS[] = {
    {"words", read_words}, {"verbs", read_verbs}, {"forms", read_forms}, {"relation", read_relation}};

static relata_status read_key_line(rl_rule_reader *reader, rl_piece line)
{
    rl_piece rest = line, key = rl_piece_next(&rest, "=");
    if (key.length == line.length)
        return rl_rule_error(reader, line.column, "a line is words, verbs, forms, relation, or key = value");
    rl_piece value = rl_piece_trim(rest);
    if (value.length == 0)
        return rl_rule_error(reader, key.column, "\"%.*s\" has no value", (int)key.length, key.bytes);
    if (rl_piece_is(key, "role-pattern"))
        return rl_rule_read(reader, RL_NONE, RL_RULE_ROLE, value);
    if (reader->kind == RL_NONE)
        return rl_rule_error(reader, key.column, "\"%.*s\" belongs to no relation", (int)key.length, key.bytes);
    return rl_relation_read_key(reader, key, value);
}

static relata_status read_line(rl_rule_reader *reader, rl_piece line)
{
    size_t valid = rl_utf8_valid_prefix(line.bytes, line.length);
    if (valid < line.length)
        return rl_rule_error(reader, valid + 1, "the file is not valid UTF-8");
    line = rl_piece_trim(line);
    if (line.length == 0 || line.bytes[0] == '#')
        return RELATA_OK;
    rl_piece rest = line, word = rl_piece_next(&rest, " \t");
    for (size_t i = 0; i < sizeof STATEMENTS / sizeof STATEMENTS[0]; i++)
        if (rl_piece_is(word, STATEMENTS[i].word))
            return STATEMENTS[i].read(reader, rl_piece_trim(rest));
    return read_key_line(reader, line);
}

relata_status rl_relation_set_read(rl_relation_set *set, const char *path, relata_error *err)
{
    if (set->sealed)
        return rl_error_set(err, RELATA_ERROR_ARGUMENT, path, 0, 0, "relations cannot be added to a sealed set");
    rl_rule_reader reader = {.set = set, .path = path, .kind = RL_NONE, .err = err};
    reader.file = rl_string_map_add(&set->files, path, strlen(path));
    if (reader.file == RL_NONE)
        return rl_error_memory(err);
    rl_buffer file = {0};
    relata_status status = rl_file_read(path, LARGEST_FILE, &file, err);
    size_t mark = file.length >= 3 && memcmp(file.bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    rl_piece rest = {file.bytes + mark, file.length - mark, 1};
    while (status == RELATA_OK && rest.length > 0) {
        reader.line++;
        status = read_line(&reader, rl_piece_line(&rest));
    }
    rl_buffer_free(&file);
    return status;
}
