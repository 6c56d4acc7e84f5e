/* The JSON dump of Wikidata: an array with one entity a line (www.wikidata.org/wiki/Wikidata:Database_download).
 *
 * Countries and positions are stated as items ("Q30"), which may stand anywhere in the dump. So rows are kept with the
 * items, the labels of all items that a country or position could be are kept in memory (some hundred thousand), and the
 * labels are put in when the list is written. */
#include "import/wikidata.h"

#include "import/json_rows.h"
#include "import/types.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define TABLE "wikidata.types"
#define ID_PREFIX "wikidata:"

static const char ANY_LANGUAGE[] = "mul"; /* labels that are the same in all languages */

typedef struct wikidata {
    rl_type_table types;
    const char *default_language;
    const char *const *languages;
    size_t language_count;
    rl_string_map items; /* whose labels are kept */
    const char **labels;
    size_t label_capacity;
    rl_arena strings;
} wikidata;

/* ---- labels ---- */

static const json_t *label_in(const json_t *entity, const char *language)
{
    return json_object_get(json_object_get(json_object_get(entity, "labels"), language), "value");
}

/* The label in the first of the languages that has one. */
static const json_t *label_of(const wikidata *w, const json_t *entity)
{
    const json_t *label = NULL;
    for (size_t i = 0; label == NULL && i < w->language_count; i++)
        label = label_in(entity, w->languages[i]);
    if (label == NULL)
        label = label_in(entity, ANY_LANGUAGE);
    return json_is_string(label) ? label : NULL;
}

static relata_status keep_label(wikidata *w, const char *item, const json_t *label, relata_error *err)
{
    if (label == NULL)
        return RELATA_OK;
    uint32_t number = rl_string_map_add(&w->items, item, strlen(item));
    const char **grown = rl_array_grow(w->labels, &w->label_capacity, w->items.count, sizeof *grown);
    const char *copy = rl_arena_copy(&w->strings, json_string_value(label), json_string_length(label));
    if (grown != NULL)
        w->labels = grown;
    if (number == RL_NONE || grown == NULL || copy == NULL)
        return rl_error_memory(err);
    grown[number] = copy;
    return RELATA_OK;
}

static void add_name(rl_rows *rows, const json_t *value)
{
    if (json_is_string(value))
        rl_rows_add(rows, RL_FIELD_ALIASES, json_string_value(value), json_string_length(value));
}

static void add_aliases(rl_rows *rows, const json_t *entity, const char *language)
{
    const json_t *aliases = json_object_get(json_object_get(entity, "aliases"), language);
    for (size_t i = 0; i < json_array_size(aliases); i++)
        add_name(rows, json_object_get(json_array_get(aliases, i), "value"));
}

static void put_names(const wikidata *w, rl_rows *rows, const json_t *entity)
{
    const json_t *label = label_of(w, entity);
    rl_rows_put(rows, RL_FIELD_NAME, json_string_value(label), json_string_length(label));
    for (size_t i = 0; i < w->language_count; i++) {
        add_name(rows, label_in(entity, w->languages[i]));
        add_aliases(rows, entity, w->languages[i]);
    }
    add_name(rows, label_in(entity, ANY_LANGUAGE));
    add_aliases(rows, entity, ANY_LANGUAGE);
}

/* ---- types ---- */

typedef struct choice {
    const rl_type_table *types;
    uint32_t best; /* the smallest number: tables go from the special to the general */
    bool is_label; /* its label is wanted for others */
} choice;

static bool take_class(void *user, const json_t *statement, const json_t *value)
{
    choice *c = user;
    (void)statement;
    const char *item = json_string_value(json_object_get(value, "id"));
    uint32_t number = item == NULL ? RL_NONE : rl_string_map_find(&c->types->keys, item, strlen(item));
    if (number == RL_NONE)
        return true;
    const rl_type_row *row = &c->types->rows[number];
    bool is_row = strcmp(row->type, "-") != 0;
    c->is_label |= !is_row || strstr(row->kind, "country") != NULL;
    if (is_row && (c->best == RL_NONE || number < c->best))
        c->best = number;
    return true;
}

/* ---- attributes ---- */

static void put_item(rl_rows *rows, rl_field field, const json_t *entity, const char *property, const char *self)
{
    const char *item = rl_statement_item(entity, property);
    if (item != NULL && strcmp(item, self) != 0)
        rl_rows_put(rows, field, item, strlen(item));
}

/* Coordinates of craters on the Moon are no place on any map of ours. */
static void put_coordinates(rl_rows *rows, const json_t *entity)
{
    static const char EARTH[] = "/Q2";
    const json_t *value = rl_statement_value(entity, "P625");
    const char *globe = json_string_value(json_object_get(value, "globe"));
    const json_t *latitude = json_object_get(value, "latitude"), *longitude = json_object_get(value, "longitude");
    size_t length = globe == NULL ? 0 : strlen(globe);
    bool on_earth = globe == NULL || (length >= 3 && strcmp(globe + length - 3, EARTH) == 0);
    if (!on_earth || !json_is_number(latitude) || !json_is_number(longitude))
        return;
    rl_rows_put_number(rows, RL_FIELD_LATITUDE, json_number_value(latitude));
    rl_rows_put_number(rows, RL_FIELD_LONGITUDE, json_number_value(longitude));
}

/* Amounts are strings with a sign: "+8799800". */
static void put_population(rl_rows *rows, const json_t *entity)
{
    const char *amount = json_string_value(json_object_get(rl_statement_value(entity, "P1082"), "amount"));
    if (amount != NULL)
        rl_rows_put(rows, RL_FIELD_POPULATION, amount + (amount[0] == '+'), strlen(amount + (amount[0] == '+')));
}

/* 20 for 10 Wikipedias and their sisters, 40 for 100, at most 60. */
static void put_prior(rl_rows *rows, const json_t *entity)
{
    size_t links = json_object_size(json_object_get(entity, "sitelinks"));
    double prior = links > 1 ? round(20 * log10((double)links)) : 0;
    if (prior > 0)
        rl_rows_put_number(rows, RL_FIELD_PRIOR, prior > 60 ? 60 : prior);
}

static void put_attributes(rl_rows *rows, const json_t *entity, const rl_type_row *as, const char *item)
{
    bool is_person = strcmp(as->type, "person") == 0;
    put_item(rows, RL_FIELD_COUNTRY, entity, is_person ? "P27" : "P17", item);
    if (is_person)
        put_item(rows, RL_FIELD_ROLE, entity, "P39", item);
    if (strcmp(as->type, "place") == 0) {
        put_coordinates(rows, entity);
        put_population(rows, entity);
    }
    put_prior(rows, entity);
}

/* ---- entities ---- */

static relata_status take_entity(rl_import *import, const json_t *entity, const rl_type_row *as, const char *item,
                                 relata_error *err)
{
    const wikidata *w = import->state;
    rl_rows *rows = &import->rows;
    char id[sizeof ID_PREFIX + 24] = ID_PREFIX;
    if (label_of(w, entity) == NULL) {
        rl_rows_leave(rows, RL_REASON_NO_LABEL);
        return RELATA_OK;
    }
    strncat(id, item, sizeof id - sizeof ID_PREFIX);
    rl_rows_put(rows, RL_FIELD_ID, id, strlen(id));
    rl_rows_put(rows, RL_FIELD_TYPE, as->type, strlen(as->type));
    rl_rows_put(rows, RL_FIELD_KIND, as->kind, strlen(as->kind));
    put_names(w, rows, entity);
    put_attributes(rows, entity, as, item);
    return rl_rows_end(rows, err);
}

/* "Q" and digits. */
static bool is_item(const char *id)
{
    return id != NULL && id[0] == 'Q' && id[1] != '\0' && strspn(id + 1, "0123456789") == strlen(id + 1) &&
           strlen(id) < 20;
}

static relata_status receive(rl_import *import, const json_t *value, relata_error *err)
{
    wikidata *w = import->state;
    const char *item = json_string_value(json_object_get(value, "id"));
    if (item == NULL) {
        rl_rows_break(&import->rows, import->rows.line_number, import->rows.column_number,
                      "not an entity: it has no \"id\"");
        return RELATA_OK;
    }
    choice c = {.types = &w->types, .best = RL_NONE};
    if (is_item(item))
        rl_statements_each(value, "P31", take_class, &c);
    if (c.is_label && keep_label(w, item, label_of(w, value), err) != RELATA_OK)
        return RELATA_ERROR_MEMORY;
    if (c.best != RL_NONE)
        return take_entity(import, value, &w->types.rows[c.best], item, err);
    rl_rows_leave(&import->rows, RL_REASON_NO_TYPE);
    return RELATA_OK;
}

static const char *resolve(void *user, rl_field field, const char *bytes, size_t length, size_t *ret_length,
                           rl_reason *ret_reason)
{
    rl_import *import = user;
    wikidata *w = import->state;
    uint32_t number = rl_string_map_find(&w->items, bytes, length);
    *ret_reason = field == RL_FIELD_COUNTRY ? RL_REASON_COUNTRY : RL_REASON_POSITION;
    if (number == RL_NONE)
        return NULL;
    rl_buffer *clean = &import->rows.key;
    rl_buffer_clear(clean);
    if (rl_text_clean(w->labels[number], strlen(w->labels[number]), clean) != RL_REASON_NONE || clean->length == 0)
        return NULL;
    const char *known =
        field == RL_FIELD_COUNTRY ? rl_countries_find(&import->countries, clean->bytes, clean->length) : NULL;
    *ret_length = known == NULL ? clean->length : strlen(known);
    return known == NULL ? clean->bytes : known;
}

/* ---- the format ---- */

static relata_status open_dump(rl_import *import, relata_error *err)
{
    wikidata *w = calloc(1, sizeof *w);
    if (w == NULL)
        return rl_error_memory(err);
    import->state = w;
    w->default_language = "en";
    w->languages = import->options->language_count > 0 ? import->options->languages : &w->default_language;
    w->language_count = import->options->language_count > 0 ? import->options->language_count : 1;
    return rl_type_table_read(&w->types, import->options->table, import->options->data, TABLE, err);
}

static bool may_be_wanted(rl_import *import, const char *bytes, size_t length)
{
    const wikidata *w = import->state;
    return rl_wikidata_may_be(bytes, length, &w->types);
}

static relata_status read_dump(rl_import *import, rl_source *source, relata_error *err)
{
    return rl_json_rows_read(import, source, RL_LAYOUT_LINE_ARRAY, may_be_wanted, receive, err);
}

static void close_dump(rl_import *import)
{
    wikidata *w = import->state;
    if (w == NULL)
        return;
    rl_type_table_free(&w->types);
    rl_string_map_free(&w->items);
    free(w->labels);
    rl_arena_free(&w->strings);
    free(w);
}

const rl_import_format rl_import_wikidata = {
    .name = "wikidata",
    .options = RL_OPTION_LANGUAGES | RL_OPTION_TABLE,
    .strength = "usual",
    .waits = true,
    .open = open_dump,
    .read = read_dump,
    .resolve = resolve,
    .close = close_dump,
};
