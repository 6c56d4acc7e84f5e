/* The GeoNames dump: 19 columns with tabs between them, no header, no quoting (download.geonames.org/export/dump).
 *
 * Its alternate names are of every kind: other languages and scripts, airport codes, links, machine romanisations in
 * small letters. What is left after sifting them is still only evidence, so they become weak aliases. */
#include "import/geonames.h"

#include "base/number.h"
#include "import/import.h"
#include "import/table.h"
#include "text/fold.h"
#include "text/utf8.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    ID = 0,
    NAME = 1,
    ASCII_NAME = 2,
    OTHER_NAMES = 3,
    LATITUDE = 4,
    LONGITUDE = 5,
    FEATURE_CLASS = 6,
    FEATURE_CODE = 7,
    COUNTRY = 8,
    ADMIN1 = 10,
    POPULATION = 14,
    COLUMNS = 19
};

typedef struct geonames {
    rl_string_map regions; /* "AD.06" */
    const char **names;
    size_t name_capacity;
    rl_arena strings;
    rl_buffer folded[2];
    rl_buffer key;
} geonames;

/* ---- regions ---- */

static relata_status receive_region(void *user, const rl_cells *cells, relata_error *err)
{
    geonames *g = user;
    uint32_t number = rl_string_map_add(&g->regions, cells->bytes[0], cells->length[0]);
    const char *name = rl_arena_copy(&g->strings, cells->bytes[1], cells->length[1]);
    if (number == RL_NONE || name == NULL)
        return rl_error_memory(err);
    const char **grown = rl_array_grow(g->names, &g->name_capacity, g->regions.count, sizeof *grown);
    if (grown == NULL)
        return rl_error_memory(err);
    g->names = grown;
    grown[number] = name;
    return RELATA_OK;
}

static void put_region(rl_import *import, const rl_cells *cells)
{
    geonames *g = import->state;
    rl_buffer_clear(&g->key);
    (void)rl_buffer_append(&g->key, cells->bytes[COUNTRY], cells->length[COUNTRY]);
    (void)rl_buffer_append_char(&g->key, '.');
    (void)rl_buffer_append(&g->key, cells->bytes[ADMIN1], cells->length[ADMIN1]);
    if (g->key.failed)
        return;
    uint32_t number = rl_string_map_find(&g->regions, g->key.bytes, g->key.length);
    if (number != RL_NONE)
        rl_rows_put(&import->rows, RL_FIELD_REGION, g->names[number], strlen(g->names[number]));
}

/* ---- names ---- */

static rl_reason sift(const char *name, size_t length)
{
    if (!rl_name_is_latin(name, length))
        return RL_REASON_SCRIPT;
    if (rl_name_is_code(name, length))
        return RL_REASON_CODE;
    return rl_name_is_small(name, length) ? RL_REASON_SMALL_LETTERS : RL_REASON_NONE;
}

static void add_other_names(rl_import *import, const rl_cells *cells)
{
    const char *at = cells->bytes[OTHER_NAMES], *end = at + cells->length[OTHER_NAMES];
    while (at < end) {
        const char *comma = memchr(at, ',', (size_t)(end - at));
        size_t length = (size_t)((comma == NULL ? end : comma) - at);
        rl_reason reason = length == 0 ? RL_REASON_NONE : sift(at, length);
        if (reason == RL_REASON_NONE)
            rl_rows_add(&import->rows, RL_FIELD_WEAK_ALIASES, at, length);
        else
            rl_rows_pass(&import->rows, reason);
        at += length + 1;
    }
}

/* The name in ASCII says something new only where it is more than the name without its accents ("Koeln"). */
static void add_ascii_name(rl_import *import, const rl_cells *cells)
{
    geonames *g = import->state;
    if (rl_utf8_valid_prefix(cells->bytes[ASCII_NAME], cells->length[ASCII_NAME]) < cells->length[ASCII_NAME])
        return;
    for (int i = 0; i < 2; i++) {
        rl_buffer_clear(&g->folded[i]);
        if (!rl_fold_name(cells->bytes[NAME + i], cells->length[NAME + i], ' ', &g->folded[i]))
            return;
    }
    bool same = g->folded[0].length == g->folded[1].length &&
                (g->folded[0].length == 0 || memcmp(g->folded[0].bytes, g->folded[1].bytes, g->folded[0].length) == 0);
    if (!same && rl_name_is_latin(cells->bytes[NAME], cells->length[NAME]))
        rl_rows_add(&import->rows, RL_FIELD_ALIASES, cells->bytes[ASCII_NAME], cells->length[ASCII_NAME]);
}

/* ---- rows ---- */

static double population_of(const rl_cells *cells)
{
    double population = 0;
    if (!rl_number_parse(cells->bytes[POPULATION], cells->length[POPULATION], &population) || population < 0)
        return 0;
    return population;
}

/* 20 for 100,000 people, 40 for ten million, at most 45: a large place, but not one that must be meant. */
double rl_geonames_prior(double population)
{
    double prior = population > 1000 ? round(10 * log10(population) - 30) : 0;
    return prior > 45 ? 45 : prior;
}

static void put_place(rl_import *import, const rl_cells *cells)
{
    rl_rows *rows = &import->rows;
    char feature_class = cells->length[FEATURE_CLASS] > 0 ? cells->bytes[FEATURE_CLASS][0] : '\0';
    const char *kind = rl_geonames_kind(feature_class, cells->bytes[FEATURE_CODE], cells->length[FEATURE_CODE]);
    const char *country = rl_countries_code(&import->countries, cells->bytes[COUNTRY], cells->length[COUNTRY]);
    rl_rows_put(rows, RL_FIELD_KIND, kind, strlen(kind));
    rl_rows_put(rows, RL_FIELD_LATITUDE, cells->bytes[LATITUDE], cells->length[LATITUDE]);
    rl_rows_put(rows, RL_FIELD_LONGITUDE, cells->bytes[LONGITUDE], cells->length[LONGITUDE]);
    if (country == NULL && cells->length[COUNTRY] > 0)
        rl_counts_add(&rows->counts, RL_REASON_COUNTRY, RELATA_IMPORT_VALUES);
    else if (country != NULL && strcmp(kind, "country") != 0 && strcmp(kind, "territory") != 0)
        rl_rows_put(rows, RL_FIELD_COUNTRY, country, strlen(country));
    put_region(import, cells);
    double population = population_of(cells);
    if (population > 0)
        rl_rows_put_number(rows, RL_FIELD_POPULATION, population);
    if (rl_geonames_prior(population) > 0)
        rl_rows_put_number(rows, RL_FIELD_PRIOR, rl_geonames_prior(population));
}

static bool is_number(const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (bytes[i] < '0' || bytes[i] > '9')
            return false;
    return length > 0 && length < 20;
}

static relata_status read_place(rl_import *import, const rl_cells *cells, size_t line, relata_error *err)
{
    rl_rows *rows = &import->rows;
    char id[32] = "geonames:";
    if (cells->count != COLUMNS) {
        rl_rows_break(rows, line, 1, "%d columns are needed, the row has %zu", COLUMNS, cells->count);
        return RELATA_OK;
    }
    if (!is_number(cells->bytes[ID], cells->length[ID])) {
        rl_rows_break(rows, line, 1, "the id is not a number");
        return RELATA_OK;
    }
    if (population_of(cells) < import->options->min_population) {
        rl_rows_leave(rows, RL_REASON_SMALL);
        return RELATA_OK;
    }
    size_t prefix = strlen(id);
    memcpy(id + prefix, cells->bytes[ID], cells->length[ID]);
    rl_rows_put(rows, RL_FIELD_ID, id, prefix + cells->length[ID]);
    rl_rows_put(rows, RL_FIELD_TYPE, "place", strlen("place"));
    rl_rows_put(rows, RL_FIELD_NAME, cells->bytes[NAME], cells->length[NAME]);
    if (rl_rows_has_name(rows)) {
        add_ascii_name(import, cells);
        add_other_names(import, cells);
        put_place(import, cells);
    }
    return rl_rows_end(rows, err);
}

/* ---- the format ---- */

static relata_status read_places(rl_import *import, rl_source *source, relata_error *err)
{
    for (;;) {
        const char *line = NULL;
        size_t length = 0;
        relata_error why = {0};
        relata_status status = rl_source_line(source, RL_IMPORT_LONGEST, &line, &length, &why);
        if (status == RELATA_END)
            return RELATA_OK;
        if (status != RELATA_OK && status != RELATA_ERROR_LIMIT)
            return rl_error_set(err, status, why.source, why.line, why.column, "%s", why.message);
        if (status == RELATA_OK && length == 0)
            continue;
        rl_rows_start(&import->rows, source->path, source->line);
        if (status == RELATA_ERROR_LIMIT) {
            rl_rows_break(&import->rows, why.line, why.column, "%s", why.message);
            continue;
        }
        rl_cells cells;
        rl_cells_cut(line, length, &cells);
        status = read_place(import, &cells, source->line, err);
        if (status != RELATA_OK)
            return status;
    }
}

static relata_status open_geonames(rl_import *import, relata_error *err)
{
    geonames *g = calloc(1, sizeof *g);
    if (g == NULL)
        return rl_error_memory(err);
    import->state = g;
    const relata_import_options *o = import->options;
    relata_status status = RELATA_OK;
    if (o->countries != NULL)
        status = rl_countries_read_geonames(&import->countries, o->countries, err);
    if (status == RELATA_OK && o->admin1 != NULL)
        status = rl_import_table_read(o->admin1, 2, receive_region, g, err);
    return status;
}

static void close_geonames(rl_import *import)
{
    geonames *g = import->state;
    if (g == NULL)
        return;
    rl_string_map_free(&g->regions);
    free(g->names);
    rl_arena_free(&g->strings);
    for (int i = 0; i < 2; i++)
        rl_buffer_free(&g->folded[i]);
    rl_buffer_free(&g->key);
    free(g);
}

const rl_import_format rl_import_geonames = {
    .name = "geonames",
    .options = RL_OPTION_POPULATION | RL_OPTION_COUNTRIES | RL_OPTION_ADMIN1,
    .strength = "usual",
    .open = open_geonames,
    .read = read_places,
    .close = close_geonames,
};
