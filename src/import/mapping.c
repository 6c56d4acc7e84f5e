/* Reading the map. "\" takes the meaning from the character behind it, so that columns with commas in their names can be
 * named too. */
#include "import/mapping.h"

#include <string.h>

enum { PROTECTS = '\\' };

/* The next `stop` that is not protected, or the end. */
static size_t find_stop(const char *text, size_t length, char stop)
{
    size_t i = 0;
    while (i < length && text[i] != stop)
        i += text[i] == PROTECTS && i + 1 < length ? 2 : 1;
    return i;
}

static void trim(const char **text, size_t *length)
{
    while (*length > 0 && (*text)[0] == ' ') {
        (*text)++;
        (*length)--;
    }
    while (*length > 0 && (*text)[*length - 1] == ' ')
        (*length)--;
}

static relata_status refuse(relata_error *err, const char *text, size_t length, const char *why)
{
    int shown = length > 100 ? 100 : (int)length;
    return rl_error_set(err, RELATA_ERROR_ARGUMENT, NULL, 0, 0, "in the map, \"%.*s\" %s", shown, text, why);
}

static relata_status add_source(rl_mapping *mapping, rl_field field, const char *name, size_t length, relata_error *err)
{
    rl_field_sources *sources = &mapping->fields[field];
    trim(&name, &length);
    if (length == 0)
        return refuse(err, rl_field_name(field), strlen(rl_field_name(field)), "has an empty source");
    if (sources->count == RL_SOURCES_MOST)
        return refuse(err, rl_field_name(field), strlen(rl_field_name(field)), "has more than 16 sources");
    const char *copy = rl_arena_copy(&mapping->strings, name, length);
    if (copy == NULL)
        return rl_error_memory(err);
    sources->names[sources->count++] = copy;
    return RELATA_OK;
}

static relata_status add_pair(rl_mapping *mapping, const char *pair, size_t length, relata_error *err)
{
    size_t equals = find_stop(pair, length, '=');
    if (equals == length)
        return refuse(err, pair, length, "has no \"=\" between a column of relata and its source");
    const char *ours = pair;
    size_t ours_length = equals;
    trim(&ours, &ours_length);
    rl_field field = rl_field_find(ours, ours_length);
    if (field == RL_FIELD_COUNT)
        return refuse(
            err, ours, ours_length,
            "is no column of relata; known are id, type, name, aliases, weak_aliases, kind, family, demonyms, "
            "country, region, role, capital, gender, population, latitude, longitude, prior, strength");
    if (mapping->fields[field].count > 0)
        return refuse(err, ours, ours_length, "is there twice");
    relata_status status = RELATA_OK;
    for (size_t at = equals + 1; status == RELATA_OK && at <= length;) {
        size_t part = find_stop(pair + at, length - at, '+');
        status = add_source(mapping, field, pair + at, part, err);
        at += part + 1;
    }
    return status;
}

static relata_status add_pairs(rl_mapping *mapping, const char *map, relata_error *err)
{
    relata_status status = RELATA_OK;
    size_t length = strlen(map);
    for (size_t at = 0; status == RELATA_OK && at <= length;) {
        size_t pair = find_stop(map + at, length - at, ',');
        status = add_pair(mapping, map + at, pair, err);
        at += pair + 1;
    }
    return status;
}

relata_status rl_mapping_read(rl_mapping *mapping, const relata_import_options *options, relata_error *err)
{
    relata_status status = RELATA_OK;
    mapping->is_given = options->map_count > 0;
    for (size_t i = 0; status == RELATA_OK && i < options->map_count; i++)
        status = add_pairs(mapping, options->maps[i], err);
    for (int field = 0; !mapping->is_given && field < RL_FIELD_COUNT; field++)
        mapping->fields[field] = (rl_field_sources){.names = {rl_field_name((rl_field)field)}, .count = 1};
    if (status == RELATA_OK && mapping->fields[RL_FIELD_NAME].count == 0)
        status = rl_error_set(err, RELATA_ERROR_ARGUMENT, NULL, 0, 0,
                              "the map does not say what the name is: \"name=…\" is missing");
    if (status == RELATA_OK && mapping->is_given && mapping->fields[RL_FIELD_TYPE].count == 0 && options->type == NULL)
        status = rl_error_set(err, RELATA_ERROR_ARGUMENT, NULL, 0, 0,
                              "nothing says what type the names have: give a type, or \"type=…\" in the map");
    return status;
}

void rl_mapping_free(rl_mapping *mapping)
{
    rl_arena_free(&mapping->strings);
    *mapping = (rl_mapping){0};
}

const char *rl_mapping_part(const char *name, char stop, rl_buffer *ret)
{
    rl_buffer_clear(ret);
    size_t length = strlen(name), end = stop == '\0' ? length : find_stop(name, length, stop);
    for (size_t i = 0; i < end; i++) {
        i += name[i] == PROTECTS && i + 1 < end;
        (void)rl_buffer_append_char(ret, name[i]);
    }
    return end < length ? name + end + 1 : NULL;
}

/* ---- values on their way into a row ---- */

void rl_giving_start(rl_giving *giving, rl_field field)
{
    giving->field = field;
    rl_buffer_clear(&giving->joined);
}

static void add_names(const rl_giving *giving, const char *bytes, size_t length)
{
    size_t start = 0;
    for (size_t i = 0; i <= length; i++) {
        if (i < length && (bytes[i] == '\0' || strchr(giving->split, bytes[i]) == NULL))
            continue;
        rl_rows_add(giving->rows, giving->field, bytes + start, i - start);
        start = i + 1;
    }
}

void rl_giving_add(rl_giving *giving, const char *bytes, size_t length)
{
    if (rl_field_is_list(giving->field)) {
        add_names(giving, bytes, length);
        return;
    }
    if (giving->joined.length > 0)
        (void)rl_buffer_append_char(&giving->joined, ' ');
    (void)rl_buffer_append(&giving->joined, bytes, length);
}

void rl_giving_end(rl_giving *giving)
{
    if (giving->joined.length > 0)
        rl_rows_put(giving->rows, giving->field, giving->joined.bytes, giving->joined.length);
}
