/* Compiling expressions with PCRE2 and reading their named groups.
 *
 * All expressions are compiled anchored: nothing here ever searches. Those that have no program (program.h) are
 * interpreted: just-in-time code would save a twelfth of the time of long runs, but costs 20 ms at every start, and it
 * counts its steps against the limit in another way, so that what a hostile text gives could depend on the machine. Plain
 * parentheses only group; named ones capture, and a name may be used more than once. The code is not told to use Unicode
 * properties for \w and \d: files say \p{L} where they mean letters. */
#include "match/internal.h"

#include <stdlib.h>
#include <string.h>

static const uint32_t OPTIONS = PCRE2_UTF | PCRE2_ANCHORED | PCRE2_DOLLAR_ENDONLY | PCRE2_DUPNAMES |
                                PCRE2_NO_AUTO_CAPTURE | PCRE2_NEVER_BACKSLASH_C;

static size_t column_of(const rl_expansion *expansion, size_t offset)
{
    size_t length = expansion->text.length;
    if (length == 0 || expansion->columns == NULL)
        return 1;
    return offset < length ? expansion->columns[offset] : (size_t)expansion->columns[length - 1] + 1;
}

static relata_status compile_error(const rl_expansion *expansion, rl_place place, int code, size_t offset,
                                   relata_error *err)
{
    if (code == PCRE2_ERROR_HEAP_FAILED)
        return rl_error_memory(err);
    PCRE2_UCHAR message[256] = "";
    (void)pcre2_get_error_message(code, message, sizeof message);
    return rl_error_set(err, RELATA_ERROR_FORMAT, place.path, place.line, column_of(expansion, offset), "%s",
                        (const char *)message);
}

relata_status rl_expression_compile(const rl_expansion *expansion, rl_place place, pcre2_code **ret_code,
                                    relata_error *err)
{
    int code = 0;
    PCRE2_SIZE offset = 0;
    PCRE2_SPTR bytes = (PCRE2_SPTR)(expansion->text.length > 0 ? expansion->text.bytes : "");
    pcre2_code *compiled = pcre2_compile(bytes, expansion->text.length, OPTIONS, &code, &offset, NULL);
    if (compiled == NULL)
        return compile_error(expansion, place, code, offset, err);
    *ret_code = compiled;
    return RELATA_OK;
}

/* ---- groups ---- */

typedef struct name_table {
    PCRE2_SPTR entries;
    uint32_t count;
    uint32_t size;
} name_table;

static name_table names_of(const pcre2_code *code)
{
    name_table table = {0};
    (void)pcre2_pattern_info(code, PCRE2_INFO_NAMECOUNT, &table.count);
    (void)pcre2_pattern_info(code, PCRE2_INFO_NAMEENTRYSIZE, &table.size);
    (void)pcre2_pattern_info(code, PCRE2_INFO_NAMETABLE, &table.entries);
    return table;
}

/* Where the expression mentions the group's name, for messages. */
static size_t group_column(const rl_expansion *expansion, const char *name)
{
    size_t length = strlen(name);
    for (size_t i = 1; i + length < expansion->text.length; i++) {
        char before = expansion->text.bytes[i - 1];
        if ((before == '<' || before == '\'') && memcmp(expansion->text.bytes + i, name, length) == 0)
            return column_of(expansion, i);
    }
    return column_of(expansion, 0);
}

/* The type that a group is called after, RL_NONE for an acronym; false if there is no such type. */
static bool find_type(const char *name, const rl_types *types, uint32_t *ret_type)
{
    bool is_acronym = strcmp(name, "acronym") == 0;
    *ret_type = is_acronym ? RL_NONE : rl_string_map_find(types, name, strlen(name));
    return is_acronym || *ret_type != RL_NONE;
}

static relata_status group_type(const char *name, const rl_expansion *expansion, const rl_types *types, rl_place place,
                                uint32_t *ret_type, relata_error *err)
{
    if (find_type(name, types, ret_type))
        return RELATA_OK;
    return rl_error_set(err, RELATA_ERROR_FORMAT, place.path, place.line, group_column(expansion, name),
                        "unknown type \"%s\": a line \"type %s\" would declare it", name, name);
}

static int compare_groups(const void *a, const void *b)
{
    uint32_t x = ((const rl_pattern_group *)a)->number, y = ((const rl_pattern_group *)b)->number;
    return x < y ? -1 : x > y;
}

static bool is_any_typed(const rl_pattern_group *groups, size_t count)
{
    bool typed = false;
    for (size_t i = 0; i < count; i++)
        typed |= groups[i].type != RL_NONE;
    return typed;
}

static relata_status check_groups(const rl_pattern *pattern, const rl_expansion *expansion, rl_place place,
                                  relata_error *err)
{
    if (is_any_typed(pattern->groups, pattern->group_count))
        return RELATA_OK;
    return rl_error_set(err, RELATA_ERROR_FORMAT, place.path, place.line, column_of(expansion, 0),
                        "the expression has no group with the name of a type, such as (?<person>...)");
}

relata_status rl_pattern_find_groups(rl_pattern *pattern, const rl_expansion *expansion, const rl_types *types,
                                     rl_place place, relata_error *err)
{
    name_table names = names_of(pattern->code);
    rl_pattern_group *groups = calloc(names.count > 0 ? names.count : 1, sizeof *groups);
    if (groups == NULL)
        return rl_error_memory(err);
    pattern->groups = groups;
    for (uint32_t i = 0; i < names.count; i++) {
        PCRE2_SPTR entry = names.entries + (size_t)i * names.size;
        rl_pattern_group *group = &groups[pattern->group_count++];
        group->number = ((uint32_t)entry[0] << 8) | entry[1];
        relata_status status = group_type((const char *)entry + 2, expansion, types, place, &group->type, err);
        if (status != RELATA_OK)
            return status;
        pattern->defines_acronym |= group->type == RL_NONE;
    }
    qsort(groups, pattern->group_count, sizeof *groups, compare_groups);
    return check_groups(pattern, expansion, place, err);
}

relata_status rl_pattern_take_groups(rl_pattern *pattern, const rl_types *types, bool *ret_good, relata_error *err)
{
    const rl_program *program = pattern->program;
    size_t count = program->group_count - 1;
    bool good = true, defines_acronym = false;
    rl_pattern_group *groups = calloc(program->group_count, sizeof *groups);
    if (groups == NULL)
        return rl_error_memory(err);
    for (size_t i = 0; good && i < count; i++) {
        groups[i].number = (uint32_t)i + 1;
        good = find_type(program->names[i + 1], types, &groups[i].type);
        defines_acronym |= groups[i].type == RL_NONE;
    }
    *ret_good = good && is_any_typed(groups, count);
    if (!*ret_good) {
        free(groups);
        return RELATA_OK;
    }
    pattern->groups = groups;
    pattern->group_count = count;
    pattern->defines_acronym = defines_acronym;
    return RELATA_OK;
}
