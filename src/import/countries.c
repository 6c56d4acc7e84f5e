/* Countries by code and by name. The table beside the program has, for each country, its codes of two and three letters,
 * its name as our lists have it, and other names under which sources know it. */
#include "import/countries.h"

#include "import/table.h"
#include "text/fold.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TABLE "countries.codes"

enum { LONGEST_CODE = 7 };

/* ---- adding ---- */

static relata_status set(rl_string_map *map, const char ***values, size_t *capacity, const char *key, size_t length,
                         const char *value, relata_error *err)
{
    if (length == 0)
        return RELATA_OK;
    uint32_t number = rl_string_map_add(map, key, length);
    if (number == RL_NONE)
        return rl_error_memory(err);
    const char **grown = rl_array_grow(*values, capacity, map->count, sizeof *grown);
    if (grown == NULL)
        return rl_error_memory(err);
    *values = grown;
    grown[number] = value;
    return RELATA_OK;
}

static relata_status add_code(rl_countries *c, const char *code, size_t length, const char *name, relata_error *err)
{
    return set(&c->codes, &c->by_code, &c->code_capacity, code, length, name, err);
}

static relata_status add_name(rl_countries *c, const char *other, size_t length, const char *name, relata_error *err)
{
    rl_buffer_clear(&c->folded);
    if (!rl_fold_name(other, length, ' ', &c->folded))
        return rl_error_memory(err);
    return set(&c->names, &c->by_name, &c->name_capacity, c->folded.bytes, c->folded.length, name, err);
}

static relata_status add_names(rl_countries *c, const char *names, size_t length, const char *name, relata_error *err)
{
    relata_status status = RELATA_OK;
    const char *end = names + length;
    while (status == RELATA_OK && names < end) {
        const char *bar = memchr(names, '|', (size_t)(end - names));
        const char *stop = bar == NULL ? end : bar;
        status = add_name(c, names, (size_t)(stop - names), name, err);
        names = bar == NULL ? end : bar + 1;
    }
    return status;
}

/* ---- reading ---- */

static relata_status receive_country(void *user, const rl_cells *cells, relata_error *err)
{
    rl_countries *c = user;
    const char *name = rl_arena_copy(&c->strings, cells->bytes[2], cells->length[2]);
    if (name == NULL)
        return rl_error_memory(err);
    relata_status status = add_code(c, cells->bytes[0], cells->length[0], name, err);
    if (status == RELATA_OK)
        status = add_code(c, cells->bytes[1], cells->length[1], name, err);
    if (status == RELATA_OK)
        status = add_name(c, name, cells->length[2], name, err);
    if (status == RELATA_OK && cells->count > 3)
        status = add_names(c, cells->bytes[3], cells->length[3], name, err);
    return status;
}

relata_status rl_countries_read(rl_countries *countries, const char *folder, relata_error *err)
{
    char *path = NULL;
    if (asprintf(&path, "%s/" TABLE, folder) < 0)
        return rl_error_memory(err);
    relata_status status = rl_import_table_read(path, 3, receive_country, countries, err);
    free(path);
    return status;
}

/* The columns of countryInfo: the code of two letters, of three, two other codes, the name. */
enum { CODE = 0, LONG_CODE = 1, NAME = 4, LEAST_CELLS = 5 };

static relata_status receive_geonames(void *user, const rl_cells *cells, relata_error *err)
{
    rl_countries *c = user;
    const char *ours = rl_countries_find(c, cells->bytes[NAME], cells->length[NAME]);
    const char *name = ours != NULL ? ours : rl_arena_copy(&c->strings, cells->bytes[NAME], cells->length[NAME]);
    if (name == NULL)
        return rl_error_memory(err);
    relata_status status = add_code(c, cells->bytes[CODE], cells->length[CODE], name, err);
    if (status == RELATA_OK)
        status = add_code(c, cells->bytes[LONG_CODE], cells->length[LONG_CODE], name, err);
    return status;
}

relata_status rl_countries_read_geonames(rl_countries *countries, const char *path, relata_error *err)
{
    return rl_import_table_read(path, LEAST_CELLS, receive_geonames, countries, err);
}

/* ---- asking ---- */

static const char *find_code(const rl_countries *c, const char *code, size_t length)
{
    uint32_t number = rl_string_map_find(&c->codes, code, length);
    return number == RL_NONE ? NULL : c->by_code[number];
}

const char *rl_countries_code(const rl_countries *countries, const char *bytes, size_t length)
{
    char code[LONGEST_CODE];
    if (length > sizeof code)
        return NULL;
    for (size_t i = 0; i < length; i++)
        code[i] = (char)(bytes[i] >= 'a' && bytes[i] <= 'z' ? bytes[i] - 'a' + 'A' : bytes[i]);
    return find_code(countries, code, length);
}

const char *rl_countries_find(rl_countries *countries, const char *bytes, size_t length)
{
    const char *found = find_code(countries, bytes, length);
    if (found != NULL)
        return found;
    rl_buffer_clear(&countries->folded);
    if (!rl_fold_name(bytes, length, ' ', &countries->folded))
        return NULL;
    uint32_t number = rl_string_map_find(&countries->names, countries->folded.bytes, countries->folded.length);
    return number == RL_NONE ? NULL : countries->by_name[number];
}

void rl_countries_free(rl_countries *countries)
{
    rl_string_map_free(&countries->codes);
    rl_string_map_free(&countries->names);
    free(countries->by_code);
    free(countries->by_name);
    rl_arena_free(&countries->strings);
    rl_buffer_free(&countries->folded);
    *countries = (rl_countries){0};
}
