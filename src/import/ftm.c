/* FollowTheMoney entities, one JSON object each, as OpenSanctions and Aleph publish them: {"id", "schema", "caption",
 * "properties": {"name": […], "alias": […], …}}. Which schemata are taken is a table beside the program. */
#include "import/json_rows.h"
#include "import/types.h"

#include <stdlib.h>
#include <string.h>

#define TABLE "ftm.types"

typedef struct text {
    const char *bytes;
    size_t length;
} text;

static bool text_of(const json_t *value, text *ret)
{
    if (!json_is_string(value) || json_string_length(value) == 0)
        return false;
    *ret = (text){json_string_value(value), json_string_length(value)};
    return true;
}

/* Name after name of one property into a column. */
static void add_names(rl_rows *rows, rl_field field, const json_t *values)
{
    for (size_t i = 0; i < json_array_size(values); i++) {
        text name;
        if (text_of(json_array_get(values, i), &name))
            rl_rows_add(rows, field, name.bytes, name.length);
    }
}

static bool holds(const json_t *values, const text *wanted)
{
    for (size_t i = 0; i < json_array_size(values); i++) {
        text name;
        if (text_of(json_array_get(values, i), &name) && name.length == wanted->length &&
            memcmp(name.bytes, wanted->bytes, name.length) == 0)
            return true;
    }
    return false;
}

/* The caption is the name that its publisher found best; the order of the others says nothing. Without it the first
 * name that can be kept. */
static void put_name(rl_rows *rows, const json_t *entity, const json_t *names)
{
    text name;
    if (text_of(json_object_get(entity, "caption"), &name) && holds(names, &name))
        rl_rows_put(rows, RL_FIELD_NAME, name.bytes, name.length);
    for (size_t i = 0; i < json_array_size(names) && !rl_rows_has_name(rows); i++)
        if (text_of(json_array_get(names, i), &name))
            rl_rows_put(rows, RL_FIELD_NAME, name.bytes, name.length);
}

/* The first country that we know, of the properties that come nearest to "whose". */
static void put_country(rl_import *import, const json_t *properties, bool is_person)
{
    static const char *const PROPERTIES[2][4] = {{"jurisdiction", "country", "mainCountry", "registrationCountry"},
                                                 {"nationality", "citizenship", "country", "birthCountry"}};
    bool unknown = false;
    for (size_t i = 0; i < 4; i++) {
        const json_t *values = json_object_get(properties, PROPERTIES[is_person ? 1 : 0][i]);
        for (size_t k = 0; k < json_array_size(values); k++) {
            text code;
            if (!text_of(json_array_get(values, k), &code))
                continue;
            const char *country = rl_countries_code(&import->countries, code.bytes, code.length);
            if (country != NULL) {
                rl_rows_put(&import->rows, RL_FIELD_COUNTRY, country, strlen(country));
                return;
            }
            unknown = true;
        }
    }
    if (unknown)
        rl_counts_add(&import->rows.counts, RL_REASON_COUNTRY, RELATA_IMPORT_VALUES);
}

static void put_first(rl_rows *rows, rl_field field, const json_t *values)
{
    text value;
    if (text_of(json_array_get(values, 0), &value))
        rl_rows_put(rows, field, value.bytes, value.length);
}

static relata_status take_entity(rl_import *import, const json_t *entity, const rl_type_row *as, relata_error *err)
{
    rl_rows *rows = &import->rows;
    const json_t *properties = json_object_get(entity, "properties");
    const json_t *names = json_object_get(properties, "name");
    bool is_person = strcmp(as->type, "person") == 0;
    text id;
    if (text_of(json_object_get(entity, "id"), &id))
        rl_rows_put(rows, RL_FIELD_ID, id.bytes, id.length);
    rl_rows_put(rows, RL_FIELD_TYPE, as->type, strlen(as->type));
    rl_rows_put(rows, RL_FIELD_KIND, as->kind, strlen(as->kind));
    put_name(rows, entity, names);
    if (rl_rows_has_name(rows)) {
        add_names(rows, RL_FIELD_ALIASES, names);
        add_names(rows, RL_FIELD_ALIASES, json_object_get(properties, "alias"));
        add_names(rows, RL_FIELD_WEAK_ALIASES, json_object_get(properties, "weakAlias"));
        put_country(import, properties, is_person);
        if (is_person)
            put_first(rows, RL_FIELD_ROLE, json_object_get(properties, "position"));
    }
    return rl_rows_end(rows, err);
}

static relata_status receive(rl_import *import, const json_t *value, relata_error *err)
{
    const rl_type_table *types = import->state;
    text schema;
    if (!text_of(json_object_get(value, "schema"), &schema)) {
        rl_rows_break(&import->rows, import->rows.line_number, import->rows.column_number,
                      "not an entity: it has no \"schema\"");
        return RELATA_OK;
    }
    if (!json_is_object(json_object_get(value, "properties"))) {
        rl_rows_break(&import->rows, import->rows.line_number, import->rows.column_number,
                      "not an entity: it has no \"properties\"");
        return RELATA_OK;
    }
    uint32_t number = rl_string_map_find(&types->keys, schema.bytes, schema.length);
    if (number == RL_NONE || strcmp(types->rows[number].type, "-") == 0) {
        rl_rows_leave(&import->rows, RL_REASON_NO_TYPE);
        return RELATA_OK;
    }
    return take_entity(import, value, &types->rows[number], err);
}

/* ---- the format ---- */

static relata_status open_entities(rl_import *import, relata_error *err)
{
    rl_type_table *types = calloc(1, sizeof *types);
    if (types == NULL)
        return rl_error_memory(err);
    import->state = types;
    return rl_type_table_read(types, import->options->table, import->options->data, TABLE, err);
}

static relata_status read_entities(rl_import *import, rl_source *source, relata_error *err)
{
    return rl_json_rows_read(import, source, RL_LAYOUT_LINES, NULL, receive, err);
}

static void close_entities(rl_import *import)
{
    if (import->state != NULL)
        rl_type_table_free(import->state);
    free(import->state);
}

const rl_import_format rl_import_ftm = {
    .name = "ftm",
    .options = RL_OPTION_TABLE,
    .open = open_entities,
    .read = read_entities,
    .close = close_entities,
};
